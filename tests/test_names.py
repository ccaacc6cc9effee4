"""Claims about where a text names people."""

import pytest

from ingest.names import find_names


def named(text: str) -> list[str]:
    return [text[start:end] for start, end in find_names(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Skal Mette Hansen have fleksjob?", ["Mette Hansen"]),
        ("Ring til Peter J. i dag", ["Peter J."]),
        ("mødet med fatima og Ali", ["fatima", "Ali"]),
        ("fru Kjær ringer", ["Kjær"]),
        ("borgeren Xylander møder op", ["Xylander"]),
        ("Er Xaver Nielsen mødt?", ["Xaver Nielsen"]),
        ("Mettes sag", ["Mettes"]),
        ("Kan Per få løn?", ["Per"]),
        ("Bo Larsen er her", ["Bo Larsen"]),
        ("Jonas kommer", ["Jonas"]),
    ],
)
def test_a_person_is_found_by_name(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Grundfos og Coop i Randers",
        "Jobcenter Skive og Mentor Company",
        "en plads per uge",
        "Hans ydelse stoppes",
        "Per plads betales 10 kr.",
        "projekt Maria",
        "Lises Café åbner",
        "Anton Bakery A/S",
        "Toms have er stor",
        "Sankt Hans aften",
        "",
    ],
)
def test_a_firm_a_place_or_a_word_is_no_person(text: str) -> None:
    assert named(text) == []


def test_what_follows_a_full_stop_is_no_part_of_a_name() -> None:
    assert named("Vi taler med Mette, Skive Kommune.") == ["Mette"]
