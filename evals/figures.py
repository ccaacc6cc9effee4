"""What the outcomes add up to, and whether that is as good as before."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from evals.measures import percentile
from evals.run import CUTS, Outcome
from ingest.errors import SettingsError, UnknownPath

Figures = dict[str, Any]
"""Figures by name; None where no case says anything about one."""

_EVIDENCE = ("n", *(f"evidence@{k}" for k in CUTS), "characters")
_WORSE_ABOVE = ("wrongly_refused", "characters", "length", "seconds_p50", "seconds_p95")
_DIGITS = 4


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
    answerable = [o for o in outcomes if o.case.answerable]
    unanswerable = [o for o in outcomes if not o.case.answerable]
    answered = [o for o in outcomes if o.answered]
    named = [o for o in outcomes if o.evidence]
    seconds = [o.seconds for o in outcomes]
    exact = {
        "correct": _mean(o.correct for o in outcomes),
        "coverage": _mean(o.coverage for o in answerable),
        "refused": _mean(not o.answered for o in unanswerable),
        "wrongly_refused": _mean(not o.answered for o in answerable),
        "cited": _mean(o.cited for o in answered),
        **{f"evidence@{k}": _mean(o.evidence[k] for o in named) for k in CUTS},
        "characters": _mean(o.characters for o in named),
        "length": _mean(len(o.answer) for o in answered),
        "seconds_p50": percentile(seconds, 0.5) if seconds else None,
        "seconds_p95": percentile(seconds, 0.95) if seconds else None,
    }
    rounded = {name: None if v is None else round(v, _DIGITS) for name, v in exact.items()}
    return {"n": len(outcomes), **rounded}


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
    if not file.is_file():
        raise UnknownPath(f"there is no baseline {str(file)!r}: check the path")
    try:
        baseline = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as exc:
        raise SettingsError(f"the baseline {str(file)!r} is not JSON: {exc}") from exc
    if not isinstance(baseline, dict) or not _holds_figures(baseline):
        raise SettingsError(f"the baseline {str(file)!r} must be an object of figures by name")
    return baseline


def worse(found: Figures, baseline: Mapping[str, Any], within: str = "") -> list[str]:
    """A line for each figure of the baseline that was not reached.

    Times, lengths and wrong refusals are worse when higher. What was not measured is not reached.
    """
    lines = []
    for name, asked in baseline.items():
        value, label = found.get(name), f"{within}{name}"
        if isinstance(asked, Mapping):
            lines += worse(value or {}, asked, f"{label} ")
        elif value is None:
            lines.append(f"{label} was not measured (baseline {asked})")
        elif (value > asked) if name in _WORSE_ABOVE else (value < asked):
            lines.append(f"{label} is {value} (baseline {asked})")
    return lines


def by_kind(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each kind of question, kinds in order."""
    return _by(outcomes, lambda outcome: outcome.case.kind)


def by_style(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """The outcomes of each style of wording, styles in order."""
    return _by(outcomes, lambda outcome: outcome.case.style)


def _by(outcomes: Iterable[Outcome], key: Callable[[Outcome], str]) -> dict[str, list[Outcome]]:
    parts: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        parts.setdefault(key(outcome), []).append(outcome)
    return dict(sorted(parts.items()))


def _mean(values: Iterable[float]) -> float | None:
    listed = list(values)
    return fmean(listed) if listed else None


def _holds_figures(baseline: Mapping[str, Any]) -> bool:
    return all(
        _holds_figures(value) if isinstance(value, dict) else type(value) in (int, float)
        for value in baseline.values()
    )
