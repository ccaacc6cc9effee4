"""Claims about a plan's arithmetic: exact, shown, nothing from numbers that are missing."""

import re
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.calculation.budget import (
    Budget,
    Hourly,
    Line,
    Monthly,
    Plan,
    Span,
    budget,
    said,
    shown,
)
from assistant.verify import evaluated

SKIVE = Plan(
    places=Decimal(35), weeks=Decimal(52), mentor=Monthly(Decimal(1500)), consultants=Decimal(1),
    salary=Decimal(375_000), courses=Decimal(50_000), municipal=Decimal(1100),
    saving=Span(Decimal(30_000), Decimal(35_000)),
)  # fmt: skip
BOUGHT = Hourly(Decimal(10), Decimal(4), Span(Decimal(170), Decimal(250)))
counts = st.integers(1, 10_000).map(Decimal)
amounts = st.decimals(0, 10_000_000, places=2)
spans = st.tuples(amounts, amounts).map(lambda ends: Span(min(ends), max(ends)))
savings = st.tuples(counts, counts).map(lambda ends: Span(min(ends), max(ends)))
mentors = st.builds(Monthly, amounts) | st.builds(Hourly, amounts, counts, spans)
plans = st.builds(
    Plan, places=counts, weeks=st.integers(1, 52).map(Decimal), mentor=mentors,
    consultants=counts, salary=amounts, courses=amounts, municipal=amounts, saving=savings,
)  # fmt: skip


def amount(line: Line | None) -> Span:
    assert line
    return line.amount


def one(value: str) -> Span:
    return Span(Decimal(value), Decimal(value))


def lines(found: Budget) -> list[Line]:
    named = (found.total, found.weekly, found.municipal, found.difference)
    return [line for line in (*found.items, *named) if line]


def as_python(spoken: str) -> str:
    """A sum as it is shown, with the words taken out."""
    bare = re.sub(r"kr\.|[a-zæøåé]+", "", spoken, flags=re.IGNORECASE)
    signs = str.maketrans({"×": "*", "−": "-", ".": "", ",": "."})
    return bare.translate(signs)


def test_the_sums_of_the_source_come_out_as_it_has_them() -> None:
    found = budget(SKIVE)
    assert [amount(item) for item in found.items] == [one("375000"), one("630000"), one("50000")]
    assert amount(found.total) == one("1055000")
    assert amount(found.weekly) == one("579.67")
    assert amount(found.difference) == one("947000")


def test_hours_bought_cost_from_the_lowest_price_to_the_highest() -> None:
    found = budget(replace(SKIVE, mentor=BOUGHT))
    assert amount(found.items[1]) == Span(Decimal(773_500), Decimal(1_137_500))
    assert amount(found.difference) == Span(Decimal(439_500), Decimal(803_500))


def test_mentors_paid_by_the_month_are_paid_for_the_weeks_of_the_plan() -> None:
    assert amount(budget(replace(SKIVE, weeks=Decimal(26))).items[1]) == one("315000")


def test_savings_cover_the_cost_with_the_candidates_that_the_ends_take() -> None:
    assert amount(budget(SKIVE).covered) == Span(Decimal(31), Decimal(36))


def test_what_a_centre_costs_more_has_a_number_of_its_own() -> None:
    dear = budget(replace(SKIVE, municipal=Decimal(500)))
    assert amount(dear.difference) == one("-145000")
    assert amount(dear.extra_covered) == Span(Decimal(5), Decimal(5))


def test_a_centre_that_may_be_the_cheaper_has_no_extra_cost() -> None:
    unsure = replace(SKIVE, mentor=BOUGHT, municipal=Decimal(750))
    gap = amount(budget(unsure).difference)
    assert gap.low < 0 < gap.high
    assert budget(unsure).extra_covered is None


@pytest.mark.parametrize(
    ("lacking", "left"),
    [
        ("salary", {"municipal"}),
        ("mentor", {"municipal"}),
        ("municipal", {"total", "weekly", "covered"}),
        ("saving", {"total", "weekly", "municipal", "difference"}),
        ("places", set()),
        ("weeks", set()),
    ],
)
def test_only_what_needs_a_missing_number_is_left_out(lacking: str, left: set[str]) -> None:
    found = budget(replace(SKIVE, **{lacking: None}))
    results = ("total", "weekly", "municipal", "difference", "covered")
    assert {name for name in results if getattr(found, name)} == left


@given(plans)
def test_the_items_are_the_total(plan: Plan) -> None:
    found = budget(plan)
    ends = [amount(item) for item in found.items]
    assert sum(end.low for end in ends) == amount(found.total).low
    assert sum(end.high for end in ends) == amount(found.total).high


@given(plans.filter(lambda plan: isinstance(plan.mentor, Monthly)))
def test_the_sum_that_is_shown_gives_the_amount_beside_it(plan: Plan) -> None:
    for line in lines(budget(plan)):
        value = evaluated(as_python(line.sum)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert value == line.amount.low == line.amount.high


@given(plans)
def test_the_low_end_is_never_above_the_high_one(plan: Plan) -> None:
    assert all(line.amount.low <= line.amount.high for line in lines(budget(plan)))


@given(plans)
def test_the_candidates_cover_the_cost_and_one_fewer_would_not(plan: Plan) -> None:
    found, saving = budget(plan), plan.saving
    assert saving
    people, cost = amount(found.covered), amount(found.total)
    assert people.high * saving.low >= cost.high > (people.high - 1) * saving.low
    assert people.low * saving.high >= cost.low > (people.low - 1) * saving.high


@given(plans, amounts)
def test_a_dearer_municipal_place_never_makes_the_centre_look_dearer(
    plan: Plan, more: Decimal
) -> None:
    assert plan.municipal is not None
    dearer = replace(plan, municipal=plan.municipal + more)
    assert amount(budget(dearer).difference).low >= amount(budget(plan).difference).low


@pytest.mark.parametrize(
    ("value", "written"),
    [("1055000", "1.055.000"), ("579.67", "579,67"), ("0.5", "0,50"), ("-12.5", "−12,50")],
)
def test_a_number_is_written_as_in_danish(value: str, written: str) -> None:
    assert shown(Decimal(value)) == written


def test_a_range_is_said_with_one_unit() -> None:
    assert said(BOUGHT.rate, "kr.") == "170–250 kr."
