"""Claims about the weights that an index keeps for models of one's own."""

from pathlib import Path

import pytest

from assistant.assemble import weights_from
from assistant.retrieve import Weights
from assistant.search.cross_encoder import CrossEncoder
from ingest.calibration import Calibration, store, stored
from ingest.library import Library
from ingest.pipeline import ingest
from tests.making import HashEmbedder, indexed

FOUND = Calibration("hash", dense=0.4, floor=0.7, cross_encoder="tiny", cross=0.8)
TINY, OTHER = (CrossEncoder(name, lambda pairs: []) for name in ("tiny", "other"))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library(indexed(tmp_path, {"aender.md": "Anden er grøn."}))
    store(made, FOUND)
    return made


def test_what_was_found_for_a_model_is_kept(library: Library) -> None:
    assert stored(library, HashEmbedder()) == FOUND


def test_what_was_found_for_another_model_does_not_count(library: Library) -> None:
    assert stored(library, HashEmbedder("other")) == Calibration("")


def test_an_index_that_was_never_calibrated_has_the_usual_weights(tmp_path: Path) -> None:
    made = Library(indexed(tmp_path, {"aender.md": "Anden er grøn."}))
    assert weights_from(stored(made, HashEmbedder()), TINY) == Weights()


def test_what_was_found_outlives_the_next_run_of_ingest(library: Library, tmp_path: Path) -> None:
    (tmp_path / "documents" / "gaes.md").write_text("Gåsen er grå.", encoding="utf-8")
    ingest([tmp_path / "documents"], library.folder, HashEmbedder(), processes=0)
    assert stored(library, HashEmbedder()) == FOUND


def test_the_search_takes_the_weights_that_were_found() -> None:
    weights = weights_from(FOUND, TINY)
    assert (weights.dense, weights.floor, weights.cross) == (0.4, 0.7, 0.8)


@pytest.mark.parametrize("now", [OTHER, None])
def test_the_weight_of_another_cross_encoder_does_not_count(now: CrossEncoder | None) -> None:
    assert weights_from(FOUND, now).cross == Weights().cross
