"""The edge to Chroma, through LlamaIndex's vector-store interface: cosine search over chunks."""

import math
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings
from chromadb.errors import ChromaError
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore
from numpy.typing import NDArray

from ingest.errors import LibraryError

_COLLECTION = "chunks"
_BATCH = 5_000  # Chroma's largest is 5,461, and LlamaIndex's adapter may send more


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
        self._store = ChromaVectorStore.from_collection(self._collection)

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Adds unit vectors, shape (len(ids), dimensions); ids must be new."""
        # Not through LlamaIndex, whose nodes and their metadata take three times as long.
        for start in range(0, len(ids), _BATCH):
            batch = slice(start, start + _BATCH)
            self._collection.add(ids=list(ids[batch]), embeddings=vectors[batch])

    def remove(self, ids: Iterable[str]) -> None:
        """Removes the chunks of these ids."""
        remaining = iter(ids)
        while batch := list(islice(remaining, _BATCH)):
            self._store.delete_nodes(batch)

    def ids(self) -> set[str]:
        """The ids of all chunks in the collection."""
        return set(self._collection.get(include=[])["ids"])

    def search(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """The nearest `limit` chunks to a unit vector: (chunk id, cosine), nearest first."""
        if not (size := self._collection.count()) or not vector.any():
            return []
        query = VectorStoreQuery(query_embedding=vector.tolist(), similarity_top_k=min(limit, size))
        found = self._store.query(query)
        # The adapter gives exp(-distance), and Chroma's cosine distance is 1 - cosine.
        return [
            (chunk_id, 1 + math.log(score))
            for chunk_id, score in zip(found.ids or [], found.similarities or [], strict=True)
        ]

    def close(self) -> None:
        """Lets go of the folder."""
        self._client.close()  # type: ignore[attr-defined]  # on PersistentClient only
