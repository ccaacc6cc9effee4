"""Questions of several documents, projects or places: each answered by itself, or lists compared.

A side is answered from where its name stands, and its answer must be borne by that place alone.
What two lists have in common, or what only one has, is found by comparing the names in them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from assistant.across.enumerations import Enumeration, counts_up, enumerations, folded
from assistant.across.sides import Side, Sides, sides_of
from assistant.figures import numbers
from assistant.question import Understood, kind_of
from assistant.reply import Calculation, Claim, Draft, Quote
from assistant.retrieve import Retriever
from assistant.search.named import names_of
from assistant.selection import support
from assistant.selection.lists import fitting, is_column_heads, with_its_list
from assistant.selection.match import Query, Rarity, likeness, query
from assistant.selection.rank import likeness_of, rank
from assistant.selection.units import Unit, speaks_of_itself, units
from assistant.selection.wanted import holds_slots
from ingest import analyze
from ingest.snapshot import Snapshot

_PASSAGES = 5  # of the search for each side
_RANKED = 16  # best units of a side that may bear its answer
_ROOM = 420  # characters for one side
_LOOKED_FOR = 40  # chunks that hold the words of a name
_COUNTED = re.compile(r"\bhvor mange (\w{3,})", re.IGNORECASE)
_OF_EACH = re.compile(r"\b(?:hvert?|pr\.)(?!\w)", re.IGNORECASE)
_PLANNED = re.compile(r"\bmål(?:et|sætning\w*)?\b|\bskulle\b|\bforvent|\bplan", re.IGNORECASE)
_NEAR = 3  # words after a number, one of which it counts
_SAME = 0.75  # likeness from which a word is the noun that is asked for
_LISTS = 10  # the same, where lists are compared
_COUNTS = re.compile(r"\bhvor mange\b", re.IGNORECASE)
_NAMES_ANOTHER = re.compile(r"»|(?<=[\w,] )[A-ZÆØÅ]")
_ASKED_NOUN = re.compile(r"\b(?:hvilke|hvor mange|nævn)\s+(?:forskellige\s+)?(\w{3,})", re.I)


def several_documents(understood: Understood, retriever: Retriever, rarity: Rarity) -> Draft | None:
    """One part for each side that the question names, or what their lists have in common.

    None where the question has no sides, or nothing is found that bears an answer.
    """
    if len(understood.parts) > 1:
        return None
    sides = sides_of(understood.question, partial(_known, retriever.snapshot))
    if sides is None:
        return None
    if sides.operation == "each":
        if understood.kind == "compare":
            return None
        named = [_documents_of(side, retriever.snapshot) for side in sides.sides]
        # `Johns VVS og Ejendomsservice` is one; two that name documents of their own are two.
        if not sides.parted and not (all(named) and len(set(named)) == len(named)):
            return None
        return _each(sides, understood, retriever, rarity)
    return _compared(sides, understood, retriever)


def _known(snapshot: Snapshot, words: str) -> int:
    """2 where the library has these words in a row, 1 where it has them in one place, else 0."""
    stems = {analyze.stem(word) for word in analyze.content_words(words)}
    hits = snapshot.lexical.holding([[("stem", (stem,))] for stem in stems], _LOOKED_FOR)
    chunks = snapshot.library.chunks(chunk_id for chunk_id, _ in hits)
    wanted = " ".join(analyze.words(words))
    if any(wanted in " ".join(analyze.words(chunk.text)) for chunk in chunks.values()):
        return 2
    return int(bool(hits))


def _each(
    sides: Sides, understood: Understood, retriever: Retriever, rarity: Rarity
) -> Draft | None:
    answers = [_answer(side, understood, retriever, rarity) for side in sides.sides]
    said = [claims[0].text for claims in answers if claims]
    if not said or len(set(said)) < len(said) or not (sides.parted or all(answers)):
        return None
    notes = (
        f"Om {side.label} er der ikke fundet noget svar."
        for side, claims in zip(sides.sides, answers, strict=True)
        if not claims
    )
    return Draft(tuple(claim for claims in answers for claim in claims), notes=tuple(notes))


def _answer(
    side: Side, understood: Understood, retriever: Retriever, rarity: Rarity
) -> list[Claim]:
    """What is said to one side; nothing where no place of its own bears an answer."""
    alone = replace(
        understood, question=side.question, parts=(side.question,), kind=kind_of(side.question)
    )
    asked = query(alone, side.question, rarity, alone.kind)
    passages = retriever.retrieve(
        side.question, _PASSAGES, context=understood.context, alternatives=understood.alternatives
    )
    if not passages:
        return []
    documents = _documents_of(side, retriever.snapshot)
    found = [
        unit
        for unit in units(passages, retriever.snapshot.library)
        if not is_column_heads(unit)
        and not speaks_of_itself(unit)
        and _is_of(side, unit, documents)
    ]
    likeness = likeness_of(retriever.embedder)
    bearing = [
        unit
        for _, unit in rank(asked, found, best=passages[0].score, likeness=likeness)[:_RANKED]
        if support.bears(asked, unit, alone)
    ]
    holds = partial(_holds, side.question, asked)
    lead = max(bearing, key=holds, default=None)
    if lead is None or not all(holds(lead)[:2]):
        return []
    return [_claim(unit, side.label) for unit in fitting(with_its_list(lead), _ROOM) or [lead]]


def _holds(question: str, asked: Query, unit: Unit) -> tuple[bool, bool, bool]:
    """Whether a unit itself holds the price or number that is asked for; of the whole, and real."""
    counted = _COUNTED.search(question)
    held = [
        word
        for number in numbers(unit.reading)
        for word in analyze.words(unit.reading[number.end :])[:_NEAR]
    ]
    return (
        holds_slots(asked.part, unit.reading),
        not counted or any(likeness(counted[1].casefold(), word) >= _SAME for word in held),
        not counted
        or all(p.search(question) or not p.search(unit.reading) for p in (_OF_EACH, _PLANNED)),
    )


def _claim(unit: Unit, label: str) -> Claim:
    return Claim(unit.text, (Quote(unit.text, unit.passage, unit.start),), label=label)


def _documents_of(side: Side, snapshot: Snapshot) -> frozenset[str]:
    """The documents that a side's name names, or that have all of it in their title."""
    names = names_of(snapshot)
    titled = (i for i, title in names.titles.items() if _says(side.name, f"{title} {_spelt(i)}"))
    return frozenset(titled).union(*names.named(side.name, snapshot.lexical))


def _spelt(document_id: str) -> str:
    return document_id.replace("-", " ").replace("_", " ")


def _is_of(side: Side, unit: Unit, documents: frozenset[str]) -> bool:
    """Whether a unit is said of a side: its document is, or its paragraph has the name."""
    if unit.document.id in documents:
        return True
    block = unit.document.reading(unit.shape.start, unit.shape.end)
    return _says(side.name, f"{unit.about} {block}")


def _says(name: str, text: str) -> bool:
    """Whether a text has all words of a name."""
    said = {analyze.stem(word) for word in analyze.words(text)}
    return {analyze.stem(word) for word in analyze.content_words(name)} <= said


def _compared(sides: Sides, understood: Understood, retriever: Retriever) -> Draft | None:
    """What the lists of two sides have in common, what only the first has, or all of both."""
    noun = _ASKED_NOUN.search(understood.question)
    wanted = noun[1].casefold() if noun else ""
    one, other = sides.sides
    first = _list_of(one, other, wanted, understood, retriever)
    second = _list_of(other, one, wanted, understood, retriever)
    if not first or not second or first.quotes == second.quotes:
        return None
    items = {folded(item): item for item in first.items}
    others = {folded(item): item for item in second.items}
    kept = {
        "both": [item for key, item in items.items() if key in others],
        "first_only": [item for key, item in items.items() if key not in others],
        "all": list({**others, **items}.values()),
    }[sides.operation]
    labels = [side.label.strip("»« ") for side in sides.sides]
    quotes = (*first.quotes, *second.quotes)
    return Draft(
        (_computed(kept, quotes, counted=bool(_COUNTS.search(understood.question))),),
        {
            "both": "Nævnt både under »{}« og under »{}«:",
            "first_only": "Nævnt under »{}«, men ikke under »{}«:",
            "all": "Nævnt under »{}« eller »{}«:",
        }[sides.operation].format(*labels),
        tuple(_left_unnamed(labels, (first, second))),
    )


def _computed(items: Sequence[str], quotes: tuple[Quote, ...], *, counted: bool) -> Claim:
    """The names as they stand in the quotes; with their number, where that is asked for."""
    if not items:
        return Claim("Ingen af navnene.", quotes)
    said = " og ".join(filter(None, (", ".join(items[:-1]), items[-1])))
    if not counted:
        return Claim(f"{said}.", quotes)
    one = Decimal(1)
    count = Calculation(" + ".join(["1"] * len(items)), Decimal(len(items)), given=(one,))
    return Claim(f"{len(items)}: {said}.", quotes, calculation=count)


def _left_unnamed(labels: Sequence[str], lists: Sequence[Enumeration]) -> Iterator[str]:
    """A note for each list that is said to be longer than it is."""
    for label, found in zip(labels, lists, strict=True):
        count = len(found.items)
        said = [int(number.value) for number in numbers(found.led_in) if number.value < 100]
        if said and count not in said and max(said) > count:
            yield f"Under »{label}« er der {max(said)} ifølge kilden, men kun {count} er nævnt."


def _list_of(
    side: Side, other: Side, noun: str, understood: Understood, retriever: Retriever
) -> Enumeration | None:
    """The enumeration of what is asked for that is most clearly of a side, and not of the other."""
    wanted = f"{noun} {side.name}"
    passages = retriever.retrieve(wanted, _LISTS, alternatives=understood.alternatives)
    own, others = (_documents_of(s, retriever.snapshot) for s in (side, other))
    rated = [
        (rate, len(found.items), found)
        for found in enumerations(units(passages, retriever.snapshot.library))
        if (not noun or counts_up(noun, found))
        and (rate := _fit(found, side, own)) > _fit(found, other, others)
    ]
    return max(rated, key=lambda rated: rated[:2])[2] if rated else None


def _fit(found: Enumeration, side: Side, documents: frozenset[str]) -> int:
    """How clearly an enumeration is of a side: 3 by the words that lead to it, 0 not at all."""
    if _says(side.name, found.led_in):
        return 3
    if _NAMES_ANOTHER.search(found.led_in):
        return 0
    if _says(side.name, found.about):
        return 2
    return int(found.unit.document.id in documents)
