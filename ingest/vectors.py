"""The edge to Chroma: cosine search over chunks.

Not through LlamaIndex's vector store, whose nodes make writing three times and asking twice as
slow, and whose import takes longer than all the rest of a start.
"""

import copy
import weakref
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from ingest.errors import LibraryError

_COLLECTION = "chunks"
_BATCH = 5_000  # Chroma's largest is 5,461


class VectorIndex:
    """A Chroma collection in a folder of its own; made there when the folder is empty."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(anonymized_telemetry=False)
        try:
            self._client = chromadb.PersistentClient(path=str(folder), settings=settings)
            self._collection = self._client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        except (ChromaError, ValueError) as exc:
            raise LibraryError(
                f"the vectors in {folder} cannot be opened ({exc}): run ingest with --rebuild"
            ) from exc
        # Chroma lets go of nothing by itself. The collection is shared with whatever is narrowed.
        weakref.finalize(self._collection, self._client.close).atexit = False  # type: ignore[attr-defined]
        self._size: int | None = None  # known once it was searched, until it is written to
        self._among: list[str] | None = None  # chunks that alone are searched

    def among(self, ids: Iterable[str]) -> "VectorIndex":
        """The same vectors, of which searches find those of these ids only."""
        narrowed = copy.copy(self)
        narrowed._among = list(ids)
        narrowed._size = len(narrowed._among)
        return narrowed

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Adds unit vectors, shape (len(ids), dimensions); ids must be new."""
        self._size = None
        for start in range(0, len(ids), _BATCH):
            batch = slice(start, start + _BATCH)
            self._collection.add(ids=list(ids[batch]), embeddings=vectors[batch])

    def remove(self, ids: Iterable[str]) -> None:
        """Removes the chunks of these ids."""
        self._size = None
        remaining = iter(ids)
        while batch := list(islice(remaining, _BATCH)):
            self._collection.delete(ids=batch)

    def ids(self) -> set[str]:
        """The ids of all chunks in the collection."""
        return set(self._collection.get(include=[])["ids"])

    def search(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The nearest `limit` chunks to a unit vector: (chunk id, cosine), nearest first."""
        if self._size is None:
            self._size = self._collection.count()  # it takes longer than the search
        if not self._size or not vector.any():
            return []
        found = self._collection.query(
            query_embeddings=[vector.tolist()],
            ids=self._among,
            n_results=min(limit, self._size),
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        return [
            (chunk_id, 1 - distance)  # Chroma's cosine distance is 1 - cosine
            for chunk_id, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def close(self) -> None:
        """Lets go of the folder."""
        self._client.close()  # type: ignore[attr-defined]  # on PersistentClient only
