"""A page of paper as a picture with the quote marked on it; the marks are percent of the page."""

from collections.abc import Iterable
from urllib.parse import quote

from assistant.web.escape import escape
from assistant.web.places import Place
from assistant.web.prose import prose
from ingest.document import Box, Document, Page
from ingest.personal_data import MASK

PICTURE_WIDTH = 1240  # pixels
_WAITING = '<p class="hp-henter" aria-hidden="true">Henter siden …</p>'
_MASKED = (
    '<p class="hp-afkortet">Siden vises som tekst, fordi filen indeholder CPR-numre. '
    "De er fjernet her.</p>"
)


def sheet(
    document: Document, page: Page, place: Place, others: Iterable[tuple[int, int]] = ()
) -> str:
    """The picture of `page`, with the part of the quote that stands on it under the marker.

    The spans of `others` are shaded, every second a little darker. Where CPR numbers were masked,
    the text stands instead of the picture, which would show them.
    """
    if MASK in document.text:
        return f"{_MASKED}{prose(document, place)}"
    boxes = [b for b in document.boxes(place.start, place.end) if b.page == page.number]
    height = round(PICTURE_WIDTH * page.height / page.width)
    words = f"Side {page.number} af »{place.source.title}«"
    if boxes:
        words += ", hvor kildens citat er markeret"
    # The paper has its shape before the picture is there, and behind it the words that it comes.
    return (
        f'<div class="hp-ark" style="aspect-ratio:{PICTURE_WIDTH}/{height}">{_WAITING}'
        f'<img src="{escape(picture_address(document, page.number))}" '
        f'width="{PICTURE_WIDTH}" height="{height}" loading="lazy" alt="{escape(words)}">'
        f"{_shaded(document, page, others)}{''.join(mark(box, page) for box in boxes)}</div>"
    )


def _shaded(document: Document, page: Page, spans: Iterable[tuple[int, int]]) -> str:
    return "".join(
        mark(box, page, f"hp-skygge hp-skygge-{number % 2}")
        for number, span in enumerate(spans)
        for box in document.boxes(*span)
        if box.page == page.number
    )


def mark(box: Box, page: Page, name: str = "hp-mark") -> str:
    """The marker over one line of the quote."""
    left, top = box.x0 / page.width, box.y0 / page.height
    width, height = (box.x1 - box.x0) / page.width, (box.y1 - box.y0) / page.height
    style = (("left", left), ("top", top), ("width", width), ("height", height))
    rules = ";".join(f"{name}:{100 * share:.3f}%" for name, share in style)
    return f'<span class="{name}" style="{rules}"></span>'


def picture_address(document: Document, page: int) -> str:
    """Where the picture of a page is served; another file has another address."""
    version = document.source.sha256[:12]
    return f"/side/{quote(document.id, safe='')}/{page}.png?v={version}"
