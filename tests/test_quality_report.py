"""Claims about reading the report of an evals run."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from assistant.quality_report import read_report
from evals.quality.record import as_json, record
from ingest.errors import SettingsError, UnknownPath
from tests.test_evals_quality import ALL, MISS

WHEN = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
TARGETS = {"n": 7, "correct": 0.9, "wrongly_refused": 0.9, "length": 1, "by_kind": {"number": {}}}


def content(**changed: Any) -> dict[str, Any]:  # noqa: ANN401
    """What evals writes, with these keys changed."""
    return {**as_json(record([*ALL, MISS], WHEN, "q.jsonl", 3, TARGETS)), **changed}


def written(folder: Path, said: object) -> Path:
    file = folder / "report.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    return file


def test_what_evals_writes_is_read(tmp_path: Path) -> None:
    said = content()
    report = read_report(written(tmp_path, said))
    assert (report.made, report.questions, report.documents, report.n) == (WHEN, "q.jsonl", 3, 7)
    right = report.figures["correct"]
    assert right
    assert (right.value, right.low, right.n) == (
        said["figures"]["correct"]["value"], said["figures"]["correct"]["low"], 7,
    )  # fmt: skip
    assert set(report.by_kind) == set(said["figures"]["by_kind"])
    assert set(report.by_style) == set(said["figures"]["by_style"])


def test_the_misses_are_those_that_are_not_fully_right(tmp_path: Path) -> None:
    said = content()
    report = read_report(written(tmp_path, said))
    wrong = [case["id"] for case in said["cases"] if not case["correct"]]
    assert [miss.id for miss in report.misses] == wrong
    assert report.misses[-1].citations[0].page == 4
    assert report.misses[-1].context == ("Hvad er VCG2?",)


def test_targets_are_those_of_the_run_and_no_others(tmp_path: Path) -> None:
    report = read_report(written(tmp_path, content()))
    assert report.targets == {"correct": 0.9, "wrongly_refused": 0.9, "length": 1}
    assert read_report(written(tmp_path, content(baseline={}))).targets == {}


def test_a_figure_reaches_its_target_from_the_side_that_is_better(tmp_path: Path) -> None:
    report = read_report(written(tmp_path, content()))
    reached = {name: report.reached(name) for name in ("correct", "wrongly_refused", "refused")}
    assert reached == {"correct": False, "wrongly_refused": True, "refused": None}


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownPath, match="there is no report"):
        read_report(tmp_path / "none.json")


@pytest.mark.parametrize(
    "said",
    [[], {}, content(figures={"correct": "0.7"}), content(n=None), content(cases=[{}]),
     content(figures={"by_kind": []}), content(figures={"correct": {"value": float("nan")}})],
)  # fmt: skip
def test_what_is_no_report_is_told_without_repeating_it(tmp_path: Path, said: object) -> None:
    with pytest.raises(SettingsError, match="is not the report of a run") as told:
        read_report(written(tmp_path, said))
    assert "Hvad" not in str(told.value)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00", "Ikke JSON"])
def test_what_is_no_json_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "report.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match="is not the report of a run"):
        read_report(file)
