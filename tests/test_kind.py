"""Claims about the kind of answer that a question's wording asks for."""

import pytest

from assistant.understanding.kind import kind_of
from ingest.analyze import fold
from tests.tables import table

KINDS = table("question_kinds.txt")


@pytest.mark.parametrize(("question", "kind"), KINDS, ids=[question for question, _ in KINDS])
def test_the_wording_tells_the_kind(question: str, kind: str) -> None:
    assert kind_of(question) == kind


def test_capitals_do_not_change_the_kind() -> None:
    assert [kind_of(question.upper()) for question, _ in KINDS] == [kind for _, kind in KINDS]


def test_a_keyboard_without_danish_letters_does_not_change_the_kind() -> None:
    assert [kind_of(fold(question)) for question, _ in KINDS] == [kind for _, kind in KINDS]


@pytest.mark.parametrize(
    ("wrong", "kind"),
    [
        ("hvofor faldt de fra", "why"),
        ("Hvordna finder man en mentor?", "procedure"),
        ("hvor mnage kom i job", "number"),
        ("Hvad er foskellen på de to?", "compare"),
        ("hva er en mentor", "definition"),
    ],
)
def test_an_error_of_one_letter_does_not_change_the_kind(wrong: str, kind: str) -> None:
    assert kind_of(wrong) == kind


def test_an_everyday_word_is_taken_for_no_error() -> None:
    assert kind_of("Hver mentor har tre kandidater") == "fact"


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster de to modeller?",
        "Hvad koster de første 4 uger?",
        "Hvad koster model 2 pladser?",
        "Hvad kostede mentorordningen i 2011?",
    ],
)
def test_a_number_that_names_or_dates_asks_for_no_calculation(question: str) -> None:
    assert kind_of(question) == "number"
