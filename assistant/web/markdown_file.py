"""Writes a paper as Markdown, in which no word of a document is read as markup."""

import re
from collections.abc import Sequence

from assistant.web.paper import Block, Heading, Items, Table, Text

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+(?=[.)]))")


def markdown(blocks: Sequence[Block]) -> str:
    """The blocks as one text, which ends with a line break."""
    return "\n\n".join(map(_written, blocks)) + "\n"


def _written(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_plain(text)}"
        case Text(text):
            return _plain(text)
        case Items(items, numbers):
            marks = [f"{number}." for number in numbers] or ["-"] * len(items)
            return "\n".join(
                f"{mark} {_plain(item)}" for mark, item in zip(marks, items, strict=True)
            )
        case Table(head, rows):
            return "\n".join([_row(head), _row(["---"] * len(head), plain=True), *map(_row, rows)])


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cells if plain else map(_plain, cells))} |"


def _plain(text: str) -> str:
    """The text on one line, with a backslash before whatever would be markup."""
    escaped = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _AT_START.sub(lambda found: _with_backslash(found[2]), escaped)


def _with_backslash(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"
