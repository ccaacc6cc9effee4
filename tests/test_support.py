"""Claims about what a place must hold to bear an answer, and what it then lacks."""

import pytest

from assistant.question import understand
from assistant.selection.match import Query, query
from assistant.selection.support import bears, covers, has_gap, is_missing, satisfies
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


def said_to(question: str, text: str) -> tuple[Query, Unit]:
    understood = understand(question)
    asked = query(understood, understood.question, lambda stem: 1.0, understood.kind)
    return asked, unit(text, "Årets gang")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hvor mange boder åbnede?", "På torvet åbnede henholdsvis og boder."),
        ("Hvad kostede en bod?", "En bod kostede ca. kr. om måneden."),
        (
            "Hvor mange boder åbnede i maj?",
            "I marts åbnede 4 boder, og i maj åbnede henholdsvis og boder.",
        ),
    ],
)
def test_a_figure_that_fell_out_is_a_gap(question: str, text: str) -> None:
    assert has_gap(*said_to(question, text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        pytest.param(
            "Hvor mange boder åbnede i marts?",
            "I marts åbnede 4 boder, og i maj åbnede henholdsvis og boder.",
            id="the figure of another month",
        ),
        pytest.param(
            "Hvor mange boder åbnede?",
            "Der åbnede 4 boder, og senere henholdsvis og boder.",
            id="a figure that is there",
        ),
        pytest.param(
            "Hvor mange både sejlede?", "På torvet åbnede henholdsvis og boder.", id="another noun"
        ),
        pytest.param("Hvor mange boder åbnede?", "Der åbnede 4 boder på torvet.", id="no gap"),
        pytest.param("Hvad koster en bod?", "En bod koster ca. kr. 580.", id="the figure follows"),
    ],
)
def test_a_figure_that_is_there_is_no_gap(question: str, text: str) -> None:
    assert not has_gap(*said_to(question, text))


ROW = "Maj 2013\tAntallet af boder stiger; tallet er gået tabt\t8"


def row(text: str) -> Unit:
    made = document(
        ("heading", "Årets gang"), ("table_row", "Tid\tAntal\tSide"), ("table_row", text)
    )
    return units_between(made, 0, len(made.text), passage(made))[-1]


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("Hvor mange boder var der i maj?", ROW, True),
        ("Hvor mange boder var der i marts?", ROW, False),
        (
            "Hvor mange boder var der i maj?",
            "Maj 2013\tAntallet af boder var 7\tIkke oplyst",
            False,
        ),
    ],
)
def test_a_row_lacks_what_the_cell_that_is_asked_for_lacks(
    question: str, text: str, missing: bool
) -> None:
    asked, _ = said_to(question, PRICE)
    assert is_missing(asked, row(text), None) == missing


@pytest.mark.parametrize(
    ("question", "missing"), [("Hvornår åbnede boderne?", True), ("Er boderne gode?", False)]
)
def test_a_source_lacks_only_what_it_says_that_it_lacks(question: str, missing: bool) -> None:
    asked, told = said_to(question, "Kilden oplyser ikke, hvornår boderne åbnede.")
    assert is_missing(asked, told, None) == missing
