"""Sections under a heading that asks: the heading is the question, what follows is its answer.

Collections of questions and answers are written so; their headings speak as people do, and what
stands under one is an answer already.
"""

from assistant.selection.units import Unit, block_units


def asks(unit: Unit) -> bool:
    """Whether a unit stands under a heading that is a question."""
    return bool(unit.headings) and unit.headings[-1].rstrip().endswith("?")


def answer_under(unit: Unit) -> list[Unit]:
    """All that stands under the unit's heading, where that asks; else nothing."""
    if not asks(unit):
        return []
    blocks = unit.document.blocks
    first = last = unit.block
    while first > 0 and blocks[first - 1].kind != "heading":
        first -= 1
    while last + 1 < len(blocks) and blocks[last + 1].kind != "heading":
        last += 1
    return [u for i in range(first, last + 1) for u in block_units(unit.document, i, unit.passage)]
