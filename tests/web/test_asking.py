"""From a question to a turn: personal data is not kept, and a failure tells nothing but a code."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from assistant.ask import Assistant
from assistant.reply import NoAnswer, Progress, Reason, Reply
from assistant.web.asking import answering
from assistant.web.visit import TURNS, Turn, Visit
from ingest.library import Library
from tests.web.building import LEAD, answer

CPR = "Kan borgeren 010190-1234 få en plads?"


@dataclass
class Scripted:
    """An assistant that says what it is told to say."""

    library: Library
    reply: Reply | Exception

    written: tuple[Progress, ...] = ()
    heard: list[Sequence[str]] = field(default_factory=list)  # the history of each question

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        why: bool = False,
        within: frozenset[str] | None = None,
    ) -> Iterator[Progress | Reply]:
        self.heard.append(history)
        if isinstance(self.reply, Exception):
            raise self.reply
        yield from (*self.written, self.reply)


def last(assistant: object, question: str, visit: Visit | None = None) -> Turn:
    *_, turn = answering(assistant, question, visit or Visit())  # type: ignore[arg-type]
    assert isinstance(turn, Turn)
    return turn


def test_an_answer_comes_after_three_steps(helper: Assistant) -> None:
    *steps, turn = answering(helper, "Hvad koster bogbussen om ugen?", Visit())
    assert steps == [0, 1, 2]
    assert isinstance(turn, Turn)
    assert turn.places[0].page == 2


def test_what_a_model_has_written_so_far_comes_while_it_writes(helper: Assistant) -> None:
    reply = answer(helper.library, ("bogbus", LEAD))
    written = (Progress(), Progress(reply.statements))
    steps = answering(Scripted(helper.library, reply, written), "Hvad?", Visit())  # type: ignore[arg-type]
    assert list(steps)[:-1] == [0, 1, *written, 2]


def test_a_question_with_a_cpr_number_is_kept_nowhere(helper: Assistant) -> None:
    turn = last(helper, CPR)
    assert isinstance(turn.reply, NoAnswer)
    assert turn.reply.reason is Reason.PERSONAL_DATA
    assert "010190" not in repr(turn)
    assert Visit((turn,)).history == ()
    assert turn.masked == "Kan borgeren [CPR fjernet] få en plads?"


def test_a_number_over_several_lines_is_masked_too(helper: Assistant) -> None:
    turn = last(helper, "Kan 010190\n\n\n1234 få en plads?")
    assert turn.masked == "Kan [CPR fjernet] få en plads?"
    assert "010190" not in repr(turn)


def test_a_failure_is_logged_without_the_question(
    helper: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Scripted(helper.library, RuntimeError("hemmeligt spørgsmål"))
    with caplog.at_level(logging.ERROR):
        turn = last(broken, "hemmeligt spørgsmål")
    assert turn.reply is None
    assert f"code {turn.code}: RuntimeError" in caplog.text
    assert "hemmeligt" not in caplog.text


def test_a_quote_that_is_not_in_the_document_is_not_shown(helper: Assistant) -> None:
    reply = answer(helper.library, ("bogbus", LEAD))
    moved = replace(reply, citations=(replace(reply.citations[0], start=0),))
    assert last(Scripted(helper.library, moved), "Hvad koster den?").reply is None


def test_a_visit_is_bounded_and_remembers_the_last_questions() -> None:
    reply = NoAnswer("", "fact", Reason.NOTHING_FOUND)
    visit = Visit()
    for number in range(TURNS + 5):
        visit = visit.with_turn(Turn(visit.next_id, f"Spørgsmål {number}", reply))
    assert len(visit.turns) == TURNS
    assert visit.history[-1] == f"Spørgsmål {TURNS + 4}"
    assert visit.next_id == TURNS + 6


def test_a_question_that_is_asked_again_leans_on_what_was_before_it(helper: Assistant) -> None:
    reply = answer(helper.library, ("bogbus", LEAD))
    said = tuple(Turn(i, q, reply) for i, q in enumerate(("Hvad?", "Og nu?", "Tak?"), start=1))
    scripted = Scripted(helper.library, reply)
    list(answering(scripted, "Og nu?", Visit(said), again=2))  # type: ignore[arg-type]
    assert scripted.heard == [("Hvad?",)]
