"""What several things are together: counts of those that are named, or what each of them costs."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.calculation.asked_sum import AskedSum, words_of
from assistant.calculation.counts import of_noun
from assistant.calculation.dimensions import ANYONE, YEAR, is_one, terms
from assistant.calculation.evidence import Evidence, is_own_sum
from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import Term, Worked, calculation, plain, product, reserved
from assistant.figures import written

_PARTED = re.compile(r"[,:]|\b(?:og|samt|plus)\b", re.IGNORECASE)
_ITEM_SAID = 0.6  # of an item's words, that must be said round its price
_CLOSE = 0.05  # by which a price must say an item better than one of another amount
_OWN = 0.3  # taken off a figure that the document worked out itself
_FIRST = 30  # characters that a row or clause begins with
_HEAD = 0.2  # for a price whose row or clause begins with the item


def total(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """What several that are named have together, or cost together in a period."""
    return _of_names(asked, evidence) or _of_prices(asked, evidence)


def _of_names(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """What several that are named have of one noun together."""
    if asked.counted is None or len(asked.names) < 2:
        return []
    found: list[TextFigure] = []
    for name in asked.names:
        own = [
            f
            for f in of_noun(evidence, asked.counted)
            if re.search(rf"\b{re.escape(name)}\b", _told(f))
        ]
        amounts = {f.low for f in own}
        if len(amounts) != 1:
            return []
        found.append(own[0])
    expression = " + ".join(plain(f.low) for f in found)
    shown = calculation(expression, sum((f.low for f in found), Decimal(0)), 2)
    said = " + ".join(written(f.low) for f in found)
    sentence = (
        f"Tilsammen er det {reserved(*found)}{written(shown.result)} {asked.counted}: {said}."
    )
    return [Worked(sentence, shown, tuple(found))]


def _of_prices(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    """A price for each item that the question lists; nothing where one has none, or two."""
    items = [words for piece in _PARTED.split(asked.question) if (words := _item(asked, piece))]
    if len(items) < 2 or asked.period is None:
        return []
    prices = [_price(asked, evidence, words) for words in items]
    found = [price for price in prices if price]
    documents = {price.at.document.id for price in found if price.at}
    if len({price.at.key for price in found if price.at}) < len(items) or len(documents) > 1:
        return []
    products, when = [], ""
    for price in found:
        factors, when = terms(asked, Term(price.low, f"{written(price.low)} kr."), price)
        products.append(product(factors, 2))
    expression = " + ".join(shown.expression for shown, _, _ in products)
    given = tuple(number for shown, _, _ in products for number in shown.given)
    shown = calculation(expression, sum((e for _, _, e in products), Decimal(0)), 0, *given)
    said = " + ".join(said for _, said, _ in products)
    sentence = f"Tilsammen er det {reserved(*found)}{written(shown.result)} kr.{when}: {said}"
    return [Worked(sentence if said.endswith(".") else f"{sentence}.", shown, tuple(found))]


def _item(asked: AskedSum, piece: str) -> tuple[str, ...]:
    """The words of one item."""
    return tuple(w for w in words_of(piece) if not (ANYONE.match(w) or asked.is_name(w)))


def _price(asked: AskedSum, evidence: Evidence, item: Sequence[str]) -> TextFigure | None:
    """The yearly, monthly or weekly price that says an item; None where two say it as well."""
    scored = []
    for figure in evidence.figures:
        if figure.unit != "kr." or figure.is_range or figure.period not in YEAR or not figure.low:
            continue
        of = asked.quantity
        if figure.things and not (of and is_one(of.nouns[-1], figure)):
            continue
        said = evidence.share_of(item, figure.about, loosely=True)
        head = evidence.share_of(item, figure.clause[:_FIRST], loosely=True)
        if said >= _ITEM_SAID:
            scored.append((said + _HEAD * head - _OWN * _is_worked_out(evidence, figure), figure))
    scored.sort(key=lambda pair: -pair[0])
    if not scored:
        return None
    best = scored[0][1]
    others = (score for score, f in scored if (f.low, f.per) != (best.low, best.per))
    return best if scored[0][0] - next(others, 0.0) >= _CLOSE else None


def _is_worked_out(evidence: Evidence, figure: TextFigure) -> bool:
    entry = evidence.entry(figure)
    return entry.derived if entry else is_own_sum(figure)


def _told(figure: TextFigure) -> str:
    """The words that say whose a figure is; an item of a list is of one."""
    item = figure.at is not None and figure.at.shape.kind == "list_item"
    return figure.about if item else figure.clause
