"""The numbers of a text: as digits the Danish way (1.100,50) or as words, and written again."""

import re
from dataclasses import dataclass
from decimal import Decimal

_ONES = "en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten".split()
_WORDS = {
    **{word: Decimal(n) for n, word in enumerate(_ONES, start=1)},
    "én": Decimal(1), "ét": Decimal(1), "sytten": Decimal(17), "atten": Decimal(18),
    "nitten": Decimal(19), "tyve": Decimal(20), "tredive": Decimal(30), "fyrre": Decimal(40),
    "halvtreds": Decimal(50), "tres": Decimal(60), "halvfjerds": Decimal(70),
    "firs": Decimal(80), "halvfems": Decimal(90), "hundrede": Decimal(100),
    "tusind": Decimal(1000), "halvanden": Decimal("1.5"), "halvandet": Decimal("1.5"),
}  # fmt: skip
_NO_NUMBER = {"en"}  # an article far more often than a number; "én" is one
_SAID = "|".join(word for word in _WORDS if word not in _NO_NUMBER)
_DIGITS = r"\d{1,3}(?:[.\u00a0 ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER = re.compile(rf"(?<![\d,.])(?:{_DIGITS})|(?<=[.,])\d+|\b(?:{_SAID})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands: `text[start:end]` says `value`."""

    value: Decimal
    start: int
    end: int


def numbers(text: str) -> list[Number]:
    """The numbers of `text` in order; of 13.11.2013 each part."""
    return [Number(_value(m[0]), m.start(), m.end()) for m in _NUMBER.finditer(text)]


def values(text: str) -> frozenset[Decimal]:
    """The values of the numbers of `text`."""
    return frozenset(number.value for number in numbers(text))


def written(value: Decimal) -> str:
    """A number as Danish writes it: 301.600 or 579,67."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def _value(said: str) -> Decimal:
    if said[0].isdigit():
        return Decimal(re.sub(r"[.\u00a0 ]", "", said).replace(",", "."))
    return _WORDS[said.casefold()]
