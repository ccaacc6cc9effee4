"""What the lists of two sides have in common, what only one has, and all that either has."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.across.enumerations import Enumeration, counts_up, enumerations, folded
from assistant.across.places import documents_of, says
from assistant.across.sides import Side, Sides
from assistant.figures import numbers
from assistant.question import Understood
from assistant.reply import Calculation, Claim, Draft, Quote
from assistant.retrieve import Retriever
from assistant.selection.units import units, units_between

_LISTS = 10  # passages that lists are looked for in
_THE_OTHER = "den anden liste"  # where the question does not name it
_COUNTS = re.compile(r"\bhvor mange\b", re.IGNORECASE)
_NAMES_ANOTHER = re.compile(r"»|(?<=[\w,] )[A-ZÆØÅ]")
_ASKED_NOUN = re.compile(
    r"\b(?:hvilke|hvor mange|nævn)\s+(?:af\s+)?(?:de\s+)?(?:forskellige\s+)?(\w{3,})", re.I
)


def lists_compared(sides: Sides, understood: Understood, retriever: Retriever) -> Draft | None:
    """What the lists of two sides have in common, what only the first has, or all of both."""
    noun = _ASKED_NOUN.search(understood.question)
    wanted = noun[1].casefold() if noun else ""
    one, other = sides.sides
    first = _list_of(one, other, wanted, understood, retriever)
    if other.label:
        second = _list_of(other, one, wanted, understood, retriever)
    else:
        second = _beside(first, wanted) if first and wanted else None
    if not first or not second or first.quotes == second.quotes:
        return None
    items = {folded(item): item for item in first.items}
    others = {folded(item): item for item in second.items}
    kept = {
        "both": [item for key, item in items.items() if key in others],
        "first_only": [item for key, item in items.items() if key not in others],
        "all": list({**others, **items}.values()),
    }[sides.operation]
    labels = [f"»{side.label.strip('»« ')}«" if side.label else _THE_OTHER for side in sides.sides]
    quotes = (*first.quotes, *second.quotes)
    return Draft(
        (_computed(kept, quotes, counted=bool(_COUNTS.search(understood.question))),),
        {
            "both": "Nævnt både under {} og under {}:",
            "first_only": "Nævnt under {}, men ikke under {}:",
            "all": "Nævnt under {} eller {}:",
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
            yield f"Under {label} er der {max(said)} ifølge kilden, men kun {count} er nævnt."


def _list_of(
    side: Side, other: Side, noun: str, understood: Understood, retriever: Retriever
) -> Enumeration | None:
    """The enumeration of what is asked for that is most clearly of a side, and not of the other."""
    wanted = f"{noun} {side.name}"
    passages = retriever.retrieve(wanted, _LISTS, alternatives=understood.alternatives)
    own, others = (documents_of(s, retriever.snapshot) for s in (side, other))
    rated = [
        (rate, len(found.items), found)
        for found in enumerations(units(passages, retriever.snapshot.library))
        if (not noun or counts_up(noun, found))
        and (rate := _fit(found, side, own))
        and (not other.label or rate > _fit(found, other, others))
    ]
    return max(rated, key=lambda rated: rated[:2])[2] if rated else None


def _beside(first: Enumeration, noun: str) -> Enumeration | None:
    """The other list of the same in the document of a list; None where there is not just one."""
    unit = first.unit
    found = enumerations(units_between(unit.document, 0, len(unit.document.text), unit.passage))
    lists = {
        frozenset(map(folded, other.items)): other for other in found if counts_up(noun, other)
    }
    lists.pop(frozenset(map(folded, first.items)), None)
    return next(iter(lists.values())) if len(lists) == 1 else None


def _fit(found: Enumeration, side: Side, documents: frozenset[str]) -> int:
    """How clearly an enumeration is of a side: 3 by the words that lead to it, 0 not at all."""
    if says(side.name, found.led_in):
        return 3
    if _NAMES_ANOTHER.search(found.led_in):
        return 0
    if says(side.name, found.about):
        return 2
    return int(found.unit.document.id in documents)
