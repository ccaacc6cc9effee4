"""Reads question files: one JSON object per line, checked as it is read."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.question_file import read_rows
from ingest.errors import QuestionError


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place that answers a question: words of a document."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and what a good reply to it holds."""

    id: str
    question: str
    kind: str = ""
    answer: str = ""
    facts: tuple[tuple[str, ...], ...] | None = None
    """Groups of alternatives, one of each must be said; () is unanswerable, None not judged."""
    evidence: tuple[Evidence, ...] = ()
    difficulty: str = ""
    style: str = ""
    context: tuple[str, ...] = ()  # earlier questions, oldest first
    part: str = ""  # "tune" is worked on; of "kept" only the totals are read

    @property
    def answerable(self) -> bool:
        """Whether the documents hold an answer."""
        return bool(self.facts)


def read_cases(file: Path) -> tuple[Case, ...]:
    """The cases of a JSONL file, in order; keys that are not in `Case` are passed over.

    Raises:
        UnknownPath: there is no such file.
        QuestionError: a line is not a case, or two have the same id.
    """
    cases: dict[str, Case] = {}
    for place, row in read_rows(file):
        case = _case(row, place)
        if case.id in cases:
            raise QuestionError(f"{place}: the id {case.id!r} is taken by an earlier line")
        cases[case.id] = case
    if not cases:
        raise QuestionError(f"{str(file)!r} holds no questions")
    return tuple(cases.values())


def required(row: dict[str, Any], key: str, place: str) -> str:
    """The text that a row must have under `key`.

    Raises:
        QuestionError: it has none.
    """
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise QuestionError(f"{place}: {key!r} must be a text, found {value!r}")
    return value


def _case(row: dict[str, Any], place: str) -> Case:
    plain = {
        key: _typed(row, key, str, place)
        for key in ("kind", "answer", "difficulty", "style", "part")
        if row.get(key) is not None
    }
    return Case(
        id=required(row, "id", place),
        question=required(row, "question", place),
        facts=_facts(row, place),
        evidence=tuple(_evidence(item, place) for item in _typed(row, "evidence", list, place)),
        context=_texts(_typed(row, "context", list, place), "context", place),
        **plain,
    )


def _typed(row: dict[str, Any], key: str, kind: type, place: str) -> Any:  # noqa: ANN401
    value = kind() if row.get(key) is None else row[key]
    if not isinstance(value, kind):
        raise QuestionError(f"{place}: {key!r} must be a {kind.__name__}, found {value!r}")
    return value


def _facts(row: dict[str, Any], place: str) -> tuple[tuple[str, ...], ...] | None:
    if row.get("facts") is None:
        return None
    groups = tuple(_texts(group, "facts", place) for group in _typed(row, "facts", list, place))
    if not all(groups):
        raise QuestionError(f"{place}: a group of 'facts' is empty: give at least one alternative")
    return groups


def _texts(values: object, key: str, place: str) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise QuestionError(f"{place}: {key!r} must hold lists of texts, found {values!r}")
    return tuple(values)


def _evidence(item: object, place: str) -> Evidence:
    if not isinstance(item, dict):
        raise QuestionError(f"{place}: 'evidence' must hold objects, found {item!r}")
    return Evidence(required(item, "document", place), required(item, "quote", place))
