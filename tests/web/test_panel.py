"""The source panel: the marks lie where the words are, and the tags say what is known."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.web.panel import panel, tags
from assistant.web.places import Place
from assistant.web.prose import prose
from assistant.web.sheet import mark
from assistant.web.visit import Shown
from ingest.document import Box, Page
from ingest.readers.blocks import document_from
from ingest.readers.markdown import read_markdown
from tests.making import markdown
from tests.web.building import LEAD, ROW, RULE, SCOPE, turn


def shown(helper: Assistant, document_id: str, words: str, page: int | None = None) -> str:
    place = place_of(helper, document_id, words)
    document = helper.library.document(document_id)
    return panel(document, place, Shown(1, 1, page or place.page))


def place_of(helper: Assistant, document_id: str, words: str) -> Place:
    return turn(helper.library, (document_id, words)).places[0]


def test_a_mark_is_given_in_percent_of_the_page() -> None:
    page = Page(1, None, "", width=200, height=400, read_by="text")
    html = mark(Box(1, 50, 100, 150, 120), page)
    assert "left:25.000%;top:25.000%;width:50.000%;height:5.000%" in html


def test_a_quote_over_two_lines_has_two_marks(helper: Assistant) -> None:
    assert shown(helper, "bogbus", SCOPE).count('class="hp-mark"') == 2


def test_another_page_has_no_mark(helper: Assistant) -> None:
    html = shown(helper, "bogbus", LEAD, page=1)
    assert "hp-mark" not in html
    assert "/side/bogbus/1.png" in html


def test_paging_stops_at_the_last_page(helper: Assistant) -> None:
    html = shown(helper, "bogbus", LEAD)
    assert re.search(r'data-side="3" aria-disabled="true"><span>Næste', html)
    assert "Side 2 af 2" in html


def test_a_text_without_pages_marks_the_quote_among_its_paragraphs(helper: Assistant) -> None:
    html = shown(helper, "laesecirkel", RULE)
    assert f'<p><mark class="hp-mark">{RULE}</mark> Indmeldelse' in html
    assert "<h4>Sådan melder du dig ind</h4>" in html
    assert "Bygger på: Bogbussens håndbog, 2014, s. 7" in html
    assert "Forrige" not in html


def test_headings_skip_no_level_where_the_text_is_cut(helper: Assistant, tmp_path: Path) -> None:
    long = "Bogbussen kører hver torsdag.\n\n" * 300
    text = f"# Bussen\n\n{long}### Ruten\n\nVestpå.\n\n### Tiden\n\nTidligt.\n\n## Prisen\n\nLav."
    source = helper.library.document("laesecirkel").source
    document = document_from(source, read_markdown(markdown(tmp_path / "bus.md", text)))
    start = document.text.index("Lav.")
    place = replace(place_of(helper, "laesecirkel", RULE), start=start, end=start + 4)
    found = re.findall(r"<(h\d)>(\w+)", prose(document, place))
    assert found == [("h3", "Ruten"), ("h3", "Tiden"), ("h3", "Prisen")]


def test_a_quoted_row_is_marked_cell_by_cell(helper: Assistant) -> None:
    html = shown(helper, "laesecirkel", ROW)
    assert '<td><mark class="hp-mark">Børn</mark></td><td><mark class="hp-mark">30</mark>' in html


def test_html_in_a_document_is_never_html_in_the_panel(helper: Assistant) -> None:
    assert "<script" not in shown(helper, "laesecirkel", RULE)


@pytest.mark.parametrize(
    ("document_id", "words", "expected"),
    [
        ("bogbus", LEAD, ["Historisk: fra 2013", "Tekst i filen", "Citatet står på siden"]),
        ("laesecirkel", RULE, ["Tekst i filen", "Citatet står i teksten"]),
    ],
)
def test_tags_say_what_is_known(
    helper: Assistant, document_id: str, words: str, expected: list[str]
) -> None:
    place = place_of(helper, document_id, words)
    found = tags(helper.library.document(document_id), place)
    assert [text for _, text in found] == expected


def test_words_of_an_undated_publication_are_not_as_young_as_the_note_about_it(
    helper: Assistant,
) -> None:
    place = place_of(helper, "bogbus", LEAD)
    assert replace(place, origin="Ansøgning om bogbussen, Biblioteket, s. 1").year == ""
    assert replace(place, origin="Bogbussens håndbog, 2014, s. 7").year == "2014"
    assert replace(place, origin=None).year == "2013"
