"""Claims about saved web pages: the document is read, what stands round it is not."""

from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.load import load
from ingest.readers.blocks import ReadFile
from ingest.readers.html import read_html

TEXT = "<p>Svanerne bygger rede i sivene om foråret og bliver der, til ungerne kan flyve.</p>" * 3


def read(tmp_path: Path, page: str, encoding: str = "utf-8") -> ReadFile:
    (tmp_path / "side.html").write_bytes(page.encode(encoding))
    return read_html(tmp_path / "side.html")


def blocks(tmp_path: Path, body: str) -> list[tuple[str, int, str]]:
    page = f"<html><head><meta charset=utf-8></head><body>{body}</body></html>"
    return [
        (b.kind, b.level, "".join(t.before + t.text for t in b.tokens).strip(" "))
        for b in read(tmp_path, page).blocks
    ]


def words(tmp_path: Path, body: str) -> str:
    return " ".join(text for _, _, text in blocks(tmp_path, body))


def test_headings_keep_their_level(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<h1>Fugle</h1><h3>Svaner</h3>") == [
        ("heading", 1, "Fugle"),
        ("heading", 3, "Svaner"),
    ]


def test_list_items_know_their_depth(tmp_path: Path) -> None:
    assert blocks(tmp_path, "<ul><li>svaner<ul><li>unge</li></ul></li><li>ænder</li></ul>") == [
        ("list_item", 1, "svaner"),
        ("list_item", 2, "unge"),
        ("list_item", 1, "ænder"),
    ]


def test_an_ordered_list_counts_from_where_it_says(tmp_path: Path) -> None:
    assert words(tmp_path, "<ol start=3><li>Find reden.</li><li>Tæl æggene.</li></ol>") == (
        "3. Find reden. 4. Tæl æggene."
    )


def test_links_to_places_on_the_page_are_contents(tmp_path: Path) -> None:
    links = "<li><a href=#a>Æg</a><li><a href=#b>Unger</a><li><a href=#c>Flugt</a>"
    page = f"<h1>Svaner</h1>{TEXT}<ul>{links}</ul>"
    assert [kind for kind, _, _ in blocks(tmp_path, page)][-3:] == ["contents"] * 3


def test_a_table_row_is_a_block_with_its_cells_parted(tmp_path: Path) -> None:
    table = "<table><tr><th>Fugl<th>Antal<tr><td>Svane<td><p>7</p></table>"
    assert blocks(tmp_path, table) == [
        ("table_row", 0, "Fugl\tAntal"),
        ("table_row", 0, "Svane\t7"),
    ]


def test_a_cell_over_two_rows_is_said_once(tmp_path: Path) -> None:
    table = "<table><tr><td rowspan=2>Svane<td>7<tr><td>8</table>"
    assert [text for _, _, text in blocks(tmp_path, table)] == ["Svane\t7", "\t8"]


def test_a_table_that_holds_the_page_is_no_table(tmp_path: Path) -> None:
    page = "<table><tr><td><h1>Svaner</h1><p>De er hvide.</p><td><p>Tekst.</p></table>"
    assert [kind for kind, _, _ in blocks(tmp_path, page)] == ["heading", "paragraph", "paragraph"]


def test_tables_are_counted(tmp_path: Path) -> None:
    table = "<table><tr><td>a<td>b</table>"
    assert read(tmp_path, f"<body>{table}<p>Tekst.</p>{table}").tables == 2


def test_a_note_is_a_footnote_and_its_mark_is_no_word(tmp_path: Path) -> None:
    page = '<p>Hvid.<sup><a href="#fn1">1</a></sup></p><p id="fn1">Dog ikke som unge.</p>'
    assert blocks(tmp_path, page) == [
        ("paragraph", 0, "Hvid."),
        ("footnote", 0, "Dog ikke som unge."),
    ]


def test_a_bullet_that_word_saved_as_text_is_a_list_item(tmp_path: Path) -> None:
    page = "<p class=MsoListParagraph><span>·<span>&nbsp;&nbsp; </span></span>svaner</p>"
    assert blocks(tmp_path, page) == [("list_item", 1, "svaner")]


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li><a href=/>Forside</a></ul></nav>",
        '<div class="cookie-bar"><p>Vi bruger cookies til statistik.</p></div>',
        '<div id="cookieConsent"><p>Vi bruger cookies til statistik.</p></div>',
        '<div role="dialog"><p>Vil du være medlem?</p></div>',
        '<div class="modal" style="display: none"><p>Vent! Opret en bruger.</p></div>',
        '<div aria-hidden="true">Annonce</div>',
        "<div hidden><p>Opret en bruger.</p></div>",
        "<footer><p>Kommunen, Torvet 1</p></footer>",
        '<div class="newsletter"><p>Tilmeld dig nyhedsbrevet.</p></div>',
        "<h2>Læs også</h2><ul><li><a href=1>Om ænder</a><li><a href=2>Om gæs</a></ul>",
        '<p><a href="/mere">Læs mere</a></p>',
        "<script>var svaner = 7;</script>",
        '<script type="application/ld+json">{"headline": "Svaner"}</script>',
        "<noscript><p>Slå JavaScript til.</p></noscript>",
        "<form><label>E-mail <input></label><button>Tilmeld</button></form>",
    ],
)
def test_what_stands_round_the_document_is_left_out(tmp_path: Path, furniture: str) -> None:
    assert words(tmp_path, f"<h1>Svaner</h1>{TEXT}{furniture}") == words(
        tmp_path, f"<h1>Svaner</h1>{TEXT}"
    )


def test_links_ahead_of_the_first_heading_are_left_out(tmp_path: Path) -> None:
    links = "<div><a href=1>Sport</a> <a href=2>Kultur</a> <a href=3>Natur</a></div>"
    assert words(tmp_path, f"{links}<h1>Svaner</h1>{TEXT}").startswith("Svaner")


def test_a_box_of_links_beside_the_text_is_left_out(tmp_path: Path) -> None:
    links = "<p><a href=1>Sport</a></p><p><a href=2>Kultur</a></p><p><a href=3>Natur</a></p>"
    page = f"<div><div><h1>Svaner</h1>{TEXT}</div></div><div><div>{links}</div></div>"
    assert words(tmp_path, page) == words(tmp_path, f"<h1>Svaner</h1>{TEXT}")


def test_pieces_left_out_are_counted(tmp_path: Path) -> None:
    page = f"<body><nav><ul><li>Forside<li>Job</ul></nav><h1>Svaner</h1>{TEXT}<footer>Tlf.</footer>"
    assert read(tmp_path, page).left_out == 3


def test_pieces_round_an_article_are_counted(tmp_path: Path) -> None:
    page = f"<main><p>Del på nettet</p><article><h1>Svaner</h1>{TEXT}</article></main>"
    assert read(tmp_path, page).left_out == 1


def test_an_article_is_the_document(tmp_path: Path) -> None:
    page = f"<main><p>Del på nettet</p><article><h1>Svaner</h1>{TEXT}</article></main>"
    assert "Del på nettet" not in words(tmp_path, page)


def test_a_page_of_several_articles_is_read_whole(tmp_path: Path) -> None:
    page = f"<main><article><h2>Svaner</h2>{TEXT}</article><article><h2>Ænder</h2></article></main>"
    assert words(tmp_path, page).endswith("Ænder")


def test_a_list_of_links_within_the_text_is_read(tmp_path: Path) -> None:
    links = "<ul><li><a href=a>Skema A</a><li><a href=b>Skema B</a><li><a href=c>Skema C</a></ul>"
    assert words(tmp_path, f"<h1>Svaner</h1>{TEXT}{links}").endswith("Skema A Skema B Skema C")


def test_a_page_that_is_a_list_is_read(tmp_path: Path) -> None:
    assert words(tmp_path, "<h1>Huskeliste</h1><ul><li>sovepose<li>lygte</ul>") == (
        "Huskeliste sovepose lygte"
    )


def test_a_page_within_a_form_is_read(tmp_path: Path) -> None:
    assert words(tmp_path, f"<form><h1>Svaner</h1>{TEXT}</form>").startswith("Svaner Svanerne")


def test_a_fold_that_a_button_opens_is_read(tmp_path: Path) -> None:
    page = f'{TEXT}<h3><button aria-controls="f">Æg</button></h3><div id=f hidden>Syv.</div>'
    assert words(tmp_path, page).endswith("Æg Syv.")


def test_a_class_name_does_not_take_the_text_away(tmp_path: Path) -> None:
    assert words(tmp_path, f'<div class="page-with-menu">{TEXT}</div>') == words(tmp_path, TEXT)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("latin-1", '<meta charset="iso-8859-1">'),
        ("cp1252", ""),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("cp865", '<meta charset="cp865">'),
    ],
)
def test_danish_letters_are_read_whatever_is_declared(
    tmp_path: Path, encoding: str, declared: str
) -> None:
    page = f"<html><head>{declared}</head><body><p>Blåbær på øen</p></body></html>"
    assert [t.text for b in read(tmp_path, page, encoding).blocks for t in b.tokens] == [
        "Blåbær", "på", "øen",
    ]  # fmt: skip


def test_a_section_named_as_furniture_is_read_where_it_is_long(tmp_path: Path) -> None:
    section = f'<section id="nyhedsbrev"><h2>Nyhedsbrevet</h2>{TEXT * 2}</section>'
    assert "Nyhedsbrevet" in words(tmp_path, f"<h1>Svaner</h1>{TEXT * 4}{section}")


def test_a_portals_name_in_its_header_is_not_the_title(tmp_path: Path) -> None:
    page = f"<header><h1>Bakkeby Kommune</h1></header><div><h1>Svaner</h1>{TEXT}</div>"
    assert read(tmp_path, page).title == "Svaner"


def test_text_that_was_hidden_until_the_page_had_loaded_is_read(tmp_path: Path) -> None:
    assert words(tmp_path, f'<div style="visibility: hidden">{TEXT}</div>') == words(tmp_path, TEXT)


def test_entities_are_letters(tmp_path: Path) -> None:
    assert words(tmp_path, "<p>r&oslash;d &amp; gr&#248;n &lt; 5</p>") == "rød & grøn < 5"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Svaner | Bakkeby Kommune</title>", "<h1>Om svaner</h1>", "Om svaner"),
        ("<title>Svaner. En vejledning - Portalen</title>", "<h1>Svaner</h1>",
         "Svaner. En vejledning"),
        ("<title>Svaner | Bakkeby Kommune</title>", "<p>De er hvide.</p>", "Svaner"),
        ('<meta property="og:site_name" content="Portalen"><title>Portalen - Svaner</title>',
         "<p>De er hvide.</p>", "Svaner"),
        ("", "<p>De er hvide.</p>", None),
    ],
)  # fmt: skip
def test_the_title_is_the_documents(
    tmp_path: Path, head: str, body: str, title: str | None
) -> None:
    assert read(tmp_path, f"<html><head>{head}</head><body>{body}</body></html>").title == title


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"side\.html"):
        read(tmp_path, "")


def test_a_page_nested_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="too deep"):
        read(tmp_path, "<div>" * 5000 + "tekst")


@pytest.mark.parametrize("ending", [".html", ".htm"])
def test_both_endings_are_read(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"side{ending}").write_text(f"<h1>Svaner</h1>{TEXT}", encoding="utf-8")
    assert load(tmp_path / f"side{ending}").title == "Svaner"
