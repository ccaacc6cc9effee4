"""Claims about what a place must hold to bear an answer, and what it then lacks."""

import pytest

from assistant.question import understand
from assistant.selection.match import query
from assistant.selection.support import bears, covers, satisfies
from assistant.selection.units import Unit, units_between
from tests.programme import asked, document, passage

PRICE = "En plads i Fyrtårnet koster 745 kr. om ugen."
WITHOUT_FIGURES = "Pladserne i Fyrtårnet fordeles efter samtaler med deltagerne."


def unit(text: str, heading: str = "Pladser") -> Unit:
    made = document(("heading", heading), ("paragraph", text))
    return units_between(made, 0, len(made.text), passage(made))[0]


def borne(question: str, text: str, heading: str = "Pladser") -> bool:
    understood = understand(question)
    part = understood.parts[0]
    asked = query(understood, part, lambda stem: 1.0, understood.kind)
    return bears(asked, unit(text, heading), understood)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hvad koster en plads i Fyrtårnet?", PRICE),
        ("Hvad koster en plads i Fyrtårnet om ugen?", PRICE),
        ("Hvor mange pladser har Fyrtårnet?", "Fyrtårnet har 35 pladser."),
        ("Hvor mange pladser var der i Fyrtårnet i 2014?", "I 2014 havde Fyrtårnet 35 pladser."),
        ("Hvor stor en andel af pladserne er optaget?", "Af pladserne er 80 % optaget."),
        ("Hvad er telefonnummeret til Fyrtårnet?", "Telefonnummeret til Fyrtårnet er 12 34 56 78."),
        ("Hvad er Fyrtårnets e-mail?", "Fyrtårnets e-mail er post@fyr.example."),
    ],
)
def test_a_place_that_holds_what_is_asked_for_bears_the_answer(question: str, text: str) -> None:
    assert borne(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param("Hvad koster en plads i Roskilde?", PRICE, id="another place"),
        pytest.param("Hvad mener Kirsten om en plads i Fyrtårnet?", PRICE, id="another person"),
        pytest.param(
            "Hvad koster en plads i Fyrtårnet i 2019?",
            f"{PRICE} Det var i 2014.",
            id="another year",
        ),
        pytest.param("Hvor mange pladser har Fyrtårnet?", WITHOUT_FIGURES, id="no figure"),
        pytest.param("Hvad koster pladserne i Fyrtårnet?", WITHOUT_FIGURES, id="no price"),
        pytest.param(
            "Hvad koster pladserne i Fyrtårnet?", "Fyrtårnet har 35 pladser.", id="not an amount"
        ),
        pytest.param(
            "Hvor mange procent af pladserne er optaget?", "35 pladser er optaget.", id="no share"
        ),
        pytest.param(
            "Hvornår får man plads i Fyrtårnet?", "Fyrtårnet giver 35 mand plads.", id="no date"
        ),
        pytest.param("Hvad er telefonnummeret til Fyrtårnet?", PRICE, id="no telephone number"),
        pytest.param("Hvad er Fyrtårnets e-mail?", PRICE, id="no address"),
        pytest.param("Hvem vandt slaget ved Hastings?", PRICE, id="off topic"),
    ],
)
def test_a_place_that_lacks_it_bears_no_answer(question: str, text: str) -> None:
    assert not borne(question, text)


def test_a_name_in_the_heading_counts() -> None:
    assert borne("Hvad koster en plads i Roskilde?", "En plads koster 745 kr.", "Roskilde")


def test_a_misspelt_name_counts() -> None:
    assert borne("Hvad koster en plads i Fyrtårnt?", PRICE)


def test_a_name_in_the_genitive_counts() -> None:
    assert borne("Hvad koster Fyrtårnets plads?", PRICE)


def test_a_comparison_needs_one_of_its_names_at_each_place() -> None:
    assert borne("Hvad er forskellen på pladserne i Fyrtårnet og Roskilde?", PRICE)


def test_a_capital_at_the_beginning_of_a_question_is_no_name() -> None:
    assert borne("Pladsen koster hvad?", PRICE)


def test_neighbours_and_headings_count_towards_what_is_covered() -> None:
    question = asked("Hvad koster en plads i Fyrtårnet?")
    alone = covers(question, unit("Den koster 745 kr.", "Andet"))
    assert covers(question, unit("Den koster 745 kr.", "En plads i Fyrtårnet")) > alone


def test_a_year_far_from_the_figure_does_not_bear_it() -> None:
    far = f"{PRICE} Maden er god. Maden er varm. Maden er billig. Siloen lukkede i 2019."
    understood = understand("Hvad koster en plads i Fyrtårnet i 2019?")
    assert not satisfies(
        query(understood, understood.question, lambda stem: 1.0, "number"), unit(far), understood
    )
