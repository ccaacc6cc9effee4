"""Puts the real parts together, as the settings say."""

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.ask import Assistant
from assistant.concepts import watched_concepts
from assistant.economics import watched_figures
from assistant.retrieve import Retriever, Weights
from assistant.search.cross_encoder import CrossEncoder, load_cross_encoder
from ingest import snapshot
from ingest.calibration import Calibration, stored
from ingest.embed import Embedder, load_embedder
from ingest.errors import IndexLocked, LibraryError
from ingest.library import Library
from ingest.settings import Settings, read_settings
from ingest.snapshot import Snapshot
from ingest.writing import check_model, opened_for_writing

if TYPE_CHECKING:
    from assistant.language_model import LanguageModelWriter

__all__ = ["Settings", "assemble", "read_settings", "weights_from", "writer_from"]


def assemble(settings: Settings) -> Assistant:
    """The assistant over the index that the settings name.

    Raises:
        IndexMissing: there is no index in the folder.
        IndexMismatch: it was built with another model or by another version.
        ModelError: the settings name a model folder that holds no model.
        SettingsError: they name a cross-encoder's that holds none.
    """
    embedder = load_embedder(settings.model)
    library = Library(settings.index)
    check_model(library, embedder)
    if not snapshot.is_current(library):
        _catch_up(library, embedder)
    cross_encoder = load_cross_encoder(settings.cross_encoder) if settings.cross_encoder else None
    weights = weights_from(stored(library, embedder), cross_encoder)
    retriever = Retriever(Snapshot.open(library), embedder, weights, cross_encoder)
    concepts = watched_concepts(settings.concepts, settings.everyday)
    figures = watched_figures(settings.economics)
    return Assistant(library, retriever, concepts, writer_from(settings), figures)


def writer_from(settings: Settings) -> "LanguageModelWriter | None":
    """The language model that words the answers, where one is set."""
    if not settings.llm_url or not settings.llm_model:
        return None
    from assistant.language_model import LanguageModelWriter

    key = settings.llm_key.get_secret_value() if settings.llm_key else None
    url = str(settings.llm_url).rstrip("/")
    return LanguageModelWriter(settings.llm_model, url, key=key, seconds=settings.llm_seconds)


def weights_from(found: Calibration, cross_encoder: CrossEncoder | None) -> Weights:
    """The weights of a search with models of one's own; the usual where none were found."""
    weights = Weights()
    if found.dense is not None:
        weights = replace(weights, dense=found.dense, floor=found.floor)
    if cross_encoder and cross_encoder.name == found.cross_encoder:
        weights = replace(weights, cross=found.cross)
    return weights


def _catch_up(library: Library, embedder: Embedder) -> None:
    """Finishes what a killed writer left; where one is at work, the last snapshot serves."""
    try:
        with opened_for_writing(library.folder, embedder) as writing:
            snapshot.refresh(writing, embedder)
    except (IndexLocked, LibraryError):
        if library.meta("snapshot") is None:
            raise
