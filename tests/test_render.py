"""Claims about how a reply is told: as plain Danish text, and as JSON for other programs."""

import json
from dataclasses import replace

import pytest

from assistant.ask import Assistant
from assistant.render import NOT_FOUND, as_json, failed, plain_text, why_lines
from assistant.reply import Answer, Kind, NoAnswer, Passage, Reason, Reply, Statement, Why
from ingest.document import Chunk
from ingest.settings import PROJECT
from tests.making import indexed
from tests.programme import FILES, assistant_over, citation, document, passage

KEYS = [
    "id", "status", "reason", "kind", "understood", "answer", "statements", "citations",
    "passages", "seconds",
]  # fmt: skip
CITATION_KEYS = [
    "number", "document", "title", "page", "page_end", "label", "quote", "start", "end", "ocr",
    "origin",
]  # fmt: skip
PASSAGE_KEYS = ["document", "page", "text", "score"]
PASSAGE = passage(document(("paragraph", "En plads koster 745 kr.")))
NOT_FOUND_REASONS = [reason for reason in Reason if reason.status == "not_found"]
DECLINED_REASONS = [reason for reason in Reason if reason.status == "declined"]


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(indexed(tmp_path_factory.mktemp("render"), FILES))


def answer(kind: Kind, *texts: str) -> Answer:
    statements = tuple(Statement(text, (n,)) for n, text in enumerate(texts, start=1))
    citations = tuple(citation(text, n) for n, text in enumerate(texts, start=1))
    return Answer("Spørgsmål?", kind, statements, citations, ())


def line(helper: Assistant, reply: Reply) -> dict[str, object]:
    return as_json(reply, helper.library, question_id="q1", seconds=0.123456)


def told(helper: Assistant, question: str) -> dict[str, object]:
    return line(helper, helper.ask(question))


def test_a_statement_is_followed_by_its_number() -> None:
    assert plain_text(answer("number", "Den koster 745 kr.")) == "Den koster 745 kr. [1]"


def test_sentences_stand_on_one_line() -> None:
    assert (
        plain_text(answer("fact", "Den er rød.", "Den er ny.")) == "Den er rød. [1] Den er ny. [2]"
    )


@pytest.mark.parametrize("kind", ["list", "procedure"])
def test_items_stand_on_lines_of_their_own(kind: Kind) -> None:
    assert plain_text(answer(kind, "rød", "ny")) == "rød [1]\nny [2]"


def test_a_statement_with_two_citations_names_both() -> None:
    two = replace(answer("fact", "Den er rød."), statements=(Statement("Den er rød.", (1, 2)),))
    assert plain_text(two) == "Den er rød. [1][2]"


@pytest.mark.parametrize("reason", NOT_FOUND_REASONS)
def test_what_is_not_found_is_said_in_one_sentence(reason: Reason) -> None:
    text = plain_text(NoAnswer("Spørgsmål?", "fact", reason, (PASSAGE,)))
    assert text == "Det fremgår ikke af dokumenterne."


@pytest.mark.parametrize("reason", DECLINED_REASONS)
def test_what_is_declined_says_something_else(reason: Reason) -> None:
    assert plain_text(NoAnswer("Spørgsmål?", "fact", reason)) != NOT_FOUND


def test_personal_data_is_named_as_the_reason() -> None:
    declined = NoAnswer("Spørgsmål?", "fact", Reason.PERSONAL_DATA)
    assert plain_text(declined) == "Spørgsmålet indeholder personoplysninger og er ikke gemt."


@pytest.mark.parametrize(
    "question",
    ["Hvad koster en plads i Fyrtårnet?", "Hvad koster en plads i Roskilde?", "010190-1234?"],
)
def test_a_line_has_exactly_the_keys_of_the_contract(helper: Assistant, question: str) -> None:
    assert sorted(told(helper, question)) == sorted(KEYS)


def test_a_failure_has_exactly_the_keys_of_the_contract() -> None:
    assert sorted(failed("q1", "broke", seconds=0.1)) == sorted(KEYS)


def test_a_citation_has_exactly_the_keys_of_the_contract(helper: Assistant) -> None:
    citations = told(helper, "Hvad koster en plads i Fyrtårnet?")["citations"]
    assert isinstance(citations, list)
    assert sorted(citations[0]) == sorted(CITATION_KEYS)


def test_a_passage_has_exactly_the_keys_of_the_contract(helper: Assistant) -> None:
    passages = told(helper, "Hvad koster en plads i Fyrtårnet?")["passages"]
    assert isinstance(passages, list)
    assert sorted(passages[0]) == sorted(PASSAGE_KEYS)


def test_a_statement_names_its_text_and_its_citations(helper: Assistant) -> None:
    statements = line(helper, answer("fact", "Den er rød."))["statements"]
    assert statements == [{"text": "Den er rød.", "citations": (1,), "label": None}]


@pytest.mark.parametrize(
    ("key", "within"),
    [
        *((key, "statements") for key in ("text", "citations", "label")),
        *((key, "citations") for key in CITATION_KEYS),
        *((key, "passages") for key in PASSAGE_KEYS),
    ],
)
def test_every_key_of_the_output_is_documented(key: str, within: str) -> None:
    lines = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8").splitlines()
    told = next(line for line in lines if line.startswith(f"| `{within}` |"))
    assert f'"{key}"' in told


def test_an_answer_is_answered_for_no_reason(helper: Assistant) -> None:
    found = line(helper, answer("fact", "Den er rød."))
    assert (found["status"], found["reason"]) == ("answered", None)


@pytest.mark.parametrize("reason", NOT_FOUND_REASONS)
def test_a_reply_without_answer_is_not_found(helper: Assistant, reason: Reason) -> None:
    found = line(helper, NoAnswer("Spørgsmål?", "fact", reason))
    assert (found["status"], found["reason"]) == ("not_found", reason.value)


@pytest.mark.parametrize("reason", DECLINED_REASONS)
def test_a_declined_question_is_declined(helper: Assistant, reason: Reason) -> None:
    found = line(helper, NoAnswer("Spørgsmål?", "fact", reason))
    assert (found["status"], found["reason"]) == ("declined", reason.value)


def test_a_failure_says_what_broke() -> None:
    broken = failed("q1", "the question is empty", seconds=0.1)
    assert (broken["status"], broken["reason"]) == ("failed", "the question is empty")


def test_what_is_not_found_has_no_citations(helper: Assistant) -> None:
    assert told(helper, "Hvad koster en plads i Roskilde?")["citations"] == []


def test_what_is_not_found_has_its_nearest_passages(helper: Assistant) -> None:
    assert told(helper, "Hvad koster en plads i Roskilde?")["passages"] != []


def test_a_passage_is_cut_at_1600_characters(helper: Assistant) -> None:
    long = passage(document(("paragraph", "ord " * 600), name="faerge"))
    reply = NoAnswer("Spørgsmål?", "fact", Reason.NOTHING_SUPPORTED, (long,))
    assert [len(p["text"]) for p in line(helper, reply)["passages"]] == [1600]  # type: ignore[attr-defined]


def test_a_passage_names_the_page_that_it_begins_on(helper: Assistant) -> None:
    kantine = helper.library.document("kantine")
    second = passage(kantine, kantine.page_starts[1], len(kantine.text))
    reply = NoAnswer("Spørgsmål?", "fact", Reason.NOTHING_SUPPORTED, (second,))
    assert [p["page"] for p in line(helper, reply)["passages"]] == [2]  # type: ignore[attr-defined]


def test_seconds_are_told_to_a_tenth_of_a_millisecond(helper: Assistant) -> None:
    assert line(helper, answer("fact", "Den er rød."))["seconds"] == 0.1235


def test_a_line_can_be_written_as_json(helper: Assistant) -> None:
    found = told(helper, "Hvad koster en plads i Fyrtårnet?")
    assert json.loads(json.dumps(found))["answer"] == found["answer"]


def test_a_word_is_told_with_the_compound_that_it_stands_in() -> None:
    why = Why(("praktik",), (), (), named=False, compounds=(("praktik", "virksomhedspraktik"),))
    (line,) = why_lines([Passage(1, 1.2, Chunk("a:1", "a", "Tekst.", 0, 6, ()), why)])
    assert line.startswith("1. a: ordene praktik (i virksomhedspraktik) (")


def test_each_passage_says_what_brought_it() -> None:
    why = Why(("plads",), (("prisen", "koster"),), (("gram", 1.0), ("stem", 0.25)), named=True)
    (line,) = why_lines([Passage(1, 1.2, Chunk("a:1", "a", "Tekst.", 0, 6, ()), why)])
    assert line == (
        "1. a: ordene plads; koster for prisen; dokumentet er nævnt i spørgsmålet "
        "(bogstavfølger 1,00, ordstammer 0,25)"
    )
