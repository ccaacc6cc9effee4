"""Claims about comparisons: two sides, each with what is said of it alone."""

from pathlib import Path

import pytest

from assistant.across.comparison import compared
from assistant.reply import Answer
from tests.making import indexed
from tests.programme import assistant_over

TABLE = """# Bådene

| Båd | Pladser | Fører |
|---|---|---|
| Båd 1: Jollen | 4 | En lods |
| Båd 2: Kutteren | 12 | En skipper |
| Båd 3: Færgen | 90 | En kaptajn |
"""
HOUSES = """# Husene

## Fyrtårnet

Fyrtårnet står på odden og har 99 trin. Det blev malet rødt af to malere.

## Kornsiloen

Kornsiloen ligger ved havnen og rummer 300 tons. Den blev bygget om til lejligheder.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("compare"), {"baade.md": TABLE, "huse.md": HOUSES})


def test_a_row_of_a_table_with_one_column_is_said_as_it_stands(tmp_path: Path) -> None:
    table = "# Både\n\n| Både |\n|---|\n| Båd 1 er til gæster |\n| Båd 2 er til fangst |\n"
    found = sides(indexed(tmp_path, {"b.md": table}), "Hvad er forskellen på båd 1 og båd 2?")
    assert [said.strip() for said in found.values()] == [
        "Båd 1 er til gæster",
        "Båd 2 er til fangst",
    ]


def sides(index: Path, question: str) -> dict[str | None, str]:
    """What is said of each side."""
    reply = assistant_over(index).ask(question)
    assert isinstance(reply, Answer)
    said: dict[str | None, str] = {}
    for statement in reply.statements:
        said[statement.label] = f"{said.get(statement.label, '')} {statement.text}"
    return said


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Hvad er forskellen på båd 1 og båd 3?", ("båd 1", "båd 3")),
        ("Hvad er forskellen på båd 1 og 3?", ("båd 1", "båd 3")),
        ("hvad er foskellen mellem en lods og en skipper", ("lods", "skipper")),
        ("Hvilken forskel er der på jollen og kutteren?", ("jollen", "kutteren")),
        ("Sammenlign fyrtårnet med kornsiloen.", ("fyrtårnet", "kornsiloen")),
        ("Hvordan adskiller jollen sig fra færgen?", ("jollen", "færgen")),
        ("Hvordan er prisen på jollen anderledes end prisen på færgen?", ("jollen", "færgen")),
        ("Jollen kontra færgen?", ("Jollen", "færgen")),
        ("What is the difference between båd 1 and båd 2?", ("båd 1", "båd 2")),
        ("Hvor mange både er der?", ()),
        ("Hvad er forskellen?", ()),
    ],
)
def test_the_sides_are_as_they_are_written(question: str, names: tuple[str, ...]) -> None:
    assert compared(question) == names


def test_rows_of_a_table_are_compared_cell_by_cell(index: Path) -> None:
    assert sides(index, "Hvad er forskellen på båd 1 og båd 3?") == {
        "båd 1": " Båd 1: Jollen – Pladser: 4; Fører: En lods",
        "båd 3": " Båd 3: Færgen – Pladser: 90; Fører: En kaptajn",
    }


def test_a_row_is_cited_with_the_heads_of_its_columns(index: Path) -> None:
    reply = assistant_over(index).ask("Hvad er forskellen på båd 1 og båd 3?")
    assert [s.citations for s in reply.statements] == [(1, 2), (3, 2)]


def test_each_side_is_told_from_where_its_heading_names_it(index: Path) -> None:
    said = sides(index, "Hvad er forskellen på Fyrtårnet og Kornsiloen?")
    assert ("99 trin" in said["Fyrtårnet"], "300 tons" in said["Kornsiloen"]) == (True, True)


def test_a_side_does_not_tell_of_the_other(index: Path) -> None:
    said = sides(index, "Hvad er forskellen på Fyrtårnet og Kornsiloen?")
    assert "300 tons" not in said["Fyrtårnet"]


def test_a_side_that_no_document_names_is_not_compared(index: Path) -> None:
    reply = assistant_over(index).ask("Hvad er forskellen på Fyrtårnet og Møllehuset?")
    assert "Møllehuset" not in {statement.label for statement in reply.statements}


def test_what_no_side_has_is_not_compared(index: Path) -> None:
    reply = assistant_over(index).ask("Hvad er forskellen på huslejen i Fyrtårnet og Kornsiloen?")
    assert not isinstance(reply, Answer)
