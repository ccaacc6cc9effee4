"""Lines on paper: which are running heads, which stand side by side, which words they part.

Sizes are in points.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.clean import SOFT_HYPHEN
from ingest.document import CELL
from ingest.readers.blocks import Token

_PAGE_LABEL = re.compile(
    r"(?:side\s+|s\.\s*|page\s+)?(?P<label>\d{1,4}|[ivxlc]{1,7})(?:\s*(?:af|of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_KEEPS_HYPHEN = ("og", "eller", "samt", "til", "som", "men")
_ROW_GAP = 4  # type sizes between a label and its figure


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one page; `note` tells that it begins with a raised footnote mark."""

    page: int
    tokens: tuple[Token, ...]
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    italic: bool
    note: bool = False
    row: bool = False  # pieces far apart on one line: a label and its figure

    @property
    def text(self) -> str:
        """The line's words."""
        return " ".join(token.text for token in self.tokens)

    @property
    def style(self) -> tuple[float, bool, bool]:
        """What tells one rank of heading from another."""
        return round(self.size, 1), self.bold, self.italic


def page_label(lines: Sequence[Line], height: float) -> str | None:
    """The printed page number among a page's top and bottom lines, or None."""
    for line in lines:
        match = _PAGE_LABEL.fullmatch(line.text.strip(" -–—"))
        if match and _in_margin(line, height):
            return match["label"]
    return None


def without_running_lines(pages: Sequence[tuple[Sequence[Line], float]]) -> list[list[Line]]:
    """Lines of each page (given with its height) but running heads, feet and page numbers."""
    seen: Counter[str] = Counter()
    for lines, height in pages:
        seen.update({_pattern(line) for line in lines if _in_margin(line, height)})
    often = max(2, len(pages) / 2)
    return [
        [
            line
            for line in lines
            if not _in_margin(line, height)
            or not (
                (len(pages) > 2 and seen[_pattern(line)] >= often)
                or _PAGE_LABEL.fullmatch(line.text.strip(" -–—"))
            )
        ]
        for lines, height in pages
    ]


def rows(page: Iterable[Line]) -> list[Line]:
    """Lines of a page, where pieces side by side (a bullet and its text) are one line."""
    found: list[Line] = []
    for line in page:
        if found and _same_row(found[-1], line):
            left = found[-1]
            style = max(left, line, key=lambda piece: len(piece.text))
            parted = line.x0 - left.x1 > _ROW_GAP * style.size
            first, *rest = line.tokens
            first = replace(first, before=CELL) if parted else first
            found[-1] = replace(
                style, tokens=(*left.tokens, first, *rest), note=left.note,
                x0=left.x0, x1=line.x1, y0=min(left.y0, line.y0), y1=max(left.y1, line.y1),
                row=left.row or parted,
            )  # fmt: skip
        else:
            found.append(line)
    return found


def join_tokens(lines: Iterable[Sequence[Token]]) -> list[Token]:
    """Tokens of consecutive lines; a word hyphenated at a line's end is one token again."""
    joined: list[Token] = []
    for line in lines:
        tokens = list(line)
        if joined and tokens and (stem := _hyphenated(joined[-1].text, tokens[0].text)) is not None:
            head, tail = joined.pop(), tokens.pop(0)
            joined.append(replace(head, text=stem + tail.text, boxes=head.boxes + tail.boxes))
        joined.extend(tokens)
    return [
        replace(token, text=token.text.replace(SOFT_HYPHEN, ""))
        if SOFT_HYPHEN in token.text
        else token
        for token in joined
    ]


def _same_row(left: Line, right: Line) -> bool:
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > 0.6 * min(left.y1 - left.y0, right.y1 - right.y0) and right.x0 >= left.x1 - 1


def _hyphenated(end: str, start: str) -> str | None:
    """What stays of a line's last word when the next line's first is its rest; else None."""
    if end.endswith(SOFT_HYPHEN):
        return end[:-1]
    if not end.endswith("-") or len(end) < 2 or not end[-2].isalnum():
        return None
    if not start[:1].islower() or start.strip(".,;:") in _KEEPS_HYPHEN:
        return None
    keeps = end[:-1].isupper() or end[-2].isdigit()  # "IPS-team", "15-årig"
    return end if keeps else end[:-1]


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


def _in_margin(line: Line, height: float) -> bool:
    return line.y1 < 0.085 * height or line.y0 > 0.92 * height
