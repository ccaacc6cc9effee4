"""Feedback under an answer: two buttons, a form that opens inside the answer, and the thanks.

The form lies once in the page as a template; script lays a copy into the answer that it is for.
"""

import secrets
from dataclasses import replace

import gradio as gr

from assistant.ask import Assistant
from assistant.feedback import LONGEST_COMMENT, MARKS, Feedback, FeedbackStore, Mark, feedback_on
from assistant.reply import Answer, NoAnswer
from assistant.web.escape import escape
from assistant.web.events import QUIET, number, sent
from assistant.web.visit import Turn, Visit
from ingest.errors import LibraryError, PersonalData

WORDS: dict[Mark, str] = {
    "helped": "Svaret hjalp",
    "wrong": "Svaret er forkert",
    "lacking": "Det mangler noget væsentligt",
    "not_in_source": "Kilden siger ikke det, der står",
    "wrong_document": "Forkert dokument er brugt",
    "outdated": "Oplysningen er forældet",
    "other": "Andet",
}
MOST = 30  # pieces of a visit
_KEPT = 8 * 3_600  # seconds that it is known what a visit has given
_THANKS = "Tak. Meldingen er gemt sammen med spørgsmålet og kilderne."
_GLAD = "Tak. Det er gemt sammen med spørgsmålet og kilderne."
_NO_MARK = "Vælg mindst én af mulighederne."
_CPR = (
    "Teksten ser ud til at indeholde et CPR-nummer. Meldingen er ikke gemt. Fjern nummeret, og "
    "send igen."
)
_TWICE = "Du har allerede sendt en melding om svaret."
_TOO_MANY = "Der er ikke plads til flere meldinger lige nu. Meldingen er ikke gemt."
_BROKE = "Meldingen kunne ikke gemmes. Prøv igen senere."
_LOST = "Svaret findes ikke længere. Stil spørgsmålet igen for at melde en fejl."


def feedback_form(assistant: Assistant, store: FeedbackStore, visit: gr.State) -> None:
    """Draws the template into the open Blocks, and binds what is sent."""
    given: gr.State = gr.State(frozenset(), time_to_live=_KEPT)
    script = "window.holdepunkt.meldinger(element, trigger, watch)"
    gr.HTML(_template(), elem_classes="hp-skjult", js_on_load=None, apply_default_css=False)
    heard = gr.HTML(
        elem_id="hp-meldinger", elem_classes="hp-skjult", js_on_load=script, apply_default_css=False
    )

    def give(
        event: gr.EventData, so_far: Visit, before: frozenset[int]
    ) -> tuple[str, frozenset[int]]:
        turn = number(event, "tur")
        done, words = given_on(assistant, store, so_far, before, turn, event)
        return _outcome(turn, words, done=done), before | {turn} if done else before

    heard.submit(give, [visit, given], [heard, given], **QUIET)


def offer(turn: Turn) -> str:
    """The buttons under a reply that feedback may be given on; "" under any other."""
    if not _may_be_judged(turn):
        return ""
    helped = '<button type="button" class="hp-let" data-melding="hjalp">Svaret hjalp mig</button>'
    return (
        f'<div class="hp-melding" data-tur="{turn.id}">'
        + (helped if isinstance(turn.reply, Answer) else "")
        + '<button type="button" class="hp-let" data-melding="fejl" aria-expanded="false">'
        "Meld en fejl</button></div>"
    )


def _may_be_judged(turn: Turn) -> bool:
    """Whether there is a reply: neither a declined question nor a failure is one."""
    reply = turn.reply
    return isinstance(reply, Answer) or (
        isinstance(reply, NoAnswer) and reply.reason.status == "not_found"
    )


def given_on(
    assistant: Assistant,
    store: FeedbackStore,
    visit: Visit,
    before: frozenset[int],
    turn_id: int,
    event: gr.EventData,
) -> tuple[bool, str]:
    """Whether the feedback was kept, and what is said to who gave it."""
    marks, comment = _marks(event), sent(event, "kommentar")
    turn = visit.turn(turn_id)
    if turn is None or not _may_be_judged(turn):
        return False, _LOST
    if turn_id in before:
        return False, _TWICE
    if not marks:
        return False, _NO_MARK
    if len(before) >= MOST:
        return False, _TOO_MANY
    said = _feedback(assistant, visit, turn, marks, comment if isinstance(comment, str) else "")
    try:
        kept = store.add(said)
    except PersonalData:
        return False, _CPR
    except LibraryError:
        return False, _BROKE
    if kept is None:
        return False, _TOO_MANY
    return True, _GLAD if marks == ("helped",) else _THANKS


def _feedback(
    assistant: Assistant, visit: Visit, turn: Turn, marks: tuple[Mark, ...], comment: str
) -> Feedback:
    assert turn.reply is not None
    said = feedback_on(turn.reply, marks, comment, assistant.index.meta("snapshot") or "")
    return replace(said, question=turn.question, context=_context(visit, turn))


def _context(visit: Visit, turn: Turn) -> tuple[str, ...]:
    """The earlier questions of the visit, where the reply leaned on any."""
    if turn.reply is None or turn.reply.understood is None:
        return ()
    return visit.before(turn.id)


def _marks(event: gr.EventData) -> tuple[Mark, ...]:
    """The marks that a browser sent; that it helped stands alone."""
    asked = sent(event, "valg")
    chosen = tuple(mark for mark in MARKS if isinstance(asked, list) and mark in asked)
    return ("helped",) if "helped" in chosen else chosen


def _outcome(turn: int, words: str, *, done: bool) -> str:
    """What script takes into the answer; no two are alike, or the browser would not notice."""
    return (
        f'<p data-tur="{turn}" data-gemt="{"ja" if done else ""}" '
        f'data-nr="{secrets.token_hex(4)}">{escape(words)}</p>'
    )


def _template() -> str:
    boxes = "".join(
        f'<label><input type="checkbox" name="valg" value="{mark}">'
        f"<span>{escape(words)}</span></label>"
        for mark, words in WORDS.items()
        if mark != "helped"
    )
    return (
        '<template id="hp-melding-form"><form class="hp-meldeform" novalidate>'
        "<fieldset><legend>Hvad er der galt med svaret?</legend>"
        f'<div class="hp-fejlvalg">{boxes}</div></fieldset>'
        "<label>Uddyb gerne (skriv ikke personoplysninger)"
        f'<textarea name="kommentar" rows="3" maxlength="{LONGEST_COMMENT}"></textarea></label>'
        '<p class="hp-meldefejl" role="alert"></p>'
        '<p class="hp-handlinger"><button type="submit" class="hp-knap hp-fyldt">Send</button>'
        '<button type="button" class="hp-knap" data-fortryd>Fortryd</button></p>'
        "</form></template>"
    )
