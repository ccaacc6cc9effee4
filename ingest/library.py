"""The library: one SQLite file that is the truth about sources, documents, pages and chunks.

Every document is written in one transaction. Readers open a connection of their own for each
question, so they see whole documents only, whatever a writer is doing.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, replace
from functools import lru_cache
from pathlib import Path

from ingest.document import Chunk, Document, Source
from ingest.errors import (
    IndexMismatch,
    IndexMissing,
    IndexUnwritable,
    LibraryError,
    UnknownDocument,
    unwritable,
)
from ingest.rows import (
    CHUNKS,
    TABLES,
    FileRecord,
    Place,
    Rows,
    chunk_from,
    delete,
    insert,
    put_file,
    read_chunks,
    read_document,
    read_origins,
    read_places,
    read_round,
    read_word_counts,
    touch,
)

FILE_NAME = "library.sqlite"
VERSION = "2"  # of the tables in ingest.rows
_MAPPED = 1_000_000_000  # most bytes of a frozen library that are read where the system holds them


class Library:
    """An opened library; cheap to keep, safe to share between threads."""

    def __init__(
        self, folder: Path, *, create: bool = False, anew: bool = False, within: str = ""
    ) -> None:
        self.folder = folder
        self._file = folder / within / FILE_NAME
        self._frozen = bool(within)  # a copy in a snapshot: nobody writes to it
        self._own = threading.local()  # a frozen library's connection, one for each thread
        if not create and not self._file.is_file():
            remedy = f"run `python -m ingest --index {folder}` first"
            raise IndexMissing(f"there is no index in {str(folder)!r}: {remedy}")
        try:
            self._open(create=create)
        except LibraryError as exc:
            if not anew or isinstance(exc, IndexUnwritable):
                raise
            for file in folder.glob(f"{FILE_NAME}*"):
                file.unlink()
            self._open(create=create)
        self._cached = lru_cache(maxsize=64)(self._read_document)
        self._cached_chunks = lru_cache(maxsize=64)(self._read_chunks)

    def meta(self, key: str) -> str | None:
        """A remark about the index as a whole (its model, its generation), or None."""
        with self._reading() as db:
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def set_meta(self, **values: str) -> None:
        """Writes remarks about the index, all or none."""
        with self._writing() as db:
            db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def touch(self) -> None:
        """Makes every snapshot out of date."""
        with self._writing() as db:
            touch(db)

    def put(self, source: Source, rows: Rows, record: FileRecord, fingerprint: str) -> None:
        """Writes a document in place of any of its id, with its file's record, all or nothing."""
        with self._writing() as db:
            delete(db, source.id)
            touch(db)
            insert(db, source, rows, fingerprint)
            put_file(db, record)

    def move_file(self, old: str, record: FileRecord, shown: str) -> None:
        """Records that a file has another name now; its document stays as it is."""
        with self._writing() as db:
            db.execute("DELETE FROM files WHERE path = ?", (old,))
            put_file(db, record)
            found = db.execute("SELECT source FROM documents WHERE id = ?", (record.document_id,))
            for (source,) in found.fetchall():
                moved = replace(Source(*json.loads(source)), path=shown)
                db.execute(
                    "UPDATE documents SET source = ? WHERE id = ?",
                    (json.dumps(astuple(moved)), record.document_id),
                )

    def copy_to(self, file: Path) -> None:
        """Copies all of it to another file, as one state."""
        with self._reading() as db, closing(sqlite3.connect(file)) as copy:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")

    def put_file(self, record: FileRecord) -> None:
        """Records what became of a file that gave no document of its own."""
        with self._writing() as db:
            put_file(db, record)

    def remove(self, document_id: str | None, path: str | None = None) -> None:
        """Removes a document, or a file's record, or both, in one step."""
        with self._writing() as db:
            if document_id:
                delete(db, document_id)
                touch(db)
            db.execute("DELETE FROM files WHERE path = ? OR document_id = ?", (path, document_id))

    def files(self) -> tuple[FileRecord, ...]:
        """All files the library has read, by path."""
        with self._reading() as db:
            rows = db.execute("SELECT * FROM files ORDER BY path").fetchall()
        return tuple(FileRecord(*row) for row in rows)

    def file(self, path: str) -> FileRecord | None:
        """What became of the file the last time it was read, or None."""
        with self._reading() as db:
            row = db.execute("SELECT * FROM files WHERE path = ?", (path,)).fetchone()
        return FileRecord(*row) if row else None

    def sources(self) -> tuple[Source, ...]:
        """Where the documents come from, by id."""
        with self._reading() as db:
            rows = db.execute("SELECT source FROM documents ORDER BY id").fetchall()
        return tuple(Source(*json.loads(row[0])) for row in rows)

    def origins(self) -> dict[str, tuple[str, ...]]:
        """The publications that each document was written from, by its id; most have none."""
        with self._reading() as db:
            return read_origins(db)

    def has(self, document_id: str) -> bool:
        """Whether there is a document of this id."""
        with self._reading() as db:
            found = db.execute("SELECT 1 FROM documents WHERE id = ?", (document_id,)).fetchone()
        return found is not None

    def twin(self, fingerprint: str) -> str | None:
        """The id of the document whose normalised text has this hash, or None."""
        with self._reading() as db:
            row = db.execute(
                "SELECT id FROM documents WHERE fingerprint = ?", (fingerprint,)
            ).fetchone()
        return str(row[0]) if row else None

    def document(self, document_id: str) -> Document:
        """The document of this id.

        Raises:
            UnknownDocument: there is none.
        """
        return self._cached(document_id, self._state_of(document_id))

    def original(self, document_id: str) -> Path:
        """The file that the document was read from, as it was then."""
        source = self.document(document_id).source
        return originals(self.folder) / f"{source.sha256}{Path(source.path).suffix.lower()}"

    def chunk_ids(self) -> set[str]:
        """The ids of all chunks."""
        with self._reading() as db:
            return {row[0] for row in db.execute("SELECT id FROM chunks")}

    def chunks(self, ids: Iterable[str]) -> dict[str, Chunk]:
        """The chunks of these ids; ids that are not there are left out."""
        with self._reading() as db:
            return read_chunks(db, ids)

    def word_counts(self) -> Mapping[str, int]:
        """How often each word (lower case) stands in the documents that scanning did not damage."""
        with self._reading() as db:
            return read_word_counts(db)

    def places(self, ids: Iterable[str]) -> dict[str, Place]:
        """Where the chunks of these ids stand; ids that are not there are left out."""
        with self._reading() as db:
            return read_places(db, ids)

    def round(self, place: Place, reach: int) -> tuple[Place, ...]:
        """A chunk's place and up to `reach` either side in its document, in reading order."""
        with self._reading() as db:
            return read_round(db, place, reach)

    def chunks_of(self, document_id: str) -> tuple[Chunk, ...]:
        """A document's chunks in reading order.

        Raises:
            UnknownDocument: there is no such document.
        """
        return self._cached_chunks(document_id, self._state_of(document_id))

    def _state_of(self, document_id: str) -> str:
        """What changes whenever the library does; keeps the caches from giving an old version."""
        with self._reading() as db:
            row = db.execute(
                "SELECT value FROM meta, documents WHERE key = 'generation' AND id = ?",
                (document_id,),
            ).fetchone()
        if row is None:
            raise UnknownDocument(
                f"no document {document_id!r} in {str(self.folder)!r}: "
                "`python -m ingest list` names them"
            )
        return str(row[0])

    def _read_chunks(self, document_id: str, state: str) -> tuple[Chunk, ...]:
        with self._reading() as db:
            rows = db.execute(
                f"{CHUNKS} WHERE document_id = ? ORDER BY position",
                (document_id,),
            )
            return tuple(chunk_from(row) for row in rows)

    def _read_document(self, document_id: str, state: str) -> Document:
        with self._reading() as db:
            return read_document(db, document_id)

    def _open(self, *, create: bool) -> None:
        remedy = f"run `python -m ingest --rebuild --index {self.folder}`"
        try:
            if create:
                self._create()
            found = self.meta("version")
        except sqlite3.DatabaseError as exc:
            raise LibraryError(f"{str(self._file)!r} is no library ({exc}): {remedy}") from exc
        if found != VERSION:
            raise IndexMismatch(
                f"the index in {str(self.folder)!r} has version {found!r}, this program reads "
                f"{VERSION!r}: {remedy}"
            )

    def _create(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._writing() as db:
                db.executescript(TABLES)
                db.execute("INSERT OR IGNORE INTO meta VALUES ('version', ?)", (VERSION,))
        except (OSError, sqlite3.OperationalError) as exc:
            raise unwritable(self.folder, exc) from exc

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._file, timeout=10)
        db.execute("PRAGMA foreign_keys = ON")
        if self._frozen:
            db.execute(f"PRAGMA mmap_size = {_MAPPED}")
        return db

    @contextmanager
    def kept_open(self) -> Iterator[None]:
        """Keeps the file open: else each write that is done alone writes the file's log back."""
        with self._reading() as db:
            db.execute("SELECT 1 FROM meta").fetchone()
            yield

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if self._frozen:
            if not hasattr(self._own, "db"):
                self._own.db = self._connect()
            yield self._own.db
            return
        with closing(self._connect()) as db:
            yield db

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with closing(self._connect()) as db, db:
            db.execute("PRAGMA journal_mode = WAL")
            # Every write survives a killed process; one that is minutes old, a power cut.
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("BEGIN IMMEDIATE")
            yield db


def originals(folder: Path) -> Path:
    """Where an index keeps the files as they were read."""
    return folder / "originals"
