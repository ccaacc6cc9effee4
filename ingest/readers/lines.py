"""Lines on paper: which stand side by side, and which words they part.

Sizes are in points.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.clean import SOFT_HYPHEN
from ingest.document import CELL
from ingest.readers.blocks import Token

# After these a hyphen stands for a part of the word that is left out: "nord- og sydpå".
_SUSPENDED = re.compile(r"(?:og|eller|samt|respektive|hhv)\b", re.IGNORECASE)
_PERHAPS = re.compile(r"(?:til|som|men)\b", re.IGNORECASE)  # also the end of words: "sammen"
_ADDRESS = re.compile(r"://|\bwww\.")
HYPHENS = "-‐"
_AROUND = ".,;:!?()[]»«\"'”“„"
_LONE_MARK = re.compile(r"\d{1,2}")
_RAISED = 0.75  # of the size of the body; a mark is smaller
_ROW_GAP = 4  # type sizes between a label and its figure


@dataclass(frozen=True)
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
    marks: tuple[str, ...] = ()  # footnote marks that were taken out of it
    turned: bool = False  # it runs up or down the page
    aside: bool = False  # it stands in a box in the margin
    columns: tuple[float, ...] = ()  # left edges of the columns of its table
    cell: int = 0  # which cell of prose on its page it stands in, from 1

    @cached_property
    def text(self) -> str:
        """The line's words."""
        return " ".join([token.text for token in self.tokens])

    @cached_property
    def style(self) -> tuple[float, bool, bool]:
        """What tells one rank of heading from another."""
        return round(self.size, 1), self.bold, self.italic


def rows(page: Iterable[Line]) -> list[Line]:
    """Lines of a page, where pieces side by side (a bullet and its text) are one line."""
    found: list[Line] = []
    for line in page:
        if found and _same_row(found[-1], line):
            left = found[-1]
            style = left if len(left.text) >= len(line.text) else line
            parted = line.x0 - left.x1 > _ROW_GAP * style.size
            first, *rest = line.tokens
            first = replace(first, before=CELL) if parted else first
            found[-1] = replace(
                style, tokens=(*left.tokens, first, *rest), note=left.note,
                x0=left.x0, x1=line.x1, y0=min(left.y0, line.y0), y1=max(left.y1, line.y1),
                row=left.row or parted, marks=left.marks + line.marks,
            )  # fmt: skip
        else:
            found.append(line)
    return found


def with_marks(page: Iterable[Line], body: float) -> list[Line]:
    """Lines of a page, a footnote mark that stands by itself taken to the line before it.

    `body` is the size of type that most of the document is set in.
    """
    found: list[Line] = []
    for line in page:
        if line.size > _RAISED * body or not _LONE_MARK.fullmatch(line.text) or line.columns:
            found.append(line)
        elif found:
            found[-1] = replace(found[-1], marks=(*found[-1].marks, line.text))
    return found


def words_of(lines: Iterable[Line]) -> frozenset[str]:
    """The words of the lines in small letters, to tell how a word is written elsewhere."""
    return frozenset([_plain(token.text) for line in lines for token in line.tokens])


def join_tokens(
    lines: Iterable[Sequence[Token]], known: Collection[str] = frozenset()
) -> list[Token]:
    """Tokens of consecutive lines; a word parted at a line's end is one token again.

    `known` holds the words of the document: they tell which hyphens belong to the word. A soft
    hyphen among them tells that the document parts words by these alone.
    """
    joined: list[Token] = []
    for tokens in lines:
        if joined and tokens:
            stem = _stem(joined[-1].text, tokens[0].text, known)
            if stem is not None:
                head, (tail, *tokens) = joined.pop(), tokens
                joined.append(replace(head, text=stem + tail.text, boxes=head.boxes + tail.boxes))
        joined.extend(tokens)
    if not any(SOFT_HYPHEN in token.text for token in joined):
        return joined
    return [
        replace(token, text=token.text.replace(SOFT_HYPHEN, ""))
        if SOFT_HYPHEN in token.text
        else token
        for token in joined
    ]


def _same_row(left: Line, right: Line) -> bool:
    if right.x0 < left.x1 - 1 or _apart(left, right):
        return False
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > 0.6 * min(left.y1 - left.y0, right.y1 - right.y0)


def _apart(left: Line, right: Line) -> bool:
    """Whether two pieces cannot be of one line, wherever they stand."""
    return (
        left.aside != right.aside
        or left.cell != right.cell
        or bool(left.columns or right.columns)
        or left.page != right.page
    )


def _stem(end: str, start: str, known: Collection[str]) -> str | None:
    """What stays of a line's last word when the next line's first is its rest; else None."""
    last = end[-1]
    if last.isalnum() or len(end) < 2 or not start[0].isalnum():
        return None
    if last == SOFT_HYPHEN:
        return end[:-1]
    if last == "/" or (last in "-_=&?" and _ADDRESS.search(end)):
        return end
    if last == "–":
        return end if end[-2].isdigit() and start[0].isdigit() else None
    if last not in HYPHENS or not end[-2].isalnum() or _SUSPENDED.match(start):
        return None
    if _PERHAPS.match(start) and _plain(end[:-1] + start) not in known:
        return None
    return end[:-1] if _is_parting(end[:-1], start, known) else _with_hyphen(end, start)


def _with_hyphen(end: str, start: str) -> str | None:
    """A hyphen of the word itself stays; one before a figure may stand for "to" or a blank."""
    return None if start[0].isdigit() and not _is_label(end[:-1]) else end


def _is_parting(stem: str, start: str, known: Collection[str]) -> bool:
    """Whether the hyphen only parts the word at the line's end."""
    if start[0].isdigit() or SOFT_HYPHEN in known:
        return False
    whole, hyphened = _plain(stem + start), _plain(f"{stem}-{start}")
    if (whole in known) != (hyphened in known):
        return whole in known
    return start[0].islower() and not _is_label(stem) and len(stem.strip(_AROUND)) > 1


def _is_label(stem: str) -> bool:
    """Whether a word before a hyphen is one that keeps it: "IPS-team", "15-årig"."""
    return stem.isupper() or stem[-1].isdigit()


def _plain(word: str) -> str:
    return word.strip(_AROUND).lower()
