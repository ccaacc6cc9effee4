"""What is compared, side by side: rows of one table, else what is said of each side by itself."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.across.rows import row
from assistant.question import Understood
from assistant.reply import Claim, Draft
from assistant.retrieve import Retriever
from assistant.selection.lists import fitting, run_of, with_its_list
from assistant.selection.match import Query, Rarity, likeness, query
from assistant.selection.quoting import quoted
from assistant.selection.rank import Likeness, rank
from assistant.selection.units import Unit, around, speaks_of_itself, units
from ingest import analyze
from ingest.document import CELL
from ingest.everyday import rareness

_PASSAGES = 6  # of the search for each side
_ROOM = 430  # characters for one side
_SHORT = 30  # characters; what is shorter is a caption or a fragment
_NEAREST = 3  # units of each side, round which what is compared of it must stand
_IN_PART = 0.5  # likeness of a word to one that has a part of it
_EVERYDAY = 0.65  # a word below this rareness says nothing by itself
_FRAME = re.compile(
    r"\b(?:forsk\w*|fosk\w*|sammenlign\w*|adskil\w*|anderledes|kontra|versus|difference|between|what)\b",
    re.IGNORECASE,
)
_SAME = 0.75  # likeness from which a word is one of the side's
_NAMED_BY_HEADING = 4.0  # added to the score of what stands under a heading that names the side
_END = r"(?=\s*(?:[?.!,–]|$)|\s+(?:i|ifølge|efter|hos|ved|når|der|som|for)\b)"
_ARTICLE = re.compile(r"^(?:et|en|den|det|de|mellem|på|imellem)\s+", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\bfor?s?k?k?el\w*\s+(?:der\s+er\s+|er\s+der\s+)?(?:på|mellem|imellem|i)\s+(?P<first>.+?)\s+og\s+(?P<last>.+?){_END}"
    rf"|\bsammenlign\w*\s+(?P<first2>.+?)\s+(?:og|med)\s+(?P<last2>.+?){_END}"
    rf"|\badskiller\s+(?P<first3>.+?)\s+(?:sig\s+)?fra\s+(?P<last3>.+?){_END}"
    rf"|\b(?:er|var)\s+(?P<first4>.+?)\s+(?:anderledes\s+end|forskellig\w*\s+fra)\s+(?P<last4>.+?){_END}"
    rf"|\bdifference\s+between\s+(?P<first5>.+?)\s+and\s+(?P<last5>.+?){_END}",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"(?P<first>[\w .-]{{3,60}}?)\s+(?:kontra|versus|vs\.?|frem for)\s+(?P<last>.+?){_END}",
    re.IGNORECASE,
)
_OF_BOTH = re.compile(r"^(?P<of>.*\b(?:med|for|af|i|hos|ved|på))\s+(?P<name>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """The units that speak of one side, best first."""

    name: str
    asked: Query
    ranked: tuple[tuple[float, Unit], ...]


def comparison(
    understood: Understood, retriever: Retriever, rarity: Rarity, likeness: Likeness
) -> Draft | None:
    """Each side of a comparison with what is said of it, labelled with its name.

    None where nothing is compared, or a side is not spoken of.
    """
    if understood.kind != "compare" or len(understood.parts) > 1:
        return None
    names = compared(understood.question)
    found = [_found(name, understood, retriever, rarity, likeness) for name in names]
    if not found or not all(side.ranked for side in found):
        return None
    if not _is_spoken_of(understood, found):
        return None
    claims = _rows(found) or [claim for side in found for claim in _said(side, found)]
    labels = {claim.label for claim in claims}
    return Draft(tuple(claims)) if len(labels) == len(found) else None


def _is_spoken_of(understood: Understood, sides: Sequence[_Found]) -> bool:
    """Whether what is compared of the sides, where that is said, stands round what is found."""
    said = {
        word for side in sides for _, unit in side.ranked[:_NEAREST] for word in _words_round(unit)
    }
    names = {word for side in sides for word in analyze.words(side.name)}
    compares = _BETWEEN.search(understood.question) or _AGAINST.search(understood.question)
    of_both = set(analyze.words(_FRAME.sub(" ", compares[0]))) - names if compares else set()
    return all(
        any(
            likeness(other, found) >= _IN_PART
            for other in (word, *understood.alternatives.get(word, {}))
            for found in said
        )
        for word in of_both
        if rareness(word) >= _EVERYDAY
    )


def _words_round(unit: Unit) -> list[str]:
    return analyze.words(around(unit))


def compared(question: str) -> tuple[str, ...]:
    """The two that a question compares, as they are written there; none where it compares none."""
    found = _BETWEEN.search(question) or _AGAINST.search(question)
    if found is None:
        return ()
    first, last = (
        _ARTICLE.sub("", _ARTICLE.sub("", name.strip(' »«"')))
        for name in [group for group in found.groups() if group][:2]
    )
    if last.isdigit() and (head := re.match(r"(.*\D)\d+$", first)):
        last = f"{head[1]}{last}"  # model 1 og 3
    first, last = _of_one_thing(first, last)
    return (first, last) if first.casefold() != last.casefold() else ()


def _of_one_thing(first: str, last: str) -> tuple[str, str]:
    """The names without what is compared of both: `formålet med spor 1 og spor 2`."""
    of_first, of_last = _OF_BOTH.match(first), _OF_BOTH.match(last)
    if of_first and (of_last is None or of_last["of"].casefold() == of_first["of"].casefold()):
        first, last = of_first["name"], of_last["name"] if of_last else last
    return _ARTICLE.sub("", first), _ARTICLE.sub("", last)


def _found(
    name: str, understood: Understood, retriever: Retriever, rarity: Rarity, likeness: Likeness
) -> _Found:
    """What is said of one side, by the search for the question and for the side alone."""
    wording = understood.question
    alone = replace(understood, question=wording, parts=(wording,), kind="fact")
    asked = query(alone, name, rarity, "fact")
    passages = retriever.retrieve(
        f"{name} {wording}", _PASSAGES, alternatives=understood.alternatives
    )
    if not passages:
        return _Found(name, asked, ())
    there = [
        unit
        for unit in units(passages, retriever.snapshot.library)
        if not speaks_of_itself(unit) and _names(name, _first_words(unit))
    ]
    ranked = rank(asked, there, best=passages[0].score, likeness=likeness)
    under = [
        (score + _NAMED_BY_HEADING * _names(name, " ".join(unit.headings[-1:])), unit)
        for score, unit in ranked
    ]
    return _Found(name, asked, tuple(sorted(under, key=lambda pair: -pair[0])))


def _first_words(unit: Unit) -> str:
    """Where a unit would name what it is about: its headings, and itself or its first cell."""
    own = unit.reading.split(CELL)[0] if unit.shape.kind == "table_row" else unit.reading
    return " ".join([*unit.headings[-1:], own])


def _names(name: str, text: str) -> bool:
    """Whether a text has every word of a side's name, numbers exactly."""
    words = analyze.words(text)
    return all(
        any(word == asked or likeness(asked, word) >= _SAME for word in words)
        for asked in analyze.content_words(name)
    )


def _rows(sides: Sequence[_Found]) -> list[Claim]:
    """The sides' rows of one table, each cell after the head of its column."""
    tables: defaultdict[tuple[str, range], dict[str, tuple[float, Unit]]] = defaultdict(dict)
    for side in sides:
        for score, unit in side.ranked:
            run = run_of(unit)
            if unit.shape.kind == "table_row" and run:
                tables[unit.document.id, run].setdefault(side.name, (score, unit))
    whole = [
        rows
        for rows in tables.values()
        if len(rows) == len(sides) and len({unit.key for _, unit in rows.values()}) == len(sides)
    ]
    if not whole:
        return []
    best = max(whole, key=lambda rows: sum(score for score, _ in rows.values()))
    return [row(name, unit) for name, (_, unit) in best.items()]


def _said(side: _Found, sides: Sequence[_Found]) -> list[Claim]:
    """The best that is said of one side, and what follows it under the same heading."""
    others = [other.name for other in sides if other is not side]
    alone = [
        unit for _, unit in side.ranked if not any(_names(other, unit.reading) for other in others)
    ]
    best = [unit for unit in alone if len(unit.text) >= _SHORT]
    if not best:
        return []
    lead = best[0]
    near = [u for u in best if u.document.id == lead.document.id and u.headings == lead.headings]
    taken = {unit.key: unit for unit in [*with_its_list(lead), *near]}
    said = sorted(fitting(list(taken.values()), _ROOM), key=lambda unit: unit.start)
    return quoted(said, side.name)
