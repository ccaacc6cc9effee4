"""What is counted in the documents: how well two counts fit a question, and each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculation.evidence import Evidence, is_negated, narrower, nearness, stage
from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import rounded
from assistant.selection.match import either, share

_CLOSE = 0.03  # by which a pair must fit better than one that gives another result
_LEAST = 0.55  # of the question, that must be said round a pair
_NEAR = 0.3  # weight of standing together
_NARROW = 0.2  # taken off a figure of something that the question does not name
_NEGATED = 0.15  # taken off one that the text speaks of with »ikke« or »uden«
_OTHER_STAGE = 0.2  # taken off a target where what is done is asked for
_OTHER_KIND = 0.15  # taken off one of a kind that is not asked for: store virksomheder
_OFTEN = 0.04  # for each sentence that gives the same figure
_ENOUGH = 5
_AVERAGE = re.compile(r"gennemsnit|i snit", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures that may be divided, and how well they fit the question."""

    top: TextFigure
    bottom: TextFigure
    score: float

    @property
    def ratio(self) -> Decimal:
        """The one divided by the other."""
        return self.top.low / self.bottom.low


@dataclass(frozen=True, slots=True)
class Weighed:
    """A figure, how well each word of the question is said round it, and what else it has."""

    figure: TextFigure
    said: tuple[float, ...]
    score: float


def whole_numbers(evidence: Evidence) -> list[TextFigure]:
    """What is counted: no money, no percentages, no ranges, no averages, none for each."""
    return [
        f
        for f in evidence.figures
        if not (f.unit or f.is_range or f.things)
        and not _AVERAGE.search(f.clause)
        and (f.low > 1 or (f.low == 1 and is_row(f)))  # »én medarbejder« counts nothing
    ]


def of_noun(evidence: Evidence, noun: str) -> list[TextFigure]:
    """What is counted of one noun."""
    return [f for f in whole_numbers(evidence) if f.nouns and evidence.is_noun(noun, f.nouns[-1:])]


def weighed(evidence: Evidence, figure: TextFigure, *, target: bool = False) -> Weighed:
    """A figure with what speaks for it alone; a `target` may be one."""
    score = _OFTEN * _mentions(evidence, figure)
    score -= _NEGATED * is_negated(figure) + _NARROW * narrower(evidence, figure)
    score -= _OTHER_STAGE * (stage(figure) != "done" and not target)
    score -= _OTHER_KIND * (not is_plain(evidence, figure))
    return Weighed(figure, evidence.said(figure), score)


def together(evidence: Evidence, left: Weighed, right: Weighed) -> float:
    """How well two figures fit the question, each and both, and stand together."""
    both = share(evidence.asked, either(left.said, right.said))
    each = (share(evidence.asked, left.said) + share(evidence.asked, right.said)) / 2
    near = _NEAR * nearness(left.figure, right.figure)
    return (both + each) / 2 + near + left.score + right.score


def standing(evidence: Evidence, figure: TextFigure) -> float:
    """How well a figure fits the question, and how often it is given."""
    kind = _OTHER_KIND * (len(figure.nouns) > 1)
    often = _OFTEN * _mentions(evidence, figure)
    return evidence.fit(figure) + often - kind - _NARROW * narrower(evidence, figure)


def clear(pairs: Iterable[Pair], close: float = _CLOSE) -> Pair | None:
    """The pair that fits best; None where it fits badly, or another result fits as well."""
    ranked = sorted(pairs, key=lambda pair: -pair.score)
    if not ranked or ranked[0].score < _LEAST:
        return None
    best = ranked[0]
    others = (p.score for p in ranked[1:] if rounded(p.ratio, 3) != rounded(best.ratio, 3))
    return best if best.score - next(others, 0.0) >= close else None


def is_plain(evidence: Evidence, figure: TextFigure) -> bool:
    """Whether a figure counts all of its noun, or the kind that is asked for."""
    return len(figure.nouns) < 2 or evidence.share_of(figure.nouns[:1], evidence.asked.part) > 0


def is_row(figure: TextFigure) -> bool:
    """Whether a figure stands in a row of a table."""
    return figure.at is not None and figure.at.shape.kind == "table_row"


def _mentions(evidence: Evidence, figure: TextFigure) -> int:
    """In how many sentences (at most `_ENOUGH`) the same number of the same is given."""
    places = {
        f.at.key
        for f in evidence.figures
        if f.low == figure.low and f.nouns == figure.nouns and f.at and not is_row(f)
    }
    return min(len(places), _ENOUGH)
