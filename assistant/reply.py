"""What comes back for a question: cited statements, or the reason that there are none."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from ingest.document import Chunk

Kind = Literal[
    "number", "list", "definition", "compare", "procedure", "why", "yes_no",
    "calculation", "fact", "overview",
]  # fmt: skip


class Reason(StrEnum):
    """Why there is no answer. Not found, declined and broke never look alike."""

    NOTHING_FOUND = "nothing_found"
    NOTHING_SUPPORTED = "nothing_supported"
    LOST_IN_SOURCE = "lost_in_source"
    OUTSIDE = "outside"
    PERSONAL_DATA = "personal_data"
    DECISION_ABOUT_A_PERSON = "decision_about_a_person"

    @property
    def status(self) -> Literal["not_found", "declined"]:
        """How other programs are told: `not_found` or `declined`."""
        declined = self in (Reason.PERSONAL_DATA, Reason.DECISION_ABOUT_A_PERSON)
        return "declined" if declined else "not_found"


@dataclass(frozen=True, slots=True)
class Why:
    """What brought a passage: for the reader who asks why this source."""

    words: tuple[str, ...]  # of the question, that stand in it in some form
    concepts: tuple[tuple[str, str], ...]  # a word of the question, and another for it that does
    legs: tuple[tuple[str, float], ...]  # each leg of the search, with what it gave to the score
    named: bool  # the question names its document
    compounds: tuple[tuple[str, str], ...] = ()  # a word of the question, and one it is part of


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as evidence for one question; ranks from 1, scores compare within a question."""

    rank: int
    score: float
    chunk: Chunk
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document that a claim leans on."""

    text: str
    passage: Passage
    start: int | None = None  # offset that it was taken from, where the writer knows


@dataclass(frozen=True, slots=True)
class Calculation:
    """Arithmetic that a claim shows: `10 * 580 * 52` is 301600.

    The numbers of the expression are the quotes', the question's, or `given`.
    """

    expression: str  # numbers as Python writes them, with + - * / and brackets
    result: Decimal  # as it is said, rounded
    given: tuple[Decimal, ...] = ()  # what everybody knows: 52 weeks in a year, 100 of a percentage


@dataclass(frozen=True, slots=True)
class Claim:
    """What a writer says, and the words it leans on."""

    text: str
    quotes: tuple[Quote, ...]
    label: str | None = None  # the side of a comparison or the document that it is said of
    calculation: Calculation | None = None
    lost: bool = False  # it says that the source lacks what is asked for


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer proposes: claims in the order they are to be read, none where it has none."""

    claims: tuple[Claim, ...] = ()
    introduction: str | None = None  # said before them, in the program's own words
    notes: tuple[str, ...] = ()  # reservations, said after them
    kind: Kind | None = None  # of the answer, where the question's does not tell


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document: `document.text[start:end] == quote`."""

    number: int  # from 1, in the order of the answer
    document_id: str
    title: str
    page: int  # 1-based physical page of the quote's first word
    page_end: int
    label: str | None  # printed page number
    start: int
    end: int
    quote: str
    ocr: bool
    origin: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim that was verified."""

    text: str
    citations: tuple[int, ...]  # numbers of the reply's citations
    label: str | None = None  # the side of a comparison or the document that it is said of


@dataclass(frozen=True, slots=True)
class Answer:
    """Statements that all stand on quotes."""

    question: str
    kind: Kind
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    understood: str | None = None  # the stand-alone wording searched for, where it differs
    introduction: str | None = None  # in the program's own words, before the statements
    notes: tuple[str, ...] = ()  # reservations in the program's own words, after them
    worded_by: str | None = None  # the language model whose words the statements are


@dataclass(frozen=True, slots=True)
class Progress:
    """An answer that is being worded: the statements that stand so far."""

    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """No answer, and why; the nearest passages are beside it.

    Where the source itself lacks what is asked for, the statements say so and are cited.
    """

    question: str
    kind: Kind
    reason: Reason
    passages: tuple[Passage, ...] = ()
    understood: str | None = None
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()


Reply = Answer | NoAnswer
