"""From a question to its turn, step by step: check the question, ask, check the quotes."""

import logging
import secrets
import traceback
from collections.abc import Iterator
from dataclasses import replace

from assistant.ask import Assistant
from assistant.reply import NoAnswer, Progress, Reason, Reply
from assistant.web import wording
from assistant.web.places import places
from assistant.web.visit import Turn, Visit
from ingest.personal_data import MASK, find_cpr, mask

_log = logging.getLogger("holdepunkt.web")


def answering(
    assistant: Assistant,
    question: str,
    visit: Visit,
    *,
    within: frozenset[str] | None = None,
    again: int = 0,
) -> Iterator[int | Progress | Turn]:
    """The number of each step (from 0) as it begins, and the turn at last. Never raises.

    Where a language model words the answer, what stands of it comes in between. `within` holds the
    ids of the documents to be searched, where not all are. A turn that is asked `again`, given by
    its number, leans on what was asked before it.
    """
    try:
        yield 0
        if find_cpr(question):
            yield _turn(visit, question, NoAnswer(question, "fact", Reason.PERSONAL_DATA))
            return
        yield 1
        history = visit.before(again) if again else visit.history
        for said in assistant.stream(question, history, why=True, within=within):
            if isinstance(said, Progress):
                yield said
            else:
                yield 2
                turn = _turn(visit, question, said, assistant)
                yield replace(turn, searched=_searched(assistant, within))
    except Exception as exc:  # whatever broke, the visitor gets a code and the next question works
        yield Turn(visit.next_id, question, None, code=_logged(exc))


def _turn(visit: Visit, question: str, reply: Reply, assistant: Assistant | None = None) -> Turn:
    if isinstance(reply, NoAnswer) and reply.reason is Reason.PERSONAL_DATA:
        # The page promises that the question is not kept, so not even the visit holds it.
        forgotten = replace(reply, question="", understood=None, passages=())
        return Turn(visit.next_id, wording.QUESTION_REMOVED, forgotten, masked=masked(question))
    found = places(reply, assistant.library) if assistant else ()
    return Turn(visit.next_id, question, reply, found)


def _searched(assistant: Assistant, within: frozenset[str] | None) -> tuple[int, int] | None:
    if within is None:
        return None
    there = [source.id for source in assistant.library.sources()]
    return sum(document in within for document in there), len(there)


def masked(question: str) -> str:
    """The question on one line without its CPR numbers; "" where none is found in it."""
    line = " ".join(mask(question).split())
    hidden = mask(line)  # on one line more may be a number
    return hidden if MASK in hidden else ""


def _logged(exc: Exception) -> str:
    """The code under which the failure stands in the log.

    The exception's own words may hold the question; only its kind and place are written.
    """
    code = secrets.token_hex(3).upper()
    where = "".join(traceback.format_tb(exc.__traceback__))
    _log.error("question not answered, code %s: %s\n%s", code, type(exc).__name__, where)
    return code
