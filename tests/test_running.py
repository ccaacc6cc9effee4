"""Running heads, feet and page numbers are left out, whatever pages they stand on."""

import pytest

from ingest.document import Box
from ingest.readers.blocks import Token
from ingest.readers.lines import Line
from ingest.readers.running import without_running_lines

HEIGHT = 842.0


def line(text: str, y: float, page: int = 1) -> Line:
    tokens = tuple(
        Token(word, page, (Box(page, 72 + 40 * n, y, 108 + 40 * n, y + 11),))
        for n, word in enumerate(text.split())
    )
    return Line(page, tokens, 72, y, 72 + 40 * len(tokens), y + 11, 11, bold=False, italic=False)


def bodies(*pages: list[Line]) -> list[list[str]]:
    found = without_running_lines([(page, HEIGHT) for page in pages])
    return [[one.text for one in lines] for lines, _ in found]


def labels(*pages: list[Line]) -> list[str | None]:
    return [label for _, label in without_running_lines([(page, HEIGHT) for page in pages])]


@pytest.mark.parametrize(
    ("text", "label"),
    [("4", "4"), ("Side 3 af 15", "3"), ("- 12 -", "12"), ("iv", "iv"), ("s. 7", "7"),
     ("Kapitel 4", None)],
)  # fmt: skip
def test_a_printed_page_number_is_the_label(text: str, label: str | None) -> None:
    assert labels([line("Brødtekst her.", 100), line(text, 800)]) == [label]


def test_a_number_in_the_middle_of_the_page_is_no_label() -> None:
    assert labels([line("4", 400)]) == [None]


def test_a_year_in_the_margin_of_each_page_is_no_label() -> None:
    pages = [[line("2013", 30, n), line("Tekst.", 100, n)] for n in range(1, 6)]
    assert labels(*pages) == [None] * 5


def test_roman_numbers_go_up_with_the_pages() -> None:
    pages = [[line("Tekst.", 100, n), line(text, 800, n)] for n, text in enumerate(("ii", "iii"))]
    assert labels(*pages) == ["ii", "iii"]


def test_the_number_in_a_running_foot_is_the_label() -> None:
    pages = [[line(f"Tekst {n} her", 100, n), line(f"Årsskrift | {n + 8}", 800, n)]
             for n in range(1, 5)]  # fmt: skip
    assert labels(*pages) == ["9", "10", "11", "12"]


def test_a_page_number_is_left_out() -> None:
    assert bodies([line("Tekst.", 100), line("7", 800)]) == [["Tekst."]]


def test_a_head_that_runs_over_the_pages_is_left_out() -> None:
    pages = [[line("Rapport 2013", 30), line(f"Tekst nummer {n}.", 100)] for n in "abc"]
    assert bodies(*pages) == [["Tekst nummer a."], ["Tekst nummer b."], ["Tekst nummer c."]]


def test_a_head_on_both_of_two_pages_is_left_out() -> None:
    pages = [[line("Rapport", 30), line(f"Tekst {n}.", 100)] for n in "ab"]
    assert bodies(*pages) == [["Tekst a."], ["Tekst b."]]


def test_heads_of_left_and_right_pages_are_left_out() -> None:
    pages = [[line(("Rapport", "Om svaner")[n % 2], 30), line(f"Tekst {n}.", 100)]
             for n in range(8)]  # fmt: skip
    assert bodies(*pages) == [[f"Tekst {n}."] for n in range(8)]


def test_a_head_that_stands_once_stays() -> None:
    pages = [[line(head, 30), line("Tekst.", 300)] for head in ("Forord", "Svaner", "Ænder")]
    assert [page[0] for page in bodies(*pages)] == ["Forord", "Svaner", "Ænder"]


def test_the_first_line_of_the_text_stays_though_it_is_repeated() -> None:
    pages = [[line("Svanen er stor", 60), line(f"og hvid {n}", 74)] for n in "abc"]
    assert [page[0] for page in bodies(*pages)] == ["Svanen er stor"] * 3
