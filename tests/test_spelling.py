"""Claims about a question typed without æ, ø and å."""

import pytest

from assistant.question import understand
from assistant.understanding.spelling import one_letter_from, respelt, spelt

KNOWN = {"fyrskibet", "müller", "lodsbetaling", "sanders"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hvornaar aabner kantinen paa havnen?", "Hvornår åbner kantinen på havnen?"),
        ("Hvor mange foerte det til?", "Hvor mange førte det til?"),
        ("Aaret efter", "Året efter"),
        ("Hva ka en plads koste?", "Hvad kan en plads koste?"),
    ],
)
def test_everyday_words_are_spelt_as_they_should_be(typed: str, meant: str) -> None:
    assert respelt(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Hvad mener poeten Michael om Israel?",
        "Hvad er et Xaaloer?",
        "Ejer KU 5 ha ved Odense Å?",
        "Hvad koster det på havnen?",
    ],
)
def test_what_is_spelt_so_stays(question: str) -> None:
    assert respelt(question) == question


def test_the_spelling_alone_is_not_shown_as_another_wording() -> None:
    understood = understand("Hvor mange borde staar der paa torvet?")
    assert understood.parts == ("Hvor mange borde står der på torvet?",)
    assert understood.wording is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("maalet paa 80 skibe", "målet på 80 skibe"),
        ("hvor mange procnet", "hvor mange procent"),
        ("Fyrskbet", "Fyrskibet"),
        ("Mueller", "Müller"),
    ],
)
def test_a_word_that_no_dane_writes_is_put_right(typed: str, meant: str) -> None:
    assert spelt(typed, KNOWN) == meant


def test_the_order_of_the_known_words_decides_nothing() -> None:
    known = ["lodserbådene", "lodsenbådene"]
    assert spelt("lodsebådene", known) == spelt("lodsebådene", known[::-1]) != "lodsebådene"


@pytest.mark.parametrize("word", ["fyrskibets", "lodsbetalingerne", "Zanders", "zander", "kontor"])
def test_another_form_and_another_name_stay(word: str) -> None:
    assert spelt(word, KNOWN) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("koster", "koster"), ("kostr", "koster"), ("kostter", "koster"), ("kotser", "koster"),
        ("mnage", "mange"), ("kster", "koster"), ("kste", None), ("havn", None),
    ],
)  # fmt: skip
def test_a_word_is_known_with_one_letter_wrong_and_not_with_two(
    typed: str, meant: str | None
) -> None:
    assert one_letter_from(typed, ("mange", "koster")) == meant
