"""Claims about the measures, each with an example that can be redone on paper."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import measures

QUOTE = "Værkstedet åbnede den 3. marts 2014 i en nedlagt silo."


@pytest.mark.parametrize(
    ("answer", "alternative"),
    [
        ("Der er 15 pladser.", "15"),
        ("Målet var 15.", "15"),
        ("(15)", "15"),
        ("90-100 kandidater", "90"),
        ("90–100 kandidater", "100"),
        ("Det koster 1.100 kr.", "1.100"),
        ("Det koster 1.100, når alt er med.", "1.100"),
        ("Typisk 1-9 pladser", "1-9"),
        ("74 %", "74"),
        ("74\u00a0%", "74 %"),
        ("½ eller 2", "2"),
        ("Der er fire mentorer.", "fire"),
        ("ISS og IBM", "iss"),
        ("ikke. Nej!", "nej"),
        ("en uddannelse", "uddann"),
        ("KOORDINERER", "koordin"),
        ("Den\n  private  kok", "den private kok"),
        ("ﬁre fleksjob", "fire"),  # a ligature
    ],
)
def test_an_answer_says(answer: str, alternative: str) -> None:
    assert measures.says(answer, alternative)


@pytest.mark.parametrize(
    ("answer", "alternative"),
    [
        ("1.150 kr.", "15"),
        ("1.150 kr.", "1"),
        ("1.150 kr.", "150"),
        ("150 kr.", "15"),
        ("215 kr.", "15"),
        ("1,15 kr.", "15"),
        ("1.100,50 kr.", "1.100"),
        ("21.100 kr.", "1.100"),
        ("Typisk 11-9", "1-9"),
        ("model15", "15"),
        ("en mission", "iss"),
        ("fireogtyve", "fire"),
        ("nejtak", "nej"),
        ("artikler", "ti"),
        ("to", "tre"),
        ("1100 kr.", "1.100"),
    ],
)
def test_an_answer_does_not_say(answer: str, alternative: str) -> None:
    assert not measures.says(answer, alternative)


def test_a_citation_mark_is_not_something_an_answer_says() -> None:
    assert measures.missing("Prisen er 580 kr. [7]", [["7"]]) == ["7"]
    assert measures.missing("Prisen er 580 kr. [7]", [["580"]]) == []


def test_coverage_is_the_share_of_fact_groups_said() -> None:
    facts = [["90", "halvfems"], ["100"], ["mentor"]]
    assert measures.coverage("Ca. halvfems mentorer.", facts) == pytest.approx(2 / 3)
    assert measures.missing("Ca. halvfems mentorer.", facts) == ["100"]


@pytest.mark.parametrize(("answered", "right"), [(True, False), (False, True)])
def test_an_unanswerable_question_is_right_when_not_answered(answered: bool, right: bool) -> None:
    said = "580 kr." if answered else "Det fremgår ikke af dokumenterne."
    assert measures.fully_right(said, [], kind="unanswerable", answered=answered) is right


def test_an_answerable_question_is_right_only_when_answered_with_all_facts() -> None:
    facts = [["580"], ["uge"]]
    right = [
        measures.fully_right(answer, facts, kind="number", answered=answered)
        for answer, answered in [("580 om ugen", True), ("580", True), ("580 om ugen", False)]
    ]
    assert right == [True, False, False]


@pytest.mark.parametrize(
    ("kind", "most"),
    [("number", 700), ("why", 700), ("", 700), ("list", 1400), ("compare", 1400),
     ("procedure", 1400), ("multi_doc", 1400)],
)  # fmt: skip
def test_an_answer_may_be_just_so_long(kind: str, most: int) -> None:
    for length, right in ((most, True), (most + 1, False)):
        answer = "580 ".ljust(length, ".")
        assert measures.fully_right(answer, [["580"]], kind=kind, answered=True) is right


@pytest.mark.parametrize(
    ("quote", "passage", "stands"),
    [
        (QUOTE, f"Før. {QUOTE} Efter.", True),
        (QUOTE, f"Før. {QUOTE.upper()} Efter.", True),
        (QUOTE, "Fyrtårnet. Værkstedet åbnede den 3. marts 2014 i en gammel silo.", True),
        (QUOTE, "Køkkenet ligger i kælderen, og menuen skifter hver mandag i kantinen.", False),
        (QUOTE, "Værkstedet åbnede", False),  # stands in the quote, not the quote in it
        ("SMV i alt 8", "Linjen SMV i  alt 8 og mere", True),
        ("SMV i alt 8", "Linjen SMV i alt 9 og mere", False),  # too short for a likeness
    ],
)
def test_a_quote_stands_in_a_passage_at_80_per_cent(quote: str, passage: str, stands: bool) -> None:
    assert measures.stands_in(quote, passage) is stands


def test_evidence_recall_is_the_share_of_quotes_in_the_first_passages() -> None:
    quotes = [QUOTE, "En plads i Fyrtårnet koster 745 kr. om ugen."]
    passages = [quotes[1], "Kantinen har åbent på alle hverdage.", f"Se: {QUOTE}"]
    recalls = [measures.evidence_recall(quotes, passages, k) for k in (1, 2, 3, 10)]
    assert recalls == [1 / 2, 1 / 2, 1, 1]
    assert measures.evidence_recall(quotes, [], 5) == 0


@pytest.mark.parametrize(
    ("rank", "gain"), [(1, 1), (3, 1 / 2), (7, 1 / 3), (10, 0.28906), (11, 0), (None, 0)]
)
def test_the_gain_of_the_one_right_passage(rank: int | None, gain: float) -> None:
    assert measures.discounted_gain(rank, 10) == pytest.approx(gain, abs=1e-5)


@pytest.mark.parametrize(("rank", "value"), [(1, 1), (4, 1 / 4), (None, 0)])
def test_the_reciprocal_rank(rank: int | None, value: float) -> None:
    assert measures.reciprocal_rank(rank) == value


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.51, 3), (0.75, 3), (0.95, 4), (0, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert measures.percentile([4, 2, 1, 3], share) == value


def test_wilsons_interval_of_one_in_two() -> None:
    # z² = 3.8415; centre 1/2, half-width 1.96 / 5.8415 · √(1/2 + 3.8415/4)
    half = 1.959964 / 5.8415 * math.sqrt(0.5 + 3.8415 / 4)
    assert measures.wilson(1, 2) == pytest.approx((0.5 - half, 0.5 + half), abs=1e-4)


def test_wilsons_interval_of_none_and_all_are_mirrored() -> None:
    # z² / (n + z²) = 3.8415 / 13.8415
    assert measures.wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert measures.wilson(10, 10) == pytest.approx((0.7225, 1), abs=1e-4)


def test_the_bootstrap_of_equal_values_has_no_width() -> None:
    assert measures.bootstrap([0.5, 0.5, 0.5]) == (0.5, 0.5)


def test_the_bootstrap_of_one_and_nothing_takes_both_ends() -> None:
    # A quarter of the samples is (0, 0), a quarter (1, 1): more than 2.5 % each.
    assert measures.bootstrap([0, 1]) == (0, 1)


def test_the_bootstrap_is_the_same_every_time() -> None:
    values = [math.sin(i) for i in range(30)]
    assert measures.bootstrap(values) == measures.bootstrap(values)


def test_the_interval_of_a_median_takes_the_values_round_it() -> None:
    # Half of the samples of two have the lower one as their median, a quarter both higher.
    assert measures.percentile_interval([1, 2], 0.5) == (1, 2)
    assert measures.percentile_interval([7] * 9 + [90], 0.5) == (7, 7)


def test_the_interval_of_yes_and_no_is_wilsons_and_of_shares_bootstrapped() -> None:
    assert measures.interval([True, False]) == measures.wilson(1, 2)
    assert measures.interval([0.5, 0.5]) == (0.5, 0.5)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_bootstrap_lies_between_the_least_and_the_most(values: list[float]) -> None:
    low, high = measures.bootstrap(values)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9
