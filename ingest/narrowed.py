"""A snapshot of which only some documents are searched: of the others it knows nothing."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from ingest.document import Chunk, Source
from ingest.errors import UnknownDocument
from ingest.library import Library
from ingest.rows import FileRecord, Place
from ingest.snapshot import Snapshot

_KEPT = 16  # choices of documents that are kept at hand


class NarrowedLibrary(Library):
    """Some documents of a library; asked for any other, it says that there is none."""

    def __init__(self, whole: Library, documents: frozenset[str]) -> None:
        vars(self).update(vars(whole))  # the same file, connections and caches
        self._documents = documents

    def sources(self) -> tuple[Source, ...]:
        """Where these documents come from, by id."""
        return tuple(source for source in super().sources() if source.id in self._documents)

    def files(self) -> tuple[FileRecord, ...]:
        """The files that these documents were read from, by path."""
        return tuple(file for file in super().files() if file.document_id in self._documents)

    def has(self, document_id: str) -> bool:
        """Whether it is one of these documents."""
        return document_id in self._documents and super().has(document_id)

    def chunk_ids(self) -> set[str]:
        """The ids of these documents' chunks."""
        return set(self._theirs(super().chunk_ids()))

    def chunks(self, ids: Iterable[str]) -> dict[str, Chunk]:
        """The chunks of these ids, as far as they are of these documents."""
        return super().chunks(self._theirs(ids))

    def places(self, ids: Iterable[str]) -> dict[str, Place]:
        """Where the chunks of these ids stand, as far as they are of these documents."""
        return super().places(self._theirs(ids))

    def _state_of(self, document_id: str) -> str:
        if document_id not in self._documents:
            raise UnknownDocument(f"document {document_id!r} is not among those that are searched")
        return super()._state_of(document_id)

    def _theirs(self, ids: Iterable[str]) -> list[str]:
        return [chunk for chunk in ids if chunk.rpartition(":")[0] in self._documents]


@lru_cache(maxsize=_KEPT)
def narrowed(snapshot: Snapshot, documents: frozenset[str]) -> Snapshot:
    """The snapshot with these documents only; ids that are not in it are left out.

    The same choice gives the same snapshot, so that what is kept at hand for it is used again.
    """
    known = frozenset(source.id for source in snapshot.library.sources())
    library = NarrowedLibrary(snapshot.library, documents & known)
    return replace(
        snapshot,
        library=library,
        lexical=snapshot.lexical.among(documents & known, known - documents),
        vectors=snapshot.vectors.among(library.chunk_ids()),
    )
