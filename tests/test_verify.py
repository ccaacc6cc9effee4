"""Claims about what falls: whatever no quote bears."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.reply import Calculation, Claim, Quote
from assistant.verify import verify
from tests.programme import citation, document, passage

SENTENCE = "En plads koster 745 kr. om ugen, i alt 1.490 kr. for to."
PASSAGE = passage(document(("paragraph", SENTENCE)))


def claim(text: str, quote: str) -> Claim:
    return Claim(text, (Quote(quote, PASSAGE),))


def texts(*claims: tuple[str, str | None]) -> list[str]:
    """What stands of claims with their quotes; None is a claim without citation."""
    cited = [
        (claim(text, quote or ""), [citation(quote, n) if quote else None])
        for n, (text, quote) in enumerate(claims, start=1)
    ]
    return [statement.text for statement in verify(cited)[0]]


def test_a_claim_that_is_its_quote_stands() -> None:
    assert texts((SENTENCE, SENTENCE)) == [SENTENCE]


def test_a_claim_without_citation_falls() -> None:
    assert texts(("Det er gratis.", None)) == []


@given(st.integers(min_value=0, max_value=10**7))
def test_a_statement_whose_number_is_not_in_its_quote_falls(number: int) -> None:
    assume(number not in (745, 1490))
    assert texts((f"En plads koster {number} kr.", SENTENCE)) == []


@given(st.sampled_from(["745", "1490", "1.490"]))
def test_a_statement_whose_number_is_in_its_quote_stands(number: str) -> None:
    assert texts((f"Prisen er {number} kr.", SENTENCE)) != []


def test_a_part_of_a_longer_number_is_another_number() -> None:
    assert texts(("Prisen er 490 kr.", SENTENCE)) == []


def test_a_number_in_another_claims_quote_does_not_bear_this_one() -> None:
    assert texts(("Prisen er 38 kr.", SENTENCE), ("38 kr.", "En billet koster 38 kr.")) == [
        "38 kr."
    ]


def test_what_stands_keeps_its_order() -> None:
    assert texts(("b", "b"), ("1", "x"), ("a", "a")) == ["b", "a"]


def test_nothing_comes_of_nothing() -> None:
    assert verify([]) == ((), ())


@given(st.lists(st.sampled_from(["stands", "no citation", "other number"]), max_size=8))
def test_citations_are_numbered_from_one_whatever_falls(claims: list[str]) -> None:
    cited = [
        (
            claim("9" if fate == "other number" else "a", "a"),
            [None if fate == "no citation" else replace(citation("a", n), start=n)],
        )
        for n, fate in enumerate(claims, start=1)
    ]
    statements, citations = verify(cited)
    numbers = list(range(1, claims.count("stands") + 1))
    assert [c.number for c in citations] == numbers
    assert [s.citations for s in statements] == [(n,) for n in numbers]


def calculated(text: str, expression: str, result: str, *given: str) -> Claim:
    shown = Calculation(expression, Decimal(result), tuple(map(Decimal, given)))
    return replace(claim(text, SENTENCE), calculation=shown)


def stands(claim: Claim, asked: str = "") -> bool:
    return bool(verify([(claim, [citation(SENTENCE)])], asked)[0])


TEN_PLACES = calculated("10 × 745 kr. × 52 = 387.400 kr.", "10 * 745 * 52", "387400", "52")


def test_a_shown_calculation_of_quoted_asked_and_given_numbers_stands() -> None:
    assert stands(TEN_PLACES, "Hvad koster 10 pladser om året?")


def test_a_number_word_of_the_question_is_an_input() -> None:
    assert stands(TEN_PLACES, "Hvad koster ti pladser om året?")


@pytest.mark.parametrize(
    "fault",
    [
        calculated("10 × 745 kr. × 52 = 387.401 kr.", "10 * 745 * 52", "387401", "52"),
        calculated("10 × 746 kr. × 52 = 387.920 kr.", "10 * 746 * 52", "387920", "52"),
        calculated("10 × 745 kr. × 52 = 387.400 kr.", "10 * 745 * 52", "387400"),
        calculated("10 × 745 kr. = 7.450 kr., 3 mere", "10 * 745", "7450"),
        calculated("745 / 0", "745 / 0", "0", "0"),
        calculated("745", "len('745')", "3"),
        calculated("745", "745 ** 2", "555025", "2"),
    ],
    ids=["result", "input", "not given", "other number", "zero", "call", "power"],
)
def test_a_calculation_with_a_fault_falls(fault: Claim) -> None:
    assert not stands(fault, "Hvad koster 10 pladser om året?")


def test_a_result_is_judged_to_the_decimals_it_is_said_with() -> None:
    third = calculated("745 / 1.490 × 100 = 50,0 pct.", "745 / 1490 * 100", "50.0", "100")
    assert stands(third)


def test_a_claim_falls_where_one_of_its_quotes_is_cited_nowhere() -> None:
    two = replace(claim(SENTENCE, SENTENCE), quotes=(Quote(SENTENCE, PASSAGE), Quote("x", PASSAGE)))
    assert verify([(two, [citation(SENTENCE), None])]) == ((), ())


def test_a_place_that_two_statements_lean_on_has_one_number() -> None:
    cited = [(claim("745", SENTENCE), [citation(SENTENCE)]) for _ in range(2)]
    statements, citations = verify(cited)
    assert ([s.citations for s in statements], len(citations)) == ([(1,), (1,)], 1)
