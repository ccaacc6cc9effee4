"""The register of economic figures: prices, wages and savings, each with the words that hold it.

The entries stand in `corpus/economics.toml`, where staff can edit them. An index that lacks a
figure's document, or whose text has other words, does not have the figure.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.quotes import find
from assistant.watched import watched
from ingest.document import Document
from ingest.errors import SettingsError
from ingest.library import Library


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `low` and `high` are the same where it is no range."""

    id: str
    name: str
    low: Decimal
    high: Decimal
    unit: str
    source: str  # the publication
    page: int  # of its PDF, from 1
    document: str
    quote: str
    per: str | None = None
    period: str | None = None
    place: str | None = None
    approximate: bool = False
    derived: bool = False  # calculated by us from the publication's figures
    included: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure where its words stand: `document.text[start:end]` is its quote."""

    figure: Figure
    document: Document
    start: int
    end: int


Figures = Callable[[], tuple[Figure, ...]]


def no_figures() -> tuple[Figure, ...]:
    """A register without entries."""
    return ()


def load_figures(file: Path) -> tuple[Figure, ...]:
    """The figures of a file, in its order.

    Raises:
        SettingsError: the file is not valid.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
        return tuple(_figure(entry) for entry in data.get("figure", []))
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError) as exc:
        raise SettingsError(
            f"{file} is not a valid register of figures ({exc}): every [[figure]] needs id, name, "
            "value (or low and high), unit, source, page, document and quote"
        ) from exc


def watched_figures(file: Path) -> Figures:
    """What gives the figures of a file as it is now, read again only when it has changed.

    A file that is not valid any more is logged, and the figures that were there stay.

    Raises:
        SettingsError: the file is not valid to begin with.
    """
    current = watched(file, load_figures, "the register of figures")
    current()
    return current


def placed(figures: Iterable[Figure], library: Library) -> list[Placed]:
    """The figures that the index has: their document is in it, and their quote in its text."""
    figures = tuple(figures)
    there = {source.id for source in library.sources()} & {f.document for f in figures}
    documents = {name: library.document(name) for name in there}
    return [
        Placed(figure, documents[figure.document], *span)
        for figure in figures
        if figure.document in documents
        and (span := find(figure.quote, documents[figure.document].text))
    ]


def _figure(entry: dict[str, Any]) -> Figure:
    """An entry of the file.

    Raises:
        KeyError, TypeError, ValueError: what it needs is missing, or not a number, or unknown.
    """
    known = dict(entry)
    value = known.pop("value", None)
    low, high = (known.pop("low"), known.pop("high")) if value is None else (value, value)
    for name in ("included", "left_out"):
        known[name] = tuple(known.get(name, ()))
    if unknown := known.keys() - {field.name for field in fields(Figure)}:
        raise ValueError(f"{known.get('id')!r} has unknown {', '.join(sorted(unknown))}")
    if not all(isinstance(number, int | Decimal) for number in (low, high)):
        raise TypeError(f"{known.get('id')!r} has no number as its value")
    return Figure(low=Decimal(low), high=Decimal(high), **known)
