"""The edge to PyMuPDF: a PDF's text with every word's place, and pictures of its pages.

Nothing else imports pymupdf. A PDF that opens as something else, or as nothing, is refused with
the reason: PyMuPDF opens truncated files as empty and renamed pictures as pages.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf

from ingest.clean import clean
from ingest.document import Box
from ingest.errors import UnreadableFile
from ingest.readers import layout
from ingest.readers.blocks import ReadFile, ReadPage, Token
from ingest.readers.lines import Line, page_label, without_running_lines
from ingest.readers.tables import Table, with_rows

_FLAGS = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
_SUPERSCRIPT, _ITALIC, _BOLD = 1, 2, 16
_LEAST_RULES = 3  # horizontal lines on a page that may hold a table
_SHORTEST_RULE = 60  # points
_LARGEST_PICTURE = 4_000  # pixels on the longer side; a page can be 200 inches tall
_BROKEN = (RuntimeError, ValueError, IndexError, pymupdf.mupdf.FzErrorBase)

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)


def read_pdf(path: Path) -> ReadFile:
    """The PDF's text layer. Pages without one are listed with no text.

    Raises:
        UnreadableFile: the file is empty, no PDF, locked, broken, or no page of it has text.
    """
    with _opened(path) as pdf:
        read = [
            with_rows(list(_lines(page, number)), _tables(page))
            for number, page in enumerate(pdf, start=1)
        ]
        sizes = [(float(page.rect.width), float(page.rect.height)) for page in pdf]
        title = (pdf.metadata or {}).get("title")
        damaged = pdf.is_repaired
    lines = [found for found, _ in read]
    pages = tuple(
        ReadPage(number, page_label(found, height), width, height)
        for number, (found, (width, height)) in enumerate(zip(lines, sizes, strict=True), start=1)
    )
    if not any(lines):
        cause = "the file is damaged" if damaged else "it is a scan"
        raise UnreadableFile(
            f"no page of {path.name!r} ({len(pages)} pages) has a text layer: {cause}"
        )
    body = without_running_lines(
        [(found, page.height) for found, page in zip(lines, pages, strict=True)]
    )
    return ReadFile(
        pages,
        tuple(layout.blocks(body)),
        title=(title or "").strip() or None,
        tables=sum(tables for _, tables in read),
    )


def picture(path: Path, page: int, *, width: int = 1240) -> bytes:
    """PNG of a page (1-based), `width` pixels wide, or narrower where the page is very tall.

    Raises:
        UnreadableFile: the file cannot be opened.
        ValueError: the document has no such page.
    """
    with _opened(path) as pdf:
        count = pdf.page_count
        shown = _drawn(pdf[page - 1], width) if 1 <= page <= count else None
    if shown is None:
        raise ValueError(f"{path.name!r} has pages 1 to {count}, not {page}")
    return shown


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The document; what PyMuPDF raises while it is opened and read becomes our own."""
    if path.stat().st_size == 0:
        raise UnreadableFile(f"{path.name!r} is empty (0 bytes)")
    if b"%PDF-" not in path.read_bytes()[:1024]:
        raise UnreadableFile(f"{path.name!r} is not a PDF, although its name ends in .pdf")
    try:
        with pymupdf.open(path, filetype="pdf") as pdf:
            if pdf.needs_pass:
                raise UnreadableFile(
                    f"{path.name!r} is locked with a password; save a copy without"
                )
            if pdf.page_count == 0:
                raise UnreadableFile(f"{path.name!r} is damaged: no page of it can be read")
            yield pdf
    except _BROKEN as exc:
        raise UnreadableFile(f"{path.name!r} is damaged and cannot be read: {exc}") from exc


def _drawn(page: Any, width: int) -> bytes:
    scale = min(width / page.rect.width, _LARGEST_PICTURE / max(page.rect.width, page.rect.height))
    pixels = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    return bytes(pixels.tobytes("png"))


def _tables(page: Any) -> Iterator[Table]:
    """The grids of a page; only looked for where rules are drawn, since looking takes long."""
    drawn = [item for drawing in page.get_drawings() for item in drawing["items"]]
    rules = sorted(
        float(item[1].y0 if item[0] == "re" else item[1].y) for item in drawn if _is_rule(item)
    )
    if len(rules) < _LEAST_RULES:
        return
    for table in page.find_tables().tables:
        rows = tuple(tuple(cell for cell in row.cells if cell) for row in table.rows)
        within = tuple(y for y in rules if table.bbox[1] - 1 <= y <= table.bbox[3] + 1)
        yield Table(table.bbox, tuple(row for row in rows if row), within)


def _is_rule(item: tuple[Any, ...]) -> bool:
    """Whether a drawn item is a horizontal line, as a stroke or as a thin rectangle."""
    if item[0] == "l":
        flat = abs(item[1].y - item[2].y) < 1
        return bool(flat and abs(item[1].x - item[2].x) > _SHORTEST_RULE)
    return bool(item[0] == "re" and item[1].height < 2 and item[1].width > _SHORTEST_RULE)


def _lines(page: Any, number: int) -> Iterator[Line]:
    for block in page.get_text("rawdict", flags=_FLAGS)["blocks"]:
        for line in block.get("lines", ()):
            read = _line(line, number)
            if read is not None:
                yield read


def _line(line: dict[str, Any], number: int) -> Line | None:
    """One line; raised footnote marks are taken out, so that they do not glue to a word."""
    spans = [span for span in line["spans"] if any(c["c"].strip() for c in span["chars"])]
    if not spans:
        return None
    # The largest, since an origin mark in small type may fill most of a line of running text.
    words = [span for span in spans if len(span["chars"]) > 1]
    size = max(span["size"] for span in words or spans)
    raised = [span for span in spans if _is_note_mark(span, size)]
    text = [span for span in line["spans"] if span not in raised]
    tokens = tuple(_tokens(text, number))
    if not tokens:
        return None
    letters = sum(len(span["chars"]) for span in text)
    x0, y0, x1, y1 = line["bbox"]
    return Line(
        number, tokens, x0, y0, x1, y1, size,
        bold=sum(len(s["chars"]) for s in text if s["flags"] & _BOLD) > 0.8 * letters,
        italic=sum(len(s["chars"]) for s in text if s["flags"] & _ITALIC) > 0.8 * letters,
        note=bool(raised) and spans[0] is raised[0],
    )  # fmt: skip


def _is_note_mark(span: dict[str, Any], size: float) -> bool:
    text = "".join(c["c"] for c in span["chars"]).strip()
    small = span["size"] < 0.75 * size
    return text.isdigit() and len(text) < 4 and (small or bool(span["flags"] & _SUPERSCRIPT))


def _tokens(spans: list[dict[str, Any]], number: int) -> Iterator[Token]:
    """Words of a line with the box round their characters."""
    letters: list[dict[str, Any]] = []
    for char in [c for span in spans for c in span["chars"]]:
        if char["c"].isspace() or char["c"] == "\u00a0":
            yield from _token(letters, number)
            letters = []
        else:
            letters.append(char)
    yield from _token(letters, number)


def _token(letters: list[dict[str, Any]], number: int) -> Iterator[Token]:
    text = clean("".join(c["c"] for c in letters))
    if text.strip():
        boxes = [c["bbox"] for c in letters]
        box = Box(
            number,
            round(min(b[0] for b in boxes), 2),
            round(min(b[1] for b in boxes), 2),
            round(max(b[2] for b in boxes), 2),
            round(max(b[3] for b in boxes), 2),
        )
        yield Token(text, number, (box,))
