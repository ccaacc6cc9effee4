"""Holdepunkt itself: the shipped retriever over an index that ingest's own parts made."""

from pathlib import Path

from assistant.assemble import assemble, read_settings
from evals.bench.systems import DEPTH, Documents, Search
from evals.retrieval import index
from ingest.embed import load_embedder

NAME = "Holdepunkt"


def build(documents: Documents, folder: Path) -> None:
    """Writes an index of the documents, each read from a text file."""
    texts = {name: "\n\n".join(passages) for name, passages in documents.items()}
    index(texts, folder / "index", load_embedder(read_settings().model))


def opened(folder: Path) -> Search:
    """Opens the index as the assistant does."""
    settings = read_settings().model_copy(update={"index": folder / "index"})
    retriever = assemble(settings).retriever

    def search(question: str) -> list[str]:
        return [found.chunk.document_id for found in retriever.retrieve(question, DEPTH)]

    return search
