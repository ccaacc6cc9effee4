"""Word documents, opened with python-docx and read in the order they are written."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml

from ingest.clean import clean
from ingest.errors import UnreadableFile
from ingest.readers.blocks import ReadFile, ReadPage
from ingest.readers.elements import Element
from ingest.readers.word_blocks import WordBody
from ingest.readers.word_styles import W, styles_of

_LARGEST = 300_000_000  # bytes unpacked: more is no text, and may be made to fill the memory
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # begins a .doc, and a .docx under a password
_UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")


def read_docx(path: Path) -> ReadFile:
    """Headings, paragraphs, list items, table rows, contents and notes; a document has no pages.

    Raises:
        UnreadableFile: it is no Word document, is under a password, damaged or too large.
    """
    _check(path)
    try:
        return _read(docx.Document(str(path)))
    except Exception as exc:
        # Damage shows wherever it lies: as errors of the package, of XML, of types and values.
        raise UnreadableFile(
            f"{path.name!r} is not a Word document that can be read: {exc}", "damaged"
        ) from exc


def _check(path: Path) -> None:
    """Refuses what is no Word package of a readable size."""
    raw = path.read_bytes()
    if not raw:
        raise UnreadableFile(f"{path.name!r} is empty", "empty")
    if raw.startswith(_OLD_OFFICE):
        if _UNDER_PASSWORD in raw:
            raise UnreadableFile(f"{path.name!r} needs a password", "locked")
        raise UnreadableFile(f"{path.name!r} is an old .doc; save it as .docx", "not_its_kind")
    if not raw.startswith(b"PK"):
        raise UnreadableFile(f"{path.name!r} is no Word document", "not_its_kind")
    try:
        with ZipFile(path) as package:
            size = sum(part.file_size for part in package.infolist())
            names = set(package.namelist())
    except (BadZipFile, ValueError, NotImplementedError) as exc:
        raise UnreadableFile(f"{path.name!r} is a damaged Word document: {exc}") from exc
    if size > _LARGEST:
        raise UnreadableFile(
            f"{path.name!r} unpacks to {size} bytes; at most {_LARGEST} are read", "too_large"
        )
    if "[Content_Types].xml" not in names:
        raise UnreadableFile(f"{path.name!r} is no Word document", "not_its_kind")


def _read(document: WordDocument) -> ReadFile:
    notes = {
        (kind, note.get(f"{W}id") or ""): note
        for kind, part in (
            ("footnote", _part(document, RELATIONSHIP_TYPE.FOOTNOTES)),
            ("endnote", _part(document, RELATIONSHIP_TYPE.ENDNOTES)),
        )
        if part is not None
        for note in part.iter(f"{W}{kind}")
    }
    styles = styles_of(
        _part(document, RELATIONSHIP_TYPE.STYLES), _part(document, RELATIONSHIP_TYPE.NUMBERING)
    )
    body = WordBody(styles, notes)
    blocks = tuple(body.blocks(document.element.body))
    headings = (block for block in blocks if block.kind == "heading")
    first = next((" ".join(token.text for token in block.tokens) for block in headings), None)
    title = clean(document.core_properties.title).strip() or first
    return ReadFile((ReadPage(1),), blocks, title=title, tables=body.tables)


def _part(document: WordDocument, kind: str) -> Element | None:
    """The root of a part of the document, or None where it has no such part."""
    try:
        part = document.part.part_related_by(kind)
    except KeyError:
        return None
    root: Element = parse_xml(part.blob)
    return root
