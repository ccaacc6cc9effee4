"""Claims about what only a name, a day or a year can answer."""

import pytest

from assistant.question import understand
from assistant.selection.match import query
from assistant.selection.wanted import can_be_told, focus, says

CHEF = "Hvad hedder chefen for kantinen?"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (CHEF, "Kantinen ledes af Lise Hansen."),
        ("Who is the head of the canteen?", "Kantinen ledes af Lise Hansen."),
        ("Hvornår er der ansøgningsfrist?", "Ansøgningen sendes senest den 1. marts."),
        ("Hvad er fristen for at klage?", "Der kan klages i 4 uger."),
        ("I hvilket år åbnede kantinen?", "Kantinen åbnede i 2014."),
        ("Hvad hedder kantinens nye ret?", "Retten kaldes sømandsbøf."),
    ],
)
def test_what_is_asked_for_is_told(question: str, text: str) -> None:
    assert can_be_told(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (CHEF, "Chefen for kantinen bor i Kolding Kommune."),
        ("Who is the head of the canteen?", "Kantinen har en leder."),
        ("Hvornår er der ansøgningsfrist?", "Ansøgningen sendes til kantinen inden fristen."),
        ("I hvilket år åbnede kantinen?", "Kantinen åbnede i november."),
    ],
)
def test_without_a_name_a_day_or_a_year_it_is_not(question: str, text: str) -> None:
    assert not can_be_told(question, text)


def test_the_noun_of_a_share_is_what_it_is_one_of() -> None:
    assert focus("Hvor stor en andel af gæsterne spiste i kantinen?") == ["gæsterne"]


def test_a_misspelt_noun_is_the_one_that_is_asked_for() -> None:
    understood = understand("Hvor mange procent af gæsetrne kom?")
    asked = query(understood, understood.question, lambda stem: 5.0, "number")
    assert says(asked, "gæsetrne", "Gæsterne kom i maj.")
    assert not says(asked, "gæsetrne", "Kokkene kom i maj.")


@pytest.mark.parametrize(
    "question",
    ["Hvad fik mentorerne i timen?", "Hvor mange kroner er præmien?", "Hvad er timelønnen?",
     "Hvor meget får firmaet i bonus?"],
)  # fmt: skip
def test_an_amount_is_answered_by_nothing_but_an_amount(question: str) -> None:
    assert not can_be_told(question, "Præmien gives til de tre firmaer, der søger først.")
    assert can_be_told(question, "Præmien er ca. 5.000 kr.")
    assert can_be_told(question, "Arbejdet er ulønnet.")
