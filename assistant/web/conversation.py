"""The conversation as HTML: each question with its answer, refusal or failure, and the start."""

from collections.abc import Iterable, Sequence

from assistant.render import worded
from assistant.reply import Answer, NoAnswer, Progress, Reason, Statement
from assistant.web import copying, icons, wording
from assistant.web.escape import escape
from assistant.web.examples import Examples
from assistant.web.feedback_form import offer
from assistant.web.filters import searched
from assistant.web.source_list import cite_button, source_list
from assistant.web.statements import statements
from assistant.web.visit import Turn, Visit
from assistant.web.why import why_these
from ingest.document import Source


def conversation(visit: Visit, sources: Sequence[Source], examples: Examples) -> str:
    """Everything said so far, or the start page."""
    if not visit.turns:
        return _start(sources, examples)
    turns = "".join(_turn(turn, sources) for turn in visit.turns)
    return f'<h1 class="hp-kun-oplaest">Spørg</h1>{turns}'


def waiting(question: str, step: int | Progress, documents: int) -> str:
    """The question while so many documents are searched; steps before `step` (from 0) are done.

    While a language model writes, what stands of its answer is below the steps.
    """
    steps, written = wording.STEPS, ""
    if isinstance(step, Progress):
        steps = (*wording.STEPS[:-1], wording.WRITING)
        written = "".join(f"<p>{escape(statement.text)}</p>" for statement in step.statements)
        step = len(steps) - 1
    lines = []
    for number, words in enumerate(steps):
        text = words.format(documents=wording.documents(documents))
        state = "faerdig" if number < step else "nu" if number == step else "senere"
        mark = icons.CHECK if number < step else '<span class="hp-prik"></span>'
        dots = " …" if number == step else ""
        lines.append(f'<li class="hp-{state}">{mark}{escape(text)}{dots}</li>')
    return f'<h2>{escape(question)}</h2><ol class="hp-trin">{"".join(lines)}</ol>{written}'


def _start(sources: Sequence[Source], examples: Examples) -> str:
    if not sources:
        lead = "Biblioteket er tomt. Læg det første dokument i for at kunne spørge."
        return f'<div class="hp-start"><h1>Hvad vil du slå op?</h1><p>{lead}</p></div>'
    examples = examples.over({source.id for source in sources})
    cards = "".join(
        f'<li><button type="button" data-spoerg="{escape(example.question)}">'
        f'<span class="hp-slags">{escape(example.kind)}</span>{escape(example.question)}'
        "</button></li>"
        for example in examples.examples
    )
    if cards:
        cards = f'<h2 class="hp-smaa">Prøv for eksempel</h2><ul class="hp-eksempler">{cards}</ul>'
    return (
        f'<div class="hp-start"><h1>Hvad vil du slå op?</h1><p>{escape(examples.lead)}</p>'
        f"{cards}</div>"
    )


def _turn(turn: Turn, sources: Sequence[Source]) -> str:
    match turn.reply:
        case Answer() as answer:
            said, body = wording.ANSWER_READY, _answer(turn, answer)
        case NoAnswer() as refusal:
            said = _sentence(turn, refusal)
            body = _no_answer(turn, refusal, sources)
        case None:
            said = wording.BROKE.format(code=turn.code)
            body = f'<div class="hp-brud"><p>{escape(said)}</p></div>'
    understood = turn.reply.understood if turn.reply else None
    return (
        f'<section class="hp-tur" data-besked="{escape(said)}"><h2>{escape(turn.question)}</h2>'
        f"{_understood(understood)}<article>{body}{offer(turn)}</article></section>"
    )


def _understood(understood: str | None) -> str:
    if not understood:
        return ""
    return f'<p class="hp-forstaaet"><b>Forstået som:</b> {escape(understood)}</p>'


def _answer(turn: Turn, answer: Answer) -> str:
    words = worded(answer)
    return (
        f'<p class="hp-meta">{wording.KINDS[answer.kind]}{_limited(turn)}</p>'
        + (f"<p>{escape(answer.introduction)}</p>" if answer.introduction else "")
        + statements(answer, turn.places, lambda statement: _buttons(turn, statement))
        + _notes(answer)
        + (f'<p class="hp-meta">{escape(words)}</p>' if words else "")
        + source_list(turn.id, turn.places, heading="Kilder")
        + why_these(turn.places, answer.passages)
        + '<p class="hp-handlinger"><button type="button" class="hp-knap" '
        f'data-tekst="{escape(copying.as_text(answer, turn.places))}" '
        f'data-html="{escape(copying.as_html(answer, turn.places))}">'
        f"{icons.COPY}<span>Kopiér med kilder</span></button>{_files(turn)}</p>"
    )


def _notes(answer: Answer) -> str:
    """What is said after the statements; of a sum it is the reservations, which are set apart."""
    notes = "".join(f"<p>{escape(note)}</p>" for note in answer.notes)
    if notes and answer.kind == "calculation":
        return f'<div class="hp-forbehold">{notes}</div>'
    return notes


def _files(turn: Turn) -> str:
    """The links to the answer as a file."""
    if not turn.token:
        return ""
    return "".join(
        f'<a class="hp-knap" download href="/hent/{turn.token}.{ending}">'
        f"{icons.DOWNLOAD}<span>Hent som {name}</span></a>"
        for ending, name in (("docx", "Word"), ("md", "Markdown"))
    )


def _buttons(turn: Turn, statement: Statement) -> str:
    found = (turn.place(number) for number in statement.citations)
    return "".join(cite_button(turn.id, place) for place in found if place)


def _no_answer(turn: Turn, refusal: NoAnswer, sources: Sequence[Source]) -> str:
    sentence = f'<p class="hp-konklusion">{_sentence(turn, refusal)}</p>'
    if refusal.reason.status == "declined":
        more = wording.REPHRASE if refusal.reason is Reason.PERSONAL_DATA else ""
        return f'<div class="hp-afvist">{_paragraphs((sentence, more))}{_masked(turn)}</div>'
    if refusal.reason is Reason.OUTSIDE:  # a greeting; nothing was searched
        return f'<div class="hp-intet">{sentence}</div>'
    lost = refusal.reason is Reason.LOST_IN_SOURCE
    said = " ".join(statement.text for statement in refusal.statements)
    count = searched(*turn.searched) if turn.searched else wording.documents(len(sources))
    said_of = f"Der er søgt i {count}."
    more = (said or wording.LOST_IN_SOURCE) if lost else said_of
    heading = "Stedet i kilden" if lost else "Det nærmeste, der blev fundet"
    nearest = source_list(turn.id, turn.places, heading=heading)
    nearest += why_these(turn.places, refusal.passages)
    again = _in_all(turn)
    return f'<div class="hp-intet">{_paragraphs((sentence, more))}{again}{nearest}</div>'


def _sentence(turn: Turn, refusal: NoAnswer) -> str:
    """Why there is no answer; of some documents no more is said than that it is not in those."""
    is_nowhere = (
        refusal.reason.status == "not_found" and refusal.reason is not Reason.LOST_IN_SOURCE
    )
    return (
        wording.NOT_IN_CHOSEN if turn.searched and is_nowhere else wording.NO_ANSWER[refusal.reason]
    )


def _limited(turn: Turn) -> str:
    return f" · Søgt i {searched(*turn.searched)}" if turn.searched else ""


def _in_all(turn: Turn) -> str:
    """The button that asks again of all documents, where only some were searched."""
    if not turn.searched:
        return ""
    return (
        f'<p class="hp-handlinger"><button type="button" class="hp-knap" data-alle="{turn.id}">'
        f"{wording.ASK_ALL}</button></p>"
    )


def _masked(turn: Turn) -> str:
    """The question that was refused without its CPR number, and the button that asks that."""
    if not turn.masked:
        return ""
    words = escape(turn.masked)
    return (
        f'<p class="hp-citeret">{words}</p><p class="hp-handlinger"><button type="button" '
        f'class="hp-knap" data-spoerg="{words}">{wording.MASK_AND_SEND}</button></p>'
    )


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(t if t.startswith("<p") else f"<p>{escape(t)}</p>" for t in texts if t)
