"""The page: its tabs, put together. A tab is a function that draws itself into the open Blocks."""

from collections.abc import Callable, Sequence

import gradio as gr

from assistant.ask import Assistant
from assistant.web import icons
from assistant.web.ask_tab import ask_tab
from assistant.web.examples import Examples

_TOP = (
    '<a class="hp-spring" href="#hp-rulle">Spring til indhold</a>'
    f'<p class="hp-navn">{icons.BRAND}<span>Holdepunkt</span></p>'
    '<div id="hp-live" class="hp-kun-oplaest" aria-live="polite"></div>'
)
_DAY = 86_400  # seconds


def page(assistant: Assistant, examples: Examples) -> gr.Blocks:
    """The whole page as Gradio blocks."""
    tabs: Sequence[tuple[str, str, Callable[[], None]]] = (
        ("Spørg", "spoerg", lambda: ask_tab(assistant, examples)),
    )
    blocks: gr.Blocks = gr.Blocks(
        title="Holdepunkt",
        fill_width=True,
        analytics_enabled=False,
        delete_cache=(3_600, _DAY),
    )
    with blocks:
        gr.HTML(_TOP, elem_id="hp-top", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="hp-faner"):
            for label, name, draw in tabs:
                with gr.Tab(label, id=name, elem_id=f"hp-fane-{name}"):
                    draw()
    return blocks
