"""Snapshots of the library with its indexes, that are made anew and never changed.

A writer copies the last snapshot, brings the copy up to date, and names it in the library; a
reader opens the one that is named. So a reader never shares a folder with a writer (two processes
on one Chroma folder lose vectors), sees all of a run of ingest or nothing of it, and a killed
writer leaves the last good snapshot in force.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue

from ingest import analyze
from ingest.document import Chunk
from ingest.embed import Embedder
from ingest.errors import IndexMissing
from ingest.lexical import IndexText, LexicalIndex
from ingest.library import FILE_NAME, Library
from ingest.vectors import VectorIndex

_BATCH = 1_000
_TICK = 1.0  # seconds from one word about the vectors to the next
_LIBRARY = shutil.ignore_patterns(f"{FILE_NAME}*")
_Texts = SimpleQueue[IndexText | None]
_TERMS = f"-{analyze.VERSION}"  # a snapshot of other terms is of no use


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the library, with both its indexes."""

    name: str
    library: Library
    lexical: LexicalIndex
    vectors: VectorIndex

    @classmethod
    def open(cls, library: Library) -> "Snapshot":
        """The snapshot that the library names.

        Raises:
            IndexMissing: the library names none; it was never indexed to the end.
        """
        name = library.meta("snapshot")
        if name is None or not (library.folder / name).is_dir():
            raise IndexMissing(
                f"the index in {str(library.folder)!r} was never finished: "
                f"run `python -m ingest --index {library.folder}`"
            )
        copy = Library(library.folder, within=name)
        return cls(name, copy, *_indexes(library.folder / name))


def is_current(library: Library) -> bool:
    """Whether the named snapshot holds what the library holds."""
    name = library.meta("snapshot")
    there = name is not None and (library.folder / name).is_dir()
    return there and library.meta("indexed") == _state(library)


def refresh(library: Library, embedder: Embedder, *, rebuild: bool = False) -> None:
    """Makes a snapshot of the library as it is, and names it; does nothing where one is current.

    The caller holds the index's lock. `rebuild` starts from nothing instead of the last snapshot.
    """
    with Building(library, embedder, rebuild=rebuild) as building:
        building.finish()


class Building:
    """A snapshot in the making, beside the reading of files; the caller holds the index's lock.

    What is given to `add` is indexed at once, in threads of its own. `finish` adds and removes
    what is then still wanting, whatever was added, and names the snapshot.
    """

    def __init__(self, library: Library, embedder: Embedder, *, rebuild: bool = False) -> None:
        self._library, self._embedder, self._rebuild = library, embedder, rebuild
        self._queues: tuple[_Texts, _Texts] = (SimpleQueue(), SimpleQueue())
        self._threads: ThreadPoolExecutor | None = None
        self._writing: list[Future[None]] = []
        self._known: set[str] = set()
        self._added = self._embedded = 0  # chunks, of this run
        self._before = library.meta("snapshot")  # it stays for readers that still have it open

    def __enter__(self) -> "Building":
        return self

    def __exit__(self, *failure: object) -> None:
        for texts in self._queues:
            texts.put(None)
        if self._threads:
            self._threads.shutdown()
            self._vectors.close()
        _remove_all_but(self._library.folder, {self._library.meta("snapshot"), self._before})

    def add(self, texts: Iterable[IndexText]) -> None:
        """Begins to index new chunks."""
        self._begin()
        for text in texts:
            if text.chunk_id not in self._known:
                self._known.add(text.chunk_id)
                self._added += 1
                for waiting in self._queues:
                    waiting.put(text)

    def finish(self, say: Callable[[int, int], None] = lambda done, total: None) -> None:
        """Names a snapshot of the library as it is; does nothing where one is current.

        Where vectors take long, `say` is told every second how many are made, and of how many.
        """
        library = self._library
        if self._rebuild:
            library.touch()
        elif is_current(library):
            return
        self._begin()
        for texts in self._queues:
            texts.put(None)
        while wait(self._writing, timeout=_TICK).not_done:
            say(self._embedded, self._added)
        for writing in self._writing:
            writing.result()
        _bring_up_to_date(self._lexical, self._vectors, library, self._embedder)
        library.copy_to(self._folder / FILE_NAME)
        # Together, so that a killed rebuild with another model leaves the old pair in force.
        library.set_meta(
            snapshot=self._folder.name, indexed=_state(library), model=self._embedder.name
        )

    def _begin(self) -> None:
        if self._threads:
            return
        library, last = self._library, self._before
        _remove_all_but(library.folder, {last})
        self._folder = library.folder / f"snapshot-{_number(last) + 1}"
        usable = (library.meta("indexed") or "").endswith(_TERMS)
        if last and usable and not self._rebuild and (library.folder / last).is_dir():
            shutil.copytree(library.folder / last, self._folder, ignore=_LIBRARY)
        self._lexical, self._vectors = _indexes(self._folder)
        self._known = self._lexical.ids() & self._vectors.ids()
        # Both at once: each spends most of its time outside Python.
        self._threads = ThreadPoolExecutor(2)
        for texts, write in zip(
            self._queues, (self._write_terms, self._write_vectors), strict=True
        ):
            self._writing.append(self._threads.submit(write, texts))

    def _write_terms(self, texts: "_Texts") -> None:
        self._lexical.write(iter(texts.get, None), ())

    def _write_vectors(self, texts: "_Texts") -> None:
        coming = iter(texts.get, None)
        while batch := list(islice(coming, self._embedder.batch)):
            embedded = self._embedder.embed([item.text for item in batch])
            self._vectors.add([item.chunk_id for item in batch], embedded)
            self._embedded += len(batch)


def index_texts(title: str, chunks: Iterable[Chunk]) -> list[IndexText]:
    """What is indexed for the chunks of a document of this title."""
    return [IndexText(chunk.id, index_text(title, chunk)) for chunk in chunks]


def index_text(title: str, chunk: Chunk) -> str:
    """What is indexed for a chunk: title and headings in front, since they say what it is about."""
    headings = [
        heading for heading in chunk.headings if heading not in (title, *chunk.text.splitlines())
    ]
    return "\n".join([title, *headings, chunk.reading or chunk.text])


def _indexes(folder: Path) -> tuple[LexicalIndex, VectorIndex]:
    return LexicalIndex(folder / "lexical"), VectorIndex(folder / "vectors")


def _bring_up_to_date(
    lexical_index: LexicalIndex, vector_index: VectorIndex, library: Library, embedder: Embedder
) -> None:
    wanted = library.chunk_ids()
    lexical, vectors = lexical_index.ids(), vector_index.ids()
    titles = {source.id: source.title for source in library.sources()}

    def texts(ids: set[str]) -> Iterator[list[IndexText]]:
        for batch in _batches(sorted(ids)):
            chunks = library.chunks(batch).values()
            yield [IndexText(c.id, index_text(titles[c.document_id], c)) for c in chunks]

    vector_index.remove(vectors - wanted)
    for batch in texts(wanted - vectors):
        embedded = embedder.embed([item.text for item in batch])
        vector_index.add([item.chunk_id for item in batch], embedded)
    if wanted != lexical:
        lexical_index.write(chain.from_iterable(texts(wanted - lexical)), lexical - wanted)


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + _BATCH] for i in range(0, len(ids), _BATCH)]


def _number(name: str | None) -> int:
    """Which snapshot this is, counted from 1; 0 where there is none."""
    return int(name.split("-")[1]) if name else 0


def _state(library: Library) -> str:
    """What a snapshot is made of: the library's changes, and the version of the terms."""
    return f"{library.meta('generation') or 0}{_TERMS}"


def _remove_all_but(folder: Path, keep: set[str | None]) -> None:
    """Older snapshots go; the last but one stays for readers that still have it open."""
    for old in folder.glob("snapshot-*"):
        if old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)
