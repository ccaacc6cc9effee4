"""Claims about which questions ask for a decision in a certain citizen's case."""

import pytest

from assistant.understanding.decision import asks_for_a_decision
from tests.tables import table

CASES = table("decisions.txt")


@pytest.mark.parametrize(("question", "what"), CASES, ids=[question for question, _ in CASES])
def test_only_a_concrete_citizens_case_asks_for_a_decision(question: str, what: str) -> None:
    assert asks_for_a_decision(question) is what.startswith("a decision")


def test_a_pronoun_asks_for_a_decision_where_no_question_came_before() -> None:
    assert asks_for_a_decision("Kan hun få fleksjob?")


def test_a_pronoun_of_a_follow_up_may_mean_anybody() -> None:
    assert not asks_for_a_decision("Kan hun få fleksjob?", follows=True)
