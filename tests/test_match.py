"""Claims about how well a text says a question's words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.question import understand
from assistant.selection.match import (
    Rarity,
    coverage,
    likeness,
    misspelt,
    query,
    subject_words,
)
from tests.programme import FILES, asked

PRICE = "Hvad koster en plads i Fyrtårnet?"
WORDS = sorted({word for text in FILES.values() for word in text.split()})
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text()
questions = texts.filter(lambda text: bool(text.strip()))
words = st.sampled_from(WORDS).map(str.casefold) | st.text(
    st.characters(categories=["L", "N"]), min_size=1
).map(str.casefold)


@settings(max_examples=50, deadline=None)
@given(questions, texts)
def test_coverage_lies_between_nothing_and_all(question: str, text: str) -> None:
    assert 0 <= coverage(asked(question), text) <= 1 + 1e-9


@settings(max_examples=50, deadline=None)
@given(questions, texts, texts)
def test_more_text_covers_no_less(question: str, text: str, more: str) -> None:
    query = asked(question)
    assert coverage(query, f"{text} {more}") >= coverage(query, text) - 1e-9


@given(questions)
def test_no_text_covers_nothing(question: str) -> None:
    assert coverage(asked(question), "") == 0


@pytest.mark.parametrize("question", [PRICE, "Hvem leder værkstedet?", "mentor i fritiden"])
def test_a_question_covers_itself(question: str) -> None:
    assert coverage(asked(question), question) == pytest.approx(1)


def test_a_text_about_something_else_covers_nothing() -> None:
    assert coverage(asked(PRICE), "Menuen skifter hver mandag.") == 0


def test_a_word_of_an_earlier_question_weighs_half() -> None:
    alone = asked("Hvad med Fyrtårnet?").weights["fyrtårnet"]
    earlier = asked("Hvad med kantinen?", ["Hvad med Fyrtårnet?"]).weights["fyrtårnet"]
    assert earlier == alone / 2


def test_a_word_of_an_earlier_part_of_the_question_weighs_half() -> None:
    understood = understand("Hvad koster kantinen? Hvem leder værkstedet?")
    first, second = (
        query(understood, part, lambda stem: 1.0, "fact").weights for part in understood.parts
    )
    assert second["kantinen"] == first["kantinen"] / 2
    assert "værkstedet" not in first


def test_a_word_that_both_questions_have_weighs_in_full() -> None:
    alone = asked("Hvad med Fyrtårnet?").weights["fyrtårnet"]
    both = asked("Og i Fyrtårnet?", ["Hvad koster Fyrtårnet?"]).weights["fyrtårnet"]
    assert both == alone


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    rarity: Rarity = {"kantin": 4.0}.get  # type: ignore[assignment]
    understood = understand("kantinen fjorden")
    weights = query(
        understood, understood.question, lambda stem: rarity(stem) or 1.0, "fact"
    ).weights
    assert weights["kantinen"] > weights["fjorden"]


@given(words)
def test_a_word_is_wholly_like_itself(word: str) -> None:
    assert likeness(word, word) == 1


@given(words, words)
def test_likeness_lies_between_nothing_and_all(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("mentor", "mentorer"), ("plads", "pladser"), ("centret", "centrene"), ("uge", "ugen")],
)
def test_forms_of_a_word_are_wholly_alike(one: str, other: str) -> None:
    assert likeness(one, other) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("mentor", "mentorordning"), ("logbog", "logbogsføring")]
)
def test_a_word_is_partly_like_a_compound_of_it(one: str, other: str) -> None:
    assert 0.5 <= likeness(one, other) < 1


@pytest.mark.parametrize(("one", "other"), [("745", "746"), ("2014", "20145"), ("12", "120")])
def test_two_numbers_are_the_same_or_nothing_alike(one: str, other: str) -> None:
    assert likeness(one, other) == 0


@pytest.mark.parametrize(("one", "other"), [("kantine", "mentor"), ("færge", "plads")])
def test_unrelated_words_are_nothing_alike(one: str, other: str) -> None:
    assert likeness(one, other) == 0


def test_a_word_that_the_library_never_uses_may_be_a_misspelling() -> None:
    known = {"virksomhedscent": 2.0}
    understood = understand("virksomhedssenter")
    misspelt = query(understood, understood.question, lambda stem: known.get(stem, 5.0), "fact")
    assert coverage(misspelt, "Et virksomhedscenter er en aftale.") > 0.8


def test_a_word_that_the_library_uses_is_not_another() -> None:
    understood = understand("mentee")
    spelt = query(understood, understood.question, lambda stem: 5.0 if stem == "" else 1.0, "fact")
    assert coverage(spelt, "En mentor er en kollega.") == 0


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Hvad betyder begrebet tovværk?", ["tovværk"]),
        ("Hvad dækker tovværksbegrebet over?", ["tovværk"]),
        ("Hvad betyder ordet?", ["betyder", "ordet"]),
    ],
)
def test_words_that_only_ask_are_no_subject(question: str, words: list[str]) -> None:
    assert subject_words(question, "definition") == words


def test_a_word_that_asks_for_another_kind_is_a_subject() -> None:
    assert subject_words("Hvor mange ord fylder det?", "number") == ["ord", "fylder"]


def test_one_wrong_letter_in_a_short_word_is_a_misspelling() -> None:
    assert misspelt("senter", "center") > 0
    assert misspelt("senter", "centrum") == 0


def test_a_word_that_everyday_danish_has_is_not_taken_for_another() -> None:
    assert misspelt("mester", "mentor") == misspelt("kniv", "knæv") == 0
