"""Claims about Markdown files."""

from pathlib import Path

import pytest

from ingest.readers.blocks import ReadFile
from ingest.readers.markdown import read_markdown
from tests.making import markdown


@pytest.fixture
def reading(tmp_path: Path) -> "Reading":
    return Reading(tmp_path / "note.md")


class Reading:
    """Reads Markdown through a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def file(self, text: str) -> ReadFile:
        return read_markdown(markdown(self.path, text))

    def blocks(self, text: str) -> list[tuple[str, int, str]]:
        read = self.file(text).blocks
        return [
            (b.kind, b.level, "".join(t.before + t.text for t in b.tokens).strip(" ")) for b in read
        ]


def test_headings_keep_their_level(reading: Reading) -> None:
    assert reading.blocks("# Et\n\n### Tre\n\nTekst") == [
        ("heading", 1, "Et"),
        ("heading", 3, "Tre"),
        ("paragraph", 0, "Tekst"),
    ]


def test_the_first_outermost_heading_is_the_title(reading: Reading) -> None:
    assert reading.file("## Under\n\n# Over\n\n# Senere").title == "Over"


def test_a_note_without_a_heading_has_no_title(reading: Reading) -> None:
    assert reading.file("Tekst").title is None


def test_list_items_know_their_depth(reading: Reading) -> None:
    assert reading.blocks("- svaner\n  - unge\n- ænder") == [
        ("list_item", 1, "svaner"),
        ("list_item", 2, "unge"),
        ("list_item", 1, "ænder"),
    ]


def test_the_number_of_an_ordered_item_is_kept(reading: Reading) -> None:
    assert [text for _, _, text in reading.blocks("1. svaner\n2. ænder")] == [
        "1. svaner",
        "2. ænder",
    ]


def test_a_table_row_is_a_block_with_its_cells_parted(reading: Reading) -> None:
    assert reading.blocks("| Fugl | Antal |\n|---|---|\n| Svane | 7 |\n\nSlut.") == [
        ("table_row", 0, "Fugl\tAntal"),
        ("table_row", 0, "Svane\t7"),
        ("paragraph", 0, "Slut."),
    ]


def test_tables_are_counted(reading: Reading) -> None:
    assert reading.file("| a |\n|---|\n| b |\n\n| c |\n|---|\n| d |").tables == 2


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("En *rask* **svane** ~ `kode`", "En rask svane ~ kode"),
        ("Se [kortet](https://example.dk) her", "Se kortet her"),
        ("Se [menuen](javascript:alert(1)) her", "Se menuen her"),
        ("en\nto", "en to"),
        ("en  \nto", "en to"),
        ("5 &lt; 7 &amp; 9", "5 < 7 & 9"),
        ("Før ![logo](https://example.dk/p.png) efter", "Før efter"),
        ("Før <b>fed</b> efter", "Før fed efter"),
    ],
)
def test_only_the_words_are_kept(reading: Reading, source: str, words: str) -> None:
    assert [text for _, _, text in reading.blocks(source)] == [words]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert('hej')</script>",
        "<!-- skjult -->",
        '<img src=x onerror="f()">',
        "<div>\nx\n</div>",
    ],
)
def test_a_block_of_html_is_left_out(reading: Reading, html: str) -> None:
    assert reading.blocks(f"Før.\n\n{html}\n\nEfter.") == [
        ("paragraph", 0, "Før."),
        ("paragraph", 0, "Efter."),
    ]


def test_blocks_of_html_are_counted_as_left_out(reading: Reading) -> None:
    assert reading.file("Før.\n\n<div>\nx\n</div>\n\n<!-- y -->\n\nEfter.").left_out == 2


def test_a_picture_alone_is_no_block(reading: Reading) -> None:
    assert len(reading.blocks("Før.\n\n![logo](p.png)\n\nEfter.")) == 2


def test_a_footnote_stands_at_the_end_and_its_mark_is_no_word(reading: Reading) -> None:
    assert reading.blocks("Hvide[^1] svaner.\n\n[^1]: Ikke de unge.\n\nMere.") == [
        ("paragraph", 0, "Hvide svaner."),
        ("paragraph", 0, "Mere."),
        ("footnote", 0, "Ikke de unge."),
    ]


def test_front_matter_is_no_text(reading: Reading) -> None:
    assert reading.blocks("---\ntitle: Svaner\n---\nDe er hvide.") == [
        ("paragraph", 0, "De er hvide.")
    ]


def test_front_matter_gives_a_title_where_no_heading_does(reading: Reading) -> None:
    assert reading.file('---\ntitle: "Om svaner"\n---\nDe er hvide.').title == "Om svaner"


def test_code_is_text(reading: Reading) -> None:
    assert reading.blocks("```\nsats = 7\n```") == [("paragraph", 0, "sats = 7")]


def test_a_quotation_is_a_paragraph(reading: Reading) -> None:
    assert reading.blocks("> Svaner er store.") == [("paragraph", 0, "Svaner er store.")]
