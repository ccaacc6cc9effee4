"""Claims about what falls: whatever no quote bears."""

from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.reply import Claim
from assistant.verify import verify
from tests.programme import citation, document, passage

SENTENCE = "En plads koster 745 kr. om ugen, i alt 1.490 kr. for to."
PASSAGE = passage(document(("paragraph", SENTENCE)))


def texts(*claims: tuple[str, str | None]) -> list[str]:
    """What stands of claims with their quotes; None is a claim without citation."""
    cited = [
        (Claim(text, PASSAGE, quote or ""), citation(quote, n) if quote else None)
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
            Claim("9" if fate == "other number" else "a", PASSAGE, "a"),
            None if fate == "no citation" else citation("a", n),
        )
        for n, fate in enumerate(claims, start=1)
    ]
    statements, citations = verify(cited)
    numbers = list(range(1, claims.count("stands") + 1))
    assert [c.number for c in citations] == numbers
    assert [s.citations for s in statements] == [(n,) for n in numbers]
