"""Sections under a heading that asks: the heading is the question, what follows is its answer.

Collections of questions and answers are written so; their headings speak as people do, and what
stands under one is an answer already. It is weighed as one unit, and said whole.
"""

from collections.abc import Iterable
from dataclasses import replace

from assistant.selection.units import Unit, block_units

_SHORT = 600  # characters of an answer that is weighed and said as one


def asks(unit: Unit) -> bool:
    """Whether a unit stands under a heading that is a question."""
    return bool(unit.headings) and unit.headings[-1].rstrip().endswith("?")


def is_answer(unit: Unit) -> bool:
    """Whether a unit is all that stands under a heading, not a sentence, item or row of it."""
    if unit.start > unit.shape.start or unit.end < unit.shape.end or not asks(unit):
        return False
    answer = _answer(unit)
    return (unit.start, unit.end) == (answer.start, answer.end)


def parts_of_answer(unit: Unit) -> list[Unit]:
    """The sentences, items and rows of a unit that is a whole answer; the unit, if it is none."""
    if not is_answer(unit):
        return [unit]
    blocks, parts = unit.document.blocks, []
    for i in range(unit.block, len(blocks)):
        if blocks[i].start >= unit.end:
            break
        parts += block_units(unit.document, i, unit.passage)
    return parts


def with_whole_answers(units: Iterable[Unit]) -> list[Unit]:
    """The units, those under one heading that asks as one, where together they are short."""
    found: dict[tuple[str, int], Unit] = {}
    for unit in units:
        answer = _answer(unit) if asks(unit) else unit
        kept = answer if len(answer.text) <= _SHORT else unit
        found.setdefault(kept.key, kept)
    return list(found.values())


def _answer(unit: Unit) -> Unit:
    """All that stands under the unit's heading."""
    blocks = unit.document.blocks
    first = last = unit.block
    while first > 0 and blocks[first - 1].kind != "heading":
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind != "heading":
        last += 1
    return replace(unit, block=first, start=blocks[first].start, end=blocks[last].end)
