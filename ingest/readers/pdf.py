"""The edge to PyMuPDF: a PDF's text with every word's place, and pictures of its pages.

Nothing else imports pymupdf. A PDF that opens as something else, or as nothing, is refused with
the reason: PyMuPDF opens truncated files as empty and renamed pictures as pages.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.document import ReadBy
from ingest.errors import UnreadableFile
from ingest.readers import layout
from ingest.readers.blocks import ReadFile, ReadPage
from ingest.readers.lines import Line
from ingest.readers.mupdf import pymupdf
from ingest.readers.pages import Arranged, arranged, with_whole_tables
from ingest.readers.printed import (
    WordsDiffer,
    is_legible,
    printed_lines,
    quarter_of,
    turned_back,
    words_of_letters,
)
from ingest.readers.rules import drawn_on
from ingest.readers.running import without_running_lines

MOST_PAGES = 5_000
_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_LARGEST_PICTURE = 4_000  # pixels on the longer side; a page can be 200 inches tall
_BROKEN = (RuntimeError, ValueError, IndexError, KeyError, pymupdf.mupdf.FzErrorBase)
_LARGEST_DRAWING = 4_000_000  # bytes; beyond it a page draws a map, not the rules of a table
_PAINTS = re.compile(rb"[\s)\]>](?:[fFBbSs]\*?|sh|Do)(?=[\s/\[(<%]|$)")  # paths, or a form
# MuPDF must not be entered by two threads at once.
_MUPDF = Lock()

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as read: its measures in points and its lines.

    `pictured` tells that nothing on it can be read as text, though there is something to be seen.
    """

    width: float
    height: float
    arranged: Arranged
    read_by: ReadBy = "text"
    pictured: bool = False


@dataclass(frozen=True, slots=True)
class _File:
    """What a file says of itself beside its pages; `labels` has one of each page."""

    title: str | None
    outline: tuple[tuple[int, str, int], ...]
    labels: tuple[str | None, ...]
    damaged: bool


def read_pdf(
    path: Path,
    *,
    most_pages: int = MOST_PAGES,
    scans: Mapping[int, Sequence[Line]] | None = None,
) -> ReadFile:
    """The PDF's text; pages without any are listed with no text.

    `scans` holds the lines of pages (from 1) that are pictures, so far as they have been read.
    Those that have not are named in `scanned`; a file of nothing else is refused where there are
    no `scans`, since then pictures are not read.

    Raises:
        UnreadableFile: the file is empty, no PDF, locked, broken, of more than `most_pages`, or
            no page of it has text; its cause says which.
    """
    with _opened(path) as pdf:
        if pdf.page_count > most_pages:
            raise UnreadableFile(
                f"{path.name!r} has {pdf.page_count} pages, more than the {most_pages} that are "
                "read; split it",
                "too_many_pages",
            )
        pages = [_read(pdf, number, path, scans or {}) for number in range(1, pdf.page_count + 1)]
        with _translated(path):
            file = _said(pdf)
    scanned = tuple(number for number, page in enumerate(pages, start=1) if page.pictured)
    if not any(page.arranged.lines for page in pages) and (scans is None or not scanned):
        raise _without_text(path, pages, damaged=file.damaged)
    return _laid_out(pages, file, scanned)


def _laid_out(pages: Sequence[_Page], file: _File, scanned: tuple[int, ...]) -> ReadFile:
    bodies = without_running_lines([(page.arranged.lines, page.height) for page in pages])
    body, breaks = with_whole_tables([lines for lines, _ in bodies])
    printed = [label for _, label in bodies]
    return ReadFile(
        tuple(
            ReadPage(number, own or label, page.width, page.height, page.read_by)
            for number, (page, own, label) in enumerate(
                zip(pages, printed, file.labels, strict=True), start=1
            )
        ),
        tuple(layout.blocks(body, file.outline)),
        title=file.title,
        tables=sum(page.arranged.tables for page in pages) - breaks,
        scanned=scanned,
        left_out=sum(page.arranged.left_out for page in pages),
    )


def picture(path: Path, page: int, *, width: int = 1240) -> bytes:
    """PNG of a page (1-based), `width` pixels wide, or narrower where the page is very tall.

    Raises:
        UnreadableFile: the file cannot be opened.
        ValueError: the document has no such page.
    """
    with _opened(path) as pdf:
        count = pdf.page_count
        if not 1 <= page <= count:
            raise ValueError(f"{path.name!r} has pages 1 to {count}, not {page}")
        with _translated(path):
            return _drawn(pdf[page - 1], width)


def gray_picture(
    path: Path, page: int, *, dpi: int = 300, most_pixels: int = 16_000_000
) -> tuple[npt.NDArray[np.uint8], float, float]:
    """Rows of a page's pixels (page from 1; 0 is black), and its width and height in points.

    It is drawn at `dpi`, or coarser where it would have more than `most_pixels`.

    Raises:
        UnreadableFile: the file cannot be opened, or the page not be drawn.
    """
    with _opened(path) as pdf, _translated(path):
        shown = pdf[page - 1]
        width, height = float(shown.rect.width), float(shown.rect.height)
        scale = min(dpi / 72, (most_pixels / (width * height)) ** 0.5)
        pixels = shown.get_pixmap(
            matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=False
        )
        rows = np.frombuffer(pixels.samples, dtype=np.uint8).reshape(pixels.height, pixels.stride)
        return rows[:, : pixels.width].copy(), width, height


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The document, for one thread at a time."""
    if path.stat().st_size == 0:
        raise UnreadableFile(f"{path.name!r} is empty (0 bytes)", "empty")
    with path.open("rb") as stream:
        if b"%PDF-" not in stream.read(1024):
            raise UnreadableFile(
                f"{path.name!r} is not a PDF, although its name ends in .pdf", "not_its_kind"
            )
    with _MUPDF:
        with _translated(path):
            pdf = pymupdf.open(path, filetype="pdf")
        with pdf:
            if pdf.needs_pass:
                raise UnreadableFile(
                    f"{path.name!r} is locked with a password; save a copy without", "locked"
                )
            if pdf.page_count == 0:
                raise UnreadableFile(
                    f"{path.name!r} is damaged: no page of it can be read", "damaged"
                )
            yield pdf


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """What PyMuPDF raises becomes our own."""
    try:
        yield
    except _BROKEN as exc:
        raise UnreadableFile(
            f"{path.name!r} is damaged and cannot be read: {exc}", "damaged"
        ) from exc


def _without_text(path: Path, pages: Sequence[_Page], *, damaged: bool) -> UnreadableFile:
    said = f"no page of {path.name!r} ({len(pages)} pages) has a text layer"
    if damaged:
        return UnreadableFile(f"{said}: the file is damaged", "damaged")
    if any(page.pictured for page in pages):
        return UnreadableFile(f"{said}: it is a scan", "scan")
    return UnreadableFile(f"{said}: its pages are blank", "no_text")


def _said(pdf: Any) -> _File:
    title = ((pdf.metadata or {}).get("title") or "").strip() or None
    outline = tuple((level, name, page) for level, name, page, *_ in pdf.get_toc())
    labels: tuple[str | None, ...] = (None,) * pdf.page_count
    if pdf.get_page_labels():
        labels = tuple(page.get_label() or None for page in pdf)
    return _File(title, outline, labels, bool(pdf.is_repaired))


def _drawn(page: Any, width: int) -> bytes:
    scale = min(width / page.rect.width, _LARGEST_PICTURE / max(page.rect.width, page.rect.height))
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    return bytes(pixels.tobytes("png"))


def _read(pdf: Any, number: int, path: Path, scans: Mapping[int, Sequence[Line]]) -> _Page:
    """The page's own text where it can be read, else what was read from its picture."""
    with _translated(path):
        page = pdf[number - 1]
        rotation, size = page.rotation // 90, (float(page.rect.width), float(page.rect.height))
        printed = size if rotation % 2 == 0 else size[::-1]
        lines, aslant, quarters = _lines(page, number, printed)
        drawings = _drawings(page)
        if not lines or not is_legible(lines):
            seen = bool(drawings or page.get_images())
            read = list(scans.get(number, ()))
            by: ReadBy = "ocr" if read else "text"
            return _Page(*size, Arranged(read), by, pictured=seen and number not in scans)
    found = arranged(lines, drawn_on(drawings, quarters, printed))
    back, across = (rotation - quarters) % 4, printed if quarters % 2 == 0 else printed[::-1]
    shown = turned_back(found.lines, back, *across) if back else found.lines
    return _Page(*size, Arranged(shown, found.tables, found.left_out + aslant))


def _drawings(page: Any) -> list[dict[str, Any]]:
    """The paths that the page draws; looking for them takes long, so not where none can be."""
    content = page.read_contents()
    if len(content) > _LARGEST_DRAWING or not _PAINTS.search(content):
        return []
    return list(page.get_cdrawings())


def _lines(page: Any, number: int, size: tuple[float, float]) -> tuple[list[Line], int, int]:
    """The lines of the text layer, how many were left out, and the quarters the page was turned."""
    text = page.get_textpage(flags=_FLAGS)
    blocks = text.extractDICT()["blocks"]
    words = [word[:5] for word in text.extractWORDS()]
    quarters = quarter_of(blocks)
    try:
        lines, left_out = printed_lines(blocks, words, number, quarters=quarters, size=size)
    except WordsDiffer:
        letters = words_of_letters(text.extractRAWDICT()["blocks"])
        lines, left_out = printed_lines(blocks, letters, number, quarters=quarters, size=size)
    return lines, left_out, quarters
