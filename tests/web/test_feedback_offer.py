"""Claims about where feedback is offered, and what is kept of what a browser sends."""

from dataclasses import replace
from pathlib import Path

import gradio as gr
import pytest

from assistant.ask import Assistant
from assistant.feedback import FeedbackStore
from assistant.reply import NoAnswer, Reason
from assistant.web.events import number
from assistant.web.feedback_form import MOST, given_on, offer
from assistant.web.visit import Turn, Visit
from tests.web.building import LEAD, refused, turn


def test_an_answer_may_be_praised_and_blamed(helper: Assistant) -> None:
    offered = offer(turn(helper.library, ("bogbus", LEAD)))
    assert "Svaret hjalp mig" in offered
    assert "Meld en fejl" in offered


def test_a_reply_that_found_nothing_may_be_blamed_only(helper: Assistant) -> None:
    (said,) = refused(helper.library, Reason.NOTHING_FOUND).turns
    assert "hjalp" not in offer(said)
    assert "Meld en fejl" in offer(said)


@pytest.mark.parametrize("reason", [Reason.PERSONAL_DATA, Reason.DECISION_ABOUT_A_PERSON])
def test_a_declined_question_is_not_asked_about(reason: Reason) -> None:
    assert offer(Turn(1, "Spørgsmålet er fjernet", NoAnswer("", "fact", reason))) == ""


def test_a_failure_is_not_asked_about() -> None:
    assert offer(Turn(1, "Hvad?", None, code="ABC")) == ""


SAID: tuple[object, ...] = (
    None, 7, [], {}, {"tur": 1}, {"tur": 1, "valg": "wrong"}, {"tur": 1, "valg": ["x", 7, None]},
    {"tur": 99, "valg": ["wrong"]}, {"tur": "1e9", "valg": ["wrong"]}, {"tur": {}, "valg": {}},
)  # fmt: skip


def event(said: object) -> gr.EventData:
    return gr.EventData(None, said)


@pytest.fixture
def store(tmp_path: Path) -> FeedbackStore:
    return FeedbackStore(tmp_path)


@pytest.fixture
def visit(helper: Assistant) -> Visit:
    return Visit((turn(helper.library, ("bogbus", LEAD)),))


@pytest.mark.parametrize("said", SAID)
def test_what_no_form_sends_is_not_kept(
    helper: Assistant, store: FeedbackStore, visit: Visit, said: object
) -> None:
    done, words = given_on(
        helper, store, visit, frozenset(), number(event(said), "tur"), event(said)
    )
    assert not done
    assert words
    assert store.all() == ()


def test_what_is_sent_is_kept_with_the_reply_of_the_visit(
    helper: Assistant, store: FeedbackStore, visit: Visit
) -> None:
    said = event({"tur": 1, "valg": ["wrong"], "kommentar": "Nej", "question": "Noget andet"})
    assert given_on(helper, store, visit, frozenset(), 1, said)[0]
    (kept,) = store.all()
    assert (kept.question, kept.comment, kept.statements) == (
        "Hvad koster bogbussen?", "Nej", (LEAD,),
    )  # fmt: skip
    assert kept.index == helper.index.meta("snapshot")


def test_a_comment_that_is_no_text_is_passed_over(
    helper: Assistant, store: FeedbackStore, visit: Visit
) -> None:
    said = event({"tur": 1, "valg": ["wrong"], "kommentar": {"a": 1}})
    assert given_on(helper, store, visit, frozenset(), 1, said)[0]
    assert store.all()[0].comment == ""


def test_a_reply_is_judged_once(helper: Assistant, store: FeedbackStore, visit: Visit) -> None:
    said = event({"tur": 1, "valg": ["wrong"]})
    assert not given_on(helper, store, visit, frozenset({1}), 1, said)[0]
    assert store.all() == ()


def test_a_visit_gives_no_more_than_a_number_of_pieces(
    helper: Assistant, store: FeedbackStore, visit: Visit
) -> None:
    before = frozenset(range(100, 100 + MOST))
    said = event({"tur": 1, "valg": ["wrong"]})
    assert "ikke plads" in given_on(helper, store, visit, before, 1, said)[1]
    assert store.all() == ()


def test_a_file_that_cannot_be_written_is_told(helper: Assistant, visit: Visit) -> None:
    said = event({"tur": 1, "valg": ["wrong"]})
    nowhere = FeedbackStore(Path("/nowhere"))
    assert given_on(helper, nowhere, visit, frozenset(), 1, said) == (
        False, "Meldingen kunne ikke gemmes. Prøv igen senere.",
    )  # fmt: skip


def test_a_follow_up_is_kept_with_the_question_that_it_leans_on(
    helper: Assistant, store: FeedbackStore, visit: Visit
) -> None:
    reply = replace(visit.turns[0].reply, understood="Hvad koster bogbussen i 2013?")  # type: ignore[type-var]
    more = visit.with_turn(Turn(2, "og i 2013?", reply))
    given_on(helper, store, more, frozenset(), 2, event({"tur": 2, "valg": ["wrong"]}))
    (kept,) = store.all()
    assert (kept.question, kept.context) == ("og i 2013?", ("Hvad koster bogbussen?",))
