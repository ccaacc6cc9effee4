"""The tab Spørg: conversation and question box to the left, the source to the right."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import gradio as gr

from assistant.ask import Assistant
from assistant.question import LONGEST
from assistant.reply import Answer, Progress
from assistant.web import wording
from assistant.web.asking import answering
from assistant.web.conversation import conversation, waiting
from assistant.web.downloads import KEPT, Downloads
from assistant.web.events import QUIET, choices, number
from assistant.web.examples import Examples
from assistant.web.feedback_form import feedback_form
from assistant.web.filters import filters
from assistant.web.panel import empty_panel, opened
from assistant.web.scope import Scope, catalogue_of, scope_from
from assistant.web.site import Site
from assistant.web.visit import Shown, Turn, Visit, shown_first
from ingest.personal_data import mask

_AT_ONCE = 8  # questions answered side by side
_LONG: dict[str, Any] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "concurrency_id": "ask",
    "concurrency_limit": _AT_ONCE,
}
_Outputs = tuple[Any, ...]  # one value for each output; Gradio takes no narrower type


def ask_tab(site: Site) -> None:
    """Draws the tab into the open Blocks and binds its events."""
    assistant, examples, downloads = site.assistant, site.examples, site.downloads
    library = assistant.library
    visit = gr.State(
        Visit(), time_to_live=KEPT, delete_callback=lambda ended: downloads.forget(ended.tokens)
    )
    shown = gr.State(None, time_to_live=KEPT)
    scope = gr.State(Scope(), time_to_live=KEPT)
    with gr.Row(elem_id="hp-spoerg"):
        with gr.Column(elem_id="hp-venstre"):
            with gr.Column(elem_id="hp-rulle"):
                talk = _html(conversation(Visit(), library.sources(), examples), "samtale")
                wait = _html("", "venter")
            box, send, limits = _question_box(filters(catalogue_of(library), Scope()))
        with gr.Column(elem_id="hp-hoejre"):
            source = _html(empty_panel(), "kilde")

    def ask(question: str, so_far: Visit, chosen: Scope) -> Iterator[_Outputs]:
        yield from _ask(assistant, examples, downloads, question, so_far, chosen)

    def ask_all(event: gr.EventData, so_far: Visit) -> Iterator[_Outputs]:
        turn = so_far.turn(number(event, "turn"))
        question = turn.question if turn else ""
        again = turn.id if turn else 0
        for values in _ask(assistant, examples, downloads, question, so_far, Scope(), again):
            yield *values, filters(catalogue_of(assistant.library), Scope()), Scope()

    def limit(event: gr.EventData) -> _Outputs:
        catalogue = catalogue_of(assistant.library)
        names = [field.name for field in fields(Scope)]
        chosen = scope_from(choices(event, names, len(catalogue)), catalogue)
        return filters(catalogue, chosen, answers=number(event, "nr")), chosen

    def pick(event: gr.EventData, so_far: Visit) -> _Outputs:
        return _pick(assistant, event, so_far)

    def turn_page(event: gr.EventData, so_far: Visit, now: Shown | None) -> _Outputs:
        return _turn_page(assistant, event, so_far, now)

    feedback_form(assistant, site.feedback, visit)
    drawn = [box, wait, talk, source, visit, shown]
    gr.on([send.click, box.submit], ask, [box, visit, scope], drawn, **_LONG)
    talk.retry(ask_all, [visit], [*drawn, limits, scope], **_LONG)
    limits.select(limit, None, [limits, scope], trigger_mode="multiple", **QUIET)
    talk.select(pick, [visit], [source, shown], **QUIET)
    source.select(turn_page, [visit, shown], [source, shown], **QUIET)


def _html(value: str, name: str) -> gr.HTML:
    """A piece of page whose script is the function of that name in holdepunkt.js."""
    return gr.HTML(
        value,
        elem_id=f"hp-{name}",
        apply_default_css=False,
        js_on_load=f"window.holdepunkt.{name}(element, trigger, watch)",
    )


def _question_box(limits: str) -> tuple[gr.Textbox, gr.Button, gr.HTML]:
    with gr.Column(elem_id="hp-felt"):
        gr.HTML('<div id="hp-advarsel"></div>', js_on_load=None, apply_default_css=False)
        line = _html(limits, "afgraens")
        with gr.Row(elem_id="hp-linje"):
            box = gr.Textbox(
                label="Dit spørgsmål",
                placeholder="Skriv dit spørgsmål",
                lines=1,
                max_lines=6,
                max_length=LONGEST,
                elem_id="hp-spoergsmaal",
            )
            send = gr.Button("Spørg", variant="primary", elem_id="hp-send", scale=0)
        note = f'<p id="hp-note">{wording.NOTE}</p>'
        gr.HTML(note, js_on_load=None, apply_default_css=False)
    return box, send, line


def _ask(
    assistant: Assistant,
    examples: Examples,
    downloads: Downloads,
    question: str,
    so_far: Visit,
    chosen: Scope,
    again: int = 0,
) -> Iterator[_Outputs]:
    """Values for box, wait, talk, source, visit and shown, for each step and for the answer."""
    question = question.strip()[:LONGEST]
    if not question:
        yield (gr.skip(),) * 6
        return
    sources = assistant.library.sources()
    within = chosen.within(catalogue_of(assistant.library))
    count = len(sources) if within is None else len(within)
    for step in answering(assistant, question, so_far, within=within, again=again):
        if isinstance(step, int | Progress):
            yield "", waiting(mask(question), step, count), *(gr.skip(),) * 4
            continue
        step = _offered(downloads, step)
        visit, first = so_far.with_turn(step), shown_first(step)
        downloads.forget(set(so_far.tokens).difference(visit.tokens))
        drawn = _drawn(assistant, visit, first) if first else empty_panel()
        box = question if step.reply is None else gr.skip()
        yield box, "", conversation(visit, sources, examples), drawn, visit, first


def _offered(downloads: Downloads, turn: Turn) -> Turn:
    """The turn, whose answer can be fetched from now on."""
    if not isinstance(turn.reply, Answer):
        return turn
    return replace(turn, token=downloads.offer(turn.reply, turn.places))


def _pick(assistant: Assistant, event: gr.EventData, visit: Visit) -> _Outputs:
    """Values for source and shown: the source whose number was chosen."""
    turn = visit.turn(number(event, "turn"))
    place = turn.place(number(event, "n")) if turn else None
    if turn is None or place is None:
        return gr.skip(), gr.skip()
    shown = Shown(turn.id, place.number, place.page)
    return _drawn(assistant, visit, shown), shown


def _turn_page(
    assistant: Assistant, event: gr.EventData, visit: Visit, shown: Shown | None
) -> _Outputs:
    """Values for source and shown: another page of the same document."""
    page = number(event, "side")
    if shown is None or page < 1:
        return gr.skip(), gr.skip()
    now = Shown(shown.turn, shown.number, page)
    return _drawn(assistant, visit, now), now


def _drawn(assistant: Assistant, visit: Visit, shown: Shown) -> str | dict[str, Any]:
    """The panel; a page that is not there changes nothing."""
    turn = visit.turn(shown.turn)
    place = turn.place(shown.number) if turn else None
    if place is None:
        return empty_panel()
    unchanged: dict[str, Any] = gr.skip()
    return opened(assistant.library, place, shown) or unchanged
