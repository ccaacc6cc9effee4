"""Claims about when there is an answer: what a near miss lacks."""

import pytest

from assistant.question import Understood, understand
from assistant.selection.answerable import FEATURES, answerable, features, probability
from assistant.selection.match import Query, query
from assistant.selection.rank import no_likeness, rank
from assistant.selection.units import Unit, units_between
from tests.programme import document, passage

TEXT = (
    "En plads i Fyrtårnet koster 745 kr. om ugen for hver deltager.",
    "I marts 2014 var der 35 pladser i Fyrtårnet.",
)


def ranked_over_text(question: str) -> tuple[Query, list[tuple[float, Unit]], Understood]:
    """The text's units, ranked for the question."""
    made = document(("heading", "Pladserne i Fyrtårnet"), *(("paragraph", text) for text in TEXT))
    understood = understand(question)
    rarity = {"": 5.0}
    asked = query(
        understood, understood.question, lambda stem: rarity.get(stem, 2.0), understood.kind
    )
    units = units_between(made, 0, len(made.text), passage(made))
    return asked, rank(asked, units, best=1.0, likeness=no_likeness), understood


def lacking(question: str) -> dict[str, float]:
    """What speaks for and against the best unit's bearing the answer."""
    asked, ranked, understood = ranked_over_text(question)
    (seen,) = features(asked, ranked[:1], understood, no_likeness)
    return dict(zip(FEATURES, seen, strict=True))


def chance(question: str) -> float:
    """How likely the text answers."""
    return probability(*ranked_over_text(question), no_likeness)


@pytest.mark.parametrize(
    ("question", "feature"),
    [
        ("Hvad koster en plads i Roskilde?", "names missing"),
        ("Hvor mange pladser var der i Fyrtårnet i 2019?", "years missing"),
        ("Hvor mange pladser var der i Fyrtårnet i maj 2014?", "month missing"),
        ("Hvad koster en plads i Fyrtårnet i timen?", "rate missing"),
        ("Hvem er leder af pladserne i Fyrtårnet?", "person missing"),
        ("Hvad koster 40 pladser i Fyrtårnet?", "number missing"),
        ("Hvor mange kajakker har Fyrtårnet?", "counted noun missing"),
        ("Hvor mange procent af pladserne i Fyrtårnet er optaget?", "slot missing"),
    ],
)
def test_what_is_wanted_and_not_there_is_seen(question: str, feature: str) -> None:
    assert lacking(question)[feature] > 0


@pytest.mark.parametrize(
    "question", ["Hvad koster en plads i Fyrtårnet?", "Hvor mange pladser har Fyrtårnet?"]
)
def test_nothing_is_missing_where_all_is_there(question: str) -> None:
    seen = lacking(question)
    assert {name: v for name, v in seen.items() if name.endswith("missing") and v} == {}


@pytest.mark.parametrize(
    ("answered", "near_miss"),
    [
        ("Hvad koster en plads i Fyrtårnet?", "Hvad koster en plads i Roskilde?"),
        ("Hvor mange pladser var der i marts 2014?", "Hvor mange pladser var der i marts 2019?"),
        ("Hvad koster en plads om ugen?", "Hvad hedder lederen af pladserne?"),
    ],
)
def test_a_near_miss_is_less_likely(answered: str, near_miss: str) -> None:
    assert chance(near_miss) < chance(answered)


def test_without_units_there_is_no_answer() -> None:
    understood = understand("Hvad koster en plads?")
    asked = query(understood, understood.question, lambda stem: 1.0, "number")
    assert not answerable(asked, [], understood, no_likeness)


def test_a_place_that_only_has_the_names_of_a_question_bears_no_answer() -> None:
    assert chance("Hvordan bliver vejret i Fyrtårnet?") == 0
    assert chance("Hvor mange pladser har Fyrtårnet?") > 0
