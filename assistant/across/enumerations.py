"""What a text counts up: the names in a sentence, in a cell of a table or in a list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.reply import Quote
from assistant.selection.lists import run_of
from assistant.selection.match import likeness
from assistant.selection.units import Unit, block_units
from ingest import analyze
from ingest.document import CELL

_LEAD_IN = re.compile(r"^.*(?::|\b(?:var|er|nemlig))\s+", re.DOTALL)
_PARTED = re.compile(r",\s+|\s+(?:og|samt)\s+(?=[^,]*$)")
_ASIDE = re.compile(r"\s*\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]+")
_COUNTED = re.compile(r"\d\s+[^\W\d_]{4,}")
_ENDS = re.compile(r"[.;](?=\s|$)")
_LONGEST = 48  # characters of an item that is a name, not a sentence
_SAME = 0.85  # likeness from which a list is one of what is asked for
_FEWEST = 3  # items; two with `og` between them are said everywhere


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Items that are counted up in one place, as they are written there."""

    items: tuple[str, ...]
    led_in: str  # the words before the first
    about: str  # what it stands under: its heading, the sentences round it, heads of the column
    quotes: tuple[Quote, ...]
    unit: Unit  # where it begins


def enumerations(units: Iterable[Unit]) -> list[Enumeration]:
    """The enumerations among units, each once, in order."""
    found: list[Enumeration] = []
    lists: set[tuple[str, int]] = set()
    for unit in units:
        kind = unit.shape.kind
        if kind == "table_row":
            found.extend(_in_cells(unit))
        elif kind == "list_item" and (run := run_of(unit)):
            if (unit.document.id, run[0]) not in lists:
                lists.add((unit.document.id, run[0]))
                found.extend(_in_list(unit, run))
            found.extend(_in_sentence(unit))
        else:
            found.extend(_in_sentence(unit))
    return found


def counts_up(kind: str, found: Enumeration) -> bool:
    """Whether the words before a list say that it is one of a kind: `de 6 jobcentre var`."""
    words = list(_WORD.finditer(found.led_in))
    said = [word.end() for word in words if likeness(kind, word[0].casefold()) >= _SAME]
    # In `Jobcentret brugte 6 virksomhedscentre:` it is the centres that are counted up.
    return bool(said) and not _COUNTED.search(found.led_in[said[-1] :])


def folded(item: str) -> str:
    """An item as it is compared: Århus and Aarhus are one, whatever stands round them."""
    return " ".join(analyze.fold(word) for word in analyze.words(item))


def _in_sentence(unit: Unit) -> Iterator[Enumeration]:
    items, led_in = _items(unit.text)
    if items:
        block = unit.document.text[unit.shape.start : unit.shape.end]
        yield _enumeration(items, led_in, f"{_heading(unit)} {block}", [unit])


def _in_cells(unit: Unit) -> Iterator[Enumeration]:
    """The enumerations in the cells of a row, under the head of their column."""
    cells = unit.text.split(CELL)
    heads = _heads(unit)
    for position, cell in enumerate(cells):
        items, led_in = _items(cell)
        if items:
            head = heads[position] if position < len(heads) else ""
            about = f"{_heading(unit)} {cells[0]} {head}"
            yield _enumeration(items, f"{cells[0]} {led_in}", about, [unit])


def _in_list(unit: Unit, run: range) -> Iterator[Enumeration]:
    """The items of a list that are names, behind the words that introduce it."""
    members = [u for i in run for u in block_units(unit.document, i, unit.passage)]
    items = [member for member in members if member.shape.kind == "list_item"]
    led_in = " ".join(m.text for m in members if m.shape.kind == "paragraph")
    names = [_ASIDE.sub("", item.text).rstrip(".") for item in items]
    if len(names) >= _FEWEST and all(map(_is_name, names)):
        yield _enumeration(names, led_in, f"{_heading(unit)} {led_in}", items)


def _enumeration(
    items: Sequence[str], led_in: str, about: str, units: Sequence[Unit]
) -> Enumeration:
    quotes = tuple(Quote(unit.text, unit.passage, unit.start) for unit in units)
    return Enumeration(tuple(items), led_in, about, quotes, units[0])


def _items(text: str) -> tuple[list[str], str]:
    """The names that a text counts up, and the words before them; none where it counts up none."""
    found = _LEAD_IN.search(text)
    start = found.end() if found else 0
    said = _ENDS.split(_ASIDE.sub("", text[start:]), maxsplit=1)[0]
    items = [item.strip(" »«\"'") for item in _PARTED.split(said)]
    if len(items) < _FEWEST or not all(map(_is_name, items)):
        return [], ""
    return items, text[:start]


def _is_name(item: str) -> bool:
    return 0 < len(item) <= _LONGEST and (item[0].isupper() or item[0].isdigit())


def _heading(unit: Unit) -> str:
    """The heading right above a unit; those further out may be of more than it."""
    return " ".join(unit.headings[-1:])


def _heads(unit: Unit) -> list[str]:
    """The cells of the first row of the table that a row stands in."""
    blocks, first = unit.document.blocks, unit.block
    while first > 0 and blocks[first - 1].kind == "table_row":
        first -= 1
    return unit.document.text[blocks[first].start : blocks[first].end].split(CELL)
