"""The page Kom godt i gang: a path through the field for new staff, a source over it."""

import logging
from typing import Any

import gradio as gr

from assistant.web.events import QUIET, number, texts
from assistant.web.guide_frame import BROKEN, frame
from assistant.web.guide_quiz import LONGEST, Attempt, answered
from assistant.web.guide_sources import sources
from assistant.web.guide_views import said_of
from assistant.web.panel import opened
from assistant.web.places import Place
from assistant.web.site import Site
from assistant.web.visit import Shown
from ingest.errors import SettingsError

_KEPT = 8 * 3_600  # seconds that answers and the chosen source are kept after their last use
_TOP = (
    '<h1 tabindex="-1">Kom godt i gang</h1><p>For dig, der er ny på området. Hvert udsagn viser '
    "stedet, det bygger på.</p>"
)
_Chosen = tuple[Place, int] | None  # the source that is open, and the number of its page
_log = logging.getLogger("holdepunkt.guide")


def guide_tab(site: Site) -> None:
    """Draws the page into the open Blocks and binds its events."""
    assistant = site.assistant
    attempt: gr.State = gr.State(Attempt(), time_to_live=_KEPT)
    chosen: gr.State = gr.State(None, time_to_live=_KEPT)
    with gr.Column(elem_id="hp-vejledning"):
        gr.HTML(_TOP, elem_classes="hp-sidehoved", js_on_load=None, apply_default_css=False)
        # Drawn when it is opened: by then the library may hold other documents.
        page = gr.HTML("", elem_id="hp-guide", **_script("guide"))
    with gr.Column(elem_classes="hp-skuffe"):
        source = gr.HTML("", elem_classes="hp-kildeplads", **_script("kilde"))

    def show(event: gr.EventData, so_far: Attempt) -> tuple[str, Attempt]:
        fields = texts(event, "felter", LONGEST)
        try:
            guide = site.guide()
        except SettingsError as exc:
            _log.error("the guide cannot be shown: %s", exc)
            return BROKEN, so_far
        now = answered(so_far, guide, fields)
        terms, library = assistant.concepts().terms, assistant.library
        return frame(guide, fields.get("vis", ""), now, terms, library), now

    def pick(event: gr.EventData) -> tuple[object, object]:
        turn = number(event, "turn")
        found = sources(turn, said_of(site.guide(), turn), assistant.library)
        place = found.place(number(event, "n"))
        if place is None:
            return gr.skip(), gr.skip()
        return opened(assistant.library, place, Shown(turn, place.number, place.page)), (
            place,
            turn,
        )

    def turn_page(event: gr.EventData, now: _Chosen) -> object:
        if now is None:
            return gr.skip()
        place, turn = now
        shown = Shown(turn, place.number, number(event, "side"))
        return opened(assistant.library, place, shown) or gr.skip()

    page.submit(show, [attempt], [page, attempt], trigger_mode="always_last", **QUIET)
    page.select(pick, None, [source, chosen], **QUIET)
    source.select(turn_page, [chosen], [source], **QUIET)


def _script(name: str) -> dict[str, Any]:
    """A piece of page whose script is the function of that name in the static files."""
    return {
        "apply_default_css": False,
        "js_on_load": f"window.holdepunkt.{name}(element, trigger, watch)",
    }
