"""Claims about what a question is understood to ask for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import understand
from assistant.reply import Reason

PRICE = "Hvad koster en plads i Fyrtårnet om ugen?"


def test_one_question_is_one_part() -> None:
    assert understand(PRICE).parts == (PRICE,)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Hvad koster en plads? Hvem leder værkstedet?",
            ("Hvad koster en plads?", "Hvem leder værkstedet?"),
        ),
        (
            "Hvad koster en plads, og hvor mange pladser er der?",
            ("Hvad koster en plads", "hvor mange pladser er der?"),
        ),
        (
            "Hvad er en mentor og hvad koster en plads?",
            ("Hvad er en mentor", "hvad koster en plads?"),
        ),
        (
            "Hvad koster en plads, og hvad er med i prisen?",
            ("Hvad koster en plads", "hvad er med i prisen på en plads?"),
        ),
        (
            "Hvad er en mentor og hvad får han i løn?",
            ("Hvad er en mentor", "hvad får en mentor i løn?"),
        ),
        (
            "Hvem deltager og hvor tit mødes de?",
            ("Hvem deltager", "hvor tit mødes de?"),
        ),
        (
            "Hvad koster en plads, og er husleje med?",
            ("Hvad koster en plads", "er husleje med?"),
        ),
        (
            "What is a mentor and how much does it cost?",
            ("What is a mentor", "hvad koster a mentor ?"),
        ),
        (
            "Hvad koster en plads, hvor mange pladser er der, og hvem leder dem?",
            ("Hvad koster en plads", "hvor mange pladser er der", "hvem leder pladserne?"),
        ),
    ],
)
def test_several_questions_in_one_are_its_parts(question: str, parts: tuple[str, ...]) -> None:
    assert understand(question).parts == parts


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke værktøj og maskiner har værkstedet?",
        "Ved du, hvad en plads koster?",
        "Hvad koster en plads i Fyrtårnet og Færgelauget?",
        "Hvilke værksteder er der både i Sandbjerg og i Randers?",
        "Hvad koster en plads i Sandbjerg og i Randers?",
        "Hvem leder værkstedet og er ansvarlig for maskinerne?",
    ],
)
def test_and_within_a_question_does_not_part_it(question: str) -> None:
    assert understand(question).parts == (question,)


@given(st.text(min_size=1).filter(str.strip))
def test_every_question_has_at_least_one_part(question: str) -> None:
    assert all(part.strip() for part in understand(question).parts)
    assert understand(question).parts


def test_white_space_round_and_within_a_question_is_evened_out() -> None:
    assert understand("  Hvad koster\n\ten   plads? ").question == "Hvad koster en plads?"


FRAGMENTS = (
    "Og hvad dækker beløbet?",
    "Hvad med kantinen?",
    "hvad så med kantinen",
    "Men hvorfor det?",
    "Hvem leder det?",
    "Hvor mange arbejder i den?",
    "og om måneden?",
    "What about the canteen?",
)


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_leans_on_the_question_before_it(fragment: str) -> None:
    assert understand(fragment, [PRICE]).context == (PRICE,)


@pytest.mark.parametrize(
    "question",
    [
        PRICE,
        "Hvor mange deltagere har Fyrtårnet?",
        "Hvad er en mentor?",
        "Hvornår åbnede værkstedet?",
        "hvordan opretter man et værksted i en nedlagt silo",
        "Is the canteen in the basement open?",
    ],
)
def test_a_full_question_stands_alone(question: str) -> None:
    assert understand(question, ["Hvem leder kantinen i kælderen?"]).context == ()


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_fragment_without_an_earlier_question_stands_alone(fragment: str) -> None:
    assert understand(fragment).context == ()


def test_a_fragment_leans_through_a_fragment_on_the_question_that_stands_alone() -> None:
    history = ["Hvem leder kantinen i kælderen?", PRICE, "Og om måneden?"]
    assert understand("Og hvad dækker det?", history).context == (PRICE, "Og om måneden?")


def test_a_fragment_passes_over_a_blank_earlier_question() -> None:
    assert understand("Og hvad dækker det?", [PRICE, "  "]).context == (PRICE,)


def test_a_thousand_fragments_in_a_row_are_understood() -> None:
    assert len(understand("Og det?", ["Og det?"] * 2_000).context) == 2_000


def test_the_wording_searched_for_holds_the_earlier_question_and_this_one() -> None:
    assert understand("Men hvorfor det?", [PRICE]).wording == f"{PRICE} – Men hvorfor det?"


def test_a_follow_up_with_a_plain_reading_is_one_question() -> None:
    understood = understand("Og om måneden?", [PRICE])
    assert understood.question == "Hvad koster en plads i Fyrtårnet om måneden?"
    assert understood.wording == understood.question


def test_a_follow_up_has_the_kind_of_the_question_it_is_understood_as() -> None:
    assert understand("hvad med 2012?", ["Hvor mange deltog i 2011?"]).kind == "number"


def test_a_follow_up_keeps_the_words_it_was_asked_in() -> None:
    assert understand("og  i 2012?", ["Hvor mange deltog i 2011?"]).original == "og i 2012?"


def test_an_english_question_is_known_as_one() -> None:
    assert understand("What is a mentor?").language == "en"


def test_a_decision_about_a_citizen_is_declined() -> None:
    declined = understand("Skal Mette Hansen have fleksjob?").declined
    assert declined is Reason.DECISION_ABOUT_A_PERSON


def test_what_speaks_of_a_citizen_whose_case_came_before_is_declined_too() -> None:
    declined = understand("Og hvad med hendes ydelse?", ["Skal Mette have fleksjob?"]).declined
    assert declined is Reason.DECISION_ABOUT_A_PERSON


def test_a_rule_asked_for_after_a_citizens_case_is_not_declined() -> None:
    assert understand("Hvem kan få fleksjob?", ["Skal Mette have fleksjob?"]).declined is None


def test_a_question_that_stands_alone_has_no_other_wording() -> None:
    assert understand(PRICE, ["Hvem leder kantinen?"]).wording is None


@pytest.mark.parametrize(
    "number", ["010190-1234", "0101901234", "01 01 90 1234", "010190 – 1234", "610190-1234"]
)
def test_a_question_with_a_cpr_number_is_declined(number: str) -> None:
    declined = understand(f"Kan {number} få en plads?").declined
    assert declined is Reason.PERSONAL_DATA


def test_an_earlier_question_with_a_cpr_number_is_declined_too() -> None:
    assert understand("Og i dag?", ["Hvad fik 010190-1234?"]).declined is Reason.PERSONAL_DATA


@pytest.mark.parametrize(
    "question",
    [PRICE, "Ring til 12 34 56 78?", "Hvad dækker konto 1234567890123?", "§ 12, stk. 3?"],
)
def test_other_numbers_are_not_declined(question: str) -> None:
    assert understand(question).declined is None
