"""What an answer is made of: the sentences, list items and table rows of the passages."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.reply import Passage
from ingest.document import CELL, Block, Document
from ingest.library import Library
from ingest.sentences import sentences
from ingest.split import headings_at

_LONGEST_ITEM = 420  # characters; a longer list item is taken sentence by sentence
_OF_ITSELF = re.compile(
    r"(?:Tabellen|Skemaet|Listen|Figuren|Notatet|Vejledningen|Rapporten|Evalueringen|Afsnittet)\b"
    r"[^.]{0,60}?\b(?:viser|samler|svarer|beskriver|gennemgår|handler|bygger|stiller)\b"
    r"|.{0,60}\b(?:i|af) (?:tabellen|skemaet|figuren|listen)\b"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORT_WORD = re.compile(r"[^\W\d_]{2,}")  # an item of a list may be "IT"


@dataclass(frozen=True, slots=True)
class Unit:
    """One quotable stretch: `document.text[start:end] == text`."""

    document: Document
    block: int  # position of its block in the document
    start: int
    end: int
    passage: Passage
    headings: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.document.text[self.start : self.end]

    @property
    def reading(self) -> str:
        """The words as they should be, where scanning damaged them; what questions are held to."""
        return self.document.reading(self.start, self.end)

    @property
    def about(self) -> str:
        """What it stands under: its headings, and in a table the heads of column and row."""
        blocks, first = self.document.blocks, self.block
        if self.shape.kind != "table_row":
            return " ".join(self.headings)
        while first > 0 and blocks[first - 1].kind == "table_row":
            first -= 1
        heads = []
        if first < self.block:
            heads.append(
                self.document.reading(blocks[first].start, blocks[first].end)[:_LONGEST_ITEM]
            )
        if self.start > self.shape.start:
            row = self.document.reading(self.shape.start, self.shape.end)
            heads.append(row.split(CELL)[0][:_LONGEST_ITEM])
        return " ".join([*self.headings, *heads])

    @property
    def shape(self) -> Block:
        """The block that it stands in."""
        return self.document.blocks[self.block]

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from every other."""
        return self.document.id, self.start


def speaks_of_itself(unit: Unit) -> bool:
    """Whether a sentence tells what its document or table shows, instead of telling it."""
    return bool(_OF_ITSELF.match(unit.text))


def units(passages: Iterable[Passage], library: Library) -> list[Unit]:
    """The units of the passages in order, each once; headings, contents lines and axes left out."""
    found: dict[tuple[str, int], Unit] = {}
    for passage in passages:
        document = library.document(passage.chunk.document_id)
        for unit in units_between(document, passage.chunk.start, passage.chunk.end, passage):
            found.setdefault(unit.key, unit)
    return list(found.values())


def units_between(document: Document, start: int, end: int, passage: Passage) -> list[Unit]:
    """The units of a stretch of a document."""
    first = max(bisect_right(document.blocks, start, key=lambda block: block.start) - 1, 0)
    found: list[Unit] = []
    for position in range(first, len(document.blocks)):
        if document.blocks[position].start >= end:
            break
        found.extend(
            unit
            for unit in block_units(document, position, passage)
            if unit.start < end and unit.end > start
        )
    return found


def block_units(document: Document, position: int, passage: Passage) -> list[Unit]:
    """The units of one block: a list item or table row whole, else its sentences.

    A row as long as in a form, where a cell holds an answer of its own, is taken cell by cell.
    """
    block = document.blocks[position]
    if block.kind in ("heading", "contents"):
        return []
    whole = block.kind in ("table_row", "list_item") and block.end - block.start <= _LONGEST_ITEM
    spans = [(block.start, block.end)] if whole else list(_parted(document, block))
    headings = headings_at(document.headings, block.start)
    word = _SHORT_WORD if block.kind == "list_item" else _WORD
    return [
        Unit(document, position, a, b, passage, headings)
        for a, b in spans
        if word.search(document.text, a, b)
    ]


def _parted(document: Document, block: Block) -> Iterator[tuple[int, int]]:
    """The sentences of a block, of a table row those of each cell."""
    start = block.start
    for cell in document.text[block.start : block.end].split(CELL):
        yield from sentences(document.text, start, start + len(cell))
        start += len(cell) + len(CELL)


def around(unit: Unit) -> str:
    """The unit with two units either side, its headings and the title."""
    said = (other.reading for other in neighbours(unit, 2))
    return " ".join([unit.document.source.title, unit.about, *said])


def page_text(unit: Unit) -> str:
    """The text of a unit's page; of its passage, where there are no pages."""
    document = unit.document
    paged = document.pages[0].width > 0
    return document.page_at(unit.start).text if paged else unit.passage.chunk.text


def neighbours(unit: Unit, reach: int) -> list[Unit]:
    """The unit and up to `reach` units before and after it, of its block and those beside it.

    One of several blocks stands by itself.
    """
    if unit.end > unit.shape.end:
        return [unit]
    blocks = unit.document.blocks
    start = blocks[max(unit.block - 1, 0)].start
    end = blocks[min(unit.block + 1, len(blocks) - 1)].end
    found = units_between(unit.document, start, end, unit.passage)
    position = next((i for i, other in enumerate(found) if other.start == unit.start), 0)
    return found[max(position - reach, 0) : position + reach + 1]
