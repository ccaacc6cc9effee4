"""The derived indexes, as snapshots of the library that are made anew and never changed.

A writer copies the last snapshot, brings the copy up to date, and names it in the library; a
reader opens the one that is named. So a reader never shares a folder with a writer (two processes
on one Chroma folder lose vectors), and a killed writer leaves the last good snapshot in force.
"""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import analyze
from ingest.document import Chunk
from ingest.embed import Embedder
from ingest.errors import IndexMissing
from ingest.lexical import IndexText, LexicalIndex
from ingest.library import Library
from ingest.vectors import VectorIndex

_BATCH = 1_000
_TERMS = f"-{analyze.VERSION}"  # a snapshot of other terms is of no use


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Both indexes of one state of the library."""

    name: str
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
        return cls._at(library.folder / name)

    @classmethod
    def _at(cls, folder: Path) -> "Snapshot":
        return cls(folder.name, LexicalIndex(folder / "lexical"), VectorIndex(folder / "vectors"))


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
        shutil.copytree(library.folder / last, folder)
    snapshot = Snapshot._at(folder)
    _bring_up_to_date(snapshot, library, embedder)
    snapshot.vectors.close()
    # Together, so that a killed rebuild with another model leaves the old pair in force.
    library.set_meta(snapshot=name, model=embedder.name)
    _remove_all_but(library.folder, {name, last})


def index_text(title: str, chunk: Chunk) -> str:
    """What is indexed for a chunk: title and headings in front, since they say what it is about."""
    headings = [
        heading for heading in chunk.headings if heading not in (title, *chunk.text.splitlines())
    ]
    return "\n".join([title, *headings, chunk.text])


def _bring_up_to_date(snapshot: Snapshot, library: Library, embedder: Embedder) -> None:
    wanted = library.chunk_ids()
    lexical, vectors = snapshot.lexical.ids(), snapshot.vectors.ids()
    titles = {source.id: source.title for source in library.sources()}
    missing = sorted(wanted - lexical)
    texts = (
        IndexText(chunk.id, index_text(titles[chunk.document_id], chunk))
        for batch in _batches(missing)
        for chunk in library.chunks(batch).values()
    )
    snapshot.lexical.write(texts, lexical - wanted)
    snapshot.vectors.remove(vectors - wanted)
    for batch in _batches(sorted(wanted - vectors)):
        chunks = list(library.chunks(batch).values())
        embedded = embedder.embed([index_text(titles[c.document_id], c) for c in chunks])
        snapshot.vectors.add([chunk.id for chunk in chunks], embedded)


def _batches(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[i : i + _BATCH] for i in range(0, len(ids), _BATCH)]


def _name(library: Library) -> str:
    return f"snapshot-{library.meta('generation') or 0}{_TERMS}"


def _remove_all_but(folder: Path, keep: set[str | None]) -> None:
    """Older snapshots go; the last but one stays for readers that still have it open."""
    for old in folder.glob("snapshot-*"):
        if old.name not in keep:
            shutil.rmtree(old, ignore_errors=True)
