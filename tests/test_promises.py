"""What every reply promises, proved on the corpus and on the originals, against the PDFs."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pymupdf
import pytest

from assistant.ask import Assistant
from assistant.assemble import Settings, assemble
from assistant.render import as_json, plain_text
from assistant.reply import Answer, Citation, NoAnswer, Reply, Statement
from ingest.analyze import words
from ingest.document import CELL, Document
from ingest.embed import load_embedder
from ingest.pipeline import ingest
from ingest.settings import CORPUS

pytestmark = pytest.mark.slow
CASES = Path(__file__).parents[1] / "evals" / "questions.jsonl"
QUESTIONS = ("questions-dev.jsonl", "questions-unanswerable.jsonl")
HYPHENS = "-\u00ad\u2010\u2011"


@dataclass(frozen=True)
class Trial:
    """Documents, and files of questions to ask of them."""

    documents: Path
    questions: list[Path]


@pytest.fixture(
    scope="session",
    params=["the corpus", pytest.param("the originals", marks=pytest.mark.documents)],
)
def trial(request: pytest.FixtureRequest) -> Trial:
    """The project's own corpus and cases; and the originals, with the questions beside them."""
    if request.param == "the corpus":
        return Trial(CORPUS, [CASES])
    folder = request.getfixturevalue("documents")
    files = [file for name in QUESTIONS if (file := folder.parent / name).is_file()]
    if not files:
        pytest.skip(f"there is none of {', '.join(QUESTIONS)} in {folder.parent}")
    return Trial(folder / "pdf", files)


@pytest.fixture(scope="session")
def helper(trial: Trial, tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """The assistant that ships, over the documents."""
    index = tmp_path_factory.mktemp("promises")
    reports = ingest([trial.documents], index, load_embedder(), processes=0)
    assert "indexed" in {report.status for report in reports}
    return assemble(Settings(index=index))


@pytest.fixture(scope="session")
def replies(helper: Assistant, trial: Trial) -> list[Reply]:
    """The replies to all questions."""
    texts = [file.read_text(encoding="utf-8") for file in trial.questions]
    cases = [json.loads(line) for text in texts for line in text.splitlines() if line.strip()]
    return [helper.ask(case["question"], case.get("context") or ()) for case in cases]


@pytest.fixture(scope="session")
def citations(replies: list[Reply]) -> list[Citation]:
    """Every citation of every reply."""
    found = [c for reply in replies if isinstance(reply, Answer) for c in reply.citations]
    assert found, "no reply cites anything"
    return found


def test_every_quote_is_the_slice_of_the_document_that_it_names(
    helper: Assistant, citations: list[Citation]
) -> None:
    assert [c for c in citations if c.quote != document_of(helper, c).text[c.start : c.end]] == []


def test_every_quote_with_a_text_layer_stands_on_the_pages_of_the_pdf_that_it_names(
    helper: Assistant, citations: list[Citation]
) -> None:
    assert [
        (c.document_id, c.page, c.quote)
        for c in citations
        if is_on_paper(helper, c) and not stands_in(c.quote, list(pdf_texts(helper, c)))
    ] == []


def test_every_quote_begins_and_ends_on_the_pages_that_it_names(
    helper: Assistant, citations: list[Citation]
) -> None:
    assert [
        c
        for c in citations
        for document in [document_of(helper, c)]
        if (c.page, c.page_end)
        != (document.page_at(c.start).number, document.page_at(c.end - 1).number)
    ] == []


def test_every_quote_has_boxes_within_its_pages(
    helper: Assistant, citations: list[Citation]
) -> None:
    printed = [c for c in citations if is_on_paper(helper, c)]
    assert [c for c in printed if not boxes_are_within(document_of(helper, c), c)] == []


def test_every_statement_has_a_citation_of_its_reply(replies: list[Reply]) -> None:
    answers = [reply for reply in replies if isinstance(reply, Answer)]
    assert [
        (reply.question, statement.text)
        for reply in answers
        for statement in reply.statements
        if not set(statement.citations) & {citation.number for citation in reply.citations}
    ] == []


def test_every_answer_says_something(replies: list[Reply]) -> None:
    answers = [reply for reply in replies if isinstance(reply, Answer)]
    assert [reply.question for reply in answers if not reply.statements] == []


def test_every_citation_is_numbered_from_one_in_its_order(replies: list[Reply]) -> None:
    answers = [reply for reply in replies if isinstance(reply, Answer)]
    assert [
        reply.question
        for reply in answers
        if [c.number for c in reply.citations] != list(range(1, len(reply.citations) + 1))
    ] == []


def test_every_statement_is_word_for_word_in_its_quotes_or_calculated(
    replies: list[Reply],
) -> None:
    answers = [r for r in replies if isinstance(r, Answer) and r.kind != "calculation"]
    quotes = {(r.question, c.number): c.quote for r in answers for c in r.citations}
    assert [
        (reply.question, statement.text)
        for reply in answers
        for statement in reply.statements
        for said in [" ".join(quotes[reply.question, n] for n in statement.citations)]
        if not is_quoted(statement, said)
    ] == []


def is_quoted(statement: Statement, said: str) -> bool:
    """Whether its words stand in its quotes in a row; each of them, where lists are compared.

    It begins with a capital letter where its quote begins after a yes or no.
    """
    if statement.label or len(statement.citations) > 1:
        return set(words(statement.text)) - {"og"} <= set(words(said))
    said = squeezed(said)
    text = squeezed(statement.text)
    return text[0].casefold() + text[1:] in said or text in said


def test_what_is_not_found_says_so_in_one_sentence(replies: list[Reply]) -> None:
    missing = [
        reply
        for reply in replies
        if isinstance(reply, NoAnswer) and reply.reason.status == "not_found"
        if not reply.statements
    ]
    assert {plain_text(reply) for reply in missing} == {"Det fremgår ikke af dokumenterne."}


def test_what_is_not_found_cites_nothing(helper: Assistant, replies: list[Reply]) -> None:
    lines = [as_json(r, helper.library, question_id=None, seconds=0) for r in replies]
    missing = [line for line in lines if line["status"] == "not_found"]
    nothing = [line for line in missing if line["reason"] != "lost_in_source"]
    assert [line["citations"] for line in nothing] == [[]] * len(nothing)


def document_of(helper: Assistant, citation: Citation) -> Document:
    return helper.library.document(citation.document_id)


def is_on_paper(helper: Assistant, citation: Citation) -> bool:
    return document_of(helper, citation).pages[0].width > 0 and not citation.ocr


def stands_in(quote: str, texts: list[str]) -> bool:
    """Whether every cell of a quote (a sentence is one) stands in one of the readings."""
    cells = [squeezed(cell) for cell in quote.split(CELL)]
    return all(any(cell in text for text in texts) for cell in cells)


def boxes_are_within(document: Document, citation: Citation) -> bool:
    boxes = document.boxes(citation.start, citation.end)
    sizes = {page.number: (page.width, page.height) for page in document.pages}
    return bool(boxes) and all(
        citation.page <= box.page <= citation.page_end
        and 0 <= box.x0 < box.x1 <= sizes[box.page][0]
        and 0 <= box.y0 < box.y1 <= sizes[box.page][1]
        for box in boxes
    )


def pdf_texts(helper: Assistant, citation: Citation) -> Iterator[str]:
    """The pages that a citation names, as PyMuPDF itself reads them in each of three ways."""
    path = helper.library.original(citation.document_id)
    pages = range(citation.page, citation.page_end + 1)
    for reading in (in_order, by_place, without_note_marks):
        yield "".join(page_text(path, number, reading) for number in pages)


@cache
def page_text(path: Path, number: int, reading: Callable[[pymupdf.Page], str]) -> str:
    with pymupdf.open(path) as pdf:
        return squeezed(reading(pdf[number - 1]))


def in_order(page: pymupdf.Page) -> str:
    return str(page.get_text())


def by_place(page: pymupdf.Page) -> str:
    return str(page.get_text(sort=True))


def without_note_marks(page: pymupdf.Page) -> str:
    """Without the raised figures that point to footnotes; the reader takes them out too."""
    lines = [line for block in page.get_text("dict")["blocks"] for line in block.get("lines", ())]
    spans = [span for line in lines for span in line["spans"]]
    return " ".join(s["text"] for s in spans if not s["flags"] & pymupdf.TEXT_FONT_SUPERSCRIPT)


def squeezed(text: str) -> str:
    """The text without blanks and hyphens, so that no line end can matter."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and c not in HYPHENS)
