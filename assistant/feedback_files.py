"""Feedback as files: lines of JSON, a table for a Danish spreadsheet, and an eval case."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.feedback import Feedback
from assistant.spreadsheet import BYTE_ORDER, inert
from ingest.personal_data import MASKS

FILL_IN = "UDFYLD: ord, som et rigtigt svar indeholder"
_HEAD = (
    "id", "tid", "melding", "kommentar", "spørgsmål", "tidligere spørgsmål", "status", "slags",
    "svar", "kilder", "indeks",
)  # fmt: skip


def as_row(said: Feedback) -> dict[str, Any]:
    """The piece as docs/commands.md says it."""
    fields = asdict(said)
    first = {"id": fields.pop("id"), "made": fields.pop("made").isoformat(timespec="seconds")}
    return {**first, **fields}


def as_jsonl(pieces: Iterable[Feedback]) -> str:
    """A line of JSON for each piece."""
    return "".join(json.dumps(as_row(said), ensure_ascii=False) + "\n" for said in pieces)


def as_csv(pieces: Iterable[Feedback]) -> str:
    """A row for each piece: semicolons, UTF-8 with its mark; no cell is run as a formula."""
    file = io.StringIO()
    file.write(BYTE_ORDER)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEAD)
    writer.writerows([inert(cell) for cell in _cells(said)] for said in pieces)
    return file.getvalue()


def case_of(said: Feedback) -> dict[str, Any]:
    """The piece as a case of `python -m evals run`.

    What an answer said is what it must go on saying where it helped, and the least where something
    lacked. Else nobody has said yet what is right, and the facts have a place to fill in. The
    comment stays out: a case is kept for longer than feedback is.
    """
    facts = [[text] for text in said.statements if _whole(text)] if _stands(said) else []
    if said.marks != ("helped",) or not facts:
        facts.append([FILL_IN])
    evidence = [
        {"document": cited.document, "quote": cited.quote}
        for cited in said.citations
        if _stands(said) and _whole(cited.quote)
    ]
    return {
        "id": f"melding-{said.id}",
        "question": said.question,
        "context": list(said.context),
        "kind": said.kind,
        "style": "",
        "answer": " ".join(said.statements) if said.marks == ("helped",) else "",
        "facts": facts,
        "evidence": evidence,
        "marks": list(said.marks),
        "said": list(said.statements),
    }


def case_file(folder: Path, feedback_id: str) -> Path:
    """Where the case of a piece lies, once it is made."""
    return folder / "cases" / f"melding-{feedback_id}.jsonl"


def write_case(folder: Path, said: Feedback) -> Path:
    """The file in `cases` in the index's folder that holds the piece as a case.

    A file that is there already stays as it is: somebody may have filled it in.

    Raises:
        OSError: it cannot be written.
    """
    file = case_file(folder, said.id)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".partial")
        partial.write_text(json.dumps(case_of(said), ensure_ascii=False) + "\n", encoding="utf-8")
        partial.replace(file)
    return file


def is_filled_in(case: str) -> bool:
    """Whether the text of a case file says what a right answer holds."""
    return FILL_IN not in case


def _stands(said: Feedback) -> bool:
    return said.status == "answered" and said.marks in (("helped",), ("lacking",))


def _whole(text: str) -> bool:
    """Whether nothing of a text was masked."""
    return bool(text.strip()) and not any(mask in text for mask in MASKS.values())


def _cells(said: Feedback) -> tuple[str, ...]:
    sources = (f"{cited.document}, side {cited.page}: {cited.quote}" for cited in said.citations)
    return (
        said.id, said.made.isoformat(timespec="seconds"), ", ".join(said.marks), said.comment,
        said.question, "\n".join(said.context), said.status, said.kind,
        "\n".join(said.statements), "\n".join(sources), said.index,
    )  # fmt: skip
