"""What new staff read first: steps, tables, questions and the words of the field, all quoted.

The content stands in `corpus/guide.toml`, where staff can edit it; `guide_file` reads it. What
does not stand in the index that is used is not shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from assistant.figures import numbers, values
from assistant.quotes import find
from ingest.document import Document
from ingest.errors import UnknownDocument
from ingest.library import Library

QuestionKind = Literal["one", "true", "number"]
TRUE, FALSE = "sandt", "falsk"  # what is answered to a question of the kind "true"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, as somebody wrote them down."""

    document: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in words of our own, and the quotes that it leans on."""

    text: str
    quotes: tuple[Quote, ...]
    listed: bool = False  # an item of a list


@dataclass(frozen=True, slots=True)
class Part:
    """What is said under one heading."""

    heading: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One short page of the path."""

    id: str
    title: str
    about: str
    parts: tuple[Part, ...]
    ask: tuple[str, ...] = ()  # questions to go on with


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison; a cell that is not there is one the documents have nothing for."""

    id: str
    title: str
    about: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Said]  # by row and column
    step: str | None = None  # the step that it belongs to; else it is a page of its own


@dataclass(frozen=True, slots=True)
class Question:
    """A question to try oneself on; `right` is an option, from 1, a number, or TRUE."""

    id: str
    step: str
    kind: QuestionKind
    text: str
    right: str
    why: Said
    options: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """All of the file; `documents` gives the title of each document by its id."""

    documents: Mapping[str, str]
    steps: tuple[Step, ...] = ()
    tables: tuple[Table, ...] = ()
    questions: tuple[Question, ...] = ()
    definitions: Mapping[str, Quote] = field(default_factory=dict)  # by term

    def step(self, step_id: str) -> Step | None:
        """The step of that id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a quote stands: `document.text[start:end]`."""

    document: Document
    start: int
    end: int


Guides = Callable[[], Guide]


def spots(said: Said, library: Library) -> tuple[Spot, ...]:
    """Where the quotes of a statement stand in the index.

    None at all where one of them does not stand there, or where the statement says a number that
    none of them holds.
    """
    found = [spot(quote, library) for quote in said.quotes]
    held = frozenset[Decimal]().union(*(values(quote.words) for quote in said.quotes))
    if not values(said.text) <= held:
        return ()
    there = tuple(spot for spot in found if spot)
    return there if len(there) == len(found) else ()


def spot(quote: Quote, library: Library) -> Spot | None:
    """Where a quote stands in the index, or None."""
    try:
        document = library.document(quote.document)
    except UnknownDocument:
        return None
    span = find(quote.words, document.text)
    return Spot(document, *span) if span else None


def is_right(question: Question, given: str) -> bool | None:
    """Whether an answer is the right one; None where it is no answer to such a question."""
    if question.kind == "number":
        said = numbers(given)
        return said[0].value == Decimal(question.right) if len(said) == 1 else None
    possible = (
        (TRUE, FALSE)
        if question.kind == "true"
        else tuple(str(number) for number, _ in enumerate(question.options, start=1))
    )
    return given == question.right if given in possible else None
