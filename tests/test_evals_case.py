"""Claims about question files, and about the project's own."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from assistant.question_file import read_rows
from evals.__main__ import QUESTIONS
from evals.case import Case, Evidence, read_cases
from evals.measures import normalised
from ingest.document import Source
from ingest.errors import QuestionError, UnknownPath
from ingest.load import load
from ingest.readers.blocks import document_from
from ingest.settings import CORPUS
from tests.making import markdown

WHOLE = {
    "id": "a1", "question": "Hvad koster en plads?", "kind": "number", "answer": "745 kr.",
    "facts": [["745", "syv hundrede"], ["uge"]],
    "evidence": [{"document": "fyrtaarnet", "quote": "En plads koster 745 kr."}],
    "difficulty": "easy", "style": "plain", "context": ["Hvad er Fyrtårnet?"], "why": "passed over",
}  # fmt: skip


def file(tmp_path: Path, *rows: object) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    return markdown(tmp_path / "questions.jsonl", "\n".join(lines))


def test_a_case_is_read_with_all_it_holds(tmp_path: Path) -> None:
    assert read_cases(file(tmp_path, WHOLE)) == (
        Case(
            "a1",
            "Hvad koster en plads?",
            "number",
            "745 kr.",
            (("745", "syv hundrede"), ("uge",)),
            (Evidence("fyrtaarnet", "En plads koster 745 kr."),),
            "easy",
            "plain",
            ("Hvad er Fyrtårnet?",),
        ),
    )


def test_a_case_needs_no_more_than_an_id_and_a_question(tmp_path: Path) -> None:
    (case,) = read_cases(file(tmp_path, {"id": "r1", "question": "Hvad?"}))
    assert case == Case("r1", "Hvad?")


def test_no_facts_are_not_the_same_as_none_given(tmp_path: Path) -> None:
    given = {"id": "a", "question": "Hvad?", "facts": []}
    cases = read_cases(file(tmp_path, given, {"id": "b", "question": "Hvad?"}))
    assert [case.facts for case in cases] == [(), None]


def test_a_case_without_facts_to_say_is_not_answerable() -> None:
    assert [Case("a", "Hvad?", facts=f).answerable for f in (None, (), (("1",),))] == [
        False, False, True,
    ]  # fmt: skip


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    path = file(tmp_path, "\ufeff" + json.dumps(WHOLE), "", "  ")
    assert len(read_cases(path)) == 1


def test_a_line_separator_within_a_text_does_not_end_the_line(tmp_path: Path) -> None:
    path = file(tmp_path, '{"id": "a", "question": "Hvad\u2028nu?"}')
    assert read_cases(path)[0].question == "Hvad\u2028nu?"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", r"line 2 of '.*questions\.jsonl' is not JSON"),
        ("[1]", r"line 2 of .* is not a JSON object: '\[1\]'"),
        ({"question": "Hvad?"}, "line 2 .*: 'id' must be a text, found None"),
        ({"id": "b", "question": " "}, "line 2 .*: 'question' must be a text, found ' '"),
        ({**WHOLE, "id": "b", "kind": 3}, "'kind' must be a str, found 3"),
        ({**WHOLE, "id": "b", "facts": "745"}, "'facts' must be a list, found '745'"),
        ({**WHOLE, "id": "b", "facts": ["745"]}, "'facts' must hold lists of texts, found '745'"),
        ({**WHOLE, "id": "b", "facts": [[745]]}, r"'facts' must hold lists of texts, found \[745"),
        ({**WHOLE, "id": "b", "facts": [[]]}, "a group of 'facts' is empty"),
        ({**WHOLE, "id": "b", "evidence": ["x"]}, "'evidence' must hold objects, found 'x'"),
        ({**WHOLE, "id": "b", "evidence": [{"document": "x"}]}, "'quote' must be a text"),
        ({**WHOLE, "id": "b", "context": "Hvad?"}, "'context' must be a list"),
        (WHOLE, "line 2 .*: the id 'a1' is taken by an earlier line"),
    ],
)
def test_a_wrong_line_is_refused_with_its_place(tmp_path: Path, row: object, message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        read_cases(file(tmp_path, WHOLE, row))


def test_a_file_without_questions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="holds no questions"):
        read_cases(file(tmp_path, ""))


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "latin.jsonl"
    path.write_bytes('{"id": "a", "question": "Må jeg?"}'.encode("latin-1"))
    with pytest.raises(QuestionError, match="is not UTF-8"):
        list(read_rows(path))


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_path_that_leads_to_no_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownPath, match="there is no file"):
        read_cases(tmp_path / name)


@cache
def corpus_text(document: str) -> str:
    (path,) = (path for path in CORPUS.glob(f"{document}.*"))
    source = Source(document, document, None, None, None, None, None, str(path), "")
    return normalised(document_from(source, load(path)).text)


@pytest.mark.parametrize(
    ("document", "quote"),
    [(e.document, e.quote) for case in read_cases(QUESTIONS) for e in case.evidence],
)
def test_a_quote_of_the_own_cases_stands_in_its_document(document: str, quote: str) -> None:
    assert normalised(quote) in corpus_text(document)


def test_the_own_cases_have_evidence_exactly_where_they_are_answerable() -> None:
    cases = read_cases(QUESTIONS)
    assert [c.id for c in cases if bool(c.evidence) != c.answerable or c.facts is None] == []


def test_the_own_cases_cover_kinds_styles_and_refusals() -> None:
    cases = read_cases(QUESTIONS)
    kinds = Counter(case.kind for case in cases)
    assert kinds["unanswerable"] == sum(not case.answerable for case in cases) >= 10
    assert kinds.keys() >= set(
        "number list definition compare procedure why yes_no calculation fact followup".split()
    )
    assert {case.style for case in cases} == set(
        "plain synonym colloquial typo keyword ascii inflected compound english".split()
    )
    assert all(bool(case.context) == (case.kind == "followup") for case in cases)
