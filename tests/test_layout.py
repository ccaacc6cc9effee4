"""Claims about lines on paper, without a PDF: words joined, rows, running heads, kinds of block."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.clean import SOFT_HYPHEN
from ingest.document import Box
from ingest.readers import layout
from ingest.readers.blocks import ReadBlock, Token
from ingest.readers.lines import Line, join_tokens, rows

HEIGHT = 842.0
PITCH = 14.0


def line(
    text: str, y: float, *, x: float = 72, page: int = 1, size: float = 11,
    bold: bool = False, note: bool = False,
) -> Line:  # fmt: skip
    tokens, right = [], x
    for word in text.split():
        width = 0.5 * size * len(word)
        tokens.append(Token(word, page, (Box(page, right, y, right + width, y + size),)))
        right += width + 0.3 * size
    return Line(page, tuple(tokens), x, y, right, y + size, size, bold, False, note)


def page_of(*texts: str, y: float = 100, page: int = 1) -> list[Line]:
    return [line(text, y + PITCH * n, page=page) for n, text in enumerate(texts)]


def read(*pages: Sequence[Line]) -> list[tuple[str, str]]:
    return [(block.kind, said(block)) for block in layout.blocks(pages)]


def said(block: ReadBlock) -> str:
    return " ".join(token.text for token in block.tokens)


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("samarbej-", "de", "samarbejde"),
        (f"samarbej{SOFT_HYPHEN}", "de", "samarbejde"),
        ("IPS-", "team", "IPS-team"),
        ("15-", "årig", "15-årig"),
        ("virksomheds-", "og", "virksomheds- og"),
        ("Nord-", "Jylland", "Nord-Jylland"),
        ("2012-", "13", "2012-13"),
        ("e-", "mail", "e-mail"),
        ("(Øst-/", "Vestdanmark)", "(Øst-/Vestdanmark)"),
        ("http://a.dk/om-", "os", "http://a.dk/om-os"),
        ("syd-", "og", "syd- og"),
        ("her", "der", "her der"),
        ("-", "der", "- der"),
    ],
)
def test_a_word_parted_at_a_line_end_is_one_again(end: str, start: str, joined: str) -> None:
    assert " ".join(t.text for t in join_tokens([[Token(end)], [Token(start)]])) == joined


def test_a_joined_word_has_a_box_on_each_line() -> None:
    first, second = line("sam-", 100), line("arbejde", 114)
    (token,) = join_tokens([first.tokens, second.tokens])
    assert token.boxes == first.tokens[0].boxes + second.tokens[0].boxes


def test_a_soft_hyphen_within_a_line_is_dropped() -> None:
    assert join_tokens([[Token(f"sam{SOFT_HYPHEN}arbejde")]])[0].text == "samarbejde"


@pytest.mark.parametrize(
    ("known", "joined"),
    [("samarbejdsrelationer", "samarbejdsrelationer"),
     ("samarbejds-relationer", "samarbejds-relationer"), ("svaner", "samarbejdsrelationer")],
)  # fmt: skip
def test_the_documents_own_words_tell_whose_a_hyphen_is(known: str, joined: str) -> None:
    parted = [[Token("samarbejds-")], [Token("relationer")]]
    assert [t.text for t in join_tokens(parted, {known})] == [joined]


def test_a_document_of_soft_hyphens_parts_no_word_by_others() -> None:
    soft = [text for _ in range(3) for text in (f"Svanen er sam{SOFT_HYPHEN}", "let her og")]
    page = page_of(*soft, "har fleksjob-", "medarbejdere.")
    assert read(page)[0][1].endswith("har fleksjob-medarbejdere.")


def test_a_word_that_ends_like_a_conjunction_is_joined_where_the_document_knows_it() -> None:
    parted = [[Token("sam-")], [Token("men")]]
    assert [t.text for t in join_tokens(parted, {"sammen"})] == ["sammen"]


def test_pieces_side_by_side_are_one_row() -> None:
    pieces = [line("Lager:", 100), line("7", 100, x=300), line("Salg:", 114), line("2", 114, x=300)]
    assert [(row.text, row.row) for row in rows(pieces)] == [("Lager: 7", True), ("Salg: 2", True)]


def test_a_label_far_from_its_figure_is_a_table_row() -> None:
    page = [*page_of("Der er plads til flere i de enkelte grupper her."),
            line("Lager:", 150), line("7", 150, x=300)]  # fmt: skip
    assert read(page)[-1] == ("table_row", "Lager: 7")


def test_the_figure_beside_a_label_of_two_lines_joins_it() -> None:
    page = [line("Butikker med", 100), line("udstilling", 114), line("12", 160, x=300)]
    assert read(page) == [("table_row", "Butikker med udstilling 12")]


def test_lines_at_the_usual_distance_are_one_paragraph() -> None:
    assert read(page_of("En svane svømmer", "på søen.")) == [
        ("paragraph", "En svane svømmer på søen.")
    ]


def test_a_gap_parts_paragraphs() -> None:
    page = [*page_of("En svane her.", "Endnu en linje.", "Og en til."), *page_of("Ænder.", y=170)]
    assert read(page)[1] == ("paragraph", "Ænder.")


def test_larger_type_is_a_heading_above_bold_type() -> None:
    page = [line("Kapitel", 80, size=18), line("Afsnit", 110, bold=True),
            *page_of("Brødtekst i mange ord, så at den er det sædvanlige.", y=140)]  # fmt: skip
    found = layout.blocks([page])
    assert [(b.kind, b.level) for b in found] == [("heading", 1), ("heading", 2), ("paragraph", 0)]


def test_a_heading_set_letter_by_letter_is_closed_up() -> None:
    page = [line("V i r k s o m h e d", 80, size=18), *page_of("Brødtekst i mange, mange ord.")]
    assert read(page)[0] == ("heading", "Virksomhed")


@pytest.mark.parametrize("bullet", ["•", "–", "*", "▪"])
def test_a_bullet_opens_a_list_item_and_is_left_out(bullet: str) -> None:
    page = page_of(f"{bullet} Svaner", f"{bullet} Ænder")
    assert read(page) == [("list_item", "Svaner"), ("list_item", "Ænder")]


def test_a_number_opens_a_list_item_and_stays() -> None:
    assert read(page_of("1. Svaner", "2. Ænder")) == [
        ("list_item", "1. Svaner"),
        ("list_item", "2. Ænder"),
    ]


def test_a_number_in_running_text_opens_no_list_item() -> None:
    assert read(page_of("De gik i skole, til de nåede", "8. klasse eller mere.")) == [
        ("paragraph", "De gik i skole, til de nåede 8. klasse eller mere.")
    ]


def test_a_dash_in_running_text_opens_no_list_item() -> None:
    assert read(page_of("Svanen er stor og hvid", "– og den bygger ved søen.")) == [
        ("paragraph", "Svanen er stor og hvid – og den bygger ved søen.")
    ]


def test_an_indented_item_is_one_level_deeper() -> None:
    page = [line("• Fugle", 100), line("• Svaner", 114, x=90), line("• Fisk", 128)]
    assert [(b.kind, b.level) for b in layout.blocks([page])] == [
        ("list_item", 1), ("list_item", 2), ("list_item", 1),
    ]  # fmt: skip


def test_a_list_keeps_its_level_over_a_page_break() -> None:
    pages = [line("• Fugle", 100), line("• Svaner", 114, x=90)], [line("• Ænder", 100, x=90)]
    assert [b.level for b in layout.blocks(pages)] == [1, 2, 2]


def test_a_title_of_the_outline_is_a_heading_whatever_its_type() -> None:
    page = [line("Om svaner", 80), *page_of("En lang linje med brødtekst her.", y=110)]
    (heading, _) = layout.blocks([page], [(2, "1. Om svaner", 1)])
    assert (heading.kind, heading.level) == ("heading", 2)


def test_a_title_of_the_outline_is_no_heading_on_another_page() -> None:
    page = [line("Om svaner", 80), *page_of("En lang linje med brødtekst her.", y=110)]
    assert layout.blocks([page], [(2, "Om svaner", 2)])[0].kind == "paragraph"


def test_a_paragraph_runs_on_in_the_next_column() -> None:
    left = [line("Svanen bygger sin rede af", 700)]
    right = [line("siv og grene.", 100, x=320)]
    assert read([*left, *right]) == [("paragraph", "Svanen bygger sin rede af siv og grene.")]


def test_a_footnote_stands_after_the_paragraph_that_bears_its_mark() -> None:
    marked = replace(line("Svanen er stor.", 100), marks=("1",))
    note = replace(line("Se bilaget.", 700, size=8, note=True), marks=("1",))
    page = [marked, *page_of("Anden er en lille fugl, som svømmer her.", y=140), note]
    assert [kind for kind, _ in read(page)] == ["paragraph", "footnote", "paragraph"]


def test_what_is_aside_stands_before_a_paragraph_that_runs_on() -> None:
    box = replace(line("Kontakt os.", 100, x=450), aside=True)
    pages = [*page_of("Svanen bygger sin rede af siv og"), box], page_of("grene.", page=2)
    assert [said for _, said in read(*pages)] == [
        "Kontakt os.", "Svanen bygger sin rede af siv og grene.",
    ]  # fmt: skip


def test_a_footnote_mark_alone_on_its_line_is_taken_out() -> None:
    page = [*page_of("En lang linje med brødtekst her."), line("1", 200, size=6)]
    assert read(page) == [("paragraph", "En lang linje med brødtekst her.")]


def test_a_date_opens_no_list_item() -> None:
    assert read(page_of("Ordningen begynder den", "1. marts næste år.")) == [
        ("paragraph", "Ordningen begynder den 1. marts næste år.")
    ]


def test_dot_leaders_make_a_contents_line() -> None:
    assert read(page_of("Indledning ........... 3"))[0][0] == "contents"


def test_a_small_line_with_a_raised_mark_is_a_footnote() -> None:
    body = page_of("En lang linje med brødtekst, som slutter her.")
    assert read([*body, line("Se bilaget.", 700, size=8, note=True)])[-1] == (
        "footnote",
        "Se bilaget.",
    )


def test_a_paragraph_runs_on_over_a_page_break() -> None:
    pages = page_of("Svanen bygger sin rede af siv og"), page_of("grene ved bredden.", page=2)
    assert read(*pages) == [("paragraph", "Svanen bygger sin rede af siv og grene ved bredden.")]


def test_a_word_runs_on_over_a_page_break() -> None:
    pages = page_of("Svanen har et godt samarbej-"), page_of("de med anden.", page=2)
    assert read(*pages) == [("paragraph", "Svanen har et godt samarbejde med anden.")]


def test_a_footnote_does_not_part_a_paragraph_that_runs_on() -> None:
    note = line("Se bilaget.", 700, size=8, note=True)
    pages = [*page_of("Svanen bygger sin rede af siv og"), note], page_of("grene.", page=2)
    assert read(*pages) == [
        ("footnote", "Se bilaget."),
        ("paragraph", "Svanen bygger sin rede af siv og grene."),
    ]


def test_a_new_sentence_on_a_new_page_is_a_new_paragraph() -> None:
    pages = page_of("Svanen bygger."), page_of("Anden ser på.", page=2)
    assert len(read(*pages)) == 2


def test_no_lines_are_no_blocks() -> None:
    assert layout.blocks([[], []]) == []
