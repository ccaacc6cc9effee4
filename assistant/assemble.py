"""Puts the real parts together, as the settings say."""

from assistant.ask import Assistant
from assistant.concepts import watched_concepts
from assistant.retrieve import Retriever
from ingest import snapshot
from ingest.embed import Embedder, load_embedder
from ingest.errors import IndexLocked, LibraryError
from ingest.library import Library
from ingest.settings import Settings, read_settings
from ingest.snapshot import Snapshot
from ingest.writing import check_model, opened_for_writing

__all__ = ["Settings", "assemble", "read_settings"]


def assemble(settings: Settings) -> Assistant:
    """The assistant over the index that the settings name.

    Raises:
        IndexMissing: there is no index in the folder.
        IndexMismatch: it was built with another model or by another version.
        ModelError: the settings name a model folder that holds no model.
    """
    embedder = load_embedder(settings.model)
    library = Library(settings.index)
    check_model(library, embedder)
    if not snapshot.is_current(library):
        _catch_up(library, embedder)
    retriever = Retriever(Snapshot.open(library), embedder)
    return Assistant(library, retriever, watched_concepts(settings.concepts))


def _catch_up(library: Library, embedder: Embedder) -> None:
    """Finishes what a killed writer left; where one is at work, the last snapshot serves."""
    try:
        with opened_for_writing(library.folder, embedder) as writing:
            snapshot.refresh(writing, embedder)
    except (IndexLocked, LibraryError):
        if library.meta("snapshot") is None:
            raise
