"""Word documents, read with python-docx in the order they are written."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingest.clean import clean
from ingest.errors import UnreadableFile
from ingest.readers.blocks import ReadBlock, ReadFile, ReadPage, row_block, text_block


def read_docx(path: Path) -> ReadFile:
    """Headings by style, list items, table rows and paragraphs; the document has no pages.

    Style names are the built-in English ones whatever language Word was in; style ids are not.

    Raises:
        UnreadableFile: the file is no Word document or is damaged.
    """
    try:
        document = docx.Document(str(path))
        blocks = tuple(_blocks(document))
    except (OpcError, BadZipFile, KeyError, ValueError, SyntaxError) as exc:
        raise UnreadableFile(
            f"{path.name!r} is not a Word document that can be read: {exc}"
        ) from exc
    title = document.core_properties.title or _first_heading(blocks)
    return ReadFile((ReadPage(1),), blocks, title=title, tables=len(document.tables))


def _blocks(document: WordDocument) -> Iterator[ReadBlock]:
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            yield from _rows(part)
        elif clean(part.text).strip():
            yield _paragraph(part)


def _rows(table: Table) -> Iterator[ReadBlock]:
    for row in table.rows:
        # A cell that spans several columns is given once for each of them.
        cells = dict.fromkeys(row.cells)
        texts = [clean(cell.text) for cell in cells]
        if "".join(texts).strip():
            yield row_block(texts)


def _paragraph(paragraph: Paragraph) -> ReadBlock:
    text = clean(paragraph.text)
    style = (paragraph.style.name if paragraph.style else None) or ""
    if style == "Title":
        return text_block("heading", text, 1)
    if style.startswith("Heading ") and style[8:].isdigit():
        return text_block("heading", text, int(style[8:]))
    if style.startswith("toc "):
        return text_block("contents", text)
    properties = paragraph._p.pPr
    if style.startswith("List") or (properties is not None and properties.numPr is not None):
        return text_block("list_item", text, 1)
    return text_block("paragraph", text)


def _first_heading(blocks: tuple[ReadBlock, ...]) -> str | None:
    heading = next((block for block in blocks if block.kind == "heading"), None)
    return " ".join(token.text for token in heading.tokens) if heading else None
