"""The page Kom godt i gang over the corpus that ships, and over one that lacks what it quotes."""

from collections.abc import Mapping
from pathlib import Path

from assistant.ask import Assistant
from assistant.concepts import watched_concepts
from assistant.retrieve import Retriever
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import CORPUS, PROJECT
from ingest.snapshot import Snapshot
from tests.making import write
from tests.web.conftest import plain_embedder


def teacher(folder: Path, files: Mapping[str, str] | None = None) -> Assistant:
    """An assistant whose index, made in `folder`, holds the corpus, or else these files."""
    documents = write(folder / "documents", files) if files else CORPUS
    ingest([documents], folder / "index", plain_embedder(), processes=0)
    library = Library(folder / "index")
    retriever = Retriever(Snapshot.open(library), plain_embedder())
    return Assistant(library, retriever, watched_concepts(PROJECT / "corpus" / "concepts.toml"))
