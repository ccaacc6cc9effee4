"""Claims about sentences that tell what a source does not."""

import pytest

from assistant.selection.gaps import asks_for_gaps, tells_of_a_gap


@pytest.mark.parametrize(
    "text",
    ["Notatet oplyser ikke, hvad færgen koster.", "Prisen er ikke nævnt.",
     "De to tal er gået tabt i vores kopi.", "Navnet kan ikke læses."],
)  # fmt: skip
def test_a_sentence_may_tell_that_something_is_not_told(text: str) -> None:
    assert tells_of_a_gap(text)


def test_a_plain_denial_is_no_gap() -> None:
    assert not tells_of_a_gap("Færgen sejler ikke om søndagen.")


def test_a_question_may_ask_for_what_is_missing() -> None:
    assert asks_for_gaps("Hvad mangler i notatet om færgen?")
    assert not asks_for_gaps("Hvad koster færgen?")
