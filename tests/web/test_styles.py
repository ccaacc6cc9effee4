"""Claims about the style sheets."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.web.routes import STATIC

SEVERAL = 5  # declarations that would have to be changed in two places


def blocks(file: Path) -> Iterator[tuple[str, ...]]:
    """The declarations of each rule of a sheet, in order, without those of the rules within it."""
    open_rules: list[list[str]] = [[]]
    text = re.sub(r"/\*.*?\*/", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for said, end in re.findall(r"([^{};]*)([{};])", text):
        if end == "{":
            open_rules.append([])
            continue
        if said.strip():
            open_rules[-1].append(" ".join(said.split()))
        if end == "}":
            yield tuple(sorted(open_rules.pop()))


def test_what_pages_share_is_said_in_one_place() -> None:
    found = defaultdict(list)
    for file in sorted(STATIC.glob("*.css")):
        for block in blocks(file):
            if len(block) >= SEVERAL:
                found[block].append(file.name)
    assert found
    assert {files[0]: block for block, files in found.items() if len(set(files)) > 1} == {}
