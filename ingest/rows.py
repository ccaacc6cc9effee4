"""The library's tables, and how pages and chunks become rows of them and back."""

import json
import re
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from ingest.document import Block, Box, Chunk, Document, Origin, Page, Repair, Source, Word

_WORD = re.compile(r"[^\W\d_]{2,}")
TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, source TEXT NOT NULL, origins TEXT NOT NULL, repairs TEXT NOT NULL,
    tables INTEGER NOT NULL, fingerprint TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS documents_by_text ON documents (fingerprint);
CREATE TABLE IF NOT EXISTS pages (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, number INTEGER NOT NULL,
    label TEXT, text TEXT NOT NULL, width REAL NOT NULL, height REAL NOT NULL,
    read_by TEXT NOT NULL, words BLOB NOT NULL, PRIMARY KEY (document_id, number)) STRICT;
CREATE TABLE IF NOT EXISTS blocks (
    document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE, position INTEGER NOT NULL,
    kind TEXT NOT NULL, level INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (document_id, position)) STRICT;
CREATE TABLE IF NOT EXISTS chunks (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    position INTEGER NOT NULL, text TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    headings TEXT NOT NULL, reading TEXT, UNIQUE (document_id, position)) STRICT;
CREATE INDEX IF NOT EXISTS places ON chunks (id, document_id, position, start, "end");
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, sha256 TEXT NOT NULL, entry TEXT NOT NULL, document_id TEXT,
    duplicate_of TEXT, report TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What became of a file the last time it was read."""

    path: str
    sha256: str
    entry: str  # what the register said of it
    document_id: str | None  # None where it gave no document of its own
    duplicate_of: str | None
    report: str  # JSON of its report


# With the columns that `chunk_from` takes.
CHUNKS = 'SELECT id, document_id, text, start, "end", headings, reading FROM chunks'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chunk stands in its document."""

    id: str
    document_id: str
    position: int  # from 0
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rows:
    """A document as rows of the tables, without its id: what one process hands to another."""

    pages: tuple[tuple[object, ...], ...]
    blocks: tuple[tuple[object, ...], ...]
    chunks: tuple[tuple[object, ...], ...]  # the first is the chunk's id without the document's
    origins: str
    repairs: str
    tables: int


def rows_of(document: Document, chunks: Iterable[Chunk]) -> Rows:
    """A document and its chunks as rows."""
    return Rows(
        tuple(_page_row(page) for page in document.pages),
        tuple(astuple(block) for block in document.blocks),
        tuple(_chunk_row(chunk) for chunk in chunks),
        _dump([o.start, o.end, o.citation] for o in document.origins),
        _dump([r.start, r.end, r.text] for r in document.repairs),
        document.tables,
    )


def chunks_of(document_id: str, rows: Rows) -> Iterator[Chunk]:
    """The chunks of a document that is given as rows."""
    for own, *chunk in rows.chunks:
        yield chunk_from((f"{document_id}:{own}", document_id, *chunk))


def insert(db: sqlite3.Connection, source: Source, rows: Rows, fingerprint: str) -> None:
    """Writes a document that is not there yet; within the caller's transaction."""
    db.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
        (source.id, json.dumps(astuple(source)), rows.origins, rows.repairs, rows.tables,
         fingerprint),
    )  # fmt: skip
    db.executemany(
        "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((source.id, *page) for page in rows.pages),
    )
    db.executemany(
        "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?)",
        ((source.id, position, *block) for position, block in enumerate(rows.blocks)),
    )
    db.executemany(
        "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (f"{source.id}:{own}", source.id, position, *chunk)
            for position, (own, *chunk) in enumerate(rows.chunks)
        ),
    )


def read_document(db: sqlite3.Connection, document_id: str) -> Document:
    """The document of this id, which is there."""
    source, origins, repairs, tables = db.execute(
        "SELECT source, origins, repairs, tables FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    pages = db.execute(
        "SELECT number, label, text, width, height, read_by, words FROM pages"
        " WHERE document_id = ? ORDER BY number",
        (document_id,),
    )
    blocks = db.execute(
        'SELECT kind, level, start, "end" FROM blocks WHERE document_id = ? ORDER BY position',
        (document_id,),
    )
    return Document(
        Source(*json.loads(source)),
        tuple(_page_from(page) for page in pages),
        tuple(Block(*block) for block in blocks),
        tuple(Origin(*origin) for origin in json.loads(origins)),
        tables,
        tuple(Repair(*repair) for repair in json.loads(repairs)),
    )


def read_chunks(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Chunk]:
    """The chunks of these ids; ids that are not there are left out."""
    rows = db.execute(
        f"{CHUNKS} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row[0]: chunk_from(row) for row in rows}


def read_places(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, Place]:
    """Where the chunks of these ids stand; ids that are not there are left out."""
    # For `IN` SQLite takes the key's index and then each wide row; for a range of one id, the
    # index `places`, which holds all that is wanted.
    rows = db.execute(
        'SELECT chunks.id, document_id, position, start, "end" FROM json_each(?)'
        " CROSS JOIN chunks ON chunks.id BETWEEN value AND value",
        (json.dumps(list(ids)),),
    )
    return {row[0]: Place(*row) for row in rows}


def read_round(db: sqlite3.Connection, place: Place, reach: int) -> tuple[Place, ...]:
    """A chunk's place and up to `reach` either side of it in its document, in reading order."""
    rows = db.execute(
        'SELECT id, document_id, position, start, "end" FROM chunks'
        " WHERE document_id = ? AND position BETWEEN ? AND ? ORDER BY position",
        (place.document_id, place.position - reach, place.position + reach),
    )
    return tuple(Place(*row) for row in rows)


def chunk_from(row: Sequence[Any]) -> Chunk:
    """The chunk of a row."""
    chunk_id, document_id, text, start, end, headings, reading = row
    return Chunk(chunk_id, document_id, text, start, end, tuple(json.loads(headings)), reading)


def delete(db: sqlite3.Connection, document_id: str) -> None:
    """Deletes a document; files that repeated it are to be read again."""
    db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
    db.execute("UPDATE files SET sha256 = '' WHERE duplicate_of = ?", (document_id,))


def touch(db: sqlite3.Connection) -> None:
    """Counts the changes; a snapshot carries the number that it was made at."""
    db.execute(
        "INSERT INTO meta VALUES ('generation', '1') ON CONFLICT (key)"
        " DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def put_file(db: sqlite3.Connection, record: FileRecord) -> None:
    """Records what became of a file; within the caller's transaction."""
    db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", astuple(record))


def _page_from(row: Sequence[Any]) -> Page:
    """The page of a row without the document's id."""
    number, label, text, width, height, read_by, dumped = row
    return Page(number, label, text, width, height, read_by, _words_from(dumped))


def _page_row(page: Page) -> tuple[object, ...]:
    return (
        page.number, page.label, page.text, page.width, page.height, page.read_by,
        _dumped_words(page.words),
    )  # fmt: skip


def _dumped_words(words: Iterable[Word]) -> bytes:
    """Words as numbers in one piece, since they are only ever read together."""
    numbers = array("d")
    for word in words:
        numbers.extend((word.start, word.end, len(word.boxes)))
        for box in word.boxes:
            numbers.extend((box.page, box.x0, box.y0, box.x1, box.y1))
    return numbers.tobytes()


def _words_from(dumped: bytes) -> tuple[Word, ...]:
    numbers = array("d")
    numbers.frombytes(dumped)
    words, position = [], 0
    while position < len(numbers):
        start, end, count = map(int, numbers[position : position + 3])
        position += 3
        boxes = []
        for _ in range(count):
            page, *sides = numbers[position : position + 5]
            boxes.append(Box(int(page), *sides))
            position += 5
        words.append(Word(start, end, tuple(boxes)))
    return tuple(words)


def _chunk_row(chunk: Chunk) -> tuple[object, ...]:
    headings = json.dumps(chunk.headings, ensure_ascii=False)
    _, _, own = chunk.id.rpartition(":")
    return own, chunk.text, chunk.start, chunk.end, headings, chunk.reading


def _dump(items: Iterable[object]) -> str:
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))


def read_origins(db: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """The publications that each document was written from, each once, by the document's id."""
    rows = db.execute("SELECT id, origins FROM documents")
    return {
        document_id: tuple(dict.fromkeys(citation for _, _, citation in json.loads(origins)))
        for document_id, origins in rows
    }


def read_word_counts(db: sqlite3.Connection) -> Counter[str]:
    """How often each word (lower case) stands in the documents that scanning did not damage."""
    counts: Counter[str] = Counter()
    texts = db.execute(
        "SELECT text FROM chunks JOIN documents ON documents.id = document_id WHERE repairs = '[]'"
    )
    for (text,) in texts:
        counts.update(_WORD.findall(text.lower()))
    return counts
