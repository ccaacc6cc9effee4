"""Claims about which unit is said first, and what speaks for it."""

import pytest

from assistant.selection.learned import weights
from assistant.selection.rank import FEATURES, features, no_likeness, rank
from assistant.selection.units import Unit, units_between
from tests.programme import asked, document, passage

PRICE = "Hvad koster en plads i Fyrtårnet?"


def units_of(*sentences: str) -> list[Unit]:
    made = document(*(("paragraph", sentence) for sentence in sentences))
    return units_between(made, 0, len(made.text), passage(made))


def test_every_unit_has_a_value_for_every_weight() -> None:
    rows = features(
        asked(PRICE),
        units_of("En plads koster 745 kr.", "Alt er rødt."),
        best=1.0,
        likeness=no_likeness,
    )
    assert [len(row) for row in rows] == [len(FEATURES)] * 2


def test_the_unit_that_says_it_comes_first() -> None:
    units = units_of("Menuen skifter hver mandag.", "En plads i Fyrtårnet koster 745 kr.")
    assert rank(asked(PRICE), units, best=1.0, likeness=no_likeness)[0][1] == units[1]


def test_units_are_ranked_by_falling_score() -> None:
    units = units_of("Alt er rødt.", "En plads koster 745 kr.", "Fyrtårnet er rødt.")
    scores = [score for score, _ in rank(asked(PRICE), units, best=1.0, likeness=no_likeness)]
    assert scores == sorted(scores, reverse=True)


def test_ranking_keeps_every_unit() -> None:
    units = units_of("Alt er rødt.", "En plads koster 745 kr.")
    ranked = [unit for _, unit in rank(asked(PRICE), units, best=1.0, likeness=no_likeness)]
    assert sorted(ranked, key=units.index) == units


def test_no_units_rank_as_none() -> None:
    assert rank(asked(PRICE), [], best=0.0, likeness=no_likeness) == []


def seen(question: str, *sentences: str) -> list[dict[str, float]]:
    """What speaks for each sentence."""
    rows = features(asked(question), units_of(*sentences), best=1.0, likeness=no_likeness)
    return [dict(zip(FEATURES, row, strict=True)) for row in rows]


def test_a_denial_that_the_question_does_not_have_is_seen() -> None:
    yes, no = seen(PRICE, "Maden er med i prisen.", "Maden er ikke med i prisen.")
    assert (yes["denies"], no["denies"]) == (0, 1)


def test_a_denial_that_is_asked_about_is_none() -> None:
    (row,) = seen("Hvad er ikke med i prisen?", "Maden er ikke med i prisen.")
    assert row["denies"] == 0


def test_a_number_right_before_its_noun_is_seen() -> None:
    question = "Hvor mange pladser har Fyrtårnet?"
    near, far = seen(question, "Der er 35 pladser.", "Der er pladser, og det er 35 grader varmt.")
    assert near["number at its noun"] > far["number at its noun"]


def test_cosines_are_the_models() -> None:
    rows = features(
        asked(PRICE), units_of("En.", "To pladser koster."), best=1.0,
        likeness=lambda question, texts: [0.25 * len(text) for text in texts],
    )  # fmt: skip
    assert [row[FEATURES.index("cosine")] for row in rows] == [4.5]


def test_weights_for_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="was learned with"):
        weights("rank", ("coverage",))
