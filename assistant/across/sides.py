"""A question that names several documents, projects or places: its sides, and what to do with them.

`Hvor mange pladser var der i Assens og i Skive?` is one question of each side; `Hvilke jobcentre
var med i både A og B?` asks what the two have in common.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.figures import values
from ingest import analyze
from ingest.danish import GENRES
from ingest.everyday import rareness

Operation = Literal["each", "both", "first_only", "all"]
Known = Callable[[str], int]  # 2: the library has these words in a row; 1: in one place; 0: not

_IN = r"(?:i|hos|for|fra|om|under|af|på|ved|til|med|efter|ifølge|blandt|inden for)"
_GENRE = rf"\w*(?:{'|'.join(GENRES)}|projekt|kommune|model)\w*"
_WORD = r"[A-ZÆØÅ](?:[\w/.-]*\w)?(?![\w-])"  # `Job-` is no name, but the first half of one
_NAMES = rf"{_WORD}(?:\s(?:{_WORD}|\d+))*"
_OF_KIND = rf"['’]?(?:\s{_GENRE}(?:\s(?:fra|for)\s\d+)?)?"  # Assens' notat
_PROJECT = r"(?:[Pp]rojekt(?:et)?|[Nn]otatet|[Rr]apporten)\s(?:om\s)?(?!og\b)[\w-]+"
_NAME = rf"(?:»[^«]+«|{_PROJECT}|{_NAMES}{_OF_KIND})"
_LOW = r"[^\W\d_][\w-]*(?:\s[\w-]+){0,3}"
_END = r"(?=\s*(?:[?.!,:]|$|\bi\s(?:19|20)\d\d))"
_AGAINST = (
    r"(?:(?:sammenlignet|sammenholdt)\s+med|i\s+(?:forhold|modsætning)\s+til|over\s+for|kontra"
    r"|vs\.?)"
)
_EACH = re.compile(
    rf"(?<=\s)(?P<both>(?:både|henholdsvis|såvel)\s+)?(?P<in>{_IN}\s+)?(?P<first>{_NAME}(?:,\s{_NAME})*)"
    rf"\s+(?:og|samt|som|(?P<against>eller|{_AGAINST}))\s+(?:også\s+)?(?P<again>{_IN}\s+)?(?P<last>{_NAME})"
)
# Where the preposition is said again, one of the two may be a common noun.
_AGAIN = tuple(
    re.compile(
        rf"(?<=\s)(?P<both>(?:både|henholdsvis)\s+)?(?P<in>{_IN}\s+)(?P<first>{first})"
        rf"\s+(?P<against>og|eller|{_AGAINST})\s+(?:også\s+)?(?P<again>{_IN}\s+)(?P<last>{last}){_END}"
    )
    for first, last in ((_NAME, _LOW), (_LOW, _NAME))
)
# Asked of all at the end: `… i et center? Gerne både Assens, STV og modelnotatet.`
_LAST = re.compile(
    rf"^(?P<question>[^?]+)\?\s+(?:\w+\s+){{0,2}}?(?:både\s+)?(?:{_IN}\s+)?"
    rf"(?P<first>{_NAME}(?:,\s[\w'’-]+)*)\s+og\s+(?:{_IN}\s+)?(?P<last>[\w'’-]+)\W*$"
)
# Asked of two that stand by themselves: `Hvem fik flest, A eller B?`, `A og B: hvem fik flest?`
_EITHER = (
    re.compile(
        rf"^(?P<question>.+?)(?:[,:]|\s[–-])\s+(?:{_IN}\s+)?"
        rf"(?P<first>{_NAME})\s+eller\s+(?:{_IN}\s+)?(?P<last>{_NAME})\W*$"
    ),
    re.compile(
        rf"^(?P<first>{_NAME})\s+(?:og|eller)\s+(?P<last>{_NAME})(?:[,:]|\s[–-])\s+(?P<question>.+?)\W*$"
    ),
)
# Of two that are counted themselves: `flest virksomheder eller flest jobcentre`.
_COUNTED = re.compile(
    r"\b(?P<most>flest|færrest)\s+(?P<first>[^\W\d_]{3,})\s+eller\s+(?:(?:flest|færrest)\s+)?"
    r"(?P<last>[^\W\d_]{3,})",
    re.IGNORECASE,
)
_PAIR = rf"(?:{_IN}\s+)?(?P<pair>.+?){_END}"
_OF_BOTH = re.compile(
    rf"\bbegge\s+(?:de\s+)?\w+(?:,|:|\s[–(-])\s*(?:både\s+)?{_PAIR}", re.IGNORECASE
)
_BOTH = re.compile(
    rf"\b(?:både|såvel|går igen|gik igen|fælles for|optræder)\s+(?:med\s+)?{_PAIR}", re.I
)
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
# `Mentorer i Assens og kurser i Skive?`
_TWO = re.compile(
    rf"^(?P<first>[^,?]+?\s{_IN}\s{_NAME})\s+og\s+(?P<last>(?!{_IN}\s)[^,?]+?\s{_IN}\s{_NAME})\W*$"
)
# What only one has, where the other is not named.
_ALONE = re.compile(
    rf"\b(?:kun|udelukkende)\s+(?:\w+\s+)?{_IN}\s+(?:det ene,?\s+)?(?P<first>[^,?]+?)\W*$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(rf"\b(?:i alt|tilsammen|sammenlagt)\b.*?\b{_IN}\s+(?P<pair>.+?){_END}", re.I)
_PARTING = re.compile(rf"\s+(?:og|som)\s+(?:også\s+)?(?:med\s+)?(?:{_IN}\s+)?", re.IGNORECASE)
_ASKS_FOR_ITEMS = re.compile(r"\b(?:hvilke|hvem|hvor mange|nævn)\b", re.IGNORECASE)
_LEADS = re.compile(rf"^{_IN}\s+", re.IGNORECASE)
_LED = re.compile(
    r"^(?:de[nt]?\s+)?(?:(?:projekt(?:et|erne)?|notat(?:et)?|rapport(?:en)?|ansøgning(?:en)?|kommune)\s+(?:om\s+)?)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(
    rf"(?<=\w{{2}})-?(?:(?:{'|'.join(GENRES)}|projekt)(?:et|en|erne)?|-modeller(?:ne)?)$", re.I
)
_OWNED = re.compile(rf"['’]?\s{_GENRE}(?:\s(?:fra|for)\s\d+)?$", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÆØÅ]")
_TAIL = re.compile(rf"\s(?P<in>{_IN})\s+(?P<label>(?:de[nt]?\s+)?{_LOW})\W*$", re.IGNORECASE)
_OWN_NAME = re.compile(rf"(?<=\s)(?:»[^«]+«|{_PROJECT}|{_NAMES}(?:\sog\s{_NAMES})?{_OF_KIND})")
_LED_BY = re.compile(rf"\s{_IN}\s$", re.IGNORECASE)
_ASKS = re.compile(r"^(hv\w+(?:\s(?:mange|meget|ofte|tit|længe|stor\w*|lang\w*))?)", re.IGNORECASE)
_SAYS_SOMETHING = 0.8  # rareness from which a word is no mere verb
# What is asked for by the most or the least of it: how much there is, on each side.
_MOST = tuple(
    (re.compile(rf"\b(?:{most})\b", re.IGNORECASE), much)
    for most, much in (
        ("(?:de\\s+)?(?:flest|færrest)e?", "hvor mange"), ("mest|mindst", "hvor meget"),
        ("længst|kortest|hurtigst", "hvor længe"),
        ("(?:er\\s+)?(?:billigst|dyrest)e?", "hvad koster"),
        ("størst|mindst", "hvor stor"), ("oftest", "hvor ofte"), ("tidligst|senest", "hvornår"),
    )
)  # fmt: skip
_COMPARES = re.compile(r"\bforskel\w*\s+(?:på|mellem|i)\s+(?=\w)|\bsammenlign\s+", re.IGNORECASE)
_WHICH = re.compile(r"^(?:hvem|hvilke[nt]?(?:\s+af\s+(?:de|disse)\s+\w+)?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Side:
    """One of what a question is asked of."""

    label: str  # as it is written there
    question: str  # the question asked of it alone
    asked: str = ""  # what is asked there, without its name
    leans_on: str = ""  # the part of the question before, that a further part may point back to

    @property
    def name(self) -> str:
        """The words that must stand where its answer stands."""
        said = _LED.sub("", self.label)
        owner = _OWNED.sub("", said)
        said = (owner if _CAPITAL.search(owner) else said).strip("»« '’")
        return _SUFFIX.sub("", said).strip("-")


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides of a question, at least two."""

    operation: Operation
    sides: tuple[Side, ...]
    parted: bool = True  # by `både … og`, or by a preposition said twice; else by `og` alone


def sides_of(question: str, known: Known, parts: Sequence[str] = ()) -> Sides | None:
    """The sides of a question; None where it is asked of one thing, or of none in particular."""
    if _ASKS_FOR_ITEMS.search(question):
        for operation, pair in _pairs(question, known):
            return Sides(operation, tuple(Side(_LEADS.sub("", p), question) for p in pair))
    for pattern in (_LAST, *_EITHER):
        if found := pattern.search(question):
            labels = [*re.split(r",\s", found["first"]), found["last"]]
            asked = how_much(found["question"])
            return Sides(
                "each", tuple(Side(label, f"{asked} hos {label}?", asked) for label in labels)
            )
    if found := _COUNTED.search(question):
        before, after = question[: found.start()], question[found.end() :]
        nouns = (found["first"], found["last"])
        counts = ((noun, f"{before}hvor mange {noun}{after}") for noun in nouns)
        return Sides("each", tuple(Side(noun, count, count) for noun, count in counts))
    if found := _TWO.search(question):
        parts = (found["first"], found["last"])
    if len(parts) > 1:
        sides = tuple(_of_parts(parts))
        return Sides("each", sides) if len({side.name for side in sides}) > 1 else None
    for pattern in (_EACH, *_AGAIN):
        if found := pattern.search(question):
            parted = any(found[group] for group in ("both", "again", "against"))
            return Sides("each", tuple(_each(question, found)), parted)
    return None


def _each(question: str, found: re.Match[str]) -> Iterator[Side]:
    """A question for each name, with the others left out."""
    before, after = _COMPARES.sub("", question[: found.start()]), question[found.end() :]
    asked = how_much(f"{before.rstrip()}{after}")
    labels = [*re.split(r",\s", found["first"]), found["last"]]
    for label in labels:
        led = (label == labels[-1] and found["again"]) or found["in"] or ""
        yield Side(label, how_much(f"{before}{led}{label}{after}"), asked)


def how_much(question: str) -> str:
    """A question for the most of something, as it is asked of one: how much of it there is."""
    for most, much in _MOST:
        if most.search(question):
            return most.sub(much, _WHICH.sub("", question), count=1)
    return question


def _of_parts(parts: Sequence[str]) -> Sequence[Side]:
    """The sides of a double question whose parts each name their own; none where one does not."""
    first, tail = parts[0], _TAIL.search(parts[0])
    again = [_TAIL.search(part) for part in parts[1:]]
    counted = any(values(a["label"]) for a in (tail, *again) if a)  # of so many, and of so many
    if tail and not counted and all(a and _is_short(a.string[: a.start()], first) for a in again):
        # `… i det ene center, og hvor i det andet?` asks the same of another.
        asked = first[: tail.start()]
        return [Side(a["label"], f"{asked}{a[0]}", asked) for a in (tail, *again) if a]
    sides: list[Side] = []
    for part in parts:
        named = _OWN_NAME.search(part)
        if named is None:
            return ()
        asked = f"{_LED_BY.sub('', part[: named.start()])}{part[named.end() :]}"
        sides.append(Side(named[0], part, asked, first if sides else ""))
    return sides


def _is_short(head: str, asked: str) -> bool:
    """Whether what stands before the name of a further part only says again what was asked."""
    first, again = _ASKS.match(asked), _ASKS.match(head)
    if not first or not again or not first[1].casefold().startswith(again[1].casefold()[:4]):
        return False
    own = analyze.content_words(head[again.end() :]) if head[again.end() :].strip() else []
    return all(rareness(word) < _SAYS_SOMETHING for word in own)


def _pairs(question: str, known: Known) -> Iterator[tuple[Operation, tuple[str, str]]]:
    """What is to be done with which two, where items are to be compared."""
    for pattern in _ONLY:
        if found := pattern.search(question):
            yield "first_only", (found["first"], found["last"])
    if found := _ALONE.search(question):
        yield "first_only", (found["first"], "")
    operations: tuple[tuple[Operation, re.Pattern[str]], ...] = (
        ("both", _OF_BOTH),
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
        for found in _PARTING.finditer(pair)
    ]
    rated = [(sum(known(Side(side, "").name) for side in way), way) for way in ways]
    best = max(rated, default=(0, None), key=lambda pair: pair[0])
    return best[1] if best[0] > 1 else None
