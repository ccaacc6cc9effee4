"""Sums of money: the price of so many for so long, the difference of two, and when it pays."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculation.asked_sum import AskedSum, Period
from assistant.calculation.dimensions import ANYONE, cancels, is_one, terms
from assistant.calculation.evidence import Evidence, foreign, is_own_sum, without
from assistant.calculation.premise import PREMISE, which_is_dearer
from assistant.calculation.text_figures import TextFigure, time_unit
from assistant.calculation.worked import Term, Worked, calculation, plain, product, reserved
from assistant.figures import written
from assistant.selection.units import page_text
from ingest import analyze

_SAVES = re.compile(r"\bspar|besparelse", re.IGNORECASE)
_KRONER = re.compile(r"\bkr\b|kroner", re.IGNORECASE)
_LEAST = 0.6  # of the question, that must be said round a price
_SAID_OF_KIND = 0.4  # the same where savings are told from prices already
_CLOSE = 0.08  # by which a price must fit better than one of another amount
_FOREIGN = 0.6  # taken off a price for something else
_OWN = 0.15  # taken off a figure that the document worked out itself
_DERIVED = 0.3  # the same, where the register says so
_REGISTERED = 0.05
_LIKE_IT = 0.35  # of a side's words, that the only other price must be said with
_HUNDRED = Decimal(100)
_PERCENT = re.compile(r"\bprocent|\bpct|%", re.IGNORECASE)
_CHEAPER = re.compile(r"billigere|mindre", re.IGNORECASE)
_COMPARED = re.compile(r"sammenlign|\bkontra\b", re.IGNORECASE)
_LARGE = 1_000  # kroner, from which a sum is said without øre
_SIDES = (
    re.compile(r"^(?:hvorfor )?\w+ (.+?) (?:dyrere|billigere) end (.+)", re.IGNORECASE),
    re.compile(r"(?:billigere|dyrere)(?: er| koster| bliver| det er)? (.+?) end (.+)", re.I),
    re.compile(r"mellem (.+?) og (.+)", re.I),
    re.compile(r"forskel\w* (?:i prisen )?på (?:prisen (?:på|for) )?(.+?) og (.+)", re.I),
    re.compile(r"koster (.+?) (?:mere |mindre )?(?:end|frem for|i stedet for) (.+)", re.I),
    re.compile(r"ved (.+?) (?:frem for|i stedet for) (.+)", re.I),
    re.compile(r"(.+?) (?:frem for|i stedet for|sammenlignet med|kontra) (.+)", re.I),
)
_PERIOD = (
    r"(?:om|i|på|pr\.?|per|for) (?:et |en |hele )*(?:uge|måned|år|kvartal|halv|dag|\d+ (?:u|m|å))"
)
_PRICED = re.compile(rf"kost(?:er|ede) (?:det )?(.+?)(?= {_PERIOD}|,|\?|$)", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|per|in a|places)\b", re.IGNORECASE)
_NO_SUBJECT = ("det", "vi", "man", "jeg", "at", "på", "om", "i", "pr", "pr.", "for")


def cost(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """What so many cost for so long; nothing where the text says it itself, or says no price."""
    saves = bool(_SAVES.search(asked.question))
    prices = [] if _is_told(asked, evidence) else _prices(asked, evidence)
    told = without(evidence, [word for word in evidence.asked.weights if asked.is_name(word)])
    price = _best(told, prices, least=_SAID_OF_KIND if saves else _LEAST)
    if (
        price is None
        or not _is_of_names(asked, price)
        or (price.things and not any(is_one(w, price) for w in asked.words))
    ):
        return []
    what = "Besparelsen er" if saves else f"{_subject(asked)} koster"
    ends = [(price.low, "")]
    if price.is_range:
        both = {"low": (price.low, " mindst"), "high": (price.high, " højst")}
        ends = [both[end] for end in asked.ends]
    return [
        worked
        for value, least in ends
        for worked in _multiplied(f"{what}{least}", asked, price, value)
    ]


def difference(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """How much one price is above another, for as many and as long as is asked."""
    prices = [p for p in _prices(asked, evidence) if not p.is_range and not is_own_sum(p)]
    pair = _two(asked, evidence, prices)
    if pair is None:
        return []
    dear, cheap = sorted(pair, key=lambda price: -price.low)
    if premise := PREMISE.search(asked.question):
        said = _stop(f"{_amount(dear.low)} − {_amount(cheap.low)}")
        return which_is_dearer(premise, pair, said)
    if _PERCENT.search(asked.question):
        return [_in_percent(asked, dear, cheap)]
    gap = f"{_amount(dear.low)} − {_amount(cheap.low)}"
    alone = Term(dear.low - cheap.low, gap, written=f"({plain(dear.low)} - {plain(cheap.low)})")
    factors, when = terms(asked, alone, dear)
    if len(factors) > 1:
        factors = [replace(t, said=f"({gap})") if t is alone else t for t in factors]
    shown, said, exact = product(factors, _places(factors))
    near = reserved(dear, cheap) or ("" if shown.result == exact else "ca. ")
    each = "" if asked.quantity else "".join(f" pr. {thing}" for thing in sorted(dear.things))
    sentence = f"Forskellen er {near}{written(shown.result)} kr.{each}{when}: {_stop(said)}"
    gap_alone = Worked(sentence, shown, (dear, cheap))
    if not _COMPARED.search(asked.question):
        return [gap_alone]
    sides = (p for price in pair for p in _multiplied(_priced(price), asked, price, price.low))
    return [*sides, gap_alone]


def break_even(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """How many must each save so much a year, before the places' yearly price is covered."""
    saves = [f for f in _money(evidence) if _SAVES.search(f.about) and f.period == "år"]
    saving = _best(evidence, [figure for figure in saves if figure.things], least=0)
    yearly = replace(asked, period=Period(Decimal(1), "år"), hours=None)
    prices = [f for f in _prices(yearly, evidence) if not f.is_range]
    if saving is None or asked.quantity is None or asked.counted is None:
        return []
    price = _side(evidence, asked.question[asked.quantity.start :], prices)
    if price is None:
        return []
    factors, _ = terms(yearly, Term(price.low, _amount(price.low)), price)
    worked = []
    for value in dict.fromkeys((saving.low, saving.high)):
        divided = [*factors, Term(value, _amount(value), divides=True)]
        shown, said, _ = product(divided, 1)
        sentence = (
            f"Med en besparelse på {reserved(saving)}{_amount(value)} om året for hver skal der "
            f"{reserved(price)}{written(shown.result)} {asked.counted} til: {_stop(said)}"
        )
        worked.append(Worked(sentence, shown, (price, saving)))
    return worked


def _priced(price: TextFigure) -> str:
    return f"Med {_amount(price.low)} bliver det"


def _in_percent(asked: AskedSum, dear: TextFigure, cheap: TextFigure) -> Worked:
    """How many percent dearer the one is, or cheaper the other."""
    cheaper = bool(_CHEAPER.search(asked.question))
    of = dear if cheaper else cheap
    gap = dear.low - cheap.low
    expression = f"({plain(dear.low)} - {plain(cheap.low)}) / {plain(of.low)} * 100"
    shown = calculation(expression, gap * _HUNDRED / of.low, 1, _HUNDRED)
    sentence = (
        f"{_amount(cheap.low if cheaper else dear.low)} er {reserved(dear, cheap)}"
        f"{written(shown.result)} % {'billigere' if cheaper else 'dyrere'} end {_amount(of.low)}: "
        f"({_amount(dear.low)} − {_amount(cheap.low)}) / {_amount(of.low)} × 100."
    )
    return Worked(sentence, shown, (dear, cheap))


def _multiplied(what: str, asked: AskedSum, price: TextFigure, value: Decimal) -> list[Worked]:
    factors, when = terms(asked, Term(value, _amount(value)), price)
    if len(factors) < 2:
        return []  # the price as it stands
    shown, said, exact = product(factors, _places(factors))
    near = reserved(price) or ("" if shown.result == exact else "ca. ")
    sentence = f"{what} {near}{written(shown.result)} kr.{when}: {_stop(said)}"
    return [Worked(sentence, shown, (price,))]


def _money(evidence: Evidence) -> list[TextFigure]:
    return [figure for figure in evidence.figures if figure.unit == "kr." and figure.low > 0]


def _prices(asked: AskedSum, evidence: Evidence) -> list[TextFigure]:
    """The prices that can be reckoned to what is asked for; savings where these are asked for."""
    saves = asked.operation == "cost" and bool(_SAVES.search(asked.question))
    return [
        figure
        for figure in _money(evidence)
        if bool(_SAVES.search(figure.about)) == saves and cancels(asked, figure)
    ]


def _best(
    evidence: Evidence, prices: Sequence[TextFigure], *, least: float = _LEAST
) -> TextFigure | None:
    """The price that fits the question; None where none does, or another as well.

    That a place or a person is priced is told by the price's unit; the other words choose.
    """
    told = without(evidence, [word for word in evidence.asked.weights if ANYONE.match(word)])
    scored = sorted(((_score(told, price), price) for price in prices), key=lambda pair: -pair[0])
    if not scored or told.fit(scored[0][1]) < least:
        return None
    first, best = scored[0]
    amounts = (best.low, best.high)
    second = next((score for score, p in scored if (p.low, p.high) != amounts), None)
    return best if second is None or first - second >= _CLOSE else None


def _score(evidence: Evidence, price: TextFigure) -> float:
    entry = evidence.entry(price)
    own = _OWN * is_own_sum(price) + _DERIVED * (entry is not None and entry.derived)
    registered = _REGISTERED * (entry is not None)
    return evidence.fit(price) - _FOREIGN * foreign(evidence, price) + registered - own


def _two(
    asked: AskedSum, evidence: Evidence, prices: Sequence[TextFigure]
) -> tuple[TextFigure, TextFigure] | None:
    """The prices of the two sides that are named; of one, the only other price of its kind."""
    for pattern in _SIDES:
        if match := pattern.search(asked.question):
            one, two = (_side(evidence, side, prices) for side in match.groups())
            if one and not two:
                two = _other(evidence, one, prices, match[2])
            elif two and not one:
                one = _other(evidence, two, prices, match[1])
            return (one, two) if one and two and one.low != two.low else None
    one = _best(evidence, prices)
    other = one and _other(evidence, one, prices)
    return (one, other) if one and other else None


def _other(
    evidence: Evidence, one: TextFigure, prices: Sequence[TextFigure], said: str = ""
) -> TextFigure | None:
    """The only other price of its kind beside `one`; where a side is named, if it is like that."""
    others = {
        price.low: price
        for price in prices
        if price.low != one.low and price.per == one.per and _together(price, one)
    }
    if len(others) != 1:
        return None
    (other,) = others.values()
    words = [word for word in analyze.content_words(said) if time_unit(word) is None]
    like = evidence.share_of(words, other.about, loosely=True)
    return other if like >= _LIKE_IT else None


def _side(evidence: Evidence, said: str, prices: Sequence[TextFigure]) -> TextFigure | None:
    """The price of what is said, of one side of a comparison."""
    words = {word for word in analyze.content_words(said) if time_unit(word) is None}
    weights = {w: n for w, n in evidence.asked.weights.items() if w in words}
    if not weights:
        return None
    asked = replace(evidence.asked, weights=weights, matched={})
    return _best(replace(evidence, asked=asked), prices)


def _together(left: TextFigure, right: TextFigure) -> bool:
    return bool(left.at and right.at and left.at.document.id == right.at.document.id)


def _is_told(asked: AskedSum, evidence: Evidence) -> bool:
    """Whether a sentence gives an amount for just so many."""
    if asked.quantity is None or asked.period is not None:
        return False
    number, noun = asked.quantity.low, asked.quantity.nouns[-1:]
    return any(
        figure.low == number and figure.nouns[-1:] == noun and _KRONER.search(figure.about)
        for figure in evidence.figures
    )


def _is_of_names(asked: AskedSum, price: TextFigure) -> bool:
    """Whether the page that holds a price has every name of the question."""
    if price.at is None:
        return False
    page = f"{price.at.document.source.title} {price.at.about} {page_text(price.at)}"
    return all(re.search(asked.form_of(name), page, re.IGNORECASE) for name in asked.names)


def _subject(asked: AskedSum) -> str:
    """What is priced, in the question's own words."""
    match = _PRICED.search(asked.question)
    said = match[1].strip() if match else ""
    if not said or said.split()[0].casefold() in _NO_SUBJECT or _ENGLISH.search(said):
        return "Det"
    return f"{said[0].upper()}{said[1:]}"


def _places(factors: Sequence[Term]) -> int:
    """Decimals that a sum of kroner is said with."""
    return 0 if abs(product(factors, 2)[2]) >= _LARGE else 2


def _amount(value: Decimal) -> str:
    return f"{written(value)} kr."


def _stop(said: str) -> str:
    """A full stop after it, unless it ends with one."""
    return said if said.endswith(".") else f"{said}."
