"""Claims about which answers a language model may word."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.reply import Calculation, Claim, Draft
from assistant.word import may_be_worded

CLAIM = Claim("En plads koster 745 kr.", ())
SUM = Calculation("2 * 745", Decimal(1490))


def test_what_is_quoted_may_be_worded() -> None:
    assert may_be_worded(Draft((CLAIM,), notes=("Prisen er fra 2014.",)))


@pytest.mark.parametrize(
    "draft",
    [
        pytest.param(Draft((CLAIM, replace(CLAIM, calculation=SUM))), id="computed"),
        pytest.param(Draft((replace(CLAIM, lost=True),)), id="lost in the source"),
        pytest.param(Draft((CLAIM,), introduction="Der er søgt i 5 dokumenter."), id="introduced"),
    ],
)
def test_what_the_program_says_itself_may_not(draft: Draft) -> None:
    assert not may_be_worded(draft)
