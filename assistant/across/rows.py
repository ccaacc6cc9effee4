"""Rows of a table, said by themselves: each cell after the head of its column."""

from assistant.reply import Claim, Quote
from assistant.selection.lists import is_column_heads
from assistant.selection.units import Unit, block_units
from ingest.document import CELL


def heads_of(unit: Unit) -> Unit | None:
    """The row that names the columns of the table a row stands in; None where none does."""
    blocks, first = unit.document.blocks, unit.block
    while first > 0 and blocks[first - 1].kind == "table_row":
        first -= 1
    heads = next(iter(block_units(unit.document, first, unit.passage)), unit)
    as_long = heads.text.count(CELL) == unit.text.count(CELL)
    return heads if heads.key != unit.key and as_long and is_column_heads(heads) else None


def row(label: str, unit: Unit) -> Claim:
    """A row with the heads of its columns; as it stands, where it has none."""
    own, heads = Quote(unit.text, unit.passage, unit.start), heads_of(unit)
    if heads is None:
        return Claim(unit.text, (own,), label=label)
    cells, columns = unit.text.split(CELL), heads.text.split(CELL)
    said = [
        f"{column}: {cell}" if column else cell
        for column, cell in zip(columns[1:], cells[1:], strict=True)
        if cell
    ]
    if not said:  # a table of one column
        return Claim(unit.text, (own,), label=label)
    top = Quote(heads.text, heads.passage, heads.start)
    return Claim(f"{cells[0]} – {'; '.join(said)}", (own, top), label=label)
