"""How much more one side of a question has than the other: two figures of the same thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from assistant.calculation.asked_sum import AskedSum
from assistant.calculation.counts import is_row, whole_numbers
from assistant.calculation.evidence import Evidence, nearness
from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import Worked, calculation, plain, reserved
from assistant.figures import written
from ingest import analyze

_HUNDRED = Decimal(100)
_POINTS = re.compile(r"procentpoint", re.IGNORECASE)
_PERCENT = re.compile(r"\bprocent\b|\bpct\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:flere|færre|mere|mindre|højere|lavere|større) (.+?) (?:sammenlignet med|end) (.+)", re.I
)
_BETWEEN = re.compile(r"\bforskel\w* (?:på|mellem|i) antal\w* (?:af )?(.+?) (?:og|til) (.+)", re.I)
_TIME = re.compile(
    r"\b(?:(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
    r"|(?:19|20)\d\d)\b",
    re.I,
)
_NAME = re.compile(r"\b[A-ZÆØÅ][\wæøå’]*(?:[- ][A-ZÆØÅ][\wæøå’]*)*")
_NEXT = re.compile(r"\d|[.;:]\s")
_SAID = 0.6  # of a side's words, that must be said round its figure
_BOTH = 0.4  # of the whole question, that must be said round the two
_BESIDE = 0.5  # of nearness, for two figures of one kind
_CLOSE = 0.05  # by which a pair must fit better than one that gives another result
_SHARED = 0.6  # weight of a side's words where the same words name the other side too


@dataclass(frozen=True, slots=True)
class _Side:
    """One side that is compared: what tells it from the other."""

    said: str  # as it is said in the answer
    words: tuple[str, ...]


def more(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """The difference of two counts, or of two percentages in percentage points."""
    sides = _sides(asked.question)
    if sides is None:
        return []
    points = bool(_POINTS.search(asked.question))
    figures = [f for f in evidence.figures if f.unit == "%" and not f.is_range] if points else [
        f for f in whole_numbers(evidence) if f.nouns
    ]  # fmt: skip
    lefts, rights = (_of_side(evidence, figures, *pair) for pair in (sides, sides[::-1]))
    pairs: list[tuple[float, TextFigure, TextFigure]] = []
    for (a, one), (b, two) in product(lefts, rights):
        if a is b or not _of_one_kind(asked, evidence, sides, one, two):
            continue
        fit = evidence.fit_of(one, two)
        if fit >= _BOTH:
            pairs.append((a + b + fit + nearness(one, two), one, two))
    best = max(pairs, key=lambda pair: pair[0], default=None)
    if best is None:
        return []
    result = best[1].low - best[2].low
    others = (score for score, one, two in pairs if one.low - two.low != result)
    if best[0] - max(others, default=0.0) < _CLOSE:
        return []
    return _worked(asked, sides, best[1], best[2])


def _sides(question: str) -> tuple[_Side, _Side] | None:
    """The two sides by what tells them apart: two months, years or names, else two nouns."""
    match = _MORE.search(question) or _BETWEEN.search(question)
    if match is None:
        return None
    left, right = match[1], match[2].rstrip("?.! ")
    for pattern in (_TIME, _NAME):
        one, two = pattern.findall(left), pattern.findall(right)
        if one and two and one[-1].casefold() != two[0].casefold():
            return _side(one[-1]), _side(two[0])
    two_words = _words(re.split(r",|\b(?:som|der|hvis)\b", right)[0])
    if not two_words:
        return None
    # The words that end the left side stand for those that begin the right.
    one_words = [word for word in _words(left) if word not in two_words]
    count = min(len(one_words), len(two_words), 2)
    if not count:
        return None
    return _Side(" ".join(one_words[-count:]), tuple(one_words[-count:])), _Side(
        " ".join(two_words[:count]), tuple(two_words[:count])
    )


def _side(said: str) -> _Side:
    return _Side(said, tuple(analyze.words(said)))


def _words(text: str) -> list[str]:
    return [w for w in analyze.content_words(text) if not w.isdigit()]


def _of_side(
    evidence: Evidence, figures: Sequence[TextFigure], side: _Side, other: _Side
) -> list[tuple[float, TextFigure]]:
    """The figures that are said of a side, each with how well."""
    found = []
    for figure in figures:
        told = _told(figure)
        own = evidence.share_of(side.words, _of_what(figure), plainly=True)
        if own < _SAID:
            own = evidence.share_of(side.words, told, plainly=True)
            own *= _SHARED if evidence.share_of(other.words, told, plainly=True) >= _SAID else 1.0
        if own >= _SAID:
            found.append((own, figure))
    return found


def _of_what(figure: TextFigure) -> str:
    """What is counted, and of a percentage whose it is: the words up to the next figure."""
    after = _NEXT.split(figure.about[figure.end :])[0] if figure.unit else ""
    return f"{' '.join(figure.nouns)} {after}"


def _told(figure: TextFigure) -> str:
    """The words that say whose a figure is: of a row its first cell and the column's head."""
    if is_row(figure) or (figure.at and figure.at.shape.kind == "list_item"):
        return f"{figure.clause} {figure.about}"
    return figure.clause


def _of_one_kind(
    asked: AskedSum,
    evidence: Evidence,
    sides: tuple[_Side, _Side],
    one: TextFigure,
    two: TextFigure,
) -> bool:
    """Whether two figures count the same, or each the noun that is its side."""
    if nearness(one, two) < _BESIDE or one.unit != two.unit or is_row(one) != is_row(two):
        return False
    if one.unit:
        return True
    by_noun = all(
        any(evidence.is_noun(word, figure.nouns) for word in side.words)
        for side, figure in zip(sides, (one, two), strict=True)
    )
    if by_noun:
        return True
    counted = asked.counted or ""
    if asked.counted in sides[0].words:  # flere mænd end kvinder: rows that count the same
        return is_row(one) and one.nouns == two.nouns
    return all(evidence.is_noun(counted, figure.nouns[-1:]) for figure in (one, two))


def _worked(
    asked: AskedSum, sides: tuple[_Side, _Side], one: TextFigure, two: TextFigure
) -> list[Worked]:
    """The gap, and in percent where that is asked for."""
    (large, a), (small, b) = sorted(
        ((one, sides[0].said), (two, sides[1].said)), key=lambda pair: -pair[0].low
    )
    unit = " procentpoint" if large.unit else f" {asked.counted}" if _counts(asked, sides) else ""
    gap = f"{written(large.low)} ({a}) − {written(small.low)} ({b})"
    near = reserved(one, two)
    shown = calculation(f"{plain(large.low)} - {plain(small.low)}", large.low - small.low, 2)
    worked = [
        Worked(f"Forskellen er {near}{written(shown.result)}{unit}: {gap}.", shown, (one, two))
    ]
    if _PERCENT.search(asked.question) and not large.unit and two.low:
        exact = (large.low - small.low) * _HUNDRED / two.low
        percent = calculation(
            f"({plain(large.low)} - {plain(small.low)}) / {plain(two.low)} * 100",
            exact, 1, _HUNDRED,
        )  # fmt: skip
        worked.insert(
            0,
            Worked(
                f"{written(one.low)} ({sides[0].said}) er {near}{written(percent.result)} % "
                f"{'mere' if large is one else 'mindre'} end {written(two.low)} "
                f"({sides[1].said}): ({written(large.low)} − {written(small.low)}) / "
                f"{written(two.low)} × 100.",
                percent,
                (one, two),
            ),
        )
    return worked


def _counts(asked: AskedSum, sides: tuple[_Side, _Side]) -> bool:
    noun = asked.counted
    return noun is not None and noun not in sides[0].words and not _PERCENT.fullmatch(noun)
