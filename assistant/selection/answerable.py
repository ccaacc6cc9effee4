"""Whether the passages found answer a question at all: decided before anything is written.

A near miss has most of the question's words: the same topic, but another town, year or quantity.
What tells it apart is weighed together, on the best units and what stands round them: how much of
the question is left uncovered, the rarest of it, and what is wanted but not there (a name, a year,
a rate, a price, the noun that is counted). The weights are learned, see `assistant.selection.rank`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.figures import values
from assistant.question import Understood
from assistant.selection.answer_type import answer_type
from assistant.selection.learned import number, weights
from assistant.selection.lists import items_asked
from assistant.selection.match import Query, matches, share
from assistant.selection.rank import Likeness
from assistant.selection.support import satisfies
from assistant.selection.units import Unit, around, neighbours, page_text
from assistant.selection.wanted import (
    COUNTS,
    YEAR,
    attached,
    can_be_told,
    focus,
    holds_focus,
    holds_measure,
    holds_months,
    holds_person,
    holds_rate,
    holds_slots,
    holds_year,
    named,
    names,
    says,
)
from ingest import analyze
from ingest.everyday import rareness

FEATURES = (
    "coverage", "coverage squared", "coverage by the unit", "passage score",
    "cosine", "cosine round it", "heaviest uncovered", "its share", "share unknown to the library",
    "mostly uncovered", "rare and uncovered", "noun missing", "counted noun missing",
    "number at its noun", "names asked", "names missing", "years missing", "type missing",
    "slot missing", "measure missing", "month missing", "rate missing", "number missing",
    "person missing", "year missing", "all there", "words asked", "parts", "leans on another",
    "number", "list", "definition", "compare", "procedure", "why",
)  # fmt: skip
TRIED = 3  # best units that are looked at
_HALF = 0.5
_RARE = 0.95  # rareness of a word that everyday Danish hardly uses
_FEW = 12


def answerable(
    asked: Query,
    ranked: Sequence[tuple[float, Unit]],
    understood: Understood,
    likeness: Likeness,
) -> bool:
    """Whether the best of the ranked units are likely to bear an answer."""
    return probability(asked, ranked, understood, likeness) >= number("least probability")


def probability(
    asked: Query,
    ranked: Sequence[tuple[float, Unit]],
    understood: Understood,
    likeness: Likeness,
) -> float:
    """How likely (0 to 1) one of the best units answers; 0 where there are none."""
    places = [_place(unit) for _, unit in ranked[:TRIED]]
    told = [p for p in places if _can_be_told(asked, p) and _says_more_than_names(asked, p)]
    rows = _features(asked, told, understood, likeness)
    learned = weights("answerable", (*FEATURES, "always"))
    odds = [sum(w * f for w, f in zip(learned, (*row, 1.0), strict=True)) for row in rows]
    return 1 / (1 + math.exp(-max(odds))) if odds else 0.0


def features(
    asked: Query,
    ranked: Sequence[tuple[float, Unit]],
    understood: Understood,
    likeness: Likeness,
) -> list[tuple[float, ...]]:
    """What speaks for and against each unit's bearing the answer, in the order of `FEATURES`."""
    return _features(asked, [_place(unit) for _, unit in ranked], understood, likeness)


def _features(
    asked: Query, places: Sequence["_Place"], understood: Understood, likeness: Likeness
) -> list[tuple[float, ...]]:
    cosines = likeness(asked.part, [p.unit.reading for p in places] + [p.said for p in places])
    return [
        (
            *_coverage(asked, place),
            cosines[i],
            cosines[len(places) + i],
            *_uncovered(asked, place),
            *_nouns(asked, place),
            *_missing(asked, place),
            float(satisfies(asked, place.unit, understood)),
            *_asked(asked, understood),
        )
        for i, place in enumerate(places)
    ]


def _says_more_than_names(asked: Query, place: "_Place") -> bool:
    """Whether a place says anything of what is asked of the names in a question."""
    called = {part for name in names(asked.part) for part in analyze.words(name)}
    said = zip(asked.weights, _round(asked, place), strict=True)
    others = [matched for word, matched in said if word not in called]
    return not called or not others or any(matched >= _HALF for matched in others)


def _can_be_told(asked: Query, place: "_Place") -> bool:
    """Of a row by itself with the heads of its columns; else of a sentence and those beside it."""
    unit = place.unit
    of_row = unit.shape.kind == "table_row"
    return can_be_told(asked.part, f"{unit.about} {unit.reading}" if of_row else place.said)


@dataclass(frozen=True, slots=True)
class _Place:
    """A unit and what stands round it."""

    unit: Unit
    near: Sequence[Unit]  # itself and the units right beside it
    said: str  # their words
    around: str  # the words further round it, its headings and the title
    page: str


def _place(unit: Unit) -> _Place:
    near = neighbours(unit, 1)
    said = " ".join(other.reading for other in near)
    return _Place(unit, near, said, around(unit), page_text(unit))


def _coverage(asked: Query, place: _Place) -> tuple[float, ...]:
    covered = share(asked, _round(asked, place))
    own = share(asked, matches(asked, place.unit.reading))
    return covered, covered**2, own, place.unit.passage.score


def _round(asked: Query, place: _Place) -> tuple[float, ...]:
    """How well each word is said round a unit; a name may stand anywhere on its page."""
    there = {name.casefold() for name in names(asked.part) if named(name, place.page)}
    said = zip(asked.weights, matches(asked, place.around), strict=True)
    return tuple(1.0 if word in there else matched for word, matched in said)


def _uncovered(asked: Query, place: _Place) -> tuple[float, ...]:
    """The words of the question that nothing round the unit says."""
    matched = _round(asked, place)
    pairs = [(w, m, word) for (word, w), m in zip(asked.weights.items(), matched, strict=True)]
    total = asked.total or 1.0
    heaviest = max((w * (1 - m) for w, m, _ in pairs), default=0.0)
    lacking = [(w, word) for w, m, word in pairs if m < _HALF]
    return (
        heaviest,
        heaviest / total,
        sum(w for w, word in lacking if word in asked.unknown) / total,
        float(sum(w for w, _ in lacking) > _HALF * total),
        float(any(rareness(word) >= _RARE for _, word in lacking)),
    )


def _nouns(asked: Query, place: _Place) -> tuple[float, ...]:
    nouns = focus(asked.part)
    there = any(says(asked, noun, f"{o.about} {o.reading}") for o in place.near for noun in nouns)
    counted = bool(nouns) and bool(COUNTS.search(asked.part))
    return (
        float(bool(nouns) and not there),
        float(not holds_focus(asked, place.near)),
        max(attached(asked, nouns, o.reading) for o in place.near)
        if counted and place.near
        else 1.0,
    )


def _missing(asked: Query, place: _Place) -> tuple[float, ...]:
    """What is wanted and does not stand near: 1, or the share of it."""
    part, near = asked.part, place.said
    called = names(part)
    found = sum(named(name, f"{place.around} {place.page}") for name in called)
    told = items_asked(part)  # how many are asked for need not be said
    figures = {v for v in values(part) if v > 2 and not 1900 < v < 2100 and v != told}
    return (
        float(bool(called)),
        1 - found / len(called) if called else 0.0,
        float(not set(YEAR.findall(part)) <= set(YEAR.findall(near))),
        float(asked.kind == "number" and not answer_type(asked.kind, part, near)),
        float(not holds_slots(part, near)),
        float(not holds_measure(part, near)),
        float(not holds_months(part, near)),
        float(not holds_rate(part, f"{near} {place.unit.about}")),
        float(asked.kind != "compare" and not figures <= values(place.around)),
        float(not holds_person(part, near)),
        float(not holds_year(part, near)),
    )


def _asked(asked: Query, understood: Understood) -> tuple[float, ...]:
    return (
        min(len(asked.weights), _FEW) / _FEW,
        float(len(understood.parts) > 1),
        float(bool(understood.context)),
        *(float(asked.kind == kind) for kind in FEATURES[-6:]),
    )
