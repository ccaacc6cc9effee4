"""What is kept of a run: every figure with its interval, and what each question came to."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from evals.figures import (
    Estimates,
    Fall,
    Figures,
    by_kind,
    by_part,
    by_style,
    estimates,
    falls,
    figures,
)
from evals.measures import percentile
from evals.run import Outcome
from ingest.personal_data import mask

KEPT = "kept"  # the part of which only totals are read
_BINS = 8  # of a distribution, about, before the open one at its end

Judged = Mapping[str, Any]
"""A case and what it came to; the keys are those of `cases` in `report.json`."""


class Bin(NamedTuple):
    """How many values lie from `start` to just below `end`; without an end, from there on."""

    start: int
    end: int | None
    n: int


@dataclass(frozen=True, slots=True)
class Record:
    """A run. `cases` holds none of the part that is kept aside."""

    made: datetime
    questions: str  # name of the file
    documents: int  # in the index
    n: int
    kept: int  # of the n
    overall: Estimates
    groups: Mapping[str, Mapping[str, Estimates]]  # "by_kind", "by_style", "by_part"
    lengths: tuple[Bin, ...]  # characters, answered only
    milliseconds: tuple[Bin, ...]
    models: tuple[str, ...]  # language models that worded answers
    baseline: Figures
    fallen: tuple[Fall, ...]
    cases: tuple[Judged, ...]


def record(
    outcomes: Sequence[Outcome],
    made: datetime,
    questions: str,
    documents: int,
    baseline: Figures,
) -> Record:
    """The record of these outcomes, of which there is at least one."""
    parts = {"by_kind": by_kind(outcomes), "by_style": by_style(outcomes)}
    parts["by_part"] = by_part(outcomes)
    return Record(
        made=made,
        questions=questions,
        documents=documents,
        n=len(outcomes),
        kept=sum(outcome.case.part == KEPT for outcome in outcomes),
        overall=estimates(outcomes),
        groups={
            group: {name: estimates(part) for name, part in named.items()}
            for group, named in parts.items()
        },
        lengths=distribution([len(o.answer) for o in outcomes if o.answered]),
        milliseconds=distribution([o.seconds * 1_000 for o in outcomes]),
        models=tuple(sorted({o.model for o in outcomes if o.model})),
        baseline=baseline,
        fallen=tuple(falls(figures(outcomes), baseline)),
        cases=tuple(_judged(o) for o in outcomes if o.case.part != KEPT),
    )


def as_json(run: Record) -> dict[str, Any]:
    """The record as `report.json` holds it; docs/commands.md says what the keys are."""
    groups = {
        group: {name: _figures(found) for name, found in parts.items()}
        for group, parts in run.groups.items()
    }
    return {
        "made": run.made.isoformat(timespec="seconds"),
        "questions": run.questions,
        "documents": run.documents,
        "n": run.n,
        "kept": run.kept,
        "models": list(run.models),
        "figures": {**_figures(run.overall), **groups},
        "distribution": {
            "length": [found._asdict() for found in run.lengths],
            "milliseconds": [found._asdict() for found in run.milliseconds],
        },
        "baseline": run.baseline,
        "fallen": [asdict(fall) for fall in run.fallen],
        "cases": list(run.cases),
    }


def distribution(values: Sequence[float]) -> tuple[Bin, ...]:
    """The values in bins of 1, 2 or 5 times a power of ten; few high ones share the last."""
    if not values:
        return ()
    width = _round_up(max(percentile(values, 0.95) / _BINS, 1))
    last = math.ceil(percentile(values, 0.95) / width)
    counts = [0] * (last + 1)
    for value in values:
        counts[min(int(value // width), last)] += 1
    bins = [Bin(i * width, (i + 1) * width, n) for i, n in enumerate(counts[:-1])]
    return (*bins, Bin(last * width, None, counts[-1])) if counts[-1] else tuple(bins)


def _round_up(width: float) -> int:
    power = 10 ** math.floor(math.log10(width))
    return int(next(power * step for step in (1, 2, 5, 10) if power * step >= width))


def _figures(found: Estimates) -> dict[str, Any]:
    return {
        name: estimate
        and {
            "value": estimate.value,
            "low": estimate.interval[0] if estimate.interval else None,
            "high": estimate.interval[1] if estimate.interval else None,
            "n": estimate.n,
        }
        for name, estimate in found.items()
    }


def _judged(outcome: Outcome) -> Judged:
    # A question may hold a CPR number to see it declined; no number is stored, nor is that one.
    case, reason = outcome.case, outcome.reason
    return {
        "id": case.id,
        "question": mask(case.question),
        "context": [mask(earlier) for earlier in case.context],
        "kind": case.kind,
        "style": case.style,
        "part": case.part,
        "expected": mask(case.answer),
        "status": outcome.status,
        "reason": reason and mask(reason),
        "correct": outcome.correct,
        "fault": outcome.fault,
        "lacking": outcome.lacking,
        "coverage": round(outcome.coverage, 4) if case.answerable else None,
        "cited": outcome.cited if outcome.answered else None,
        "length": len(outcome.answer),
        "seconds": outcome.seconds,
        "answer": outcome.answer,
        "citations": list(outcome.citations),
        "model": outcome.model,
    }
