"""The source panel: which document, what is quoted, and the page with the quote marked."""

from urllib.parse import quote

from assistant.web import icons, wording
from assistant.web.escape import escape
from assistant.web.places import Place
from assistant.web.prose import prose
from assistant.web.sheet import sheet
from assistant.web.source_list import excerpt
from assistant.web.visit import Shown
from ingest.document import Document, Page
from ingest.errors import UnknownDocument
from ingest.library import Library
from ingest.personal_data import MASK

_QUOTE = 320  # characters; the page below holds all of it


def empty_panel() -> str:
    """What stands there before a source is chosen."""
    return (
        f'<div class="hp-tom">{icons.PAGE}<h2>Kilden vises her</h2>'
        "<p>Når et svar er klar, kan du vælge et kildenummer. Så åbner siden fra dokumentet "
        "med de citerede ord markeret.</p></div>"
    )


def opened(library: Library, place: Place, shown: Shown) -> str | None:
    """The source `place` as the library has it now; None where that page is not there."""
    try:
        document = library.document(place.source.id)
    except UnknownDocument:
        return missing_panel()
    if document.text[place.start : place.end] != place.quote:
        return changed_panel()
    return panel(document, place, shown) if 1 <= shown.page <= len(document.pages) else None


def missing_panel() -> str:
    """What stands there where the document is no longer in the library."""
    return _without_source("Dokumentet er ikke længere i biblioteket.")


def changed_panel() -> str:
    """What stands there where the document has another wording now than when it was quoted."""
    return _without_source(
        "Dokumentet er ændret, siden svaret blev givet. Stil spørgsmålet igen for at få det "
        "besvaret ud fra den nye udgave."
    )


def _without_source(why: str) -> str:
    return (
        f'<div class="hp-tom">{icons.PAGE}<h2 tabindex="-1">Kilden kan ikke vises</h2>'
        f"<p>{why}</p>{_close()}</div>"
    )


def panel(document: Document, place: Place, shown: Shown) -> str:
    """The source `place`, opened on the page that `shown` names."""
    page = document.pages[shown.page - 1]
    body = sheet(document, page, place) if place.paged else prose(document, place)
    name = escape(f"{page_words(document, page)} af {place.source.title}")
    return (
        f'<section class="hp-kilde" data-key="{shown.turn}.{shown.number}" '
        f'data-side="{page.number}" data-citatside="{place.page}">'
        f"{_head(document, place)}{_tools(document, place, page)}"
        f'<div class="hp-blad" tabindex="0" role="region" aria-label="{name}">{body}</div>'
        "</section>"
    )


def tags(document: Document, place: Place) -> list[tuple[str, str]]:
    """Class and words of each tag: the document's age, how it was read, whether the quote shows."""
    source, year = place.source, place.year
    found: list[tuple[str, str]] = []
    if source.status == "historical":
        found.append(("hp-historisk", f"Historisk: fra {year}" if year else "Historisk"))
    elif source.status == "current":
        found.append(("hp-gaeldende", "Gældende"))
    scanned = document.page_at(place.start).read_by == "ocr"
    found.append(("hp-laest", "Læst fra skannet billede" if scanned else "Tekst i filen"))
    if place.paged and not document.boxes(place.start, place.end):
        found.append(("hp-usikker", "Stedet kunne ikke markeres"))
    else:
        found.append(("hp-sikker", f"Citatet står {'på siden' if place.paged else 'i teksten'}"))
    return found


def _head(document: Document, place: Place) -> str:
    source = place.source
    items = "".join(
        f'<li class="{name}">{icons.CHECK if name == "hp-sikker" else ""}{escape(words)}</li>'
        for name, words in tags(document, place)
    )
    origin = f'<p class="hp-meta">Bygger på: {escape(place.origin)}</p>' if place.origin else ""
    meta = wording.about(source, (source.kind or "").capitalize())
    return (
        f'<header><span class="hp-cite hp-aktiv" aria-hidden="true">{place.number}</span><div>'
        f'<h2 tabindex="-1"><span class="hp-kun-oplaest">Kilde {place.number}: </span>'
        f"{escape(source.title)}</h2>"
        + (f'<p class="hp-meta">{escape(meta)}</p>' if meta else "")
        + f'</div>{_close()}<ul class="hp-tags">{items}</ul>'
        f"<blockquote>{escape(excerpt(place.quote, _QUOTE))}</blockquote>{origin}</header>"
    )


def _tools(document: Document, place: Place, page: Page) -> str:
    """Paging, the way back to the quote, and the document itself."""
    if not place.paged:
        return (
            f'<div class="hp-redskaber">{_to_quote(place, page)}{open_link(document, page)}</div>'
        )
    last = len(document.pages)
    return (
        '<div class="hp-redskaber">'
        + turn_page_button(icons.PREVIOUS + "<span>Forrige</span>", page.number - 1, last)
        + f'<span aria-live="polite" class="hp-sidetal">{page_words(document, page)}</span>'
        + turn_page_button("<span>Næste</span>" + icons.NEXT, page.number + 1, last)
        + _to_quote(place, page)
        + open_link(document, page)
        + "</div>"
    )


def turn_page_button(words: str, number: int, last: int) -> str:
    """The button to page `number`, which does nothing where there is no such page."""
    # aria-disabled instead of disabled, so that the button keeps its focus on the last page.
    off = "" if 1 <= number <= last else ' aria-disabled="true"'
    return f'<button type="button" class="hp-knap" data-side="{number}"{off}>{words}</button>'


def _to_quote(place: Place, page: Page) -> str:
    return (
        f'<button type="button" class="hp-knap hp-til-citatet" data-side="{place.page}">'
        f"{icons.TO_QUOTE}<span>Til citatet</span></button>"
    )


def open_link(document: Document, page: Page) -> str:
    """The link to the document itself, at the page; none where CPR numbers were masked in it."""
    if MASK in document.text:
        return ""
    anchor = f"#page={page.number}" if page.width > 0 else ""
    return (
        f'<a class="hp-aabn" href="/dokument/{quote(document.id, safe="")}{anchor}" '
        f'target="_blank" rel="noopener">{icons.OPEN}<span>Åbn dokumentet</span>'
        '<span class="hp-kun-oplaest"> (nyt vindue)</span></a>'
    )


def _close() -> str:
    return (
        '<button type="button" class="hp-luk" data-luk aria-label="Luk kilden">'
        f"{icons.CLOSE}</button>"
    )


def page_words(document: Document, page: Page) -> str:
    """ "Side 2 af 6"; of a format without pages, that it is the text."""
    if page.width <= 0:
        return "Teksten"
    return f"Side {page.number} af {len(document.pages)}"
