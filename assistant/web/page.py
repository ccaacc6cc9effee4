"""The app's one HTML page, which holds all of `pages` as tabs."""

import gradio as gr

from assistant.web import icons
from assistant.web.accessibility import PATH
from assistant.web.pages import PAGES
from assistant.web.site import Site

_TOP = (
    '<a class="hp-spring" href="#hp-faner">Spring til indhold</a>'
    f'<p class="hp-navn">{icons.BRAND}<span>Holdepunkt</span></p>'
    f'<a class="hp-erklaeret" href="{PATH}">Tilgængelighed</a>'
    '<div id="hp-live" class="hp-kun-oplaest" aria-live="polite"></div>'
)
_DAY = 86_400  # seconds


def page(site: Site) -> gr.Blocks:
    """The whole page as Gradio blocks."""
    blocks: gr.Blocks = gr.Blocks(
        title="Holdepunkt",
        fill_width=True,
        analytics_enabled=False,
        delete_cache=(3_600, _DAY),
    )
    with blocks:
        gr.HTML(_TOP, elem_id="hp-top", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="hp-faner", overflow_behavior="wrap"):
            for slug, name, draw in PAGES:
                with gr.Tab(name, id=slug, elem_id=f"hp-fane-{slug}"):
                    draw(site)
    return blocks
