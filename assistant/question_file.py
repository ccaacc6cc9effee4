"""Files of questions: one JSON object per line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.errors import QuestionError, UnknownPath


def read_rows(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSONL file, each with its place for messages; blank lines do not count.

    Raises:
        UnknownPath: there is no such file.
        QuestionError: it is not UTF-8, or a line is not a JSON object.
    """
    if not file.exists() or file.is_dir():  # a pipe will do
        raise UnknownPath(f"there is no file {str(file)!r}: check the path")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as exc:
        raise QuestionError(f"{str(file)!r} is not UTF-8 ({exc}): save it as UTF-8") from exc
    # Not splitlines: a JSON string may hold U+2028 and the like as they are.
    for number, line in enumerate(text.split("\n"), start=1):
        place = f"line {number} of {str(file)!r}"
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as exc:
            raise QuestionError(f"{place} is not JSON: {exc}") from exc
        if not isinstance(row, dict):
            raise QuestionError(f"{place} is not a JSON object: {line[:60]!r}")
        yield place, row
