"""Claims about the register of economic figures: what it holds, and what an index has of it."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.economics import Figure, load_figures, placed, watched_figures
from ingest.errors import SettingsError
from ingest.library import Library
from ingest.settings import PROJECT
from tests.making import indexed

ENTRY = """
[[figure]]
id = "billet"
name = "Billet til færgen"
value = 38
unit = "kr."
per = "person"
period = "2015"
left_out = ["cykel"]
source = "Færgelaugets takster"
page = 2
document = "faerge"
quote = "En billet koster 38 kr."
"""
NOTE = """# Færgen

En billet koster 38 kr. for voksne.

| Rute | Pris |
|---|---|
| Øst | 14 kr. |
"""


@pytest.fixture
def register(tmp_path: Path) -> Callable[[str], tuple[Figure, ...]]:
    def load(text: str) -> tuple[Figure, ...]:
        (tmp_path / "economics.toml").write_text(text, encoding="utf-8")
        return load_figures(tmp_path / "economics.toml")

    return load


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(indexed(tmp_path, {"faerge.md": NOTE}))


def test_a_figure_is_a_decimal_at_both_ends(
    register: Callable[[str], tuple[Figure, ...]],
) -> None:
    assert (register(ENTRY)[0].low, register(ENTRY)[0].high) == (Decimal(38), Decimal(38))


def test_a_range_has_two_ends(register: Callable[[str], tuple[Figure, ...]]) -> None:
    figure = register(ENTRY.replace("value = 38", "low = 2.5\nhigh = 38"))[0]
    assert (figure.low, figure.high) == (Decimal("2.5"), Decimal(38))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value = 38", ""),
        ("value = 38", 'value = "38"'),
        ('unit = "kr."', ""),
        ('period = "2015"', 'perriod = "2015"'),
        ("[[figure]]", "[[figure"),
    ],
)
def test_a_register_that_is_not_valid_is_refused(
    register: Callable[[str], tuple[Figure, ...]], old: str, new: str
) -> None:
    with pytest.raises(SettingsError, match="not a valid register of figures"):
        register(ENTRY.replace(old, new))


def test_a_figure_stands_where_its_quote_does(
    register: Callable[[str], tuple[Figure, ...]], library: Library
) -> None:
    (found,) = placed(register(ENTRY), library)
    assert found.document.text[found.start : found.end] == "En billet koster 38 kr."


def test_the_cells_of_a_quoted_row_stand_side_by_side(
    register: Callable[[str], tuple[Figure, ...]], library: Library
) -> None:
    (found,) = placed(register(ENTRY.replace("En billet koster 38 kr.", "Øst | 14 kr.")), library)
    assert found.document.text[found.start : found.end] == "Øst\t14 kr."


@pytest.mark.parametrize(
    ("old", "new"),
    [('document = "faerge"', 'document = "bus"'), ("koster 38 kr.", "kostede 38 kr.")],
)
def test_a_figure_that_the_index_does_not_say_is_left_out(
    register: Callable[[str], tuple[Figure, ...]], library: Library, old: str, new: str
) -> None:
    assert placed(register(ENTRY.replace(old, new)), library) == []


def test_a_changed_register_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "economics.toml"
    file.write_text(ENTRY, encoding="utf-8")
    current = watched_figures(file)
    file.write_text(ENTRY + ENTRY.replace("billet", "rabat"), encoding="utf-8")
    assert [figure.id for figure in current()] == ["billet", "rabat"]


def test_a_register_that_breaks_stays_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "economics.toml"
    file.write_text(ENTRY, encoding="utf-8")
    current = watched_figures(file)
    file.write_text("[[figure", encoding="utf-8")
    assert [figure.id for figure in current()] == ["billet"]


def test_the_register_that_ships_is_valid() -> None:
    assert load_figures(PROJECT / "corpus" / "economics.toml")
