"""Claims about the language of a question."""

import pytest

from assistant.understanding.language import asked_in_danish, language_of


@pytest.mark.parametrize(
    "question",
    [
        "What is a mentor?",
        "How many places are there in Randers?",
        "Which companies took part in FleksPilot?",
        "what does virksomhedscenter mean",
        "Can a citizen say no?",
    ],
)
def test_an_english_question_is_known_by_its_everyday_words(question: str) -> None:
    assert language_of(question) == "en"


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er en mentor?",
        "mentor pris",
        "Hvad er job carving og supported employment?",
        "Er der en Mentor Company i Skive?",
        "???",
    ],
)
def test_other_questions_are_danish(question: str) -> None:
    assert language_of(question) == "da"


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ("How many hours does a mentor work?", "hvor mange timer does a mentor work?"),
        ("How much does a place cost?", "hvad koster a place ?"),
        ("How long is the course?", "hvor længe is the course?"),
    ],
)
def test_what_is_counted_and_measured_is_asked_in_danish(english: str, danish: str) -> None:
    assert asked_in_danish(english) == danish


def test_a_noun_that_is_not_known_is_left_in_english() -> None:
    assert asked_in_danish("How many candles burn?") == "How many candles burn?"
