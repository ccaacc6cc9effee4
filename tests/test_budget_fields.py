"""Claims about the fields: what is typed is read as Danish, and defaults are the register's."""

from decimal import Decimal

import pytest

from assistant.calculation.budget import Hourly, Monthly, Span
from assistant.calculation.budget_fields import FIELDS, LONGEST, defaults, number, read
from assistant.economics import Figure, load_figures
from assistant.figures import values
from ingest.settings import PROJECT

FIGURES = {f.id: f for f in load_figures(PROJECT / "corpus" / "economics.toml")}
HOURLY = {
    "mentor": "timer", "mentor_timer": "10", "mentor_pladser": "4",
    "timepris_fra": "170", "timepris_til": "250",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1500", "1500"),
        ("1.500", "1500"),
        ("1.055.000", "1055000"),
        ("1.500,5", "1500.5"),
        ("0,25", "0.25"),
        (" 375.000 kr. ", "375000"),
        ("375 000 kr", "375000"),
        ("-4", "-4"),
        ("−4", "-4"),
    ],
)
def test_a_number_is_read_as_a_dane_writes_it(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tolv", "Det er ikke et tal."),
        ("٣", "Det er ikke et tal."),
        ("1e6", "Det er ikke et tal."),
        ("1500.50", "Skriv komma før decimaler"),
        ("1.5", "Skriv komma før decimaler"),
        ("1,500", "Skriv højst to decimaler."),
        ("1" * (LONGEST + 1), "Skriv et tal på højst"),
    ],
)
def test_what_is_no_number_is_told_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        number(text)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("pladser", "0", "Skriv et tal fra 1 til 10.000."),
        ("pladser", "35,5", "Skriv et helt tal fra 1 til 10.000."),
        ("uger", "53", "Skriv et tal fra 1 til 52."),
        ("loen", "-1", "Skriv et tal fra 0 til 100.000.000."),
        ("sparet_fra", "0", "Skriv et tal fra 1 til 100.000.000."),
    ],
)
def test_a_number_out_of_bounds_is_told_the_bounds(name: str, text: str, sentence: str) -> None:
    assert read({name: text}).errors == {name: sentence}


def test_a_range_that_is_turned_round_is_told_so() -> None:
    typed = read({"sparet_fra": "35.000", "sparet_til": "30.000"})
    assert typed.errors == {"sparet_til": "Det højeste beløb er mindre end det laveste."}
    assert typed.plan.saving is None


def test_what_was_typed_is_not_said_again() -> None:
    assert "010190" not in "".join(read({"loen": "010190-1234"}).errors.values())


def test_an_empty_field_is_no_error() -> None:
    assert read({"loen": " "}).errors == {}


def test_the_choice_decides_which_mentors_are_meant() -> None:
    typed = read(HOURLY | {"mentor_maaned": "1.500"})
    rate = Span(Decimal(170), Decimal(250))
    assert typed.plan.mentor == Hourly(Decimal(10), Decimal(4), rate)
    monthly = read({**HOURLY, "mentor": "maaned", "mentor_maaned": "1.500"})
    assert monthly.plan.mentor == Monthly(Decimal(1500))


def test_a_fault_in_a_field_that_does_not_count_is_none() -> None:
    assert read(HOURLY | {"mentor_maaned": "tolv"}).errors == {}


def test_an_unknown_choice_is_the_usual_one() -> None:
    assert read({"mentor": "<script>"}).mode == "maaned"


@pytest.mark.parametrize("field", [f for f in FIELDS if f.figure], ids=lambda field: field.name)
def test_the_words_that_hold_a_default_say_its_number(field: object) -> None:
    (asked,) = [f for f in FIELDS if f is field]
    assert asked.figure
    quote = FIGURES[asked.figure].quote
    assert defaults(FIGURES)[asked.name] in values(quote)


def test_without_a_figure_there_is_no_default() -> None:
    assert defaults({}) == {"uger": Decimal(52)}


def test_a_changed_register_changes_the_default() -> None:
    changed = Figure(
        "loen-jobkonsulent-skive",
        "Løn",
        Decimal(400_000),
        Decimal(400_000),
        "kr.",
        "K",
        1,
        "d",
        "q",
    )
    assert defaults({changed.id: changed})["loen"] == Decimal(400_000)
