"""Which lines open a list item: bullets do, numbers and dashes where they follow one another."""

import pytest

from ingest.document import Box
from ingest.readers.blocks import Token
from ingest.readers.lines import Line
from ingest.readers.lists import item_levels


def lines(*texts: str) -> list[Line]:
    """Lines 14 points apart; a blank before the text sets it 10 points in."""
    found = []
    for n, text in enumerate(texts):
        x = 72.0 + 10 * (len(text) - len(text.lstrip()))
        tokens = tuple(Token(word, 1, (Box(1, x, 0, x, 0),)) for word in text.split())
        y = 100.0 + 14 * n
        found.append(Line(1, tokens, x, y, x + 200, y + 11, 11.0, bold=False, italic=False))
    return found


@pytest.mark.parametrize(
    ("texts", "levels"),
    [
        (("Der er:", "1. svaner", "2. ænder"), {1: 1, 2: 1}),
        (("Der er", "1. svaner", "2. ænder"), {1: 1, 2: 1}),
        (("De nåede", "8. klasse."), {}),
        (("De var i", "1. klasse."), {}),
        (("Der er:", "– svaner", "– ænder"), {1: 1, 2: 1}),
        (("Svanen er stor", "– og hvid."), {}),
        (("a) svaner", "b) ænder"), {0: 1, 1: 1}),
        (("• fugle", "  – svaner", "  – ænder", "• fisk"), {0: 1, 1: 2, 2: 2, 3: 1}),
        (("1. Svaner", "lever ved søen", "2. Ænder"), {0: 1, 2: 1}),
        (("Det skete den", "1. marts"), {}),
    ],
)
def test_a_line_opens_an_item(texts: tuple[str, ...], levels: dict[int, int]) -> None:
    assert item_levels(lines(*texts)) == levels


def test_a_heading_ends_a_list() -> None:
    found = item_levels(lines("• fugle", "  • svaner", "Fisk", "  • torsk"), headings=[2])
    assert found == {0: 1, 1: 2, 3: 1}
