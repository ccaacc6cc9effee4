"""What every reader yields, and how it becomes pages of text with exact offsets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from ingest.clean import SOFT_HYPHEN
from ingest.document import (
    CELL,
    Block,
    BlockKind,
    Box,
    Document,
    Origin,
    Page,
    ReadBy,
    Source,
    Word,
)

_ORIGIN = re.compile(r"\s*\[Kilde:\s*(?P<citation>[^\]]+?)\s*\]")
_MARK = "[Kilde:"
_TIGHT: tuple[BlockKind, ...] = ("list_item", "table_row", "contents", "footnote")


@dataclass(frozen=True, slots=True)
class Token:
    """A word as read: its text, its page (1-based) and where it stands on paper."""

    text: str
    page: int = 1
    boxes: tuple[Box, ...] = ()
    before: str = " "  # the white space that parts it from the token before


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """A paragraph, heading, list item or table row as read; may run over a page break."""

    kind: BlockKind
    tokens: tuple[Token, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's measures as read; its text comes with the blocks."""

    number: int
    label: str | None = None
    width: float = 0.0
    height: float = 0.0
    read_by: ReadBy = "text"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as its reader understood it; `title` is what the file says of itself."""

    pages: tuple[ReadPage, ...]
    blocks: tuple[ReadBlock, ...]
    title: str | None = None
    tables: int = 0
    scanned: tuple[int, ...] = ()  # pages that hold a picture to be read, and nothing was
    left_out: int = 0  # pieces round the document that are not of it: menus, cookie text, teasers


def text_block(kind: BlockKind, text: str, level: int = 0, page: int = 1) -> ReadBlock:
    """A block of a format without paper, where a soft hyphen parts nothing."""
    words = text.replace(SOFT_HYPHEN, "").split()
    return ReadBlock(kind, tuple(Token(word, page) for word in words), level)


def row_block(cells: Iterable[str]) -> ReadBlock:
    """A table row of a format without paper."""
    tokens: list[Token] = []
    parted = ""
    for cell in cells:
        block = text_block("table_row", cell)
        first, *rest = block.tokens or (None,)
        if first:
            tokens += [replace(first, before=parted), *rest]
            parted = ""
        parted += CELL
    return ReadBlock("table_row", tuple(tokens))


def document_from(source: Source, read: ReadFile) -> Document:
    """Lays the blocks out as text, page by page, and takes the origin marks out of it."""
    layout = _Layout(read.pages)
    blocks = _with_whole_marks(read.blocks)
    for block, following in zip_longest(blocks, blocks[1:]):
        layout.add(block, following)
    pages = tuple(
        Page(p.number, p.label, text, p.width, p.height, p.read_by, words=words)
        for p in read.pages
        for text, words in [("".join(layout.text[p.number]), tuple(layout.words[p.number]))]
    )
    return Document(source, pages, tuple(layout.blocks), tuple(layout.origins), read.tables)


@dataclass
class _Layout:
    """Grows the text token by token; offsets are known as each token is set."""

    pages: Sequence[ReadPage]
    text: dict[int, list[str]] = field(default_factory=dict)
    words: dict[int, list[Word]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    origins: list[Origin] = field(default_factory=list)
    offset: int = 0
    unattributed: int = 0  # offset from which sentences wait for an origin mark

    def __post_init__(self) -> None:
        self.text = {page.number: [] for page in self.pages}
        self.words = {page.number: [] for page in self.pages}

    def add(self, block: ReadBlock, following: ReadBlock | None) -> None:
        """Sets one block and the white space between it and the block that follows."""
        runs = _split_origins(block.tokens)
        start, last_page = self.offset, 0
        for tokens, citation in runs:
            last_page = self._set(tokens, start, last_page)
            if citation:
                self._attribute(citation)
        if self.offset == start:
            return
        self.blocks.append(Block(block.kind, block.level, start, self.offset))
        if block.kind == "heading":
            self.unattributed = self.offset
        if following is not None:
            tight = block.kind in _TIGHT and following.kind == block.kind
            self._put("\n" if tight else "\n\n", last_page)

    def _set(self, tokens: Iterable[Token], start: int, last_page: int) -> int:
        """Sets the tokens of a block that began at `start`; the page of the last one."""
        offset = self.offset
        for token in tokens:
            page, before = token.page, token.before
            if offset > start or CELL in before:  # a row may begin with empty cells
                self.text[last_page or page].append(before)
                offset += len(before)
            self.text[page].append(token.text)
            begin, offset = offset, offset + len(token.text)
            self.words[page].append(Word(begin, offset, token.boxes))
            last_page = page
        self.offset = offset
        return last_page

    def _put(self, text: str, page: int) -> None:
        self.text[page].append(text)
        self.offset += len(text)

    def _attribute(self, citation: str) -> None:
        if self.offset > self.unattributed:
            self.origins.append(Origin(self.unattributed, self.offset, citation))
        self.unattributed = self.offset


def _with_whole_marks(blocks: Iterable[ReadBlock]) -> list[ReadBlock]:
    """Blocks where none ends within an origin mark: set in small type, marks part from the text."""
    whole: list[ReadBlock] = []
    for block in blocks:
        if whole and _ends_within_mark(whole[-1].tokens):
            whole[-1] = replace(whole[-1], tokens=whole[-1].tokens + block.tokens)
        else:
            whole.append(block)
    return whole


def _ends_within_mark(tokens: Sequence[Token]) -> bool:
    for token in reversed(tokens):
        if "]" in token.text or _MARK in token.text:
            return token.text.rfind(_MARK) > token.text.rfind("]")
    return False


def _split_origins(tokens: Sequence[Token]) -> list[tuple[Sequence[Token], str | None]]:
    """Tokens up to each `[Kilde: …]` mark, with the mark's citation; the rest with None."""
    if not any(_MARK in token.text for token in tokens):
        return [(tokens, None)]
    joined = " ".join(token.text for token in tokens)
    runs: list[tuple[Sequence[Token], str | None]] = []
    kept, position, marks = list[Token](), 0, list(_ORIGIN.finditer(joined))
    for token in tokens:
        begin, end = position, position + len(token.text)
        position = end + 1
        mark = next((m for m in marks if m.start() < end and m.end() > begin), None)
        if mark is None:
            kept.append(token)
            continue
        outside = (
            token.text[: max(mark.start() - begin, 0)],
            token.text[max(mark.end() - begin, 0) :],
        )
        if outside[0]:
            kept.append(replace(token, text=outside[0]))
        if end >= mark.end():
            runs.append((kept, mark["citation"]))
            kept = [replace(token, text=outside[1])] if outside[1] else []
    runs.append((kept, None))
    return runs
