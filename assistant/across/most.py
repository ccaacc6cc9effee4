"""Which of two has the most or the least of something: both figures, and the difference shown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.across.conflict import amounts, counts, reserved
from assistant.across.rows import heads_of
from assistant.across.sides import Side
from assistant.figures import numbers, written
from assistant.reply import Calculation, Claim, Quote
from assistant.selection.match import likeness
from assistant.selection.units import Unit
from ingest import analyze
from ingest.document import CELL

_MOST = re.compile(
    r"\b(?P<least>færrest|mindst|billigst)e?\b|\b(?:flest|mest|dyrest)e?\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\bhvor mange ([^\W\d_]{3,})", re.IGNORECASE)
_PRICE = re.compile(r"\bhvad koster\b", re.IGNORECASE)
_SAME = 0.75  # likeness from which the head of a column is what is counted in it


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Decimal
    unit: Unit
    quotes: tuple[Quote, ...]


def most(question: str, sides: Sequence[Side], answers: Sequence[Sequence[Unit]]) -> Claim | None:
    """Which of two sides has the most, where the answer of each says one figure for it.

    None where the question does not ask that, or a figure is missing, or they are not of a kind.
    """
    asked = _MOST.search(question)
    if asked is None or len(sides) != 2:
        return None
    found = [_figure(side.asked, answer) for side, answer in zip(sides, answers, strict=True)]
    one, other = found
    if one is None or other is None or one.unit.key == other.unit.key:
        return None
    if reserved(one.unit.reading) != reserved(other.unit.reading):
        return None
    quotes = (*one.quotes, *other.quotes)
    measure = " kr." if _PRICE.search(sides[0].asked) else ""
    if one.value == other.value:
        return Claim(f"Det samme: {written(one.value)}{measure} begge steder.", quotes)
    more = one.value > other.value
    named = sides[0 if more != bool(asked["least"]) else 1].label
    high, low = sorted((one.value, other.value), reverse=True)
    shown = Calculation(f"{high:f} - {low:f}", high - low)
    said = f"{written(high)}{measure} − {written(low)}{measure} = {written(high - low)}{measure}"
    label = f"{asked[0].capitalize()}: {named}"
    against = f"{written(high)} mod {written(low)}{measure}"
    return Claim(f"{label}, {against} ({said}).", quotes, calculation=shown)


def _figure(asked: str, answer: Sequence[Unit]) -> _Figure | None:
    """The figure of the first unit of an answer, where it says just one for what is asked."""
    if not answer:
        return None
    unit, read = answer[0], _reader(asked)
    quote = Quote(unit.text, unit.passage, unit.start)
    if read is None:
        return None
    counted = _COUNTED.search(asked)
    if unit.shape.kind == "table_row" and counted:
        return _in_row(counted[1].casefold(), unit, quote)
    said = read(unit.reading)
    return _Figure(said[0], unit, (quote,)) if len(said) == 1 else None


def _reader(asked: str) -> Callable[[str], list[Decimal]] | None:
    """What finds the figures that are asked for in a sentence."""
    if counted := _COUNTED.search(asked):
        noun = counted[1].casefold()
        return lambda text: counts(noun, text)
    return amounts if _PRICE.search(asked) else None


def _in_row(noun: str, unit: Unit, quote: Quote) -> _Figure | None:
    """The figure of a row in the one column whose head is what is counted."""
    heads = heads_of(unit)
    if heads is None:
        return None
    cells, columns = unit.text.split(CELL), heads.text.split(CELL)
    own = [
        cell
        for cell, column in zip(cells, columns, strict=True)
        if any(likeness(noun, word) >= _SAME for word in analyze.words(column))
    ]
    said = numbers(own[0]) if len(own) == 1 else []
    top = Quote(heads.text, heads.passage, heads.start)
    return _Figure(said[0].value, unit, (quote, top)) if len(said) == 1 else None
