"""Greetings and thanks are not searched for; questions that begin with them are."""

import pytest

from assistant.question import understand
from assistant.reply import Reason
from assistant.understanding.small_talk import is_small_talk


@pytest.mark.parametrize(
    "said",
    ["hej", "Hej med dig!", "Tak for hjælpen", "mange tak :)", "Godmorgen", "Hvad kan du?",
     "hvem er du", "Hvad kan jeg spørge om?", "Tak, det var rigtig fint"],
)  # fmt: skip
def test_greetings_and_thanks_ask_for_nothing(said: str) -> None:
    assert is_small_talk(said)


@pytest.mark.parametrize(
    "said",
    ["Hej, hvad koster en plads?", "Hvem siger tak til mentoren?", "det var alt", "ok",
     "Hvad kan du sige om mentorer?", "tak for kaffe i kantinen"],
)  # fmt: skip
def test_whatever_asks_for_something_is_a_question(said: str) -> None:
    assert not is_small_talk(said)


def test_small_talk_lies_outside_the_documents() -> None:
    assert understand("Hej!").declined == Reason.OUTSIDE
