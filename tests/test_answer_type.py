"""Claims about the type of thing a text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.selection.answer_type import answer_type, asks_for_steps, steps_in
from assistant.understanding.kind import kind_of
from tests.programme import FILES

WORDS = sorted({word for text in FILES.values() for word in text.split()})
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text()
questions = texts.filter(lambda text: bool(text.strip()))


def right(question: str, text: str) -> float:
    return answer_type(kind_of(question), question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hvor mange pladser er der?", "Der er 35 pladser."),
        ("Hvad koster en plads?", "Den koster 745 kr."),
        ("Hvornår åbnede det?", "Det åbnede i marts."),
        ("Hvornår åbnede det?", "Det åbnede i 2014."),
        ("Hvorfor lønnes de ikke?", "Det er, fordi de er frivillige."),
        ("Hvem leder det?", "Det ledes af Signe."),
        ("Hvad er en mentor?", "En mentor er en ældre håndværker."),
    ],
)
def test_a_text_that_holds_what_is_asked_for_is_of_the_right_type(question: str, text: str) -> None:
    assert right(question, text) == 1


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hvor mange pladser er der?", "Der er pladser nok."),
        ("Hvornår åbnede det?", "Det åbnede for 35 siden."),
        ("Hvorfor lønnes de ikke?", "De lønnes ikke."),
        ("Hvem leder det?", "Det ledes fra kontoret."),
    ],
)
def test_a_text_without_it_is_not(question: str, text: str) -> None:
    assert right(question, text) == 0


def test_a_number_of_the_question_is_no_answer_to_how_many() -> None:
    question = "Hvor mange af de 35 pladser er optaget?"
    assert right(question, "Alle 35 pladser findes.") < right(question, "30 er optaget.")


@given(questions, st.sampled_from(["number", "why", "definition", "procedure", "compare", "fact"]))
def test_the_type_lies_between_wrong_and_right(question: str, kind: str) -> None:
    assert 0 <= answer_type(kind, question, question) <= 1  # type: ignore[arg-type]


def test_steps_are_counted_by_the_words_that_order_them() -> None:
    assert steps_in("Først ringer man, derefter skriver man, og til sidst venter man.") == 3


@pytest.mark.parametrize(
    "question",
    ["Hvilke trin er der?", "Hvordan foregår en praktik?", "Hvordan kommer jeg i gang i dag?",
     "What steps are there?"],
)  # fmt: skip
def test_a_course_of_steps_is_asked_for_in_words_of_sequence(question: str) -> None:
    assert asks_for_steps(question)


def test_a_question_of_the_means_asks_for_no_steps() -> None:
    assert not asks_for_steps("Hvordan får vi mentorerne til at arbejde tættere sammen?")
