"""The page Økonomi: the form to the left, what it comes to beside it, a source over both."""

from typing import Any

import gradio as gr

from assistant.calculation.budget_fields import LONGEST
from assistant.web.economics_form import form
from assistant.web.economics_register import TURN, register
from assistant.web.economics_result import result, summary
from assistant.web.economics_rows import estimate
from assistant.web.events import QUIET, number, texts
from assistant.web.panel import opened
from assistant.web.places import Place
from assistant.web.site import Site
from assistant.web.visit import Shown

_KEPT = 8 * 3_600  # seconds that the chosen source is kept after its last use
_TOP = (
    '<h1 tabindex="-1">Økonomi</h1><p>Sammenlign udgiften til pladser i et virksomhedscenter '
    "og i et kommunalt aktiveringstilbud. Ret tallene, så de passer til jer. Intet af det, du "
    "skriver, bliver gemt.</p>"
)
_WAIT = '<p class="hp-meta">Henter tallene …</p>'


def economics_tab(site: Site) -> None:
    """Draws the page into the open Blocks and binds its events."""
    assistant = site.assistant
    chosen: gr.State = gr.State(None, time_to_live=_KEPT)
    with gr.Column(elem_id="hp-oekonomi"):
        gr.HTML(_TOP, elem_classes="hp-sidehoved", js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="hp-regnebord"):
            # Drawn when the page is opened: by then the library may hold other documents.
            typed = gr.HTML(_WAIT, elem_id="hp-forudsaetninger", **_script("forudsaetninger"))
            shown = gr.HTML("", elem_id="hp-resultat", **_script("resultat"))
    with gr.Column(elem_classes="hp-skuffe"):
        source = gr.HTML("", elem_classes="hp-kildeplads", **_script("kilde"))

    def work_out(event: gr.EventData) -> tuple[str, str]:
        fields = texts(event, "felter", LONGEST + 1)
        known = register(assistant)
        worked = estimate(known, fields or None)
        return form(known, worked.typed, summary(worked)), result(worked)

    def pick(event: gr.EventData) -> tuple[object, object]:
        place = register(assistant).place(number(event, "n"))
        if place is None:
            return gr.skip(), gr.skip()
        return opened(assistant.library, place, Shown(TURN, place.number, place.page)), place

    def turn_page(event: gr.EventData, place: Place | None) -> object:
        if place is None:
            return gr.skip()
        now = Shown(TURN, place.number, number(event, "side"))
        return opened(assistant.library, place, now) or gr.skip()

    typed.submit(work_out, None, [typed, shown], trigger_mode="always_last", **QUIET)
    gr.on([typed.select, shown.select], pick, None, [source, chosen], **QUIET)
    source.select(turn_page, [chosen], [source], **QUIET)


def _script(name: str) -> dict[str, Any]:
    """A piece of page whose script is the function of that name in holdepunkt.js."""
    return {
        "apply_default_css": False,
        "js_on_load": f"window.holdepunkt.{name}(element, trigger, watch)",
    }
