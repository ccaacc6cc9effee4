"""Typeset the Word documents of the corpus from their Markdown manuscripts.

Every manuscripts/NAME.md becomes documents/NAME.docx: headings by style, real lists, real tables
with a header row, origins as text. The same manuscript always gives the same bytes with the same
python-docx and zlib: the dates in the properties and in the archive are fixed here.

Run it from anywhere: python corpus/typeset_docx.py
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from markdown_it import MarkdownIt

CORPUS = Path(__file__).resolve().parent
DATED = datetime(2026, 11, 22)
ARCHIVE_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold

FONT = "Calibri"
BLUE = RGBColor(0x1F, 0x3F, 0x5B)
GREY = RGBColor(0x5F, 0x5F, 0x5F)
HEADER_SHADE = "E6EDF3"
ORIGIN = re.compile(r"(\[Kilde: [^\]]*\])")

_PARSER = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Block:
    """A heading, paragraph or bullet with its text, or a table with its rows."""

    kind: str
    text: str = ""
    level: int = 0
    rows: list[list[str]] = field(default_factory=list)


def blocks(manuscript: str) -> Iterator[Block]:
    """The manuscript's blocks in order; an element without a form in Word is an error."""
    kind, level = "paragraph", 0
    rows: list[list[str]] = []
    for token in _PARSER.parse(manuscript):
        match token.type:
            case "heading_open":
                kind, level = "heading", int(token.tag[1])
            case "list_item_open":
                kind = "bullet"
            case "heading_close" | "list_item_close":
                kind = "paragraph"
            case "table_open":
                kind, rows = "table", []
            case "table_close":
                yield Block("table", rows=rows)
                kind = "paragraph"
            case "tr_open":
                rows.append([])
            case "inline" if kind == "table":
                rows[-1].append(token.content)
            case "inline":
                yield Block(kind, token.content, level)
            case "ordered_list_open" | "fence" | "code_block" | "html_block" | "blockquote_open":
                raise ValueError(f"no form in Word for {token.type} at lines {token.map}")


def word_document(parts: list[Block]) -> WordDocument:
    """The blocks as a Word document on A4 in Danish."""
    document = Document()
    _set_page(document)
    _set_styles(document)
    for place, part in enumerate(parts):
        following = parts[place + 1].kind if place + 1 < len(parts) else ""
        if part.kind == "table":
            _add_table(document, part.rows)
            continue
        if part.kind == "heading":
            paragraph = document.add_heading(level=part.level)
        elif part.kind == "bullet":
            paragraph = document.add_paragraph(style="List Bullet")
        else:
            paragraph = document.add_paragraph()
            # The sentence that leads up to a list or a table stays on its page.
            paragraph.paragraph_format.keep_with_next = following in ("bullet", "table")
        _add_text(paragraph, part.text)
    _set_properties(document, title=next(p.text for p in parts if p.kind == "heading"))
    return document


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin, section.bottom_margin = Cm(1.6), Cm(1.5)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run("Holdepunkt · side ")
    page = OxmlElement("w:fldSimple")
    page.set(qn("w:instr"), "PAGE")
    page.append(OxmlElement("w:r"))
    footer._p.append(page)


def _set_styles(document: WordDocument) -> None:
    sizes = {"Normal": 9.5, "List Bullet": 9.5, "Heading 1": 18, "Heading 2": 12, "Footer": 8.5}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.paragraph_format.line_spacing = 1.0
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win over ours
        if name.startswith("Heading"):
            style.font.color.rgb = BLUE
            style.paragraph_format.space_before = Pt(7)
            style.paragraph_format.space_after = Pt(3)
        else:
            style.paragraph_format.space_after = Pt(1 if name == "List Bullet" else 3)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")


def _add_text(paragraph: Paragraph, text: str, bold: bool = False) -> None:
    """Add the text; origins stand small and grey in it."""
    for piece in filter(None, ORIGIN.split(text)):
        run = paragraph.add_run(piece)
        run.bold = bold or None
        if ORIGIN.fullmatch(piece):
            run.font.size, run.font.color.rgb = Pt(7), GREY


def _add_table(document: WordDocument, rows: list[list[str]]) -> None:
    """Add a table; its header row is repeated on every page and no row is split."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for number, (cells, row) in enumerate(zip(rows, table.rows, strict=True)):
        row_properties = row._tr.get_or_add_trPr()
        row_properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            row_properties.append(OxmlElement("w:tblHeader"))
        for text, cell in zip(cells, row.cells, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            # The heads stay with the first row, and the origin follows the last.
            paragraph.paragraph_format.keep_with_next = number in (0, len(rows) - 1)
            _add_text(paragraph, text, bold=number == 0)
            if number == 0:
                shade = OxmlElement("w:shd")
                shade.set(qn("w:val"), "clear")
                shade.set(qn("w:fill"), HEADER_SHADE)
                cell._tc.get_or_add_tcPr().append(shade)


def _set_properties(document: WordDocument, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, "Holdepunkt", "da-DK"
    properties.last_modified_by, properties.comments, properties.keywords = "Holdepunkt", "", ""
    properties.created = properties.modified = DATED
    properties.revision = 1


def archive(document: WordDocument) -> bytes:
    """The document as bytes that do not depend on when or where it is written."""
    draft, final = BytesIO(), BytesIO()
    document.save(draft)
    with ZipFile(draft) as written, ZipFile(final, "w") as fixed:
        for name in written.namelist():
            entry = ZipInfo(name, date_time=ARCHIVE_TIME)
            entry.create_system = 0  # otherwise it tells the operating system
            fixed.writestr(entry, written.read(name), ZIP_DEFLATED, 9)
    return final.getvalue()


def typeset(manuscript: Path, folder: Path) -> Path:
    """Typeset one manuscript into the folder and return the path of the Word document."""
    parts = list(blocks(manuscript.read_text(encoding="utf-8")))
    target = folder / f"{manuscript.stem}.docx"
    target.write_bytes(archive(word_document(parts)))
    return target


def main() -> None:
    """Typeset every Markdown manuscript."""
    for manuscript in sorted((CORPUS / "manuscripts").glob("*.md")):
        print(typeset(manuscript, CORPUS / "documents"))


if __name__ == "__main__":
    main()
