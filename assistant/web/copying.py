"""An answer as it is pasted elsewhere: always with its sources, as text and as HTML for Word."""

from collections.abc import Iterable, Sequence

from assistant.render import worded
from assistant.reply import Answer
from assistant.web import wording
from assistant.web.escape import escape
from assistant.web.places import Place
from assistant.web.statements import statements


def as_text(answer: Answer, places: Sequence[Place]) -> str:
    """Question, statements with their numbers, and the list of sources."""
    lines = (
        f"{f'{s.label}: ' if s.label else ''}{s.text} {_numbers(s.citations)}"
        for s in answer.statements
    )
    sources = (reference(place) for place in places)
    led = (answer.introduction,) if answer.introduction else ()
    said = (*led, *lines, *_remarks(answer))
    return "\n".join((answer.question, "", *said, "", "Kilder:", *sources))


def as_html(answer: Answer, places: Sequence[Place]) -> str:
    """The same with its lists and tables."""
    body = statements(answer, places, lambda statement: _numbers(statement.citations))
    cited = map(reference, places)
    sources = "".join(f"<p>{escape(line)}</p>" for line in (*_remarks(answer), "Kilder:", *cited))
    led = f"<p>{escape(answer.introduction)}</p>" if answer.introduction else ""
    return f"<p><b>{escape(answer.question)}</b></p>{led}{body}{sources}"


def reference(place: Place) -> str:
    """The source as a reader would cite it, with the quote."""
    source, year = place.source, wording.year(place.source)
    who = " ".join(filter(None, (source.publisher, f"({year})" if year else "")))
    where = place.whereabouts[0].lower() + place.whereabouts[1:]
    origin = f" Bygger på: {place.origin}." if place.origin else ""
    lead = f"[{place.number}] " + (f"{who}: " if who else "")
    return f"{lead}{source.title}, {where}: »{place.quote}«{origin}"


def _remarks(answer: Answer) -> tuple[str, ...]:
    """What is said after the statements: the reservations, and whose words these are."""
    return tuple(filter(None, (*answer.notes, worded(answer))))


def _numbers(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)
