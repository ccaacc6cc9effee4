"""Replies and turns made from words of the tiny library."""

from assistant.reply import Answer, Citation, Kind, NoAnswer, Passage, Reason, Statement
from assistant.web.places import places
from assistant.web.visit import Turn, Visit
from ingest.document import Chunk
from ingest.library import Library

LEAD = "Bogbussen koster 4.750 kr. om ugen at holde kørende."
SCOPE = "Beløbet dækker chauffør og brændstof, men ikke de bøger, som bussen låner ud"
RULE = "En læsecirkel i bogbussen optager nye medlemmer hver torsdag."
ROW = "Børn\t30"


def answer(library: Library, *quotes: tuple[str, str], kind: Kind = "number") -> Answer:
    """An answer whose statements are these quotes (document, words)."""
    citations = tuple(_citation(library, n, *quote) for n, quote in enumerate(quotes, start=1))
    statements = tuple(Statement(c.quote, (c.number,)) for c in citations)
    return Answer("Hvad koster bogbussen?", kind, statements, citations, ())


def turn(library: Library, *quotes: tuple[str, str], kind: Kind = "number") -> Turn:
    """The first turn of a visit, answered with these quotes."""
    reply = answer(library, *quotes, kind=kind)
    return Turn(1, reply.question, reply, places(reply, library))


def refused(library: Library, reason: Reason, *found: tuple[str, str]) -> Visit:
    """A visit whose only question was refused, with these words as the nearest."""
    passages = tuple(
        Passage(rank, 1.0, Chunk("x", document, words, *_span(library, document, words), ()))
        for rank, (document, words) in enumerate(found, start=1)
    )
    reply = NoAnswer("Hvad er satsen?", "number", reason, passages)
    return Visit((Turn(1, reply.question, reply, places(reply, library)),))


def _citation(library: Library, number: int, document_id: str, words: str) -> Citation:
    document = library.document(document_id)
    start, end = _span(library, document_id, words)
    page = document.page_at(start)
    return Citation(
        number, document_id, document.source.title, page.number, page.number, page.label,
        start, end, words, False, document.origin_at(start),
    )  # fmt: skip


def _span(library: Library, document_id: str, words: str) -> tuple[int, int]:
    start = library.document(document_id).text.index(words)
    return start, start + len(words)
