"""Tables for people: the figures with their 95 % intervals, and what went wrong."""

from collections.abc import Iterable, Sequence
from statistics import fmean

from rich.table import Table

from evals import measures
from evals.ablation import Row
from evals.figures import by_kind, by_style, evidence_figures, overall
from evals.models import Model, Trial, taken
from evals.run import CUTS, Outcome

_NOTHING = "–"


def table(outcomes: Sequence[Outcome]) -> Table:
    """What was answered and found, overall, by kind and by style."""
    view = Table(box=None, pad_edge=False)
    view.add_column("")
    for heading in ("n", "fully right", "coverage", "refused", "wrongly refused", "evidence@5"):
        view.add_column(heading, justify="right")
    view.add_row("all", *_cells(outcomes))
    for heading, parts in (("by kind", by_kind(outcomes)), ("by style", by_style(outcomes))):
        view.add_row("")
        view.add_row(heading)
        for name, part in parts.items():
            view.add_row(name or _NOTHING, *_cells(part))
    return view


def evidence_table(outcomes: Sequence[Outcome]) -> Table:
    """What was found, overall and by style."""
    named = [outcome for outcome in outcomes if outcome.evidence]
    view = Table(box=None, pad_edge=False)
    view.add_column("")
    for heading in ("n", *(f"evidence@{k}" for k in CUTS), "characters"):
        view.add_column(heading, justify="right")
    for name, part in {"all": named, **by_style(named)}.items():
        recalls = (_share([o.evidence[k] for o in part]) for k in CUTS)
        characters = _plain(evidence_figures(part)["characters"])
        view.add_row(name or _NOTHING, str(len(part)), *recalls, characters)
    return view


def ablation_table(rows: Sequence[Row]) -> Table:
    """Recall with and without each part; what is lost without it, with its interval."""
    view = Table(box=None, pad_edge=False)
    view.add_column("")
    for heading in ("recall@5", "95 %", "lost without it", "95 %", "characters"):
        view.add_column(heading, justify="right")
    for row in rows:
        lost = rows[0].recall - row.recall
        view.add_row(
            row.name,
            f"{row.recall:.3f}",
            f"{row.interval[0]:.2f}-{row.interval[1]:.2f}",
            f"{lost:+.3f}" if row is not rows[0] else "",
            f"{row.gain[0]:+.3f} to {row.gain[1]:+.3f}" if row is not rows[0] else "",
            f"{row.characters:,.0f}",
        )
    return view


def trials_table(trials: Sequence[Trial], kept: float) -> Table:
    """What each weight finds; the one that is kept is marked."""
    view = Table(box=None, pad_edge=False)
    for heading in ("weight", "recall@5", "nDCG@10"):
        view.add_column(heading, justify="right")
    view.add_column("")
    for trial in trials:
        mark = "kept" if trial.weight == kept else ""
        view.add_row(f"{trial.weight:.2f}", f"{trial.recall:.3f}", f"{trial.gain:.3f}", mark)
    return view


def models_table(models: Sequence[Model]) -> Table:
    """What each model finds at the weight that it deserves, and what it takes."""
    view = Table(box=None, pad_edge=False)
    view.add_column("")
    for heading in ("weight", "recall@5", "nDCG@10", "ms a question", "passages/s", "MB"):
        view.add_column(heading, justify="right")
    for model in models:
        view.add_row(
            model.calibration.model,
            f"{taken(model.trials).weight:.2f}",
            f"{model.taken.recall:.3f}",
            f"{model.taken.gain:.3f}",
            f"{model.milliseconds:.1f}",
            f"{model.passages:,.0f}",
            f"{model.size / 1e6:,.1f}",
        )
    return view


def summary(outcomes: Sequence[Outcome]) -> str:
    """The figures that the table has no room for."""
    found = overall(outcomes)
    recalls = " ".join(f"@{k} {_plain(found[f'evidence@{k}'], 3)}" for k in CUTS)
    return (
        f"evidence {recalls}, {_plain(found['characters'])} characters read; "
        f"cited {_plain(found['cited'], 3)}; answers {_plain(found['length'])} characters; "
        f"seconds p50 {_plain(found['seconds_p50'], 3)} p95 {_plain(found['seconds_p95'], 3)}"
    )


def misses(outcomes: Iterable[Outcome]) -> list[str]:
    """A line for each case that is not fully right, and why."""
    return [f"{o.case.id}  {_fault(o)}  ·  {o.case.question}" for o in outcomes if not o.correct]


def _fault(outcome: Outcome) -> str:
    if outcome.fault == "answered":
        return "answered, though unanswerable"
    if outcome.fault in ("refused", "failed"):
        return f"{outcome.status} ({outcome.reason})"
    if outcome.fault == "lacking":
        return f"lacks {', '.join(map(repr, outcome.lacking))}"
    return f"{len(outcome.answer)} characters, at most {measures.longest(outcome.case.kind)}"


def _cells(outcomes: Sequence[Outcome]) -> list[str]:
    answerable = [o for o in outcomes if o.case.answerable]
    unanswerable = [o for o in outcomes if not o.case.answerable]
    return [
        str(len(outcomes)),
        _share([o.correct for o in outcomes]),
        _share([o.coverage for o in answerable]),
        _share([not o.answered for o in unanswerable]),
        _share([not o.answered for o in answerable]),
        _share([o.evidence[5] for o in outcomes if o.evidence]),
    ]


def _share(values: Sequence[float]) -> str:
    if not values:
        return _NOTHING
    low, high = measures.interval(values)
    return f"{fmean(values):.2f} ({low:.2f}–{high:.2f})"


def _plain(value: float | None, digits: int = 0) -> str:
    return _NOTHING if value is None else f"{value:.{digits}f}"
