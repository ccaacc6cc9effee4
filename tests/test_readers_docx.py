"""Word documents: styles say what is a heading or a list, whatever language Word was in."""

from contextlib import suppress
from pathlib import Path
from random import Random
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from ingest.errors import UnreadableFile
from ingest.readers.docx import read_docx

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def read(path: Path, document: WordDocument) -> list[tuple[str, int, str]]:
    document.save(str(path / "notat.docx"))
    return [
        (block.kind, block.level, "".join(t.before + t.text for t in block.tokens).strip(" "))
        for block in read_docx(path / "notat.docx").blocks
    ]


def texts(path: Path, document: WordDocument) -> list[str]:
    return [text for _, _, text in read(path, document)]


def xml(markup: str) -> BaseOxmlElement:
    """An element of the text, given as its markup."""
    name, _, rest = markup.partition(">")
    return parse_xml(f"{name} {nsdecls('w', 'wp', 'a')} {MC}>{rest}")


def with_xml(*markups: str) -> WordDocument:
    """A document that holds these elements and nothing else."""
    document = docx.Document()
    for markup in markups:
        document.element.body.insert(len(document.element.body) - 1, xml(markup))
    return document


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


# Headings


def test_headings_keep_their_level(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Fugle", 1)
    document.add_heading("Svaner", 2)
    assert read(tmp_path, document) == [("heading", 1, "Fugle"), ("heading", 2, "Svaner")]


def test_a_title_is_the_outermost_heading(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Fugle i havnen", 0)
    assert read(tmp_path, document) == [("heading", 1, "Fugle i havnen")]


def test_a_subtitle_is_a_heading_under_the_title(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("En optælling", style="Subtitle")
    assert read(tmp_path, document) == [("heading", 2, "En optælling")]


def test_a_danish_style_id_is_known_by_its_name(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles["Heading 2"].element.set(qn("w:styleId"), "Overskrift2")
    document.add_heading("Svaner", 2)
    assert read(tmp_path, document) == [("heading", 2, "Svaner")]


def test_a_style_based_on_a_heading_is_one(tmp_path: Path) -> None:
    document = docx.Document()
    style = document.styles.add_style("Kapitel", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 3"]
    document.add_paragraph("Svaner", style="Kapitel")
    assert read(tmp_path, document) == [("heading", 3, "Svaner")]


def test_an_outline_level_makes_a_heading(tmp_path: Path) -> None:
    level = '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    document = with_xml(paragraph(level, run("Svaner")))
    assert read(tmp_path, document) == [("heading", 2, "Svaner")]


def test_the_title_is_the_documents_own(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Havnens fugle"
    document.add_heading("Fugle", 1)
    document.save(str(tmp_path / "notat.docx"))
    assert read_docx(tmp_path / "notat.docx").title == "Havnens fugle"


def test_contents_are_told_from_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Svaner\t4", style="toc 1")
    assert read(tmp_path, document) == [("contents", 0, "Svaner 4")]


# Lists


def test_bullets_are_list_items(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("svaner", style="List Bullet")
    assert read(tmp_path, document) == [("list_item", 1, "svaner")]


def test_a_list_item_knows_its_depth(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("unge", style="List Bullet 2")
    assert read(tmp_path, document) == [("list_item", 2, "unge")]


def test_the_number_of_an_ordered_item_is_kept(tmp_path: Path) -> None:
    document = docx.Document()
    for text in ("svaner", "ænder"):
        document.add_paragraph(text, style="List Number")
    assert texts(tmp_path, document) == ["1. svaner", "2. ænder"]


def numbered(document: WordDocument, *levels: str) -> None:
    """Gives the document list 90, whose levels are `format text`."""
    held = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{level.split()[0]}"/>'
        f'<w:lvlText w:val="{level.split()[1]}"/></w:lvl>'
        for at, level in enumerate(levels)
    )
    part = document.part.numbering_part.element
    part.insert(0, xml(f'<w:abstractNum w:abstractNumId="90">{held}</w:abstractNum>'))
    part.append(xml('<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))


def item(text: str, depth: int) -> str:
    place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="90"/>'
    return paragraph(f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr>", run(text))


def test_numbers_of_several_levels_are_printed_as_word_prints_them(tmp_path: Path) -> None:
    document = with_xml(item("a", 0), item("b", 1), item("c", 1), item("d", 0), item("e", 1))
    numbered(document, "decimal %1.", "lowerLetter %1%2)")
    assert texts(tmp_path, document) == ["1. a", "1a) b", "1b) c", "2. d", "2a) e"]


def test_roman_numbers_are_printed(tmp_path: Path) -> None:
    document = with_xml(*(item("x", 0) for _ in range(4)))
    numbered(document, "upperRoman %1.")
    assert texts(tmp_path, document)[-1] == "IV. x"


def test_a_depth_that_word_does_not_have_is_its_deepest(tmp_path: Path) -> None:
    document = with_xml(item("x", 999_999_999))
    numbered(document, "bullet •")
    assert read(tmp_path, document) == [("list_item", 9, "x")]


def test_a_number_that_word_does_not_reach_is_its_highest(tmp_path: Path) -> None:
    document = with_xml(item("x", 0))
    numbered(document, "decimal %1.")
    start = document.part.numbering_part.element.find(".//{*}start")
    start.set(qn("w:val"), "999999999999")
    assert texts(tmp_path, document) == ["32767. x"]


def test_a_numbered_heading_says_its_number(tmp_path: Path) -> None:
    level = '<w:outlineLvl w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
    document = with_xml(paragraph(f"<w:pPr>{level}</w:pPr>", run("Svaner")))
    numbered(document, "decimal %1")
    assert read(tmp_path, document) == [("heading", 1, "1 Svaner")]


# Tables


def test_a_table_stands_where_it_was_written(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Før.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Fugl", "Antal", "Svane", "7"], strict=True):
        cell.text = text
    document.add_paragraph("Efter.")
    assert texts(tmp_path, document) == ["Før.", "Fugl\tAntal", "Svane\t7", "Efter."]


def test_a_merged_cell_is_said_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Svaner og ænder"
    table.cell(0, 2).text = "12"
    assert read(tmp_path, document) == [("table_row", 0, "Svaner og ænder\t12")]


def test_a_cell_merged_over_rows_is_said_once(tmp_path: Path) -> None:
    def row(merge: str, *cells: str) -> str:
        first, second = (paragraph(run(cell)) for cell in cells)
        merged = f'<w:tcPr><w:vMerge w:val="{merge}"/></w:tcPr>'
        return f"<w:tr><w:tc>{merged}{first}</w:tc><w:tc>{second}</w:tc></w:tr>"

    table = f"<w:tbl>{row('restart', 'Svaner', '7')}{row('continue', 'skjult', '8')}</w:tbl>"
    assert texts(tmp_path, with_xml(table)) == ["Svaner\t7", "\t8"]


def test_a_table_within_a_cell_follows_its_row(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Svaner"
    inner = table.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "unge", "3"
    assert texts(tmp_path, document) == ["Svaner", "unge\t3"]


def test_a_box_drawn_as_a_table_is_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "Svaner er hvide."
    assert read(tmp_path, document) == [("paragraph", 0, "Svaner er hvide.")]


# What hangs on a paragraph


def with_notes(document: WordDocument, kind: str, text: str) -> None:
    """Gives the document one note, with id 2."""
    notes = (
        f'<w:{kind}s {nsdecls("w")}><w:{kind} w:id="2"><w:p><w:r><w:{kind}Ref/></w:r>{run(text)}'
        f"</w:p></w:{kind}></w:{kind}s>"
    )
    part = Part(
        PackURI(f"/word/{kind}s.xml"),
        f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}s+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, f"{kind.upper()}S"))


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_follows_the_paragraph_that_marks_it(tmp_path: Path, kind: str) -> None:
    mark = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    document = with_xml(paragraph(run("Hvide"), mark, run(" svaner.")), paragraph(run("Mere.")))
    with_notes(document, kind, " Ikke de unge.")
    assert read(tmp_path, document) == [
        ("paragraph", 0, "Hvide svaner."),
        ("footnote", 0, "Ikke de unge."),
        ("paragraph", 0, "Mere."),
    ]


def box(text: str) -> str:
    return f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("<w:drawing>", "</w:drawing>")], ids=["in the run", "deeper"]
)
def test_a_text_box_follows_the_paragraph_that_holds_it_and_is_read_once(
    tmp_path: Path, before: str, after: str
) -> None:
    drawing = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box('I boksen.')}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box('I boksen.')}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    holder = paragraph(f"<w:r>{before}{drawing}{after}</w:r>", run("Før."))
    document = with_xml(holder, paragraph(run("Efter.")))
    assert texts(tmp_path, document) == ["Før.", "I boksen.", "Efter."]


def test_a_text_frame_follows_the_paragraph_that_it_is_anchored_at(tmp_path: Path) -> None:
    frame = '<w:pPr><w:framePr w:w="2000"/></w:pPr>'
    document = with_xml(paragraph(frame, run("I rammen.")), paragraph(run("Teksten.")))
    assert texts(tmp_path, document) == ["Teksten.", "I rammen."]


def test_a_letter_set_large_belongs_to_its_word(tmp_path: Path) -> None:
    frame = '<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>'
    document = with_xml(paragraph(frame, run("S")), paragraph(run("vaner er hvide.")))
    assert texts(tmp_path, document) == ["Svaner er hvide."]


def test_what_a_picture_is_called_is_no_text(tmp_path: Path) -> None:
    picture = (
        '<w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Søjler"/></wp:inline></w:drawing>'
    )
    document = with_xml(paragraph(f"<w:r>{picture}</w:r>", run("Svaner.")))
    assert texts(tmp_path, document) == ["Svaner."]


def test_headers_and_footers_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Havnen"
    document.sections[0].footer.paragraphs[0].text = "Side 1"
    document.add_paragraph("Svaner.")
    assert texts(tmp_path, document) == ["Svaner."]


# What stands within a paragraph


@pytest.mark.parametrize(
    "markup",
    [
        f"<w:sdt><w:sdtContent>{paragraph(run('Svaner.'))}</w:sdtContent></w:sdt>",
        paragraph(f"<w:sdt><w:sdtContent>{run('Svaner.')}</w:sdtContent></w:sdt>"),
        paragraph(f"<w:hyperlink>{run('Svaner.')}</w:hyperlink>"),
        paragraph(f"<w:ins w:id='1'>{run('Svaner.')}</w:ins>"),
        paragraph(run("Sva"), "<w:r><w:softHyphen/></w:r>", run("ner.")),
        paragraph(run("Svaner."), "<w:del w:id='1'><w:r><w:delText>x</w:delText></w:r></w:del>"),
        paragraph(run("Svaner."), f"<w:moveFrom w:id='1'>{run('x')}</w:moveFrom>"),
        paragraph("<w:r><w:instrText> PAGE </w:instrText></w:r>", run("Svaner.")),
        paragraph(f"<w:fldSimple w:instr='x'>{run('Svaner.')}</w:fldSimple>"),
        paragraph(run("Svaner."), "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"),
    ],
)
def test_the_words_that_a_reader_sees_are_read(tmp_path: Path, markup: str) -> None:
    assert texts(tmp_path, with_xml(markup)) == ["Svaner."]


# Files that cannot be read


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableFile, match=path.name) as refused:
        read_docx(path)
    return refused.value.cause


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 cut", "damaged"),
        (b"not a zip", "not_its_kind"),
        (b"\xd0\xcf\x11\xe0 an old one", "not_its_kind"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked"),
    ],
)
def test_a_file_that_is_no_word_document_is_refused(
    tmp_path: Path, content: bytes, cause: str
) -> None:
    (tmp_path / "notat.docx").write_bytes(content)
    assert refusal(tmp_path / "notat.docx") == cause


def test_a_package_of_another_kind_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "notat.docx", "w") as package:
        package.writestr("svaner.txt", "hvide")
    assert refusal(tmp_path / "notat.docx") == "not_its_kind"


def test_a_package_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "helt.docx"))
    package = bytearray((tmp_path / "helt.docx").read_bytes())
    unpacked = (
        package.index(b"PK\x01\x02") + 24
    )  # where the list of parts says the first one's size
    package[unpacked : unpacked + 4] = (300_000_001).to_bytes(4, "little")
    (tmp_path / "notat.docx").write_bytes(package)
    assert refusal(tmp_path / "notat.docx") == "too_large"


def test_damage_anywhere_is_a_refusal_and_nothing_else(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("Svaner", 1)
    document.add_paragraph("hvide", style="List Number")
    document.save(str(tmp_path / "helt.docx"))
    whole, random = (tmp_path / "helt.docx").read_bytes(), Random(1)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(20):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        (tmp_path / "notat.docx").write_bytes(damaged)
        with suppress(UnreadableFile):
            read_docx(tmp_path / "notat.docx")
