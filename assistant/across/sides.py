"""A question that names several documents, projects or places: its sides, and what to do with them.

`Hvor mange pladser var der i Assens og i Skive?` is one question of each side; `Hvilke jobcentre
var med i både A og B?` asks what the two have in common.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

Operation = Literal["each", "both", "first_only", "all"]
Known = Callable[[str], int]  # 2: the library has these words in a row; 1: in one place; 0: not

_IN = r"(?:i|hos|for|fra|om|under|af|på|ved|til|med)"
_WORD = r"[A-ZÆØÅ](?:[\w/.-]*\w)?(?![\w-])"  # `Job-` is no name, but the first half of one
_NAME = rf"(?:»[^«]+«|{_WORD}(?:\s(?:{_WORD}|\d+))*)"
_LOW = r"[^\W\d_][\w-]*(?:\s[\w-]+){0,3}"
_END = r"(?=\s*(?:[?.!,]|$|\bi\s(?:19|20)\d\d))"
_EACH = re.compile(
    rf"(?<=\s)(?P<both>(?:både|henholdsvis|såvel)\s+)?(?P<in>{_IN}\s+)?(?P<first>{_NAME}(?:,\s{_NAME})*)"
    rf"\s+(?:og|samt|som)\s+(?:også\s+)?(?P<again>{_IN}\s+)?(?P<last>{_NAME})"
)
# Where the preposition is said again, one of the two may be a common noun.
_AGAIN = tuple(
    re.compile(
        rf"(?<=\s)(?P<both>(?:både|henholdsvis)\s+)?(?P<in>{_IN}\s+)(?P<first>{first})"
        rf"\s+og\s+(?:også\s+)?(?P<again>{_IN}\s+)(?P<last>{last}){_END}"
    )
    for first, last in ((_NAME, _LOW), (_LOW, _NAME))
)
_PAIR = rf"(?:{_IN}\s+)?(?P<pair>.+?){_END}"
_BOTH = re.compile(rf"\b(?:både|såvel|går igen|fælles for|optræder)\s+(?:med\s+)?{_PAIR}", re.I)
_ONLY = (
    re.compile(
        rf"\bkun\s+(?:med\s+)?{_IN}\s+(?P<first>.+?),?\s+(?:og|men)\s+ikke\s+"
        rf"(?:med\s+)?(?:{_IN}\s+)?(?P<last>.+?){_END}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\s{_IN}\s+(?P<first>[^,?]+?),?\s+men\s+ikke\s+(?:med\s+)?(?:{_IN}\s+)?(?P<last>.+?){_END}",
        re.IGNORECASE,
    ),
)
_TOGETHER = re.compile(rf"\b(?:i alt|tilsammen|sammenlagt)\b.*?\b{_IN}\s+(?P<pair>.+?){_END}", re.I)
_AND = re.compile(rf"\s+(?:og|som)\s+(?:også\s+)?(?:med\s+)?(?:{_IN}\s+)?", re.IGNORECASE)
_ASKS_FOR_ITEMS = re.compile(r"\b(?:hvilke|hvem|hvor mange|nævn)\b", re.IGNORECASE)
_LEADS = re.compile(rf"^{_IN}\s+", re.IGNORECASE)
_LED = re.compile(
    r"^(?:(?:projekt(?:et|erne)?|notat(?:et)?|rapport(?:en)?|ansøgning(?:en)?|kommune)\s+(?:om\s+)?)",
    re.IGNORECASE,
)
_GENRE = re.compile(r"-(?:notatet|rapporten|projektet|ansøgningen|vejledningen)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One of what a question is asked of."""

    label: str  # as it is written there
    question: str  # the question asked of it alone

    @property
    def name(self) -> str:
        """The words that must stand where its answer stands."""
        return _GENRE.sub("", _LED.sub("", self.label)).strip("»« ")


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a question, at least two."""

    operation: Operation
    sides: tuple[Side, ...]
    parted: bool = True  # by `både … og`, or by a preposition said twice; else by `og` alone


def sides_of(question: str, known: Known) -> Sides | None:
    """The sides of a question; None where it is asked of one thing, or of none in particular."""
    if _ASKS_FOR_ITEMS.search(question):
        for operation, pair in _pairs(question, known):
            labels = (_LEADS.sub("", label) for label in pair)
            return Sides(operation, tuple(Side(label, question) for label in labels))
    for pattern in (_EACH, *_AGAIN):
        if found := pattern.search(question):
            parted = bool(found["both"] or found["again"])
            return Sides("each", tuple(_each(question, found)), parted)
    return None


def _each(question: str, found: re.Match[str]) -> Iterator[Side]:
    """A question for each name, with the others left out."""
    led = found["in"] or ""
    for label in [*re.split(r",\s", found["first"]), found["last"]]:
        alone = f"{question[: found.start()]}{led}{label}{question[found.end() :]}"
        yield Side(label, alone)


def _pairs(question: str, known: Known) -> Iterator[tuple[Operation, tuple[str, str]]]:
    """What is to be done with which two, where items are to be compared."""
    for pattern in _ONLY:
        if found := pattern.search(question):
            yield "first_only", (found["first"], found["last"])
    operations: tuple[tuple[Operation, re.Pattern[str]], ...] = (
        ("both", _BOTH),
        ("all", _TOGETHER),
    )
    for operation, pattern in operations:
        if (found := pattern.search(question)) and (pair := _parted(found["pair"], known)):
            yield operation, pair


def _parted(pair: str, known: Known) -> tuple[str, str] | None:
    """The two of `A og B`, parted so that the library knows both as well as may be."""
    ways = [
        (pair[: found.start()].strip(" ,"), pair[found.end() :].strip(" ,"))
        for found in _AND.finditer(pair)
    ]
    rated = [(sum(known(Side(side, "").name) for side in way), way) for way in ways]
    best = max(rated, default=(0, None), key=lambda pair: pair[0])
    return best[1] if best[0] > 1 else None
