"""How many times a year: what the documents say happens every so often, reckoned to a period."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculation.asked_sum import AskedSum
from assistant.calculation.dimensions import SAID, YEAR
from assistant.calculation.evidence import Evidence
from assistant.calculation.text_figures import TextFigure, time_unit
from assistant.calculation.worked import Worked, calculation, plain
from assistant.figures import numbers, written
from assistant.selection.match import share
from assistant.selection.units import Unit
from ingest.document import CELL

_UNIT = r"(uge|måned|kvartal|halve? år|år|dag)"
_NTH = {"anden": 2, "andet": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6}
_EVERY = re.compile(
    rf"\bhver(?:t|) (?:(anden|andet|tredje|fjerde|femte|sjette|\d+\.) )?{_UNIT}(?:en|et)?\b", re.I
)
_TIMES_A = re.compile(
    rf"\b(én|en|\d+|to|tre|fire|fem|seks) gang(?:e)? (?:om|pr\.?|i|hver) {_UNIT}(?:en|t|et)?\b",
    re.I,
)
_LY = re.compile(r"\b(ugentlig|månedlig|kvartalsvis|årlig)t?e?\b", re.IGNORECASE)
_OF_LY = {"ugentlig": "uge", "månedlig": "måned", "kvartalsvis": "kvartal", "årlig": "år"}
_LEAST = re.compile(r"\b(mindst|minimum|mindste|typisk|højst|ca\.)\s+$", re.IGNORECASE)
_DAYS = Decimal(365)
_SAID = 0.5  # of the question, that must be said round what happens so often
_CLOSE = 0.06  # by which it must be said better than of another frequency
_OWN = 0.8  # weight of headings and title


@dataclass(frozen=True, slots=True)
class _Often:
    """So many times in so many of a period."""

    times: Decimal
    every: Decimal
    unit: str
    said: str
    least: str  # "mindst "

    def a_year(self) -> Decimal:
        """How many times that is in a year."""
        return self.times * _in_a_year(self.unit) / self.every


def times(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """How many times in the period that is asked for; nothing where two would fit as well."""
    period = asked.period.unit if asked.period else "år"
    given = _often(asked.question)
    found: list[tuple[float, _Often, Unit]] = []
    for unit in evidence.units:
        text = _own_words(unit)
        for often in _often(unit.text):
            if given and often.a_year() != given[-1].a_year():
                continue
            fit = share(evidence.asked, evidence.said_in(text, unit))
            if fit >= _SAID and not (often.unit == period and often.every == often.times == 1):
                found.append((fit, often, unit))
    found.sort(key=lambda item: -item[0])
    if not found or period not in YEAR:
        return []
    fit, often, unit = found[0]
    others = (f for f, o, _ in found if o.a_year() != often.a_year())
    if fit - next(others, 0.0) < _CLOSE:
        return []
    return [_worked(often, unit, period)]


def _own_words(unit: Unit) -> str:
    return unit.text.replace(CELL, " ")


def _often(text: str) -> list[_Often]:
    """What a text says happens how often, in its order."""
    found: list[tuple[int, _Often]] = []
    for match in _TIMES_A.finditer(text):
        count = numbers(match[1])
        number = count[0].value if count else Decimal(1)
        found.append((match.start(), _make(text, match, number, Decimal(1), match[2])))
    taken = [(start, start + len(often.said)) for start, often in found]
    for match in _EVERY.finditer(text):
        nth = (match[1] or "1").casefold()
        every = Decimal(_NTH.get(nth, 0) or int(nth.rstrip(".")))
        if every and not any(a <= match.start() < b for a, b in taken):
            found.append((match.start(), _make(text, match, Decimal(1), every, match[2])))
    for match in _LY.finditer(text):
        often = _make(text, match, Decimal(1), Decimal(1), _OF_LY[match[1].casefold()])
        found.append((match.start(), often))
    return [often for _, often in sorted(found, key=lambda item: item[0])]


def _make(text: str, match: re.Match[str], times: Decimal, every: Decimal, unit: str) -> _Often:
    least = _LEAST.search(text[: match.start()])
    name = "halvår" if unit.startswith("halv") else time_unit(unit) or unit
    return _Often(times, every, name, match[0], f"{least[1].casefold()} " if least else "")


def _in_a_year(unit: str) -> Decimal:
    return _DAYS if unit == "dag" else Decimal(YEAR[unit])


def _worked(often: _Often, unit: Unit, period: str) -> Worked:
    """The number of times, with the sum: 52 uger / 2."""
    year, of = _in_a_year(often.unit), Decimal(YEAR[period])
    expression, said = plain(year), _counted(year, often.unit)
    given = [year, often.times, often.every]
    for sign, spoken, number, word in (
        ("*", "×", often.times, f"{written(often.times)} gange"),
        ("/", "/", often.every, written(often.every)),
        ("/", "/", of, _counted(of, period)),
    ):
        if number != 1:
            expression, said = f"{expression} {sign} {plain(number)}", f"{said} {spoken} {word}"
            given.append(number)
    exact = year * often.times / often.every / of
    shown = calculation(expression, exact, 1, *given)
    near = often.least or ("" if shown.result == exact else "ca. ")
    unit_said = "gang" if shown.result == 1 else "gange"
    sentence = (
        f"»{often.said}« svarer til {near}{written(shown.result)} {unit_said} {SAID[period]}"
        f"{'' if said == written(shown.result) else f': {said}'}."
    )
    return Worked(sentence, shown, (_figure(often, unit),))


def _counted(number: Decimal, unit: str) -> str:
    names = {"uge": "uger", "måned": "måneder", "kvartal": "kvartaler", "dag": "dage"}
    return f"{written(number)} {names.get(unit, unit)}"


def _figure(often: _Often, unit: Unit) -> TextFigure:
    """The words as a figure with its place, so that they are quoted."""
    return TextFigure(
        often.times, often.times, "", (), frozenset(), None, unit.text, unit.text, 0, 0, at=unit
    )
