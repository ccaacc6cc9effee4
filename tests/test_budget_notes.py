"""Claims about the reservations: what prices cover, and whose numbers they are."""

from dataclasses import replace

import pytest

from assistant.calculation.budget import shown
from assistant.calculation.budget_fields import Typed, defaults, read
from assistant.calculation.budget_notes import CENTRE, MUNICIPAL, approximate, listed, reservations
from assistant.economics import load_figures
from ingest.settings import PROJECT

FIGURES = {f.id: f for f in load_figures(PROJECT / "corpus" / "economics.toml")}


def typed(**changed: str) -> Typed:
    return read({name: shown(value) for name, value in defaults(FIGURES).items()} | changed)


def said(**changed: str) -> str:
    return "\n".join(note.text for note in reservations(typed(**changed), FIGURES))


def test_what_one_price_covers_and_the_other_does_not_is_said_first() -> None:
    first = reservations(typed(), FIGURES)[0]
    assert "Den dækker ikke husleje, administration og ledelse i jobcentret" in first.text
    assert "ikke en ren besparelse" in first.text
    assert first.figures == (CENTRE, MUNICIPAL)


def test_prices_that_cover_the_same_are_not_told_apart() -> None:
    centre = replace(FIGURES[CENTRE], left_out=())
    notes = reservations(typed(), FIGURES | {CENTRE: centre})
    assert "ren besparelse" not in "".join(note.text for note in notes)


def test_whose_numbers_they_are_and_of_when_is_said() -> None:
    assert "De forudfyldte tal er fra Jobcenter Skive (2013)." in said()
    assert "Virksomhedscenterforsøget (2013)" in said(mentor="timer")


def test_own_numbers_are_called_so() -> None:
    assert "Dine egne tal: faste pladser (40)." in said(pladser="40")
    assert "Dine egne" not in said()


def test_a_consultant_with_more_places_than_the_source_tells_of_is_pointed_out() -> None:
    assert "I kilden har én jobkonsulent ca. 35 kandidater. Her har hver jobkonsulent 70" in said(
        pladser="70"
    )
    assert "Her har hver" not in said(pladser="70", jobkonsulenter="2")


def test_fixed_amounts_are_pointed_out_where_the_year_is_shorter() -> None:
    assert "faste beløb" in said(uger="46")
    assert "faste beløb" not in said()


def test_a_result_is_approximate_only_while_such_a_figure_goes_into_it() -> None:
    assert approximate(typed(), FIGURES, ["loen"])
    assert not approximate(typed(loen="400.000"), FIGURES, ["loen"])
    assert not approximate(typed(), FIGURES, ["mentor_maaned"])


def test_without_figures_nothing_is_said_of_a_source() -> None:
    assert reservations(read({}), {}) == ()


@pytest.mark.parametrize(
    ("items", "words"),
    [
        ([], ""),
        (["leje"], "leje"),
        (["leje", "løn"], "leje og løn"),
        (["leje i byen", "løn i byen", "lys i byen"], "leje, løn og lys i byen"),
        (["lys", "stort lys"], "lys og stort lys"),
    ],
)
def test_items_are_listed_with_a_shared_ending_once(items: list[str], words: str) -> None:
    assert listed(items) == words
