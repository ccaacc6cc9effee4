"""The nouns of the project: what a source, a page, a document and a chunk are.

Offsets count characters of `Document.text`, 0-based, end exclusive. Pages are numbered from 1.
Sizes and boxes are in points, with the origin at the top left of the page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

CELL = "\t"  # parts the cells of a table row
ReadBy = Literal["text", "ocr"]
BlockKind = Literal["heading", "paragraph", "list_item", "table_row", "contents", "footnote"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document comes from, as a reader would cite it."""

    id: str
    title: str
    publisher: str | None
    published: str | None  # ISO date, year and month, or year: "2013-03-01", "2016-09", "2016"
    kind: str | None  # "notat", "evaluering", "vejledning" or what the register says
    status: str | None  # "current" or "historical"
    reference: str | None
    path: str
    sha256: str  # of the file's bytes, hexadecimal


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word's place in the text and on paper; a hyphenated word has a box on each line."""

    start: int
    end: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; a format without pages is one page of size 0 × 0."""

    number: int
    label: str | None  # the printed page number, where it differs in form: "iv"
    text: str
    width: float
    height: float
    read_by: ReadBy
    words: tuple[Word, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or table row: the smallest thing with a shape of its own."""

    kind: BlockKind
    level: int  # heading: 1 is outermost; list item: depth from 1; else 0
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; level 1 is outermost."""

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The publication and page that a stretch of a note was written from."""

    start: int
    end: int
    citation: str  # as a reader would cite it: "…, Deloitte 2016, s. 12"


@dataclass(frozen=True, slots=True)
class Repair:
    """A word that was damaged in scanning, and what it should read."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Document:
    """A file as read: its pages joined are its text, and everything else points into that text."""

    source: Source
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...] = ()
    origins: tuple[Origin, ...] = ()
    tables: int = 0
    repairs: tuple[Repair, ...] = ()  # in order

    @property
    def id(self) -> str:
        """The name that citations use: the file's stem, made unique in the library."""
        return self.source.id

    @cached_property
    def text(self) -> str:
        """All pages' text, joined without anything between."""
        return "".join(page.text for page in self.pages)

    @cached_property
    def page_starts(self) -> tuple[int, ...]:
        """Offset of each page's first character."""
        starts, offset = [], 0
        for page in self.pages:
            starts.append(offset)
            offset += len(page.text)
        return tuple(starts)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, in reading order."""
        return tuple(
            Heading(b.level, self.reading(b.start, b.end), b.start, b.end)
            for b in self.blocks
            if b.kind == "heading"
        )

    def page_at(self, offset: int) -> Page:
        """The page that holds the character at `offset`; the last page for the end of the text."""
        if not 0 <= offset <= len(self.text):
            raise ValueError(f"offset {offset} is outside {self.id!r} (0 to {len(self.text)})")
        return self.pages[bisect_right(self.page_starts, offset) - 1]

    def origin_at(self, offset: int) -> str | None:
        """What the sentence at `offset` was written from, or None."""
        return next((o.citation for o in self.origins if o.start <= offset < o.end), None)

    def reading(self, start: int, end: int) -> str:
        """What the characters from `start` to `end` should read; the text where none is damaged."""
        return repaired(self.text, self.repairs, start, end)

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Where the characters from `start` to `end` stand on paper, one box a line."""
        boxes = [
            box
            for page in self.pages
            for word in page.words
            if word.start < end and word.end > start
            for box in word.boxes
        ]
        return _joined_by_line(boxes)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A slice of a document that is indexed as one: `document.text[start:end] == text`."""

    id: str
    document_id: str
    text: str
    start: int
    end: int
    headings: tuple[str, ...]  # outermost first
    reading: str | None = None  # what a damaged text should read


def repaired(text: str, repairs: Sequence[Repair], start: int, end: int) -> str:
    """`text[start:end]` with the repairs that lie wholly in it; `repairs` are in order."""
    pieces = []
    for repair in repairs[bisect_left(repairs, start, key=lambda repair: repair.start) :]:
        if repair.end > end:
            break
        pieces += [text[start : repair.start], repair.text]
        start = repair.end
    return "".join([*pieces, text[start:end]])


def _joined_by_line(boxes: list[Box]) -> tuple[Box, ...]:
    """Neighbouring boxes of one line become one box."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last and last.page == box.page and _same_line(last, box):
            lines[-1] = Box(
                box.page,
                min(last.x0, box.x0),
                min(last.y0, box.y0),
                max(last.x1, box.x1),
                max(last.y1, box.y1),
            )
        else:
            lines.append(box)
    return tuple(lines)


def _same_line(left: Box, right: Box) -> bool:
    """Whether `right` follows `left` on a line: half their height overlaps, no wide gap."""
    height = min(left.y1 - left.y0, right.y1 - right.y0)
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > height / 2 and -1 <= right.x0 - left.x1 < 3 * height
