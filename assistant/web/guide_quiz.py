"""The questions to try oneself on, one after the other; what is right is said after the answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.guide import FALSE, TRUE, Guide, Question, Step, is_right
from assistant.web import icons
from assistant.web.escape import escape
from assistant.web.guide_sources import Sources, sources
from assistant.web.guide_views import address, question_turn
from ingest.library import Library

LONGEST = 40  # characters of an answer
_FAULTS = {"number": "Skriv et tal.", "one": "Vælg et svar.", "true": "Vælg et svar."}


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one visitor has answered so far: question ids and answers, in order."""

    given: tuple[tuple[str, str], ...] = ()
    told: bool = False  # the last answer is the one that is shown, with what is right
    fault: str = ""  # why an answer was not taken


def answered(attempt: Attempt, guide: Guide, fields: Mapping[str, str]) -> Attempt:
    """The attempt after what the visitor did: answered, went on, or began again."""
    act = fields.get("handling")
    if act == "forfra":
        return Attempt()
    if act == "naeste":
        return replace(attempt, told=False, fault="")
    known = {question.id: question for question in guide.questions}
    question = known.get(fields.get("id", ""))
    if act != "svar" or question is None or question.id in dict(attempt.given):
        return replace(attempt, fault="")
    given = fields.get("svar", "")
    if is_right(question, given) is None:
        return replace(attempt, fault=_FAULTS[question.kind])
    return Attempt((*attempt.given, (question.id, given)), told=True)


def quiz(attempt: Attempt, guide: Guide, library: Library, steps: Iterable[Step]) -> str:
    """The question that is next, what is right about the last one, or the result.

    The result leads to those of the `steps` that should be read again.
    """
    asked = [q for q in guide.questions if q.why in _sources(guide, q, library)]
    given = dict(attempt.given)
    left = [question for question in asked if question.id not in given]
    done = [question for question in asked if question.id in given]
    head = '<h2 tabindex="-1" data-fokus>Prøv dig selv</h2>'
    if not asked:
        return head + '<p class="hp-guide-om">Der er ingen spørgsmål at vise.</p>'
    if attempt.told and done:
        last = next((q for q in done if q.id == attempt.given[-1][0]), done[-1])
        told = _told(last, given[last.id], _sources(guide, last, library), last=not left)
        return _counted(len(done), len(asked)) + told
    if left:
        return _counted(len(done) + 1, len(asked)) + _form(left[0], attempt.fault)
    return head + _result(asked, given, steps)


def _sources(guide: Guide, question: Question, library: Library) -> Sources:
    return sources(question_turn(guide, question.id), [question.why], library)


def _counted(number: int, of: int) -> str:
    return (
        f'<h2>Prøv dig selv</h2><p class="hp-guide-om">Spørgsmål {number} af {of}</p>'
        f'<progress max="{of}" value="{number}" aria-label="Spørgsmål {number} af {of}">'
        "</progress>"
    )


def _form(question: Question, fault: str) -> str:
    wrong = f'<p class="hp-fejl" role="alert" id="hp-svar-fejl">{fault}</p>' if fault else ""
    typed = question.kind == "number"
    fields = _number(question, fault) if typed else _choices(question)
    arrive = "" if typed and fault else " data-fokus"
    return (
        f'<form class="hp-guide-svar" data-id="{escape(question.id)}" novalidate><fieldset>'
        f'<legend tabindex="-1"{arrive}>{escape(question.text)}</legend>{fields}</fieldset>'
        f'{wrong}<p><button type="submit" class="hp-knap hp-fyldt">Svar</button></p></form>'
    )


def _choices(question: Question) -> str:
    return "".join(
        f'<label><input type="radio" name="svar" value="{value}"><span>{escape(words)}</span>'
        "</label>"
        for value, words in _options(question).items()
    )


def _number(question: Question, fault: str) -> str:
    invalid = ' aria-invalid="true" aria-describedby="hp-svar-fejl" data-fokus' if fault else ""
    return (
        '<p class="hp-guide-tal"><input type="text" name="svar" inputmode="decimal" '
        f'autocomplete="off" aria-label="Dit svar i {escape(question.unit or "tal")}" '
        f'maxlength="{LONGEST}"{invalid}> {escape(question.unit)}</p>'
    )


def _options(question: Question) -> dict[str, str]:
    """What may be chosen, by the value that is sent."""
    if question.kind == "true":
        return {TRUE: "Sandt", FALSE: "Falsk"}
    return {str(number): words for number, words in enumerate(question.options, start=1)}


def _shown(question: Question, given: str) -> str:
    return _options(question).get(given) or f"{given.strip()} {question.unit}".strip()


def _told(question: Question, given: str, found: Sources, *, last: bool) -> str:
    right = is_right(question, given)
    verdict = "Rigtigt" if right else "Ikke rigtigt"
    answer = f"<p>Du svarede: {escape(_shown(question, given))}</p>"
    if not right:
        answer += f"<p>Det rigtige svar: <b>{escape(_shown(question, question.right))}</b></p>"
    quotes = "".join(
        f"<blockquote>»{escape(' '.join(place.quote.split()))}«</blockquote>"
        for place in found.places
    )
    icon = icons.CHECK if right else icons.ATTENTION
    onward = "Se resultatet" if last else "Næste spørgsmål"
    return (
        f'<p class="hp-guide-spurgt">{escape(question.text)}</p>'
        f'<section class="hp-guide-dom {"hp-rigtigt" if right else "hp-forkert"}">'
        f'<h3 tabindex="-1" data-fokus>{icon}{verdict}</h3>{answer}'
        f"<p>{found.worded(question.why)}</p>{quotes}</section>"
        f'<p><button type="button" class="hp-knap hp-fyldt" data-handling="naeste">'
        f"{onward}</button></p>"
    )


def _result(asked: Sequence[Question], given: Mapping[str, str], steps: Iterable[Step]) -> str:
    wrong = [question for question in asked if not is_right(question, given[question.id])]
    score = f"Du svarede rigtigt på {len(asked) - len(wrong)} af {len(asked)} spørgsmål."
    ways = {
        step.id: f' <a href="{address(step.id)}">Læs trinnet {escape(step.title)}</a>'
        for step in steps
    }
    again = "".join(
        f"<li>{escape(question.text)}{ways.get(question.step, '')}</li>" for question in wrong
    )
    listed = f'<h3>Læs igen</h3><ul class="hp-liste">{again}</ul>' if again else ""
    return (
        f'<p class="hp-guide-resultat">{score}</p>{listed}'
        '<p><button type="button" class="hp-knap hp-fyldt" data-handling="forfra">'
        "Tag spørgsmålene igen</button></p>"
    )
