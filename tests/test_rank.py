"""Claims about how well a text answers: what it covers, and the type of thing it holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer_type import answer_type, steps_in
from assistant.match import Rarity, coverage, likeness, query
from assistant.question import kind_of, understand
from assistant.rank import WEIGHTS, features, rank
from assistant.units import Unit, units_between
from tests.programme import FILES, asked, document, passage

PRICE = "Hvad koster en plads i Fyrtårnet?"
WORDS = sorted({word for text in FILES.values() for word in text.split()})
texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text()
questions = texts.filter(lambda text: bool(text.strip()))
words = st.sampled_from(WORDS).map(str.casefold) | st.text(
    st.characters(categories=["L", "N"]), min_size=1
).map(str.casefold)


def as_rare_as_any(stem: str) -> float:
    return 1.0


def units_of(*sentences: str) -> list[Unit]:
    made = document(*(("paragraph", sentence) for sentence in sentences))
    return units_between(made, 0, len(made.text), passage(made))


def right(question: str, text: str) -> float:
    return answer_type(kind_of(question), question, text)


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


def test_a_word_of_another_part_of_the_question_weighs_half() -> None:
    alone = asked("Hvad koster kantinen?").weights["kantinen"]
    parted = asked("Hvad koster kantinen? Hvem leder værkstedet?").weights["kantinen"]
    assert parted == alone / 2


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


def test_every_unit_has_a_value_for_every_weight() -> None:
    rows = features(asked(PRICE), units_of("En plads koster 745 kr.", "Alt er rødt."), best=1.0)
    assert [len(row) for row in rows] == [len(WEIGHTS)] * 2


def test_features_lie_between_nothing_and_one() -> None:
    rows = features(asked(PRICE), units_of("En plads koster 745 kr.", "Alt er rødt."), best=1.0)
    assert all(0 <= value <= 1 + 1e-9 for row in rows for value in row)


def test_the_unit_that_says_it_comes_first() -> None:
    units = units_of("Menuen skifter hver mandag.", "En plads i Fyrtårnet koster 745 kr.")
    assert rank(asked(PRICE), units, best=1.0)[0][1] == units[1]


def test_units_are_ranked_by_falling_score() -> None:
    units = units_of("Alt er rødt.", "En plads koster 745 kr.", "Fyrtårnet er rødt.")
    scores = [score for score, _ in rank(asked(PRICE), units, best=1.0)]
    assert scores == sorted(scores, reverse=True)


def test_ranking_keeps_every_unit() -> None:
    units = units_of("Alt er rødt.", "En plads koster 745 kr.")
    ranked = [unit for _, unit in rank(asked(PRICE), units, best=1.0)]
    assert sorted(ranked, key=units.index) == units


def test_no_units_rank_as_none() -> None:
    assert rank(asked(PRICE), [], best=0.0) == []
