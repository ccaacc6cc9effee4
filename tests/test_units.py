"""Claims about units: the sentences, list items and table rows that an answer is made of."""

from pathlib import Path

import pytest

from assistant.selection.units import (
    Unit,
    block_units,
    speaks_of_itself,
    units,
    units_between,
)
from ingest.document import CELL, BlockKind
from ingest.library import Library
from tests.making import indexed
from tests.programme import FILES, document, passage

TWO = "Den er rød. Den er stor."


def texts(found: list[Unit]) -> list[str]:
    return [unit.text for unit in found]


def units_of(*blocks: tuple[BlockKind, str]) -> list[str]:
    made = document(*blocks)
    return texts(units_between(made, 0, len(made.text), passage(made)))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(indexed(tmp_path, FILES))


def test_a_paragraph_is_its_sentences() -> None:
    assert units_of(("paragraph", TWO)) == ["Den er rød.", "Den er stor."]


@pytest.mark.parametrize("kind", ["list_item", "table_row"])
def test_a_list_item_and_a_table_row_are_whole(kind: BlockKind) -> None:
    assert units_of((kind, TWO)) == [TWO]


def test_a_long_list_item_is_its_sentences() -> None:
    sentence = f"Den er {'meget ' * 40}stor."
    assert units_of(("list_item", f"{sentence} {sentence}")) == [sentence, sentence]


def test_a_row_of_a_form_is_taken_sentence_by_sentence_in_each_cell() -> None:
    answer = f"Den er {'meget ' * 90}stor. Den er rød."
    row = f"Hvordan er siloen?{CELL}{answer}"
    first = answer.removesuffix(" Den er rød.")
    assert units_of(("table_row", row)) == ["Hvordan er siloen?", first, "Den er rød."]


@pytest.mark.parametrize("kind", ["heading", "contents"])
def test_headings_and_contents_lines_are_left_out(kind: BlockKind) -> None:
    assert units_of((kind, "Prisen"), ("paragraph", "Den er rød.")) == ["Den er rød."]


def test_what_holds_no_word_is_left_out() -> None:
    assert units_of(("paragraph", "0 10 20 30 %"), ("table_row", "1 | 2")) == []


def test_a_list_item_of_two_letters_is_kept() -> None:
    assert units_of(("list_item", "Håndværk"), ("list_item", "IT")) == ["Håndværk", "IT"]


def test_units_come_in_reading_order() -> None:
    found = units_of(("paragraph", TWO), ("list_item", "En bil"), ("paragraph", "Den kører."))
    assert found == ["Den er rød.", "Den er stor.", "En bil", "Den kører."]


def test_a_stretch_has_the_units_that_it_touches() -> None:
    made = document(("paragraph", TWO), ("paragraph", "Den kører."))
    start = made.text.index("stor")
    assert texts(units_between(made, start, start + 1, passage(made))) == ["Den er stor."]


def test_a_unit_knows_the_headings_that_it_stands_under() -> None:
    made = document(("heading", "Prisen"), ("paragraph", "Den er høj."))
    assert block_units(made, 1, passage(made))[0].headings == ("Prisen",)


def test_a_unit_is_a_slice_of_its_document() -> None:
    made = document(("paragraph", TWO))
    unit = block_units(made, 0, passage(made))[1]
    assert made.text[unit.start : unit.end] == unit.text == "Den er stor."


def test_a_unit_knows_the_shape_of_its_block() -> None:
    made = document(("paragraph", TWO), ("list_item", "En bil"))
    assert [block_units(made, i, passage(made))[0].shape.kind for i in (0, 1)] == [
        "paragraph",
        "list_item",
    ]


def test_units_of_overlapping_passages_come_once(library: Library) -> None:
    whole = passage(library.document("faerge"))
    assert texts(units([whole, whole], library)) == texts(units([whole], library))


def test_units_of_several_documents_come_passage_by_passage(library: Library) -> None:
    first, second = (passage(library.document(name)) for name in ("kantine", "faerge"))
    names = [unit.document.id for unit in units([first, second], library)]
    assert names == sorted(names, key=("kantine", "faerge").index)


@pytest.mark.parametrize(
    ("text", "of_itself"),
    [
        ("Tabellen viser ruterne.", True),
        ("Beløbene pr. tur i tabellen er vores omregning.", True),
        ("Kokken satte en ske i suppen.", False),
    ],
)
def test_a_sentence_about_the_table_speaks_of_its_document(text: str, of_itself: bool) -> None:
    made = document(("paragraph", text))
    (found,) = units_between(made, 0, len(made.text), passage(made))
    assert speaks_of_itself(found) == of_itself
