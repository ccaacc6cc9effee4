"""Pages as they are printed, made here: columns, boxes, charts, turned pages, shadows, notes."""

from pathlib import Path

import pymupdf
import pytest
import typst

from ingest.readers.blocks import ReadBlock, ReadFile
from ingest.readers.pdf import read_pdf

SWAN = (
    "Svanen er en stor hvid fugl, som bygger sin rede af siv ved søen. "
    "Den lægger fem til otte æg hvert forår. "
)
DUCK = "Anden er mindre og brun. Den svømmer i åen hele året og spiser frø og små dyr. "


def said(block: ReadBlock) -> str:
    return "".join(token.before + token.text for token in block.tokens).strip(" ")


def read(path: Path, source: str) -> ReadFile:
    """The reading of a page that Typst sets."""
    typst.compile(source.encode(), output=str(path))
    return read_pdf(path)


def blocks_of(path: Path, source: str) -> list[tuple[str, str]]:
    return [(block.kind, said(block)) for block in read(path, source).blocks]


def drawn(path: Path, *texts: tuple[float, float, str], rotation: int = 0) -> pymupdf.Document:
    """An A4 page with texts at their places, open."""
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for x, y, text in texts:
        page.insert_text((x, y), text, fontsize=11)
    page.set_rotation(rotation)
    return document


def saved(document: pymupdf.Document, path: Path) -> ReadFile:
    document.save(path)
    document.close()
    return read_pdf(path)


def test_columns_are_read_one_by_one_under_a_heading_across_them(tmp_path: Path) -> None:
    source = f"""#set page(width: 500pt, height: 400pt, margin: 40pt, columns: 2)
#set text(size: 10pt, hyphenate: true, lang: "da")
#place(top, scope: "parent", float: true)[= Fugle ved søen, som vi talte i foråret]
{SWAN * 2}\n\n#colbreak()\n{DUCK * 2}"""
    kinds = blocks_of(tmp_path / "a.pdf", source)
    assert kinds == [
        ("heading", "Fugle ved søen, som vi talte i foråret"),
        ("paragraph", (SWAN * 2).strip()),
        ("paragraph", (DUCK * 2).strip()),
    ]


def test_columns_that_are_printed_line_by_line_are_read_one_by_one(tmp_path: Path) -> None:
    left = ["Svanen er stor og hvid,", "den bygger ved søen og", "lægger otte æg i maj."]
    right = ["Anden er lille og brun,", "den svømmer i åen og", "spiser frø hele året."]
    pairs = zip(left, right, strict=True)
    texts = [
        (x, 100 + 14 * n, text)
        for n, pair in enumerate(pairs)
        for x, text in zip((72, 210), pair, strict=True)
    ]
    found = saved(drawn(tmp_path, *texts), tmp_path / "a.pdf").blocks
    assert [said(block) for block in found] == [" ".join(left), " ".join(right)]


def test_a_box_in_the_margin_is_read_last(tmp_path: Path) -> None:
    source = f"""#set page(width: 500pt, height: 500pt, margin: (left: 40pt, right: 160pt))
#set text(size: 10pt)
#place(top + right, dx: 130pt, dy: 20pt)[#box(width: 110pt)[#set text(8pt)
Kontakt\\ Søren Søgaard\\ Fuglevej 4]]
{SWAN * 3}"""
    assert blocks_of(tmp_path / "a.pdf", source)[-1] == (
        "paragraph",
        "Kontakt Søren Søgaard Fuglevej 4",
    )


def test_the_text_of_a_chart_is_left_out_and_counted(tmp_path: Path) -> None:
    document = drawn(
        tmp_path, (72, 80, "Tabellen viser, hvor mange svaner der var ved søen."),
        (90, 215, "2012"), (140, 215, "2013"), (190, 215, "2014"), (60, 200, "0"), (55, 160, "10"),
        (72, 300, "Det er flere end ved åen."),
    )  # fmt: skip
    for n, height in enumerate((40, 60, 80)):
        bar = pymupdf.Rect(90 + 50 * n, 200 - height, 120 + 50 * n, 200)
        document[0].draw_rect(bar, color=None, fill=(0.2, 0.4, 0.8))
    found = saved(document, tmp_path / "a.pdf")
    assert ([said(block) for block in found.blocks], found.left_out) == (
        ["Tabellen viser, hvor mange svaner der var ved søen.", "Det er flere end ved åen."], 5,
    )  # fmt: skip


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_turned_in_the_viewer_has_its_boxes_where_the_words_are_seen(
    tmp_path: Path, rotation: int
) -> None:
    found = saved(drawn(tmp_path, (72, 100, "En svane."), rotation=rotation), tmp_path / "a.pdf")
    with pymupdf.open(tmp_path / "a.pdf") as document:
        page = document[0]
        (word, *_) = page.get_text("words")
        seen = pymupdf.Rect(word[:4]) * page.rotation_matrix
    box = found.blocks[0].tokens[0].boxes[0]
    assert (round(box.x0), round(box.y1)) == (round(seen.x0), round(seen.y1))


def test_a_landscape_page_on_upright_paper_reads_as_any_other(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = document.new_page(width=595, height=842)
    for n, text in enumerate(("Svanen er stor", "og den er hvid.")):
        page.insert_text((100 + 14 * n, 700), text, fontsize=11, rotate=90)
    (block,) = saved(document, tmp_path / "a.pdf").blocks
    assert said(block) == "Svanen er stor og den er hvid."


def test_a_line_that_runs_up_the_page_is_read_by_itself(tmp_path: Path) -> None:
    document = drawn(tmp_path, (72, 100, "Svanen er stor, og"), (72, 114, "den er hvid."))
    document[0].insert_text((40, 300), "Trykt i maj", fontsize=11, rotate=90)
    found = saved(document, tmp_path / "a.pdf").blocks
    assert [said(block) for block in found] == ["Svanen er stor, og den er hvid.", "Trykt i maj"]


def test_a_stamp_set_aslant_is_left_out(tmp_path: Path) -> None:
    document = drawn(tmp_path, (72, 100, "En svane."))
    turn = (pymupdf.Point(200, 400), pymupdf.Matrix(45))
    document[0].insert_text((200, 400), "UDKAST", fontsize=40, morph=turn)
    found = saved(document, tmp_path / "a.pdf")
    assert ([said(block) for block in found.blocks], found.left_out) == (["En svane."], 1)


def test_a_line_and_its_shadow_are_one(tmp_path: Path) -> None:
    texts = ((72, 100, "En svane svømmer."), (72.7, 100.5, "En svane svømmer."))
    (block,) = saved(drawn(tmp_path, *texts), tmp_path / "a.pdf").blocks
    assert said(block) == "En svane svømmer."


def test_words_beside_the_paper_are_not_read(tmp_path: Path) -> None:
    texts = ((72, 100, "En svane."), (700, 100, "Slettet."))
    (block,) = saved(drawn(tmp_path, *texts), tmp_path / "a.pdf").blocks
    assert said(block) == "En svane."


def test_the_invisible_text_of_a_scan_is_read(tmp_path: Path) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), "En svane.", render_mode=3)
    (block,) = saved(document, tmp_path / "a.pdf").blocks
    assert said(block) == "En svane."


def test_a_thin_blank_parts_words(tmp_path: Path) -> None:
    assert blocks_of(tmp_path / "a.pdf", "Det koster 12\u2009000 kr. i alt.") == [
        ("paragraph", "Det koster 12 000 kr. i alt.")
    ]


@pytest.mark.parametrize(
    ("printed", "words"),
    [("svaner.........4", ["svaner", ".........", "4"]), ("svaner..4", ["svaner", "..", "4"]),
     ("søen...", ["søen..."]), ("søen.", ["søen."])],
)  # fmt: skip
def test_the_dots_to_a_page_number_stand_apart_from_the_words(
    tmp_path: Path, printed: str, words: list[str]
) -> None:
    (block,) = saved(drawn(tmp_path, (72, 100, f"Om {printed}")), tmp_path / "a.pdf").blocks
    assert [token.text for token in block.tokens] == ["Om", *words]


def test_a_footnote_stands_after_its_paragraph(tmp_path: Path) -> None:
    source = f"""#set super(typographic: false)
Svanen koster 4 mia. kr.#footnote[Se bilag 2.] om året. {SWAN * 3}\n\n{DUCK * 3}"""
    assert blocks_of(tmp_path / "a.pdf", source) == [
        ("paragraph", f"Svanen koster 4 mia. kr. om året. {SWAN * 3}".strip()),
        ("footnote", "Se bilag 2."),
        ("paragraph", (DUCK * 3).strip()),
    ]


def test_a_raised_figure_after_a_measure_belongs_to_it(tmp_path: Path) -> None:
    source = "#set super(typographic: false)\nHaven er 40 m#super[2] stor."
    assert blocks_of(tmp_path / "a.pdf", source) == [("paragraph", "Haven er 40 m2 stor.")]


def test_an_empty_cell_of_a_table_keeps_its_place(tmp_path: Path) -> None:
    source = "#table(columns: 3, [Fugl], [Antal], [Pris], [Svane], [], [9], [And], [7], [8])"
    assert [text for _, text in blocks_of(tmp_path / "a.pdf", source)] == [
        "Fugl\tAntal\tPris", "Svane\t\t9", "And\t7\t8",
    ]  # fmt: skip


def test_a_cell_over_two_rows_stands_in_the_first(tmp_path: Path) -> None:
    source = """#table(columns: 2, [Fugl], [Antal], table.cell(rowspan: 2)[Svane], [5], [6])"""
    assert [text for _, text in blocks_of(tmp_path / "a.pdf", source)] == [
        "Fugl\tAntal", "Svane\t5", "\t6",
    ]  # fmt: skip


@pytest.mark.parametrize("repeated", ["true", "false"])
def test_a_table_over_a_page_break_is_one(tmp_path: Path, repeated: str) -> None:
    cells = ", ".join(f"[Fugl {n}], [{n}]" for n in range(30))
    source = f"""#set page(width: 300pt, height: 400pt)
#table(columns: 2, table.header(repeat: {repeated})[Fugl][Antal], {cells})"""
    found = read(tmp_path / "a.pdf", source)
    rows = ["Fugl\tAntal", *(f"Fugl {n}\t{n}" for n in range(30))]
    assert ([said(block) for block in found.blocks], found.tables) == (rows, 1)


def test_the_files_own_page_labels_are_kept(tmp_path: Path) -> None:
    document = drawn(tmp_path, (72, 100, "Forord."))
    document.set_page_labels([{"startpage": 0, "style": "r", "prefix": "", "firstpagenum": 4}])
    assert saved(document, tmp_path / "a.pdf").pages[0].label == "iv"


def test_nested_lists_keep_their_levels(tmp_path: Path) -> None:
    source = "- Fugle, som er\n  - svaner\n  - ænder\n- Fisk\n+ Først\n+ Så\n"
    found = read(tmp_path / "a.pdf", source).blocks
    assert [(b.kind, b.level) for b in found] == [
        ("list_item", level) for level in (1, 2, 2, 1, 1, 1)
    ]


def test_the_cards_of_a_slide_are_read_one_by_one(tmp_path: Path) -> None:
    source = """#set page(width: 700pt, height: 400pt)
#set text(size: 18pt)
= To veje
#grid(columns: (1fr, 1fr), gutter: 30pt,
  [*Den korte* \\ Gå ned til søen og tæl dem.], [*Den lange* \\ Sejl rundt om øen og tæl alle.])"""
    assert [text for _, text in blocks_of(tmp_path / "a.pdf", source)] == [
        "To veje", "Den korte", "Gå ned til søen og tæl dem.",
        "Den lange", "Sejl rundt om øen og tæl alle.",
    ]  # fmt: skip
