"""Claims about a cross-encoder of one's own: which folders are one, and what its scores mean."""

import math
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.search.cross_encoder import CrossEncoder, load_cross_encoder
from ingest.errors import SettingsError
from ingest.settings import PROJECT
from tests.tiny_models import tiny_cross_encoder, tiny_embedding_model

PAIRS = [("hvad koster en plads?", "en plads koster 745 kr."), ("hvem?", "vinden")]
REMEDY = "set it to the folder of a sentence-transformers CrossEncoder, or leave it out"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_cross_encoder(tmp_path_factory.mktemp("model") / "tiny")


def test_scores_are_shares_of_the_best() -> None:
    model = CrossEncoder("by length", lambda pairs: [len(passage) / 10 for _, passage in pairs])
    assert model.judge("?", ["1234", "12345678", ""]) == [0.5, 1.0, 0.0]


def test_where_nothing_fits_nothing_has_a_score() -> None:
    assert CrossEncoder("stern", lambda pairs: [0.0 for _ in pairs]).judge("?", ["a", "b"]) == [
        0,
        0,
    ]


def test_no_passages_have_no_scores() -> None:
    assert CrossEncoder("idle", lambda pairs: []).judge("?", []) == []


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        SettingsError, match=rf"^HOLDEPUNKT_CROSS_ENCODER is '.*no model: {REMEDY}$"
    ):
        load_cross_encoder(tmp_path / "nowhere")


def test_a_damaged_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(SettingsError, match=rf"cannot be read \(.*\): {REMEDY}$"):
        load_cross_encoder(tmp_path)


@pytest.mark.slow
def test_a_model_without_a_head_for_scores_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no model that gives a score to two texts"):
        load_cross_encoder(tiny_embedding_model(tmp_path / "tiny"))


@pytest.mark.slow
def test_a_model_of_several_scores_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="gives 3 scores for a pair, not one"):
        load_cross_encoder(tiny_cross_encoder(tmp_path / "tiny", scores=3))


@pytest.mark.slow
def test_a_score_is_the_sigmoid_of_what_the_network_says(folder: Path) -> None:
    from sentence_transformers import CrossEncoder as Theirs
    from torch.nn import Identity

    bare = Theirs(str(folder), device="cpu").predict(PAIRS, activation_fn=Identity())
    expected = [1 / (1 + math.exp(-float(value))) for value in bare]
    assert list(load_cross_encoder(folder).score(PAIRS)) == pytest.approx(expected, abs=1e-5)


@pytest.mark.slow
def test_a_model_bears_the_name_of_its_folder(folder: Path) -> None:
    assert load_cross_encoder(folder).name == "tiny"


@pytest.mark.slow
def test_nothing_is_imported_where_none_is_set() -> None:
    looked = "import sys, assistant.assemble; print('sentence_transformers' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", looked], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "False\n"
