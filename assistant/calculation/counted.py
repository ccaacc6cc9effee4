"""Sums of what is counted: changes, averages, what a target lacks, and totals."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import product

from assistant.calculation.asked_sum import AskedSum
from assistant.calculation.counts import (
    Pair,
    clear,
    is_plain,
    of_noun,
    standing,
    together,
    weighed,
    whole_numbers,
)
from assistant.calculation.evidence import Evidence, is_negated, nearness, stage
from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import Worked, calculation, plain, reserved
from assistant.figures import numbers, written

_HUNDRED = Decimal(100)
_AVERAGE = re.compile(r"gennemsnit|i snit", re.IGNORECASE)
_FROM_TO = re.compile(r"\bfra (?:ca\. )?([\d.,]+|\w+)(?: \w+)? til (?:ca\. )?([\d.,]+|\w+)\b", re.I)
_CLOSE = 0.08  # by which a pair must fit better: in an average much may be divided by much
_ONE_PLACE = 0.5  # of nearness, for two figures that are divided
_BESIDE = 0.75  # the same, for what is said in the next sentence or row
_NEAR = 0.4  # weight of standing together, of a target and what is done
_SAID = 0.55  # of the question, that must be said round a figure
_TARGET_SAID = 0.4  # the same, round a target
_WHICH_SAID = 0.5  # of what tells which are divided by: virksomheder, som ansatte nogen


def change(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """From one year to another, or from one number to another in a sentence."""
    pair = _of_years(asked, evidence) or _from_to(evidence)
    if pair is None or not pair[0].low:
        return []
    before, after = pair
    exact = (after.low - before.low) * _HUNDRED / before.low
    a, b = plain(before.low), plain(after.low)
    shown = calculation(f"({b} - {a}) / {a} * 100", exact, 1, _HUNDRED)
    word = "Stigningen" if exact > 0 else "Ændringen"
    gap = calculation(f"{b} - {a}", after.low - before.low, 2)
    near = reserved(before, after)
    inputs = (before, after)
    return [
        Worked(
            f"{word} er {near}{written(shown.result)} %: ({written(after.low)} − "
            f"{written(before.low)}) / {written(before.low)} × 100.",
            shown, inputs,
        ),
        Worked(
            f"I tal er det {near}{written(gap.result)}: {written(after.low)} − "
            f"{written(before.low)}.",
            gap, inputs,
        ),
    ]  # fmt: skip


def average(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """How many for each; nothing where the text says the average itself."""
    if asked.counted is None or asked.each is None:
        return []
    if any(
        _AVERAGE.search(f.clause) and evidence.is_noun(asked.counted, f.nouns)
        for f in evidence.figures
        if f.nouns
    ):
        return []
    asks = re.split(rf"\b{re.escape(asked.each)}\b", asked.question, flags=re.IGNORECASE)[-1]
    which = [word for word in asked.words if word in asks.casefold() and not asked.is_name(word)]
    tops = of_noun(evidence, asked.counted)
    bottoms = [
        f
        for f in of_noun(evidence, asked.each)
        if evidence.share_of(which, f.clause, plainly=True) >= _WHICH_SAID and is_plain(evidence, f)
    ]
    if asked.quantity and evidence.is_noun(asked.each, asked.quantity.nouns):
        bottoms = [f for f in bottoms if f.low == asked.quantity.low]
    alone = {id(f): weighed(evidence, f) for f in (*tops, *bottoms)}
    pairs = [
        Pair(t, b, together(evidence, alone[id(t)], alone[id(b)]))
        for t, b in product(tops, bottoms)
        if nearness(t, b) >= _ONE_PLACE and b.low > 1 and t is not b and t.nouns != b.nouns
    ]
    pair = clear(pairs, close=_CLOSE)
    if pair is None:
        return []
    expression = f"{plain(pair.top.low)} / {plain(pair.bottom.low)}"
    shown = calculation(expression, pair.ratio, 1)
    sentence = (
        f"Gennemsnittet er {reserved(pair.top, pair.bottom)}{written(shown.result)} {asked.counted}"
        f": {written(pair.top.low)} {' '.join(pair.top.nouns)} / {written(pair.bottom.low)} "
        f"{' '.join(pair.bottom.nouns)}."
    )
    return [Worked(sentence, shown, (pair.top, pair.bottom))]


def missing(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """What a target lacks: the target, less what is done and what is on its way."""
    whole = [f for f in whole_numbers(evidence) if f.low == f.low.to_integral_value() and f.nouns]
    goals = [f for f in whole if stage(f) == "goal" and evidence.fit(f) >= _TARGET_SAID]
    if asked.counted:
        goals = [f for f in goals if evidence.is_noun(asked.counted, f.nouns)]
    done = [f for f in whole if stage(f) == "done" and not is_negated(f)]
    first = reached(evidence, goals, done)
    if first is None:
        return []
    coming = [f for f in whole if stage(f) == "coming" and not is_negated(f)]
    beside = [f for f in goals if nearness(first[0], f) == 1.0 and f.nouns != first[0].nouns]
    pairs = [first, *(pair for goal in beside if (pair := reached(evidence, [goal], done)))]
    worked = []
    for goal, so_far in pairs:
        more = reached(evidence, [goal], [f for f in coming if nearness(f, so_far) >= _BESIDE])
        worked.append(_lacking(goal, so_far, more[1] if more else None))
        if more:
            worked.append(_lacking(goal, so_far, None, without=more[1]))
    return worked


def _of_years(asked: AskedSum, evidence: Evidence) -> tuple[TextFigure, TextFigure] | None:
    """The figures of the two years that are asked for, of one noun in one document."""
    if len(asked.years) < 2:
        return None
    first, last = sorted(asked.years)[0], sorted(asked.years)[-1]
    figures = [f for f in whole_numbers(evidence) if f.year in (first, last) and f.nouns]
    figures = [f for f in figures if evidence.fit(f) >= _SAID]
    pairs = [
        (before, after)
        for before, after in product(figures, figures)
        if (before.year, after.year) == (first, last)
        and evidence.is_noun(before.nouns[-1], after.nouns)
        and nearness(before, after) >= _ONE_PLACE
    ]
    amounts = {(before.low, after.low) for before, after in pairs}
    return pairs[0] if len(amounts) == 1 else None


def _from_to(evidence: Evidence) -> tuple[TextFigure, TextFigure] | None:
    """»sat op fra 10 til 15 timer«: the two numbers of a sentence that says the question."""
    found: dict[tuple[Decimal, Decimal], tuple[TextFigure, TextFigure]] = {}
    by_place = {(f.at.key, f.low): f for f in evidence.figures if f.at}
    for unit in evidence.units:
        for match in _FROM_TO.finditer(unit.text):
            ends = [number.value for part in match.groups() for number in numbers(part)]
            figures = [by_place.get((unit.key, end)) for end in ends]
            first, second = figures if len(figures) == 2 else (None, None)
            if first and second and evidence.fit(second) >= _SAID:
                found[(first.low, second.low)] = (first, second)
    return next(iter(found.values())) if len(found) == 1 else None


def reached(
    evidence: Evidence, goals: Sequence[TextFigure], found: Sequence[TextFigure]
) -> tuple[TextFigure, TextFigure] | None:
    """A target and what is done (or on its way) towards it: the two that stand best."""
    pairs = [
        (goal, figure)
        for goal, figure in product(goals, found)
        if figure.low < goal.low
        and nearness(goal, figure)
        and evidence.is_noun(goal.nouns[-1], figure.nouns[-1:])
    ]
    return max(
        pairs,
        key=lambda pair: (
            sum(standing(evidence, f) for f in pair) + _NEAR * nearness(*pair),
            pair[1].low,
        ),
        default=None,
    )


def _lacking(
    goal: TextFigure,
    done: TextFigure,
    coming: TextFigure | None,
    without: TextFigure | None = None,
) -> Worked:
    parts = [(goal, "mål"), (done, "nået"), *([(coming, "på vej")] if coming else [])]
    expression = " - ".join(plain(f.low) for f, _ in parts)
    exact = goal.low - sum((f.low for f, _ in parts[1:]), Decimal(0))
    shown = calculation(expression, exact, 2)
    said = " − ".join(f"{written(f.low)} ({what})" for f, what in parts)
    near = reserved(*(f for f, _ in parts))
    amount = f"{near}{written(shown.result)} {goal.nouns[-1]}: {said}."
    if without is None:
        return Worked(f"Der mangler {amount}", shown, tuple(f for f, _ in parts))
    sentence = f"Uden de {written(without.low)} på vej mangler der {amount}"
    return Worked(sentence, shown, (*(f for f, _ in parts), without))
