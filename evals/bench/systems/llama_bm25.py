"""LlamaIndex's BM25Retriever, with Danish stop words and stemmer."""

from pathlib import Path

import Stemmer
from llama_index.core.schema import TextNode  # noqa: TID251
from llama_index.retrievers.bm25 import BM25Retriever  # noqa: TID251

from evals.bench.systems import DEPTH, Documents, Search, document_of, passages_of

NAME = "LlamaIndex BM25Retriever"


def build(documents: Documents, folder: Path) -> None:
    """Writes the index, with the texts."""
    passages = passages_of(documents)
    BM25Retriever.from_defaults(
        nodes=[TextNode(id_=name, text=text) for name, text in passages.items()],
        stemmer=Stemmer.Stemmer("danish"),
        language="da",
        similarity_top_k=min(DEPTH, len(passages)),
    ).persist(str(folder))


def opened(folder: Path) -> Search:
    """Opens the index in memory."""
    retriever = BM25Retriever.from_persist_dir(str(folder))
    retriever.stemmer = Stemmer.Stemmer("danish")  # what is stored says nothing of it

    def search(question: str) -> list[str]:
        return [document_of(found.node.node_id) for found in retriever.retrieve(question)]

    return search
