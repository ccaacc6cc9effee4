"""Snapshots of the library with its indexes, that are made anew and never changed.

A writer copies the last snapshot, brings the copy up to date, and names it in the library; a
reader opens the one that is named. So a reader never shares a folder with a writer (two processes
on one Chroma folder lose vectors), sees all of a run of ingest or nothing of it, and a killed
writer leaves the last good snapshot in force.
"""

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from ingest import analyze
from ingest.document import Chunk
from ingest.embed import Embedder
from ingest.errors import IndexMissing
from ingest.lexical import IndexText, LexicalIndex
from ingest.library import FILE_NAME, Library
from ingest.vectors import VectorIndex

_BATCH = 1_000
_LIBRARY = shutil.ignore_patterns(f"{FILE_NAME}*")
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
    return name == _name(library) and (library.folder / str(name)).is_dir()


def refresh(library: Library, embedder: Embedder, *, rebuild: bool = False) -> None:
    """Makes a snapshot of the library as it is, and names it; does nothing where one is current.

    The caller holds the index's lock. `rebuild` starts from nothing instead of the last snapshot.
    """
    if rebuild:
        library.touch()
    elif is_current(library):
        return
    last, name = library.meta("snapshot"), _name(library)
    _remove_all_but(library.folder, {last})
    folder = library.folder / name
    usable = last and last.endswith(_TERMS) and (library.folder / last).is_dir()
    if last and usable and not rebuild:
        shutil.copytree(library.folder / last, folder, ignore=_LIBRARY)
    _bring_up_to_date(*_indexes(folder), library, embedder)
    library.copy_to(folder / FILE_NAME)
    # Together, so that a killed rebuild with another model leaves the old pair in force.
    library.set_meta(snapshot=name, model=embedder.name)
    _remove_all_but(library.folder, {name, last})


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

    def write_vectors() -> None:
        vector_index.remove(vectors - wanted)
        for batch in texts(wanted - vectors):
            embedded = embedder.embed([item.text for item in batch])
            vector_index.add([item.chunk_id for item in batch], embedded)

    # Both at once: each spends most of its time outside Python.
    with ThreadPoolExecutor(1) as beside:
        writing = beside.submit(write_vectors)
        lexical_index.write(chain.from_iterable(texts(wanted - lexical)), lexical - wanted)
        writing.result()
    vector_index.close()


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + _BATCH] for i in range(0, len(ids), _BATCH)]


def _name(library: Library) -> str:
    return f"snapshot-{library.meta('generation') or 0}{_TERMS}"


def _remove_all_but(folder: Path, keep: set[str | None]) -> None:
    """Older snapshots go; the last but one stays for readers that still have it open."""
    for old in folder.glob("snapshot-*"):
        if old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)
