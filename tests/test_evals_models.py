"""Claims about comparing models, and about the weights that they are found to deserve."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.assemble import assemble
from assistant.search.cross_encoder import CrossEncoder
from evals.__main__ import app
from evals.case import Case, Evidence
from evals.models import GRID, Model, Trial, calibrate, gain, measured, taken, tuning_cases
from evals.report import models_table, trials_table
from ingest.embed import SHIPPED, load_embedder
from ingest.errors import IndexMismatch, IndexMissing, SettingsError
from ingest.pipeline import ingest
from ingest.settings import Settings
from tests.making import write
from tests.programme import FILES

CASES = [
    Case("a", "Hvad koster en billet?", evidence=(Evidence("faerge", "En billet koster 38 kr."),)),
    Case("b", "Hvor mange måltider?", evidence=(Evidence("kantine", "120 måltider om dagen"),)),
]
CONCEPTS = Settings().concepts
QUOTE, OTHER = "En billet koster 38 kr. for voksne.", "Kantinen serverer 120 måltider om dagen."


def trial(weight: float, *values: float) -> Trial:
    return Trial(weight, values, values)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index with the model that ships."""
    folder = tmp_path_factory.mktemp("models")
    ingest([write(folder / "documents", FILES)], folder / "index", load_embedder(), processes=0)
    return folder / "index"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model that ships as one of one's own."""
    return Path(shutil.copytree(SHIPPED, tmp_path_factory.mktemp("model") / "own"))


@pytest.fixture(scope="module")
def found(index: Path, own: Path) -> Model:
    liking = CrossEncoder("liking", lambda pairs: [float("kr." in text) for _, text in pairs])
    return measured(index, own, CASES, CONCEPTS, cross_encoder=liking)


def test_the_weight_that_finds_clearly_more_is_taken() -> None:
    trials = [trial(0.0, *[0.0] * 20), trial(0.3, *[1.0] * 20), trial(0.5, *[0.0] * 20)]
    assert taken(trials).weight == 0.3


def test_of_weights_that_find_alike_the_smallest_is_taken() -> None:
    assert taken([trial(0.1, 1, 0.5), trial(0.2, 1, 0.5), trial(0.0, 0, 0)]).weight == 0.1


def test_a_weight_that_turns_one_question_of_many_is_not_taken() -> None:
    without, beside = trial(0.0, 0.0, *[0.5] * 20), trial(0.3, 1.0, 0.4, *[0.5] * 19)
    assert taken([without, beside]).weight == 0.0


@pytest.mark.parametrize(("gain", "weight"), [(0.2, 0.1), (0.4, 0.2)])
def test_recall_and_order_count_alike(gain: float, weight: float) -> None:
    recalls, orders = Trial(0.1, (1.0, 1.0), (0.0, 0.0)), Trial(0.2, (0.7, 0.7), (gain, gain))
    assert taken([recalls, orders]).weight == weight


def test_a_quote_gains_by_the_rank_of_the_first_passage_that_holds_it() -> None:
    assert gain([QUOTE], ["", QUOTE, QUOTE]) == pytest.approx(0.6309, abs=1e-4)


def test_the_gain_of_several_quotes_is_their_mean() -> None:
    assert gain([QUOTE, OTHER], [OTHER]) == 0.5


def test_only_questions_that_may_be_worked_on_are_asked() -> None:
    assert {case.part for case in tuning_cases()} == {"tune"}


def test_the_model_that_ships_keeps_its_weight(index: Path) -> None:
    model = measured(index, None, CASES, CONCEPTS)
    assert ([t.weight for t in model.trials], model.calibration.dense) == ([0.15], None)


def test_every_weight_is_tried_with_a_model_of_ones_own(found: Model) -> None:
    assert tuple(trial.weight for trial in found.trials) == GRID


def test_every_weight_of_a_cross_encoder_is_tried_after_those(found: Model) -> None:
    assert tuple(trial.weight for trial in found.crossed) == GRID
    assert found.calibration.cross_encoder == "liking"


def test_evidence_that_is_found_counts_in_full(found: Model) -> None:
    assert found.taken.recall == 1


def test_the_floor_is_what_a_model_gives_to_any_pair(found: Model) -> None:
    assert 0 < found.calibration.floor < 0.5


def test_a_model_is_told_with_what_it_takes(found: Model, own: Path) -> None:
    assert found.size == sum(file.stat().st_size for file in own.rglob("*") if file.is_file())
    assert found.passages > 0
    assert found.milliseconds > 0


def test_tables_name_the_model_and_mark_the_weight_that_is_kept(found: Model) -> None:
    assert list(models_table([found]).columns[0].cells) == [found.calibration.model]
    marks = list(trials_table(found.trials, 0.4).columns[3].cells)
    assert marks == ["kept" if weight == 0.4 else "" for weight in GRID]


def test_without_a_model_of_ones_own_nothing_is_calibrated(index: Path) -> None:
    with pytest.raises(SettingsError, match="neither HOLDEPUNKT_MODEL nor HOLDEPUNKT_CROSS"):
        calibrate(Settings(index=index))


def test_an_index_that_is_not_there_is_not_calibrated(tmp_path: Path, own: Path) -> None:
    with pytest.raises(IndexMissing):
        calibrate(Settings(index=tmp_path / "none", model=own))


def test_an_index_of_another_model_is_not_calibrated(tmp_path: Path, own: Path) -> None:
    folder = tmp_path / "index"
    ingest([write(tmp_path / "documents", FILES)], folder, load_embedder(), processes=0)
    with pytest.raises(IndexMismatch):
        calibrate(Settings(index=folder, model=own))


@pytest.mark.slow
def test_a_calibrated_index_is_searched_with_the_weights_that_were_found(
    tmp_path: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDEPUNKT_MODEL", str(own))
    folder = tmp_path / "index"
    ingest([write(tmp_path / "documents", FILES)], folder, load_embedder(own), processes=0)
    result = CliRunner().invoke(app, ["calibrate", "--index", str(folder)])
    assert result.exit_code == 0
    kept = next(line.split()[0] for line in result.stdout.splitlines() if line.endswith("kept"))
    weights = assemble(Settings(index=folder, model=own)).retriever.weights
    assert (f"{weights.dense:.2f}", weights.floor > 0) == (kept, True)


@pytest.mark.slow
def test_models_are_compared_beside_the_one_that_ships(own: Path) -> None:
    result = CliRunner().invoke(app, ["models", str(own)])
    names = [line.split()[0].rpartition("-")[0] for line in result.stdout.splitlines()[1:]]
    assert names == ["embedder", "own"]
