"""Claims about numbers: read the Danish way, and written so."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.figures import numbers, values, written


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.100 kr.", ["1100"]),
        ("579,67 kr.", ["579.67"]),
        ("375.000,50", ["375000.5"]),
        ("375 000 kr.", ["375000"]),
        ("fra 1-9 pladser", ["1", "9"]),
        ("ca. halvanden time", ["1.5"]),
        ("Tolv af 24", ["12", "24"]),
        ("den 1. marts 2013", ["1", "2013"]),
        ("13.11.2013", ["13", "11", "2013"]),
        ("en plads", []),
        ("kun én plads", ["1"]),
        ("80-90 %", ["80", "90"]),
        ("tiden", []),
    ],
)
def test_the_numbers_of_a_text_are_read(text: str, expected: list[str]) -> None:
    assert [number.value for number in numbers(text)] == [Decimal(n) for n in expected]


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_what_is_written_is_read_again(value: Decimal) -> None:
    assert values(written(value)) == {value}


def test_a_number_knows_where_it_stands() -> None:
    text = "Den kostede 1.100 kr."
    (number,) = numbers(text)
    assert text[number.start : number.end] == "1.100"
