"""A document's pages with their passages: what is searched, and where it stands."""

from collections.abc import Sequence

from assistant.web import icons, wording
from assistant.web.escape import escape
from assistant.web.panel import open_link, page_words, turn_page_button
from assistant.web.places import passage_place
from assistant.web.prose import prose
from assistant.web.sheet import sheet
from assistant.web.source_list import excerpt
from ingest.document import Chunk, Document, Page

_EXCERPT = 110  # characters of a passage in the list
_NEAR = 20  # passages listed either side of the chosen one; a text without pages has thousands


def document_view(
    document: Document, chunks: Sequence[Chunk], page_number: int, chosen: int
) -> str | None:
    """A page (from 1) with passage `chosen` (from 1) marked, or the first that begins on the page.

    None where there is no such page or passage.
    """
    if not 1 <= page_number <= len(document.pages) or not 0 <= chosen <= len(chunks):
        return None
    page = document.pages[page_number - 1]
    here = passages_on(document, chunks, page)
    number = chosen if chosen in here else next(iter(here), 0)
    if not number:
        body = '<p class="hp-intet-her">Der er ingen tekst på siden.</p>' + _bare(document, page)
    else:
        place = passage_place(document, chunks[number - 1], number)
        others = [(chunk.start, chunk.end) for n, chunk in here.items() if n != number]
        body = sheet(document, page, place, others) if place.paged else prose(document, place)
    name = escape(f"{page_words(document, page)} af {document.source.title}")
    return (
        f'<section class="hp-dokument" data-dokument="{escape(document.id)}" '
        f'data-side="{page.number}">{_head(document)}{_tools(document, page)}'
        f'<div class="hp-opslag">{_passages(document, here, number)}'
        f'<div class="hp-blad" tabindex="0" role="region" aria-label="{name}">{body}</div>'
        "</div></section>"
    )


def missing_view() -> str:
    """What stands there where the document is no longer in the library."""
    return (
        f'<section class="hp-dokument">{_back()}<h1 tabindex="-1">Dokumentet er ikke længere i '
        "biblioteket.</h1></section>"
    )


def passages_on(document: Document, chunks: Sequence[Chunk], page: Page) -> dict[int, Chunk]:
    """The passages that have words on the page, by their number in the document (from 1)."""
    first = document.page_starts[page.number - 1]
    last = first + len(page.text)
    return {
        number: chunk
        for number, chunk in enumerate(chunks, start=1)
        if chunk.start < last
        and chunk.end > first
        and document.text[max(chunk.start, first) : min(chunk.end, last)].strip()
    }


def _bare(document: Document, page: Page) -> str:
    """The page of which nothing was read, to be looked at."""
    if page.width <= 0:
        return ""
    nothing = passage_place(document, Chunk("", document.id, "", 0, 0, ()), 0)
    return sheet(document, page, nothing)


def _head(document: Document) -> str:
    source = document.source
    meta = wording.about(source, (source.kind or "").capitalize())
    tags = [("hp-gaeldende", "Gældende")] if source.status == "current" else []
    if source.status == "historical":
        tags = [("hp-historisk", _historical(document))]
    if any(page.read_by == "ocr" for page in document.pages):
        tags.append(("hp-laest", "Læst fra skannede billeder"))
    items = "".join(f'<li class="{name}">{escape(words)}</li>' for name, words in tags)
    return (
        f'<header>{_back()}<h1 tabindex="-1">{escape(source.title)}</h1>'
        + (f'<p class="hp-meta">{escape(meta)}</p>' if meta else "")
        + (f'<ul class="hp-tags">{items}</ul>' if items else "")
        + "</header>"
    )


def _historical(document: Document) -> str:
    """How old a document is, or what it was written from, which is older than the note itself."""
    if document.origins:
        knowledge = wording.knowledge([origin.citation for origin in document.origins])
        return f"Historisk: {knowledge}"
    year = wording.year(document.source)
    return f"Historisk: fra {year}" if year else "Historisk"


def _back() -> str:
    return (
        '<button type="button" class="hp-knap hp-tilbage" data-tilbage>'
        f"{icons.PREVIOUS}<span>Alle dokumenter</span></button>"
    )


def _tools(document: Document, page: Page) -> str:
    last = len(document.pages)
    paging = ""
    if page.width > 0:
        paging = (
            turn_page_button(icons.PREVIOUS + "<span>Forrige</span>", page.number - 1, last)
            + f'<span aria-live="polite" class="hp-sidetal">{page_words(document, page)}</span>'
            + turn_page_button("<span>Næste</span>" + icons.NEXT, page.number + 1, last)
        )
    return f'<div class="hp-redskaber">{paging}{open_link(document, page)}</div>'


def _passages(document: Document, here: dict[int, Chunk], chosen: int) -> str:
    """The passages as buttons; the chosen one is marked on the page."""
    if not here:
        return ""
    items = []
    for number, chunk in here.items():
        if abs(number - chosen) > _NEAR:
            continue
        place = passage_place(document, chunk, number)
        heading = f"<b>{escape(place.heading)}</b>" if place.heading else ""
        on = ' aria-current="true" class="hp-aktiv"' if number == chosen else ""
        items.append(
            f'<li><button type="button" data-stykke="{number}"{on}><span class="hp-cite">{number}'
            f"</span><span>{heading}{escape(excerpt(place.quote, _EXCERPT))}</span></button></li>"
        )
    paged = document.pages[0].width > 0
    where = "Stykker på siden" if paged else "Stykker i teksten"
    return (
        f'<nav class="hp-stykker" aria-label="{where}"><h2>{where}</h2>'
        '<p class="hp-meta">Holdepunkt søger i disse stykker. Vælg et for at se, hvor det står.</p>'
        f"<ol>{''.join(items)}</ol></nav>"
    )
