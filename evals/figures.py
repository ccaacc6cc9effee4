"""What the outcomes add up to, and whether that is as good as before."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from assistant.quality_report import WORSE_ABOVE
from evals.measures import Interval, interval, percentile, percentile_interval
from evals.run import CUTS, Outcome
from ingest.errors import SettingsError, UnknownPath

Figures = dict[str, Any]
"""Figures by name; None where no case says anything about one."""

_EVIDENCE = ("n", *(f"evidence@{k}" for k in CUTS), "characters")
PERCENTILES = {"seconds_p50": 0.5, "seconds_p95": 0.95}
FIGURES = (
    "correct", "coverage", "refused", "wrongly_refused", "cited",
    *(f"evidence@{k}" for k in CUTS), "characters", "length", *PERCENTILES,
)  # fmt: skip
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and how sure it is."""

    value: float
    interval: Interval | None  # 95 %; None where only the value is known
    n: int | None  # cases that say anything about it


Estimates = dict[str, Estimate | None]
"""Estimates by the name of the figure; None where no case says anything about one."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure of the baseline that was not reached."""

    within: tuple[str, ...]  # ("by_kind", "number"); () is overall
    figure: str
    value: float | None  # None: it was not measured
    asked: float


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """All figures, overall, by kind and by style.

    correct: share fully right of all. coverage: mean share of fact groups said, answerable only;
    nothing is said where nothing is answered. refused: share of the unanswerable that were not
    answered. wrongly_refused: the same of the answerable. cited: share of the answered whose every
    statement has a citation that stands where it says. evidence@k: mean share of quotes found, of
    the cases that name any; characters: mean of theirs in the first five passages. length: mean
    characters of an answer, answered only. seconds: wall time of a question, nearest rank.
    """
    return {
        **overall(outcomes),
        "by_kind": {kind: overall(part) for kind, part in by_kind(outcomes).items()},
        "by_style": {style: overall(part) for style, part in by_style(outcomes).items()},
    }


def overall(outcomes: Sequence[Outcome]) -> Figures:
    """The figures of these outcomes together."""
    found = {name: estimate.value for name, estimate in estimates(outcomes).items() if estimate}
    return {"n": len(outcomes), **{name: found.get(name) for name in FIGURES}}


def estimates(outcomes: Sequence[Outcome]) -> Estimates:
    """The figures of these outcomes together, without `n`, each with its interval."""
    found: Estimates = {}
    for name, values in samples(outcomes).items():
        if not values:
            found[name] = None
            continue
        share = PERCENTILES.get(name)
        value = fmean(values) if share is None else percentile(values, share)
        low, high = interval(values) if share is None else percentile_interval(values, share)
        rounded = (round(low, _DIGITS), round(high, _DIGITS))
        found[name] = Estimate(round(value, _DIGITS), rounded, len(values))
    return found


def samples(outcomes: Sequence[Outcome]) -> dict[str, list[float]]:
    """What each figure is the mean (or, of `PERCENTILES`, the percentile) of."""
    answerable = [o for o in outcomes if o.case.answerable]
    answered = [o for o in outcomes if o.answered]
    named = [o for o in outcomes if o.evidence]
    seconds = [o.seconds for o in outcomes]
    return {
        "correct": [o.correct for o in outcomes],
        "coverage": [o.coverage for o in answerable],
        "refused": [not o.answered for o in outcomes if not o.case.answerable],
        "wrongly_refused": [not o.answered for o in answerable],
        "cited": [o.cited for o in answered],
        **{f"evidence@{k}": [o.evidence[k] for o in named] for k in CUTS},
        "characters": [o.characters for o in named],
        "length": [len(o.answer) for o in answered],
        **dict.fromkeys(PERCENTILES, seconds),
    }


def evidence_figures(outcomes: Sequence[Outcome]) -> Figures:
    """The evidence figures alone, of the cases that name evidence."""
    found = overall([outcome for outcome in outcomes if outcome.evidence])
    return {name: found[name] for name in _EVIDENCE}


def read_baseline(file: Path) -> Figures:
    """The figures that must be reached: any of `figures`, those by kind and by style too.

    Raises:
        UnknownPath: there is no such file.
        SettingsError: it does not hold figures.
    """
    baseline = read_json(file)
    if not isinstance(baseline, dict) or not _holds_figures(baseline):
        raise SettingsError(f"the baseline {str(file)!r} must be an object of figures by name")
    return baseline


def read_json(file: Path) -> Any:  # noqa: ANN401
    """What a JSON file of figures holds.

    Raises:
        UnknownPath: there is no such file.
        SettingsError: it is not JSON.
    """
    if not file.is_file():
        raise UnknownPath(f"there is no baseline {str(file)!r}: check the path")
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as exc:
        raise SettingsError(f"the baseline {str(file)!r} is not JSON: {exc}") from exc


def worse(found: Figures, baseline: Mapping[str, Any]) -> list[str]:
    """A line for each figure of the baseline that was not reached.

    Times, lengths and wrong refusals are worse when higher. What was not measured is not reached.
    """
    lines = []
    for fall in falls(found, baseline):
        said = "was not measured" if fall.value is None else f"is {fall.value}"
        lines.append(f"{' '.join((*fall.within, fall.figure))} {said} (baseline {fall.asked})")
    return lines


def falls(found: Figures, baseline: Mapping[str, Any], within: tuple[str, ...] = ()) -> list[Fall]:
    """What `worse` has a line for."""
    fallen = []
    for name, asked in baseline.items():
        value = found.get(name)
        if isinstance(asked, Mapping):
            fallen += falls(value or {}, asked, (*within, name))
        elif value is None or ((value > asked) if name in WORSE_ABOVE else (value < asked)):
            fallen.append(Fall(within, name, value, asked))
    return fallen


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each kind of question, kinds in order."""
    return _by(outcomes, lambda outcome: outcome.case.kind)


def by_style(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each style of wording, styles in order."""
    return _by(outcomes, lambda outcome: outcome.case.style)


def by_part(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each part of the file, parts in order."""
    return _by(outcomes, lambda outcome: outcome.case.part)


def _by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    parts: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        parts.setdefault(key(outcome), []).append(outcome)
    return dict(sorted(parts.items()))


def _holds_figures(baseline: Mapping[str, Any]) -> bool:
    return all(
        _holds_figures(value) if isinstance(value, dict) else type(value) in (int, float)
        for value in baseline.values()
    )
