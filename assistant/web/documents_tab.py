"""The page Dokumenter: what is in the library, each document's pages, and how files come in.

What only shows goes through Gradio; what changes the library goes to `intake_routes`, where each
request is asked whether it may.
"""

from typing import Any

import gradio as gr

from assistant.ask import Assistant
from assistant.web import icons
from assistant.web.document_list import document_list
from assistant.web.document_view import document_view, missing_view
from assistant.web.holdings import holdings
from assistant.web.lock import lock, question_first
from assistant.web.site import Site
from assistant.web.wanted_files import ENDINGS
from ingest.errors import UnknownDocument

_QUIET: dict[str, Any] = {
    "queue": False,
    "show_progress": "hidden",
    "api_visibility": "private",
}
_KINDS = "PDF, Word, Markdown, tekst eller HTML"


def documents_tab(site: Site) -> None:
    """Draws the page into the open Blocks and binds its events."""
    assistant = site.assistant
    with gr.Column(elem_id="hp-dokumenter"):
        listed = _html('<p class="hp-meta">Henter listen …</p>', "bibliotek")
        _html(_adding(), "indlaes")
        viewed = _html("", "dokument")

    def draw() -> str:
        return document_list(holdings(assistant))

    def view(event: gr.EventData) -> str | dict[str, Any]:
        return _view(assistant, getattr(event, "_data", None))

    listed.select(draw, None, listed, **_QUIET)
    viewed.select(view, None, viewed, **_QUIET)


def _html(value: str, name: str) -> gr.HTML:
    """A piece of page whose script is the function of that name in dokumenter.js."""
    return gr.HTML(
        value,
        elem_id=f"hp-{name}",
        apply_default_css=False,
        js_on_load=f"window.holdepunkt.{name}(element, trigger, watch)",
    )


def _view(assistant: Assistant, said: object) -> str | dict[str, Any]:
    """The page of a document that a browser asks for; one that is not there changes nothing."""
    asked = said if isinstance(said, dict) else {}
    if not asked.get("dokument"):
        return ""
    library, document_id = assistant.library, str(asked["dokument"])
    try:
        document, chunks = library.document(document_id), library.chunks_of(document_id)
    except UnknownDocument:
        return missing_view()
    view = document_view(document, chunks, _number(asked, "side"), _number(asked, "stykke"))
    unchanged: dict[str, Any] = gr.skip()
    return view or unchanged


def _number(asked: dict[Any, Any], name: str) -> int:
    value = asked.get(name, 0)
    return value if isinstance(value, int) else 0


def _adding() -> str:
    """The place for files, and the questions before a change. Script fills it."""
    accepted = ",".join(ENDINGS)
    return (
        '<section class="hp-indlaes" hidden><h2>Læg dokumenter i biblioteket</h2>'
        '<div class="hp-slip"><input type="file" id="hp-vaelg" multiple hidden '
        f'accept="{accepted}">{icons.FILE}<p>Træk filer hertil, eller '
        '<button type="button" class="hp-link" data-vaelg>vælg fra computeren</button></p>'
        f'<p class="hp-meta">{_KINDS}<span id="hp-mest"></span> · ingen personoplysninger</p>'
        "</div></section>"
        + lock(
            "hp-dokumenter",
            "Kun den, der har nøglen, kan tilføje og fjerne dokumenter.",
            "Dokumenter kan kun tilføjes og fjernes på den maskine, som Holdepunkt kører på.",
            heading="Læg dokumenter i biblioteket",
        )
        + '<section class="hp-status" aria-label="Indlæsning"></section>'
        + question_first("hp-dokumenter")
    )
