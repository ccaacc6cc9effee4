"""The library's tables, and how pages and chunks become rows of them and back."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from ingest.document import Box, Chunk, Origin, Page, Word

TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, origins TEXT NOT NULL, tables INTEGER NOT NULL,
    fingerprint TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS pages (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL,
    label TEXT, text TEXT NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
    read_by TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (document_id, number)) STRICT;
CREATE TABLE IF NOT EXISTS blocks (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
    kind TEXT NOT NULL, level INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)) STRICT;
CREATE TABLE IF NOT EXISTS chunks (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    headings TEXT NOT NULL, UNIQUE (document_id, position)) STRICT;
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, entry TEXT NOT NULL, document_id TEXT,
    duplicate_of TEXT, report TEXT NOT NULL) STRICT;
"""


def page_row(document_id: str, page: Page) -> tuple[object, ...]:
    """A page as a row; its words are one text, since they are only ever read together."""
    words = _dump(
        [w.start, w.end, *([b.page, b.x0, b.y0, b.x1, b.y1] for b in w.boxes)] for w in page.words
    )
    return (
        document_id, page.number, page.label, page.text, page.width, page.height, page.read_by,
        words,
    )  # fmt: skip


def page_from(row: Sequence[Any]) -> Page:
    """The page of a row without the document's id."""
    number, label, text, width, height, read_by, dumped = row
    words = tuple(
        Word(start, end, tuple(Box(*box) for box in boxes))
        for start, end, *boxes in json.loads(dumped)
    )
    return Page(number, label, text, width, height, read_by, words)


def text_of_origins(origins: Iterable[Origin]) -> str:
    """The origins of a document as one text."""
    return _dump([o.start, o.end, o.citation] for o in origins)


def origins_from(dumped: str) -> tuple[Origin, ...]:
    """The origins of that text."""
    return tuple(Origin(*origin) for origin in json.loads(dumped))


def chunk_from(row: Sequence[Any]) -> Chunk:
    """The chunk of a row."""
    chunk_id, document_id, text, start, end, headings = row
    return Chunk(chunk_id, document_id, text, start, end, tuple(json.loads(headings)))


def _dump(items: Iterable[object]) -> str:
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))
