"""From a file to rows for the library: what a worker does, without the library at hand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ingest.bounds import Bounds
from ingest.document import Document, Source
from ingest.errors import UnreadableFile
from ingest.load import load, sha256_of
from ingest.personal_data import mask_file
from ingest.readers.blocks import document_from
from ingest.readers.lines import Line
from ingest.readers.pdf import gray_picture
from ingest.readers.tesseract import ocr_available
from ingest.repair import find_repairs, is_damaged
from ingest.report import FileReport
from ingest.rows import Rows, rows_of
from ingest.sources import source_of
from ingest.split import split

_PAGES_WITHOUT_PAPER = 100  # that a file without pages may be worth
_NOT_SAID = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Needs:
    """What a file must be read again with: lines of its scanned pages, words of other texts."""

    pages: tuple[int, ...] = ()  # 1-based
    words: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A file as read; its id is given where the library is at hand."""

    source: Source
    rows: Rows
    fingerprint: str
    report: FileReport


def read(
    file: Path,
    shown: Path,
    digest: str,
    bounds: Bounds,
    *,
    contacts: bool,
    scans: Mapping[int, Sequence[Line]] | None = None,
    known: Mapping[str, int] | None = None,
) -> Read | Needs:
    """Reads a file, shown to people as `shown`.

    `scans` are the lines of its scanned pages, and `known` counts the words of other texts; what
    is not given and is needed is asked for.

    Raises:
        UnreadableFile: it cannot be read, or is beyond the bounds; says why.
    """
    asks_for_scans = scans is None and ocr_available()
    loaded = load(file, bounds, scans={} if asks_for_scans else scans)
    if sha256_of(file) != digest:
        raise UnreadableFile(f"{shown.name!r} was changed while it was read", "unopened")
    if asks_for_scans and loaded.scanned:
        return Needs(pages=loaded.scanned)
    masked_file, masked = mask_file(loaded, contacts=contacts)
    source = source_of(file, document_id="", sha256=digest, title=masked_file.title, shown=shown)
    document = document_from(source, masked_file)
    _check_length(document, shown.name, bounds)
    if is_damaged(document.text):
        if known is None:
            return Needs(words=True)
        document = replace(document, repairs=find_repairs(document.text, known))
    chunks = split(document)
    report = FileReport(
        str(shown),
        None,
        "indexed",
        pages=len(document.pages),
        pages_without_text=sum(not page.text.strip() for page in document.pages),
        pages_ocr=sum(page.read_by == "ocr" for page in document.pages),
        tables=document.tables,
        chunks=len(chunks),
        masked=masked,
        left_out=loaded.left_out,
        repaired=len(document.repairs),
        sha256=digest,
    )
    return Read(source, rows_of(document, chunks), fingerprint(document.text), report)


def read_page(file: Path, page: int, bounds: Bounds) -> list[Line]:
    """The lines of a scanned page (1-based).

    Raises:
        UnreadableFile: the file cannot be opened, or the page cannot be read.
    """
    # Only here: what cleans pictures takes a quarter of a second to load, and few files need it.
    from ingest.readers.ocr import read_scan
    from ingest.readers.scan import DPI

    picture, width, height = gray_picture(file, page, dpi=DPI, most_pixels=bounds.most_pixels)
    return read_scan(picture, page, width, height)


def fingerprint(text: str) -> str:
    """Hash of the letters and digits alone: the same report in another file has the same."""
    return sha256(_NOT_SAID.sub("", text.casefold()).encode()).hexdigest()


def _check_length(document: Document, name: str, bounds: Bounds) -> None:
    for page in document.pages:
        most = bounds.most_characters * (1 if page.width else _PAGES_WITHOUT_PAPER)
        if len(page.text) > most:
            raise UnreadableFile(
                f"page {page.number} of {name!r} has {len(page.text):,} characters, more than the "
                f"{most:,} that HOLDEPUNKT_MOST_CHARACTERS allows",
                "too_much_text",
            )
