"""Claims about what a question wants worked out."""

from decimal import Decimal

import pytest

from assistant.calculation.asked_sum import AskedSum, Period, asked_sum


def asks(question: str) -> AskedSum:
    found = asked_sum(question)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("Hvad koster 6 billetter om året?", "cost"),
        ("Hvor meget dyrere er færgen end bussen?", "difference"),
        ("Hvor mange procent billigere er bussen end færgen?", "difference"),
        ("Hvor mange gæster skal der til, før broen er tjent hjem?", "break_even"),
        ("Hvor mange procent af skibene er røde?", "share"),
        ("Hvor stor en andel af gæsterne cykler?", "share"),
        ("Passer det, at 60 procent af de 48 skibe er røde?", "share"),
        ("Hvor mange procent steg antallet af ture?", "change"),
        ("Hvor mange gæster er der i gennemsnit pr. tur?", "average"),
        ("Hvor mange ture mangler lauget for at nå målet?", "missing"),
        ("Hvor mange ture har Øst og Vest tilsammen?", "sum"),
    ],
)
def test_the_words_of_a_question_tell_its_sum(question: str, operation: str) -> None:
    assert asks(question).operation == operation


@pytest.mark.parametrize(
    "question",
    [
        "Hvem betaler for færgen?",
        "Hvad er med i prisen for en billet?",
        "Hvorfor koster en billet 38 kr.?",
        "Skal gæsten betale for cyklen?",
        "Hvilke ruter er der?",
        "Hvordan foregår overfarten?",
    ],
)
def test_what_asks_for_no_sum_is_none(question: str) -> None:
    assert asked_sum(question) is None


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("om året", Period(Decimal(1), "år")),
        ("pr. måned", Period(Decimal(1), "måned")),
        ("i et kvartal", Period(Decimal(1), "kvartal")),
        ("i et halvt år", Period(Decimal(1), "halvår")),
        ("i 13 uger", Period(Decimal(13), "uge")),
        ("per year", Period(Decimal(1), "år")),
    ],
)
def test_a_question_says_for_how_long(said: str, period: Period) -> None:
    assert asks(f"Hvad koster 6 billetter {said}?").period == period


def test_hours_a_week_are_for_the_period_beside_them() -> None:
    asked = asks("Hvad koster en lods 15 timer om ugen i et kvartal?")
    assert asked.hours
    assert (asked.hours.low, asked.period) == (15, Period(Decimal(1), "kvartal"))


def test_the_words_of_the_sum_need_not_be_said() -> None:
    assert asks("Hvad koster 6 billetter til færgen om året?").words == ("billetter", "færgen")


def test_the_whole_of_a_share_is_told_with_its_number() -> None:
    asked = asks("Hvor mange procent af de 48 skibe er røde?")
    assert (asked.whole, asked.whole_number) == (("skibe",), 48)
