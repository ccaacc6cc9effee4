"""Lists in an answer: an introduction is never said without what it introduces."""

from pathlib import Path

import pytest

from assistant.reply import NoAnswer, Passage, Reason
from assistant.selection.lists import (
    fitting,
    headings_as_items,
    is_column_heads,
    items_asked,
    list_that_fits,
    with_its_list,
)
from assistant.selection.units import Unit, units_between
from ingest.document import Chunk
from ingest.library import Library
from tests.making import indexed
from tests.programme import FERRY, asked, assistant_over, document, passage, said

MARKET = """# Torvet

Torvet har tre faste boder:

- ost fra øen
- Den røde bod sælger kun fisk.
- brød

Torvet ligger ved havnen. Bodlejen på torvet mangler i vores kopi af regnskabet.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {"torvet.md": MARKET, "faerge.md": FERRY}
    return indexed(tmp_path_factory.mktemp("lists"), files)


@pytest.fixture
def market(index: Path) -> list[Unit]:
    return units_of(index, "torvet")


def units_of(index: Path, document_id: str) -> list[Unit]:
    document = Library(index).document(document_id)
    chunk = Chunk("all", document_id, document.text, 0, len(document.text), ())
    return units_between(document, 0, len(document.text), Passage(1, 1.0, chunk))


def texts(units: list[Unit]) -> list[str]:
    return [unit.text for unit in units]


def test_an_introduction_brings_its_items(market: list[Unit]) -> None:
    assert texts(with_its_list(market[0])) == [
        "Torvet har tre faste boder:",
        "ost fra øen",
        "Den røde bod sælger kun fisk.",
        "brød",
    ]


def test_an_item_that_is_a_fragment_brings_its_introduction(market: list[Unit]) -> None:
    assert texts(with_its_list(market[1])) == ["Torvet har tre faste boder:", "ost fra øen"]


def test_an_item_that_is_a_sentence_stands_alone(market: list[Unit]) -> None:
    assert texts(with_its_list(market[2])) == ["Den røde bod sælger kun fisk."]


def test_a_sentence_outside_lists_stands_alone(market: list[Unit]) -> None:
    assert texts(with_its_list(market[4])) == ["Torvet ligger ved havnen."]


def test_the_row_that_names_the_columns_is_told_from_the_others(index: Path) -> None:
    rows = [unit for unit in units_of(index, "faerge") if unit.shape.kind == "table_row"]
    assert [is_column_heads(row) for row in rows] == [True, False, False]


def test_what_does_not_fit_is_left_out_with_all_that_follows(market: list[Unit]) -> None:
    assert texts(fitting(market, 40)) == ["Torvet har tre faste boder:", "ost fra øen"]


def test_a_figure_that_the_source_lost_is_no_answer_but_is_cited(index: Path) -> None:
    reply = assistant_over(index).ask("Hvor stor er bodlejen på torvet?")
    assert isinstance(reply, NoAnswer)
    assert reply.reason is Reason.LOST_IN_SOURCE
    assert said(reply) == "Bodlejen på torvet mangler i vores kopi af regnskabet."
    assert [citation.quote for citation in reply.citations] == [said(reply)]


MODELS = document(
    ("heading", "Aftaler"),
    ("paragraph", "Der er to modeller for aftaler med lodserne."),
    ("heading", "Model 1: Fast aftale"),
    ("paragraph", "Lodsen sejler hver dag."),
    ("heading", "Model 2: Løs aftale"),
    ("paragraph", "Lodsen sejler, når der bliver ringet."),
)


def heads(question: str) -> list[list[str]]:
    unit = units_between(MODELS, 0, len(MODELS.text), passage(MODELS))[0]
    return [[item.text for item in items] for items in headings_as_items(unit, question)]


def test_headings_that_are_as_many_as_asked_for_are_a_list() -> None:
    found = heads("Hvilke to modeller er der?")
    assert found == [["Model 1: Fast aftale", "Model 2: Løs aftale"]]


@pytest.mark.parametrize("question", ["Hvilke tre modeller er der?", "Hvilke to lodser er der?"])
def test_headings_of_another_number_or_noun_are_none(question: str) -> None:
    assert heads(question) == []


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("Hvilke fire modeller er der?", 4),
        ("Hvad er de 7 principper?", 7),
        ("Hvilke modeller er der?", None),
        ("Hvor mange modeller er der?", None),
    ],
)
def test_how_many_items_are_asked_for(question: str, number: int | None) -> None:
    assert items_asked(question) == number


COUNTED = """# Havnen

Havnen har to kajer. Tabellen viser dem.

- Østkajen
- Vestkajen

Lodsen har tre både.

- Ørnen
- Svanen
"""


@pytest.mark.parametrize("between", ["", " Tabellen viser dem."])
def test_a_sentence_that_counts_the_items_after_it_introduces_them(
    tmp_path: Path, between: str
) -> None:
    note = COUNTED.replace(" Tabellen viser dem.", between)
    found = units_of(indexed(tmp_path, {"havnen.md": note}), "havnen")
    assert texts(with_its_list(found[0]))[-2:] == ["Østkajen", "Vestkajen"]


def test_a_sentence_that_counts_the_rows_under_the_column_heads_introduces_them(
    tmp_path: Path,
) -> None:
    note = FERRY.replace("for voksne.", "for voksne.\n\nLauget har to ruter.")
    found = units_of(indexed(tmp_path, {"faerge.md": note}), "faerge")
    (routes,) = (unit for unit in found if unit.text.startswith("Lauget har"))
    assert texts(with_its_list(routes))[-1] == "Vestkajen\t6"


def test_the_row_of_their_sum_is_no_item_of_a_table(tmp_path: Path) -> None:
    note = FERRY.replace("for voksne.", "for voksne.\n\nLauget har to ruter.") + "| I alt | 20 |\n"
    found = units_of(indexed(tmp_path, {"faerge.md": note}), "faerge")
    (routes,) = (unit for unit in found if unit.text.startswith("Lauget har"))
    assert texts(with_its_list(routes))[-1] == "I alt\t20"


@pytest.mark.parametrize(("below", "answers"), [(0.0, "ved valg"), (9.0, "for arbejde i havnen")])
def test_of_two_lists_that_fit_one_with_a_far_better_item_answers(
    below: float, answers: str
) -> None:
    made = document(
        ("paragraph", "Lodsen får løn for arbejde på to måder:"),
        ("list_item", "ved valg"),
        ("list_item", "ved lod"),
        ("paragraph", "Lodsen får løn på to måder:"),
        ("list_item", "for arbejde i havnen"),
        ("list_item", "for hvert skib"),
    )
    found = {unit.text: unit for unit in units_between(made, 0, len(made.text), passage(made))}
    ranked = [(9.0, found["for arbejde i havnen"]), (9.0 - below, found["ved valg"])]
    question = asked("På hvilke måder får lodsen løn for arbejde?")
    listed = list_that_fits(question, found["for arbejde i havnen"], ranked, 900)
    assert answers in texts(listed)


def test_a_sentence_that_counts_something_else_introduces_nothing(tmp_path: Path) -> None:
    found = units_of(indexed(tmp_path, {"havnen.md": COUNTED}), "havnen")
    (boats,) = (unit for unit in found if unit.text.startswith("Lodsen"))
    assert texts(with_its_list(boats)) == ["Lodsen har tre både."]
