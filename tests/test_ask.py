"""Claims about the assistant as a whole: a question in, a reply with its places out."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.question import LONGEST
from assistant.reply import Answer, Citation, NoAnswer, Reason
from assistant.understanding.language import IN_ENGLISH
from ingest.errors import QuestionError
from ingest.pipeline import ingest
from tests.making import HashEmbedder, indexed, markdown
from tests.programme import FILES, YEARBOOK, assistant_over, said

PRICE = "Hvad koster en plads i Fyrtårnet om ugen?"
MEALS = "Hvor mange måltider serverer kantinen om dagen?"


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(indexed(tmp_path_factory.mktemp("ask"), FILES))


def first_citation(helper: Assistant, question: str) -> Citation:
    reply = helper.ask(question)
    assert isinstance(reply, Answer)
    return reply.citations[0]


def reason(helper: Assistant, question: str) -> Reason:
    reply = helper.ask(question)
    assert isinstance(reply, NoAnswer)
    return reply.reason


def test_the_price_comes_with_the_place_it_stands(helper: Assistant) -> None:
    citation = first_citation(helper, PRICE)
    assert (citation.document_id, citation.title) == ("fyrtaarnet", "Fyrtårnet i Sandbjerg")


def test_the_price_comes_with_the_publication_it_was_written_from(helper: Assistant) -> None:
    assert first_citation(helper, PRICE).origin == YEARBOOK


def test_the_price_is_quoted_as_the_document_has_it(helper: Assistant) -> None:
    citation = first_citation(helper, PRICE)
    text = helper.library.document("fyrtaarnet").text
    assert "745 kr." in citation.quote
    assert citation.quote == text[citation.start : citation.end]


def test_what_stands_on_page_two_is_cited_on_page_two(helper: Assistant) -> None:
    citation = first_citation(helper, MEALS)
    assert (citation.document_id, citation.page, citation.page_end) == ("kantine", 2, 2)


def test_a_note_without_pages_is_cited_on_page_one(helper: Assistant) -> None:
    assert first_citation(helper, PRICE).page == 1


def test_citations_are_numbered_as_the_statements_name_them(helper: Assistant) -> None:
    reply = helper.ask("Hvilke opgaver har værkstedslederen?")
    assert isinstance(reply, Answer)
    assert [c.number for c in reply.citations] == [n for s in reply.statements for n in s.citations]


def test_an_answer_carries_its_passages_best_first(helper: Assistant) -> None:
    passages = helper.ask(PRICE).passages  # type: ignore[union-attr]
    assert "745 kr." in passages[0].chunk.text


def test_an_answer_has_the_kind_of_its_question(helper: Assistant) -> None:
    assert helper.ask(PRICE).kind == "number"


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Hvad koster en plads i Roskilde?", id="a name not in the documents"),
        pytest.param("Hvad koster en plads i Fyrtårnet i 2019?", id="another year"),
        pytest.param("Hvad er mentorens telefonnummer?", id="no figure"),
        pytest.param("Hvem vandt slaget ved Hastings?", id="off topic"),
    ],
)
def test_what_the_documents_do_not_say_is_not_answered(helper: Assistant, question: str) -> None:
    assert reason(helper, question) is Reason.NOTHING_SUPPORTED


def test_a_refusal_carries_the_nearest_passages(helper: Assistant) -> None:
    reply = helper.ask("Hvad koster en plads i Roskilde?")
    assert reply.passages != ()


def test_an_index_without_documents_finds_nothing(tmp_path: Path) -> None:
    assert reason(assistant_over(indexed(tmp_path, {})), PRICE) is Reason.NOTHING_FOUND


def test_a_fragment_is_answered_in_the_light_of_the_question_before(helper: Assistant) -> None:
    assert "husleje" in said(helper.ask("Og hvad dækker beløbet?", [PRICE]))


def test_a_fragment_is_searched_for_with_the_question_before(helper: Assistant) -> None:
    passage = helper.ask("Og hvad med det?", [MEALS]).passages[0]
    assert "120 måltider" in passage.chunk.text


def test_a_fragment_tells_what_was_searched_for(helper: Assistant) -> None:
    reply = helper.ask("Og hvad dækker beløbet?", [PRICE])
    assert reply.understood == f"{PRICE} – Og hvad dækker beløbet?"


def test_a_question_that_stands_alone_is_searched_for_as_it_is(helper: Assistant) -> None:
    assert helper.ask(MEALS, [PRICE]).understood is None


def test_an_earlier_question_does_not_change_the_answer_to_a_full_one(helper: Assistant) -> None:
    assert helper.ask(MEALS, [PRICE]) == helper.ask(MEALS)


def test_a_cpr_number_is_declined_unsearched(helper: Assistant) -> None:
    reply = helper.ask("Hvad koster 010190-1234 om ugen?")
    assert isinstance(reply, NoAnswer)
    assert (reply.reason, reply.passages) == (Reason.PERSONAL_DATA, ())


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_an_empty_question_is_refused(helper: Assistant, question: str) -> None:
    with pytest.raises(
        QuestionError, match=r"^the question is empty: write what you want to know$"
    ):
        helper.ask(question)


def test_a_question_of_10000_characters_is_refused(helper: Assistant) -> None:
    with pytest.raises(QuestionError, match="has 10000 characters, at most 1000 are read"):
        helper.ask("hvad " * 2_000)


def test_the_longest_question_is_read(helper: Assistant) -> None:
    assert helper.ask("å" * LONGEST).kind == "fact"


@pytest.mark.parametrize("history", [(), ("\ud800",)])
def test_half_a_character_is_refused(helper: Assistant, history: tuple[str, ...]) -> None:
    question = "Hvad er en mentor?" if history else "Hvad er \ud800?"
    with pytest.raises(QuestionError, match=r"^the question holds half a character"):
        helper.ask(question, history)


@pytest.mark.parametrize("question", ["???", "🙂", "\x00", "² ½", "((((", "_", "[1]", "' OR 1=1"])
def test_a_question_of_signs_is_not_answered(helper: Assistant, question: str) -> None:
    assert isinstance(helper.ask(question), NoAnswer)


def test_an_assistant_answers_from_a_document_that_came_later(tmp_path: Path) -> None:
    index = indexed(tmp_path, FILES)
    helper = assistant_over(index)
    helper.ask(PRICE)
    later = markdown(
        tmp_path / "later.md", "# Sadler\n\nEn sadel i Saddelmagerlauget koster 900 kr."
    )
    ingest([later], index, HashEmbedder(), processes=0)
    assert "900 kr." in said(helper.ask("Hvad koster en sadel i Saddelmagerlauget?"))


def test_an_assistant_forgets_a_document_that_is_gone(tmp_path: Path) -> None:
    index = indexed(tmp_path, FILES)
    helper = assistant_over(index)
    assert said(helper.ask(MEALS)) != ""
    (tmp_path / "documents" / "kantine.pdf").unlink()
    ingest([tmp_path / "documents"], index, HashEmbedder(), processes=0)
    assert said(helper.ask(MEALS)) == ""


def test_threads_get_the_same_answer(helper: Assistant) -> None:
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(helper.ask, [PRICE] * 16))
    assert replies == [helper.ask(PRICE)] * 16


def test_an_english_question_is_answered_with_an_english_introduction(helper: Assistant) -> None:
    reply = helper.ask("What is the price of a plads in Fyrtårnet?")
    assert isinstance(reply, Answer)
    assert reply.introduction == IN_ENGLISH


def test_a_danish_answer_needs_no_introduction(helper: Assistant) -> None:
    reply = helper.ask(PRICE)
    assert isinstance(reply, Answer)
    assert reply.introduction is None


def test_an_item_of_the_answer_before_is_searched_for_in_its_own_words(helper: Assistant) -> None:
    reply = helper.ask("og det tredje?", ["Hvilke opgaver har værkstedslederen?"])
    assert reply.understood == "Hvad er »føre logbog over fremmødet«?"


def test_a_follow_up_is_shown_as_it_was_asked(helper: Assistant) -> None:
    assert helper.ask("og om måneden?", [PRICE]).question == "og om måneden?"


def test_a_decision_about_a_citizen_is_declined_unsearched(helper: Assistant) -> None:
    reply = helper.ask("Skal Mette Hansen have en mentor?")
    assert isinstance(reply, NoAnswer)
    assert (reply.reason, reply.passages) == (Reason.DECISION_ABOUT_A_PERSON, ())
