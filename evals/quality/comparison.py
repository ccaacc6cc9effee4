"""Before and now: what the report says where it is given something to hold a run against."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from evals.figures import FIGURES, Estimate
from evals.quality import wording
from evals.quality.before import Before, Change, change
from evals.quality.charts import Mark, Row, dots
from evals.quality.record import Judged, Record
from evals.quality.section import Section, Table


def comparison(run: Record, before: Before) -> Section:
    """Every figure that both have, and the questions whose answers became right or wrong."""
    pairs = list(_pairs(run, before))
    shares = [pair for pair in pairs if pair[0] in wording.SHORT]
    paragraphs, lists = [_against(run, before)], []
    if changed := change(run, before):
        paragraphs.append(_changed(changed))
        lists = [_list("Blev helt rigtige", changed.gained), _list("Blev forkerte", changed.lost)]
    rows = [
        Row(wording.SHORT[name], _mark(now), _step(name, was, now), _mark(was))
        for name, was, now in shares
    ]
    said = "; ".join(
        f"{wording.FIGURES[name]} {_step(name, was, now)}" for name, was, now in shares
    )
    description = f"Før og nu, med 95 %-intervaller. {said}."
    table = Table(
        "Alle tal før og nu",
        ("Tal", "Før", "Nu"),
        tuple(
            (wording.FIGURES[name], wording.estimate(name, was), wording.estimate(name, now))
            for name, was, now in pairs
        ),
    )
    charts = (
        (dots("before", "Andele før (åbne punkter) og nu (fyldte)", description, rows),)
        if rows
        else ()
    )
    tables = (table, *(found for found in lists if found.rows))
    return Section("foer-og-nu", "Før og nu", tuple(paragraphs), charts, tables)


def _pairs(run: Record, before: Before) -> Iterator[tuple[str, Estimate, Estimate]]:
    for name in FIGURES:
        was, now = before.figures.get(name), run.overall[name]
        if was and now:
            yield name, was, now


def _against(run: Record, before: Before) -> str:
    if before.made is None:
        return f"Før er tallene i {before.name}."
    when = wording.moment(datetime.fromisoformat(before.made))
    asked = wording.counted(before.n or 0, "spørgsmål", "spørgsmål")
    return f"Før: målingen {when} med {asked}. Nu: {wording.number(run.n)}."


def _changed(changed: Change) -> str:
    low, high = (wording.points(end) for end in changed.interval)
    return (
        f"{wording.number(changed.n)} viste spørgsmål er de samme: {len(changed.gained)} blev helt "
        f"rigtige, og {len(changed.lost)} blev forkerte. Forskellen er "
        f"{wording.points(changed.difference)} procentpoint (95 %-interval {low} til {high})."
    )


def _step(name: str, was: Estimate, now: Estimate) -> str:
    now_said = wording.value(name, now.value)
    return f"{wording.value(name, was.value).split()[0]} → {now_said}"


def _mark(found: Estimate) -> Mark:
    return Mark(found.value, found.interval)


def _list(heading: str, cases: Sequence[Judged]) -> Table:
    rows = tuple((case["id"], case["question"]) for case in cases)
    return Table(f"{heading} ({len(cases)})", ("Nr.", "Spørgsmål"), rows)
