"""Claims about the figures of a text: unit, range, reservation, what they are for one of."""

from decimal import Decimal

import pytest

from assistant.calculation.text_figures import TextFigure, figures_in, figures_of, time_unit
from assistant.selection.units import units_between
from tests.programme import document, passage


def only(text: str) -> TextFigure:
    (figure,) = figures_in(text)
    return figure


def row(*rows: str) -> list[TextFigure]:
    """The figures of a table, its rows given with cells parted by tabs."""
    table = document(*(("table_row", row) for row in rows))
    return figures_of(units_between(table, 0, len(table.text), passage(table)))


@pytest.mark.parametrize("said", ["745 kr.", "kr. 745", "745 kroner"])
def test_kroner_stand_before_or_after_their_number(said: str) -> None:
    figure = only(f"En plads koster {said} om ugen.")
    assert (figure.low, figure.unit) == (745, "kr.")


def test_what_is_counted_is_told_by_its_noun() -> None:
    assert only("Færgen har 14 afgange.").nouns == ("afgange",)


def test_an_adjective_stands_before_its_noun() -> None:
    assert only("Der er 8 store skibe.").nouns == ("store", "skibe")


@pytest.mark.parametrize("said", ["170-250 kr.", "170 til 250 kr.", "mellem 170 og 250 kr."])
def test_a_range_is_one_figure(said: str) -> None:
    assert (only(f"Prisen er {said}").low, only(f"Prisen er {said}").high) == (170, 250)


def test_a_change_is_two_figures() -> None:
    assert [f.low for f in figures_in("Afgangene steg fra 10 til 15 om dagen.")] == [10, 15]


def test_two_that_are_listed_are_two_figures() -> None:
    assert [f.low for f in figures_in("Der er 6 og 14 afgange.")] == [6, 14]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("En billet koster 38 kr.", {"billet"}),
        ("Prisen pr. uge pr. deltager er kr. 580.", {"uge", "deltager"}),
        ("Løn: 375.000 kr. årligt", {"år"}),
        ("Prisen for en lodstime er 170 kr.", {"time"}),
        ("Lauget sparer 30 kr. om året, når en gæst cykler.", {"år", "gæst"}),
    ],
)
def test_a_price_is_for_one_of_something(text: str, per: set[str]) -> None:
    assert only(text).per == per


def test_a_reservation_is_kept() -> None:
    assert only("Turen koster ca. 38 kr.").reserved == "ca."


@pytest.mark.parametrize(
    "text",
    [
        "Lauget åbnede den 3. marts 2014.",
        "Se s. 12.",
        "Rute 2/3 sejler.",
        "1. Bagbord",
        "Tilskuddet er 116 mia. kr.",
        "Gæsterne er i 40'erne.",
    ],
)
def test_what_is_no_amount_is_no_figure(text: str) -> None:
    assert figures_in(text) == ()


def test_a_cell_is_told_by_its_row_and_its_column() -> None:
    figures = row("Rute\tAfgange\tPris pr. uge", "Øst\t14\t90 kr.")
    assert [(f.low, f.nouns, f.per) for f in figures] == [
        (14, ("afgange",), frozenset()),
        (90, (), frozenset({"uge"})),
    ]


def test_the_column_beside_a_number_may_say_what_is_counted() -> None:
    assert [f.nouns for f in row("Mål\tAntal\tEnhed", "Nået\t14\tafgange")] == [("afgange",)]


def test_the_number_of_a_page_is_no_figure_of_a_row() -> None:
    assert [f.low for f in row("Rute\tAfgange\tSide", "Øst\t14\t3")] == [14]


def test_a_figure_has_the_year_of_its_clause() -> None:
    figures = figures_in("I 2009 var der 680 ture; i 2010 var der 1.250 ture.")
    assert [(f.low, f.year) for f in figures] == [(Decimal(680), "2009"), (Decimal(1250), "2010")]


@pytest.mark.parametrize(("word", "unit"), [("ugen", "uge"), ("lodstimer", "time"), ("fisk", None)])
def test_a_word_names_a_unit_of_time_or_none(word: str, unit: str | None) -> None:
    assert time_unit(word) == unit
