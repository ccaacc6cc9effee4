"""The page Kvalitet: what the last evals run found, for all; feedback, for who holds the key."""

import logging
from pathlib import Path

import gradio as gr

from assistant.quality_report import read_report
from assistant.web.events import QUIET
from assistant.web.quality_feedback import feedback_place
from assistant.web.quality_page import quality_page, without_report
from assistant.web.site import Site
from ingest.errors import SettingsError, UnknownPath

_log = logging.getLogger("holdepunkt.web")
_WAIT = '<h1 tabindex="-1">Kvalitet</h1><p class="hp-meta">Henter målingen …</p>'


def quality_tab(site: Site) -> None:
    """Draws the page into the open Blocks; the report is read whenever the page is opened."""
    with gr.Column(elem_id="hp-kvalitet"):
        shown = _html(_WAIT, "kvalitet")
        _html(feedback_place(), "meldt")
    shown.select(lambda: drawn(site.report), None, shown, **QUIET)


def drawn(file: Path | None) -> str:
    """The report in that file as HTML, or why it is not shown."""
    if file is None:
        return without_report(broken=False)
    try:
        return quality_page(read_report(file))
    except UnknownPath:
        return without_report(broken=False)
    except SettingsError as exc:
        _log.warning("the report is not shown: %s", exc)
        return without_report(broken=True)


def _html(value: str, name: str) -> gr.HTML:
    """A piece of page whose script is the function of that name in kvalitet.js."""
    return gr.HTML(
        value,
        elem_classes=f"hp-{name}-plads",
        apply_default_css=False,
        js_on_load=f"window.holdepunkt.{name}(element, trigger, watch)",
    )
