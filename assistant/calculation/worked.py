"""A sum that was worked out: the sentence that says it, and the figures it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from assistant.calculation.text_figures import TextFigure
from assistant.reply import Calculation

_CIRCA = ("ca", "ca.", "cirka", "omkring", "omtrent")


@dataclass(frozen=True, slots=True)
class Worked:
    """A result in a sentence, with its calculation and the figures that went in."""

    sentence: str
    calculation: Calculation
    inputs: tuple[TextFigure, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A factor of a product: as it is reckoned with, as Python writes it, and as it is said."""

    value: Decimal
    said: str  # "12 pladser", "580 kr.", "52 uger"
    divides: bool = False
    given: bool = False  # what everybody knows
    written: str | None = None  # where it is no plain number: "(1100 - 580)"


def product(terms: Sequence[Term], places: int) -> tuple[Calculation, str, Decimal]:
    """A product's calculation with at most `places` decimals, how it is said, and its value."""
    expression, said, exact = "", "", Decimal(1)
    for term in terms:
        sign, spoken = ("/", "/") if term.divides else ("*", "×")
        number = term.written or plain(term.value)
        expression = f"{expression} {sign} {number}" if expression else number
        said = f"{said} {spoken} {term.said}" if said else term.said
        exact = exact / term.value if term.divides else exact * term.value
    given = tuple(term.value for term in terms if term.given)
    return Calculation(expression, rounded(exact, places), given), said, exact


def calculation(expression: str, exact: Decimal, places: int, *given: Decimal) -> Calculation:
    """A calculation whose result has at most `places` decimals."""
    return Calculation(expression, rounded(exact, places), given)


def rounded(exact: Decimal, places: int) -> Decimal:
    """`exact` with at most `places` decimals, without noughts at the end."""
    value = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole = value.quantize(Decimal(1))
    return whole if value == whole else value.normalize()


def plain(value: Decimal) -> str:
    """A number as Python writes it."""
    return f"{value:f}"


def reserved(*figures: TextFigure) -> str:
    """The reservation that a sum keeps of its figures, with a space after it; or nothing."""
    found = [figure.reserved for figure in figures if figure.reserved]
    if not found:
        return ""
    return "ca. " if len(set(found)) > 1 or found[0] in _CIRCA else f"{found[0]} "
