"""Word documents: styles say what is a heading or a list, whatever language Word was in."""

from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument

from ingest.errors import UnreadableFile
from ingest.readers.docx import read_docx


def read(path: Path, document: WordDocument) -> list[tuple[str, int, str]]:
    document.save(str(path / "notat.docx"))
    return [
        (block.kind, block.level, "".join(t.before + t.text for t in block.tokens).strip(" "))
        for block in read_docx(path / "notat.docx").blocks
    ]


def test_headings_keep_their_level(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Fugle", 1)
    document.add_heading("Svaner", 2)
    assert read(tmp_path, document) == [("heading", 1, "Fugle"), ("heading", 2, "Svaner")]


def test_a_title_is_the_outermost_heading(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Fugle i havnen", 0)
    assert read(tmp_path, document) == [("heading", 1, "Fugle i havnen")]


def test_bullets_are_list_items(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("svaner", style="List Bullet")
    assert read(tmp_path, document) == [("list_item", 1, "svaner")]


def test_a_table_stands_where_it_was_written(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Før.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Fugl", "Antal", "Svane", "7"], strict=True):
        cell.text = text
    document.add_paragraph("Efter.")
    assert [text for _, _, text in read(tmp_path, document)] == [
        "Før.",
        "Fugl\tAntal",
        "Svane\t7",
        "Efter.",
    ]


def test_a_merged_cell_is_said_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Svaner og ænder"
    table.cell(0, 2).text = "12"
    assert read(tmp_path, document) == [("table_row", 0, "Svaner og ænder\t12")]


def test_the_title_is_the_documents_own(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Havnens fugle"
    document.add_heading("Fugle", 1)
    document.save(str(tmp_path / "notat.docx"))
    assert read_docx(tmp_path / "notat.docx").title == "Havnens fugle"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"not a zip"])
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notat.docx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"notat\.docx"):
        read_docx(path)
