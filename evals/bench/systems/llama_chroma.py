"""LlamaIndex's VectorStoreIndex over Chroma, with the embedding that Holdepunkt ships."""

from itertools import islice
from pathlib import Path

import chromadb  # noqa: TID251
from chromadb.config import Settings  # noqa: TID251
from llama_index.core import VectorStoreIndex  # noqa: TID251
from llama_index.core.base.embeddings.base import BaseEmbedding  # noqa: TID251
from llama_index.core.schema import BaseNode, TextNode  # noqa: TID251
from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: TID251

from evals.bench.systems import DEPTH, Documents, Search, document_of, passages_of
from ingest.embed import Embedder, load_embedder

NAME = "LlamaIndex over Chroma"
_BATCH = 5_000  # Chroma's largest is 5,461, and the adapter sends all it is given


class StaticEmbedding(BaseEmbedding):
    """An embedder of ours as LlamaIndex asks for vectors."""

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name, embed_batch_size=1_000)
        self._embedder = embedder

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [vector.tolist() for vector in self._embedder.embed(texts)]

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.embed([query], query=True)[0].tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def build(documents: Documents, folder: Path) -> None:
    """Writes the collection, with the texts."""
    index = _index(folder)
    nodes = iter(TextNode(id_=name, text=text) for name, text in passages_of(documents).items())
    while batch := list[BaseNode](islice(nodes, _BATCH)):
        index.insert_nodes(batch)


def opened(folder: Path) -> Search:
    """Opens the collection."""
    retriever = _index(folder).as_retriever(similarity_top_k=DEPTH)

    def search(question: str) -> list[str]:
        return [document_of(found.node.node_id) for found in retriever.retrieve(question)]

    return search


def _index(folder: Path) -> VectorStoreIndex:
    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    collection = client.get_or_create_collection(
        "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )
    store = ChromaVectorStore(chroma_collection=collection)
    return VectorStoreIndex.from_vector_store(store, embed_model=StaticEmbedding(load_embedder()))
