"""Lists and tables in an answer: an introduction is said with its items, an item with its list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from assistant.figures import numbers, values
from assistant.selection.match import Query, coverage, likeness
from assistant.selection.units import Unit, block_units, speaks_of_itself
from ingest import analyze
from ingest.document import BlockKind, Document
from ingest.split import headings_at

LISTED: tuple[BlockKind, ...] = ("list_item", "table_row")
_FITS = 0.8  # of the lead's coverage, for a list to be the answer
_INTRODUCTION = 0.7  # weight of what introduces a list, against its items, in how it fits
_SAME = 0.75  # likeness from which a word is the noun that is asked for
_COUNTED = 0.3  # added to how a list fits that has as many items as are asked for
_HOW_MANY_ITEMS = re.compile(
    r"\b(?:hvilke|de|nævn|which|the)\s+(to|tre|fire|fem|seks|syv|otte|ni|ti|[2-9]|1[0-2])\s+(\w{4,})",
    re.IGNORECASE,
)
_SUM = re.compile(r"(?:i alt|sum|total)\b", re.IGNORECASE)
_STRETCH = 1.4  # of the room, that a list may take to be whole
_LEADS_UP = 2  # blocks before the first of several headings, that may introduce them
_LOOKED_AT = 12  # best units whose lists are looked at
_BELOW = 0.06  # of how a list fits, for each logit that its best unit is below the best of all


@dataclass(frozen=True, slots=True)
class _Fitting:
    """A list that may answer."""

    fit: float  # share of the question that it covers
    below: float  # its best unit's score, less that of the best unit of all: at most 0
    members: list[Unit]


def run_of(unit: Unit) -> range | None:
    """Positions of the list's blocks that a unit stands in or introduces, introduction first."""
    blocks = unit.document.blocks
    position = unit.block
    if blocks[position].kind not in LISTED:
        if position + 1 == len(blocks) or blocks[position + 1].kind not in LISTED:
            return None
        position += 1
    first = last = position
    kind = blocks[position].kind
    while first > 0 and blocks[first - 1].kind == kind:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind == kind:
        last += 1
    if position > unit.block and not _introduces(unit, range(first, last + 1)):
        return None
    introduction = first > 0 and blocks[first - 1].kind == "paragraph"
    return range(first - introduction, last + 1)


def _introduces(unit: Unit, listed: range) -> bool:
    """Whether a sentence leads up to the list after it: by a colon, or by how many items it has."""
    if unit.text.endswith(":"):
        return True
    document = unit.document
    told = block_units(document, unit.block, unit.passage)
    if not all(speaks_of_itself(other) for other in told if other.start > unit.start):
        return False
    items = len(listed)
    if document.blocks[listed[0]].kind != "table_row":
        return items > 1 and items in values(unit.reading)
    # The first row of a table may hold the heads of its columns, the last their sum.
    last = document.blocks[listed[-1]]
    summed = bool(_SUM.match(document.reading(last.start, last.end)))
    counts = {items - summed, items - summed - 1} - {0, 1}
    return not counts.isdisjoint(values(unit.reading))


def is_column_heads(unit: Unit) -> bool:
    """Whether a unit is the row of a table that names its columns.

    The first of a Markdown or Word table does; on paper the first, where it holds no figures.
    """
    blocks, position = unit.document.blocks, unit.block
    on_paper = unit.document.pages[0].width > 0
    if blocks[position].kind != "table_row" or (on_paper and any(c.isdigit() for c in unit.text)):
        return False
    after = blocks[position + 1].kind if position + 1 < len(blocks) else None
    return after == "table_row" and (position == 0 or blocks[position - 1].kind != "table_row")


def with_its_list(unit: Unit) -> list[Unit]:
    """What must be said with a unit: an introduction's items; what a fragment is an item of."""
    run = run_of(unit)
    if run is None:
        return [unit]
    members = _members(unit, run)
    if unit.shape.kind not in LISTED:
        return [unit, *(member for member in members if member.start > unit.start)]
    before = [m for m in members if m.shape.kind == "paragraph" and m.text.endswith(":")]
    return [*before[-1:], unit] if unit.shape.kind == "list_item" and _is_fragment(unit) else [unit]


def list_of(unit: Unit) -> list[Unit]:
    """The whole list that a unit is an item of, with its introduction; the unit, if none."""
    run = run_of(unit)
    return _members(unit, run) if run else [unit]


def list_that_fits(
    asked: Query, lead: Unit, ranked: Sequence[tuple[float, Unit]], room: int
) -> list[Unit]:
    """A list with its introduction, where one covers the question about as well as the lead.

    One that has as many items as are asked for ("de fire modeller") goes before others.
    """
    number = items_asked(asked.part)
    lists: dict[tuple[str, int], _Fitting] = {}
    near = ((0.0, lead), *((score - ranked[0][0], unit) for score, unit in ranked))
    for below, unit in near if number else near[: _LOOKED_AT + 1]:
        if (run := run_of(unit)) and (unit.document.id, run[0]) not in lists:
            members = _members(unit, run)
            fit = _fit(asked, unit, run) + _COUNTED * (_items(members) == number)
            lists[unit.document.id, run[0]] = _Fitting(fit, below, members)
        for members in headings_as_items(unit, asked.part):
            fit = _fit_of_headings(asked, members) + _COUNTED
            key = unit.document.id, members[0].block
            lists.setdefault(key, _Fitting(fit, below, members))
    if not lists:
        return []
    best = max(lists.values(), key=lambda found: found.fit + _BELOW * found.below)
    fit, members = best.fit, best.members
    if fit < _FITS * coverage(asked, f"{' '.join(lead.headings[-1:])} {lead.reading}"):
        return []
    # Eight of nine would be said as if they were all.
    whole = sum(len(unit.text) for unit in members) <= _STRETCH * room
    kept = members if whole else fitting(members, room)
    return kept if len(kept) > 1 else []


def items_asked(question: str) -> int | None:
    """How many things a question asks to be told: 4 of "hvilke fire modeller"; else None."""
    found = _HOW_MANY_ITEMS.search(question)
    return int(numbers(found[1])[0].value) if found else None


def headings_as_items(unit: Unit, question: str) -> list[list[Unit]]:
    """Headings of the unit's document that are as many as asked for, each with the asked noun."""
    found = _HOW_MANY_ITEMS.search(question)
    if found is None:
        return []
    number, noun = int(numbers(found[1])[0].value), found[2].casefold()
    document = unit.document
    heads = [i for i, block in enumerate(document.blocks) if block.kind == "heading"]
    groups: list[list[Unit]] = []
    for level in {document.blocks[i].level for i in heads}:
        # Deeper headings stand between those of a level; higher ones part them.
        level_heads = [i for i in heads if document.blocks[i].level <= level]
        named = ((i, _names_it(document, i, level, noun)) for i in level_heads)
        for is_named, run in groupby(named, key=lambda pair: pair[1]):
            items = [_heading(unit, i) for i, _ in run]
            if is_named and len(items) == number:
                groups.append(items)
    return groups


def _names_it(document: Document, position: int, level: int, noun: str) -> bool:
    block = document.blocks[position]
    return block.level == level and _has(document.reading(block.start, block.end), noun)


def _has(text: str, noun: str) -> bool:
    return any(likeness(noun, word) >= _SAME for word in analyze.words(text))


def _heading(unit: Unit, position: int) -> Unit:
    block = unit.document.blocks[position]
    above = headings_at(unit.document.headings, block.start)
    return replace(unit, block=position, start=block.start, end=block.end, headings=above[:-1])


def _items(members: Sequence[Unit]) -> int:
    """How many items a list has, without what introduces it and the heads of its columns."""
    listed = [unit for unit in members if unit.shape.kind in LISTED and not is_column_heads(unit)]
    return len({unit.block for unit in listed})


def _fit_of_headings(asked: Query, members: Sequence[Unit]) -> float:
    """Share of the question that headings cover, with the one above and what leads up to them."""
    document, first = members[0].document, members[0].block
    before = document.blocks[max(first - _LEADS_UP, 0) : first]
    led = (document.reading(b.start, b.end) for b in before if b.kind == "paragraph")
    above = " ".join([*members[0].headings[-1:], *led])
    said = " ".join(unit.reading for unit in members)
    return _INTRODUCTION * coverage(asked, above) + (1 - _INTRODUCTION) * coverage(
        asked, f"{above} {said}"
    )


def fitting(units: Sequence[Unit], room: int) -> list[Unit]:
    """The first units that together have at most `room` characters."""
    kept: list[Unit] = []
    for unit in units:
        room -= len(unit.text)
        if room < 0:
            break
        kept.append(unit)
    return kept


def _members(unit: Unit, run: range) -> list[Unit]:
    return [u for i in run for u in block_units(unit.document, i, unit.passage)]


def _fit(asked: Query, unit: Unit, run: range) -> float:
    """Share of the question that a list covers, by its heading and introduction and by all."""
    blocks, text = unit.document.blocks, unit.document.text
    heading = " ".join(unit.headings[-1:])
    introduced = blocks[run[0]].kind == "paragraph"
    introduction = text[blocks[run[0]].start : blocks[run[0]].end] if introduced else ""
    whole = text[blocks[run[0]].start : blocks[run[-1]].end]
    return _INTRODUCTION * coverage(asked, f"{heading} {introduction}") + (
        1 - _INTRODUCTION
    ) * coverage(asked, f"{heading} {whole}")


def _is_fragment(unit: Unit) -> bool:
    """Whether a list item cannot stand alone: it begins small or ends without a stop."""
    return unit.text[0].islower() or not unit.text.endswith((".", "!", "?"))
