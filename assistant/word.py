"""Words an answer: what the quotes say, in a language model's words, or the quotes themselves."""

import logging
import time
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cite import cite
from assistant.figures import values
from assistant.parse import Unusable
from assistant.question import Understood
from assistant.reply import Answer, Citation, Claim, Draft, Progress, Statement
from assistant.verify import verify
from ingest.library import Library

if TYPE_CHECKING:  # loaded only where a model is set
    from assistant.language_model import LanguageModelWriter

LEFT_OUT = "Noget af svaret er udeladt, fordi kilderne ikke bærer det."
NOT_USED = "Sprogmodellen svarede ikke brugbart; svaret er sat sammen af citater."
_log = logging.getLogger("holdepunkt.word")


def may_be_worded(draft: Draft) -> bool:
    """Whether a model may word what a draft says.

    Not what is computed, nor what the program itself introduces (an answer over the whole
    library), nor that the source lacks what is asked for: a model would only get these wrong.
    """
    apart = any(claim.calculation or claim.lost for claim in draft.claims)
    return draft.introduction is None and not apart


def word(
    answer: Answer, understood: Understood, writer: "LanguageModelWriter", library: Library
) -> Iterator[Progress | Answer]:
    """The verified statements as they come, then the answer that they make.

    `answer` itself, with a note, where the model is of no use: no whole reply comes of it, or
    nothing of it stands.
    """
    begun = time.monotonic()
    try:
        worded = yield from _worded(answer, understood, writer, library)
    except Unusable as exc:
        seconds = time.monotonic() - begun
        _log.warning("model %s not used: %s (after %.1f s)", writer.name, exc, seconds)
        worded = replace(answer, notes=(*answer.notes, NOT_USED))
    yield worded


def _worded(
    answer: Answer, understood: Understood, writer: "LanguageModelWriter", library: Library
) -> Generator[Progress, None, Answer]:
    """Tells of each statement that stands, and returns the answer that they make."""
    yield Progress()
    cited: list[tuple[Claim, list[Citation | None]]] = []
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    asked = " ".join([*understood.context, understood.question])
    for claim in writer.write(understood, answer.passages):
        cited.append((claim, [cite(quote, 1, library) for quote in claim.quotes]))
        stood = len(statements)
        statements, citations = verify(cited, asked, document_of=library.document)
        if len(statements) > stood:
            yield Progress(statements)
    fallen = len(cited) - len(statements)
    if fallen:
        _log.info("%d of %d statements of model %s fell", fallen, len(cited), writer.name)
    if not statements:
        raise Unusable("nothing of it stands")
    if _lacks_the_number(answer, statements):
        raise Unusable("it lacks the number that is asked for")
    notes = (*answer.notes, LEFT_OUT) if fallen else answer.notes
    return replace(
        answer, statements=statements, citations=citations, notes=notes, worded_by=writer.name
    )


def _lacks_the_number(answer: Answer, statements: tuple[Statement, ...]) -> bool:
    """Whether the quotes hold a number that is asked for, and the statements none."""
    held, said = (any(values(s.text) for s in group) for group in (answer.statements, statements))
    return answer.kind == "number" and held and not said
