"""Lists and tables in an answer: an introduction is said with its items, an item with its list."""

from collections.abc import Sequence

from assistant.match import Query, coverage
from assistant.units import Unit, block_units
from ingest.document import BlockKind

LISTED: tuple[BlockKind, ...] = ("list_item", "table_row")
_FITS = 0.8  # of the lead's coverage, for a list to be the answer
_INTRODUCTION = 0.7  # weight of what introduces a list, against its items, in how it fits
_LOOKED_AT = 12  # best units whose lists are looked at


def run_of(unit: Unit) -> range | None:
    """Positions of the list's blocks that a unit stands in or introduces, introduction first."""
    blocks = unit.document.blocks
    position = unit.block
    if blocks[position].kind not in LISTED:
        introduces = unit.text.endswith(":") and position + 1 < len(blocks)
        if not introduces or blocks[position + 1].kind not in LISTED:
            return None
        position += 1
    first = last = position
    kind = blocks[position].kind
    while first > 0 and blocks[first - 1].kind == kind:
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind == kind:
        last += 1
    introduction = first > 0 and blocks[first - 1].kind == "paragraph"
    return range(first - introduction, last + 1)


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


def list_that_fits(
    asked: Query, lead: Unit, ranked: Sequence[tuple[float, Unit]], room: int
) -> list[Unit]:
    """A list with its introduction, where one covers the question about as well as the lead."""
    runs: dict[tuple[str, range], Unit] = {}
    for unit in (lead, *(unit for _, unit in ranked[:_LOOKED_AT])):
        if run := run_of(unit):
            runs.setdefault((unit.document.id, run), unit)
    if not runs:
        return []
    fits = {key: _fit(asked, unit, key[1]) for key, unit in runs.items()}
    best = max(fits, key=lambda key: fits[key])
    if fits[best] < _FITS * coverage(asked, f"{' '.join(lead.headings[-1:])} {lead.reading}"):
        return []
    kept = fitting(_members(runs[best], best[1]), room)
    return kept if len(kept) > 1 else []


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
