"""Claims about what outcomes add up to, and about the gate."""

from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import QUESTIONS
from evals.case import read_cases
from evals.figures import evidence_figures, figures, overall, read_baseline, worse
from ingest.errors import SettingsError, UnknownPath
from tests.making import markdown
from tests.test_evals_report import LONG, REFUSED, RIGHT, WRONG, WRONGLY_REFUSED

ALL = [RIGHT, LONG, WRONGLY_REFUSED, REFUSED, WRONG]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n", 5),
        ("correct", 2 / 5),  # right, refused
        ("coverage", 2 / 3),  # 1, 1 and 0 of the answerable
        ("refused", 1 / 2),
        ("wrongly_refused", 1 / 3),
        ("cited", 2 / 3),  # of right, long and wrong
        ("evidence@1", 1 / 4),  # 1/2 and 0
        ("evidence@5", 3 / 4),
        ("evidence@10", 3 / 4),
        ("characters", 5_000),  # of the two that name evidence
        ("length", (10 + 800 + 30) / 3),
        ("seconds_p50", 0.3),
        ("seconds_p95", 0.5),
    ],
)
def test_a_figure(name: str, value: float) -> None:
    assert figures(ALL)[name] == pytest.approx(value, abs=5e-5)


def test_figures_of_a_kind_are_those_of_its_cases() -> None:
    found = figures(ALL)
    assert list(found["by_kind"]) == ["list", "number", "unanswerable"]
    assert found["by_kind"]["number"] == overall([RIGHT, LONG])
    assert found["by_style"]["typo"] == overall([WRONG])


def test_a_figure_of_no_case_is_none() -> None:
    assert overall([REFUSED])["wrongly_refused"] is None
    assert set(overall([]).values()) == {0, None}


def test_evidence_figures_count_only_cases_that_name_evidence() -> None:
    assert evidence_figures(ALL) == {
        "n": 2, "evidence@1": 0.25, "evidence@5": 0.75, "evidence@10": 0.75, "characters": 5_000,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("baseline", "fallen"),
    [
        ({}, []),
        ({"correct": 0.4}, []),
        ({"correct": 0.41}, ["correct is 0.4 (baseline 0.41)"]),
        ({"wrongly_refused": 0.4}, []),
        ({"wrongly_refused": 0.3}, ["wrongly_refused is 0.3333 (baseline 0.3)"]),
        ({"length": 279}, ["length is 280.0 (baseline 279)"]),
        ({"n": 6}, ["n is 5 (baseline 6)"]),
        ({"by_kind": {"number": {"correct": 0.5}}}, []),
        (
            {"by_kind": {"number": {"correct": 1}}},
            ["by_kind number correct is 0.5 (baseline 1)"],
        ),
        (
            {"by_kind": {"why": {"correct": 1}}},
            ["by_kind why correct was not measured (baseline 1)"],
        ),
        ({"corect": 0.1}, ["corect was not measured (baseline 0.1)"]),
    ],
)
def test_what_falls_below_the_baseline_is_named(
    baseline: dict[str, Any], fallen: list[str]
) -> None:
    assert worse(figures(ALL), baseline) == fallen


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "must be an object of figures"),
        ('{"correct": "high"}', "must be an object of figures"),
        ('{"by_kind": {"list": {"correct": true}}}', "must be an object of figures"),
    ],
)
def test_a_baseline_that_holds_no_figures_is_refused(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        read_baseline(markdown(tmp_path / "baseline.json", text))


def test_a_missing_baseline_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownPath, match="there is no baseline"):
        read_baseline(tmp_path / "nowhere.json")


def test_the_projects_baseline_asks_only_for_figures_there_are() -> None:
    baseline = read_baseline(QUESTIONS.with_name("baseline.json"))
    assert baseline.keys() <= figures(ALL).keys()
    assert baseline["n"] == sum(case.part == "tune" for case in read_cases(QUESTIONS))
