"""Writes a paper as a Word file."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from assistant.web.paper import Block, Heading, Items, Table, Text

if TYPE_CHECKING:
    from docx.document import Document

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def word_file(blocks: Sequence[Block]) -> bytes:
    """The file; its headings are Word's own, so that they can be found and restyled."""
    from docx import Document as new_document  # only whoever fetches a file waits for it

    document = new_document()
    document.core_properties.author = "Holdepunkt"
    document.core_properties.language = "da-DK"
    _in_danish(document)
    for block in blocks:
        _add(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: "Document", block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(_clean(text), level)
        case Text(text):
            document.add_paragraph(_clean(text))
        case Items(items, numbers):
            for at, item in enumerate(items):
                if numbers:  # written out: Word would count from where its last list ended
                    document.add_paragraph(_clean(f"{numbers[at]}. {item}"), "List Continue")
                else:
                    document.add_paragraph(_clean(item), "List Bullet")
        case Table(head, rows):
            _add_table(document, head, rows)


def _add_table(document: "Document", head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from docx.oxml import OxmlElement

    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    for row in (head, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    # Read aloud as the head, and said again on each page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _in_danish(document: "Document") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "da-DK")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
