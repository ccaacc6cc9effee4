"""Prices and what they are for: whether so many for so long can be reckoned from one, and how."""

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.calculation.asked_sum import AskedSum, Period
from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import Term
from assistant.figures import written
from assistant.selection.match import likeness

YEAR = {"uge": 52, "måned": 12, "kvartal": 4, "halvår": 2, "år": 1}  # in a year
_IN = {  # how many whole ones of the smaller make the larger
    ("uge", "kvartal"): 13, ("uge", "halvår"): 26, ("uge", "år"): 52,
    ("måned", "kvartal"): 3, ("måned", "halvår"): 6, ("måned", "år"): 12,
    ("kvartal", "halvår"): 2, ("kvartal", "år"): 4, ("halvår", "år"): 2,
}  # fmt: skip
_NAMES = {
    "uge": ("uge", "uger"), "måned": ("måned", "måneder"), "år": ("år", "år"),
    "kvartal": ("kvartal", "kvartaler"), "halvår": ("halvår", "halvår"), "dag": ("dag", "dage"),
}  # fmt: skip
SAID = {
    "uge": "om ugen", "måned": "om måneden", "år": "om året", "dag": "om dagen",
    "kvartal": "i kvartalet", "halvår": "på et halvt år",
}  # fmt: skip
# Whoever takes a place is one person: a price for the one is the other's.
_PERSON = re.compile(
    r"(?:\w*plads(?:er|en|erne)?|deltager\w*|kandidat\w*|borger\w*|ledige?n?|person\w*|elev\w*"
    r"|praktikant\w*|unge?|places?|participants?)$"
)
# A price's unit tells that such a one is priced; the other words tell which.
ANYONE = re.compile(
    r"(?:plads(?:er|en|erne)?|deltager\w*|kandidat\w*|borger\w*|ledige?n?|person\w*|places?)$"
)
_LIKE = 0.9  # from which a thing is the one that is priced


def cancels(asked: AskedSum, price: TextFigure) -> bool:
    """Whether hours meet hours, things things, and a period a period that it can be turned to."""
    if not price.per or ("time" in price.per) != bool(asked.hours):
        return False
    if asked.quantity and not is_one(asked.quantity.nouns[-1], price):
        return False
    if price.period is None:
        return "time" in price.per or asked.period is None
    wanted = asked.period.unit if asked.period else price.period
    return wanted == price.period or (price.period in YEAR and wanted in YEAR)


def is_one(noun: str, price: TextFigure) -> bool:
    """Whether the price is for one of these: a billet of billetter, a deltager of pladser."""
    return any(
        likeness(noun, thing) >= _LIKE or bool(_PERSON.match(noun) and _PERSON.match(thing))
        for thing in price.things
    )


def terms(asked: AskedSum, price: Term, of: TextFigure) -> tuple[list[Term], str]:
    """A price for as many and as long as is asked; and for how long that is, said in words."""
    found: list[Term] = []
    if asked.quantity and of.things:
        number = asked.quantity.low
        found.append(Term(number, f"{written(number)} {' '.join(asked.quantity.nouns)}"))
    if asked.hours:
        found.append(Term(asked.hours.low, f"{written(asked.hours.low)} timer"))
    found.append(price)
    unit = of.period or (asked.hours.period if asked.hours else None)
    if unit is None or asked.period is None:
        return found, _when(Period(Decimal(1), unit)) if unit else ""
    return [*found, *_times(unit, asked.period)], _when(asked.period)


def _times(unit: str, period: Period) -> Iterator[Term]:
    """From one `unit` to the period: times 52 weeks; times 52 weeks, divided by 12 months."""
    if period.count != 1:
        yield Term(period.count, _counted(period.count, period.unit))
    if period.unit == unit:
        return
    if whole := _IN.get((unit, period.unit)):
        yield Term(Decimal(whole), _counted(Decimal(whole), unit), given=True)
        return
    for name, divides in ((unit, False), (period.unit, True)):
        number = Decimal(YEAR[name])
        if number != 1:
            yield Term(number, _counted(number, name), divides=divides, given=True)


def _counted(number: Decimal, unit: str) -> str:
    one, several = _NAMES[unit]
    return f"{written(number)} {one if number == 1 else several}"


def _when(period: Period) -> str:
    if period.count == 1:
        return f" {SAID[period.unit]}"
    return f" for {_counted(period.count, period.unit)}"
