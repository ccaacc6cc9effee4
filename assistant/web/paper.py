"""An answer as a document of its own: the blocks that Word and Markdown files are made of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from assistant.render import worded
from assistant.reply import Answer
from assistant.web import wording
from assistant.web.cells import cell_texts
from assistant.web.copying import reference
from assistant.web.places import Place
from assistant.web.statements import ITEM_MARK, Part, parts_of

NO_DECISION = "Svaret er ikke en afgørelse. Læs kilden, før du bruger det."


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the question."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list; one that is numbered keeps the numbers of its source."""

    items: tuple[str, ...]
    numbers: tuple[int, ...] = ()  # one for each item, or none


@dataclass(frozen=True, slots=True)
class Table:
    """A table, all of whose rows have as many cells as its head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Text | Items | Table


def paper(answer: Answer, places: Sequence[Place], when: date) -> tuple[Block, ...]:
    """The question, its answer with numbered sources, the sources, and what the answer is not."""
    kind, made = wording.KINDS[answer.kind], wording.date(when.isoformat())
    led = [Text(answer.introduction)] if answer.introduction else []
    notes = [Text(note) for note in (*answer.notes, worded(answer)) if note]
    return (
        Heading(answer.question, 1),
        Text(f"{kind} · Holdepunkt · {made}"),
        *led,
        *_said(parts_of(answer, places)),
        *notes,
        Text(NO_DECISION),
        Heading("Kilder", 2),
        *(Text(reference(place)) for place in places),
    )


def _said(parts: Iterable[Part]) -> Iterator[Block]:
    for label, of_label in groupby(parts, key=lambda part: part.statement.label):
        if label:
            yield Heading(label, 3)
        for form, run in groupby(of_label, key=lambda part: part.form):
            if form == "row":
                for header, rows in groupby(run, key=lambda p: p.place.header if p.place else ()):
                    yield _table(header, list(rows))
            elif form == "item":
                yield _items(list(run))
            else:
                yield from (Text(f"{part.statement.text} {_numbers(part)}") for part in run)


def _items(parts: Sequence[Part]) -> Items:
    marks = [ITEM_MARK.match(part.statement.text) for part in parts]
    numbers = [int(mark["number"]) for mark in marks if mark and mark["number"]]
    items = (
        f"{part.statement.text[mark.end() if mark else 0 :]} {_numbers(part)}"
        for part, mark in zip(parts, marks, strict=True)
    )
    return Items(tuple(items), tuple(numbers) if len(numbers) == len(parts) else ())


def _table(header: tuple[str, ...], parts: Sequence[Part]) -> Table:
    """The rows with their sources in a column of their own."""
    rows = [
        (*cell_texts(part.statement.text), _numbers(part))
        for part in parts
        if cell_texts(part.statement.text) != header
    ]
    width = max(len(header) + 1, *(len(row) for row in rows), 2)
    return Table(
        (*header, *[""] * (width - len(header) - 1), "Kilde"),
        tuple((*row[:-1], *[""] * (width - len(row)), row[-1]) for row in rows),
    )


def _numbers(part: Part) -> str:
    return "".join(f"[{number}]" for number in part.statement.citations)
