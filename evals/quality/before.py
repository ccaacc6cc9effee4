"""An earlier run, or figures that were set, to hold a run against."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from evals.figures import Estimate, Estimates, read_baseline, read_json
from evals.measures import Interval, bootstrap
from evals.quality.record import Judged, Record
from ingest.errors import SettingsError

_Key = tuple[str, str]  # id and question: a question that was rewritten is another


@dataclass(frozen=True, slots=True)
class Before:
    """What a run is held against."""

    name: str  # of the file
    made: str | None  # date and time; None for figures alone
    n: int | None
    figures: Estimates
    correct: Mapping[_Key, bool]  # by case; none for figures alone


@dataclass(frozen=True, slots=True)
class Change:
    """What became of the questions that both runs asked and show."""

    n: int
    gained: tuple[Judged, ...]  # fully right now, not before
    lost: tuple[Judged, ...]
    difference: float  # of the share that is fully right
    interval: Interval  # 95 %, question by question


def read_before(file: Path) -> Before:
    """What a `report.json`, or a file of figures such as the baseline, says.

    Raises:
        UnknownPath: there is no such file.
        SettingsError: it is neither.
    """
    found = read_json(file)
    if not (isinstance(found, dict) and "figures" in found):
        named = read_baseline(file)
        figures: Estimates = {
            name: Estimate(value, None, None)
            for name, value in named.items()
            if not isinstance(value, dict)
        }
        return Before(file.name, None, named.get("n"), figures, {})
    try:
        return _earlier(file.name, found)
    except (KeyError, TypeError, AttributeError) as exc:
        raise SettingsError(f"{str(file)!r} is not the report of a run: {exc!r}") from exc


def change(run: Record, before: Before) -> Change | None:
    """What changed, question by question; None where no question is in both."""
    both = [case for case in run.cases if _key(case) in before.correct]
    if not both:
        return None
    was = [before.correct[_key(case)] for case in both]
    pairs = list(zip(both, was, strict=True))
    steps = [case["correct"] - right for case, right in pairs]
    return Change(
        n=len(both),
        gained=tuple(case for case, right in pairs if case["correct"] and not right),
        lost=tuple(case for case, right in pairs if right and not case["correct"]),
        difference=fmean(steps),
        interval=bootstrap(steps),
    )


def _earlier(name: str, found: Mapping[str, Any]) -> Before:
    figures = {
        figure: _estimate(said)
        for figure, said in found["figures"].items()
        if not figure.startswith("by_")
    }
    correct = {_key(case): bool(case["correct"]) for case in found["cases"]}
    return Before(name, str(found["made"]), found["n"], figures, correct)


def _estimate(said: Mapping[str, Any] | None) -> Estimate | None:
    if said is None:
        return None
    return Estimate(float(said["value"]), (float(said["low"]), float(said["high"])), said["n"])


def _key(case: Judged) -> _Key:
    return case["id"], case["question"]
