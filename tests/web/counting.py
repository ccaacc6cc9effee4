"""The page Økonomi over a library of one note, the one that the calculator's figures stand in."""

from collections.abc import Callable
from pathlib import Path
from shutil import copy

from assistant.ask import Assistant
from assistant.economics import Figure, load_figures
from assistant.retrieve import Retriever
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.settings import PROJECT
from ingest.snapshot import Snapshot
from tests.web.conftest import plain_embedder

NOTE = PROJECT / "corpus" / "documents" / "oekonomi-og-mentorbetaling.md"
REGISTER = PROJECT / "corpus" / "economics.toml"


def shipped() -> tuple[Figure, ...]:
    """The register that ships."""
    return load_figures(REGISTER)


def accountant(folder: Path, figures: Callable[[], tuple[Figure, ...]] = shipped) -> Assistant:
    """An assistant whose index, made in `folder`, holds the note."""
    documents = folder / "documents"
    documents.mkdir()
    copy(NOTE, documents)
    (report,) = ingest([documents], folder / "index", plain_embedder(), processes=0)
    assert report.status == "indexed"
    library = Library(folder / "index")
    retriever = Retriever(Snapshot.open(library), plain_embedder())
    return Assistant(library, retriever, figures=figures)
