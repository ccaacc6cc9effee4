"""Tables on paper: the words of each cell, and each row as one line.

Pure geometry; boxes are (x0, y0, x1, y1) in points.
"""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.document import CELL
from ingest.readers.blocks import Token
from ingest.readers.lines import Line, join_tokens

Rectangle = tuple[float, float, float, float]
_Cells = list[list[Token]]  # of one row, each the words in a cell
_PROSE = 400  # characters a row; text set in columns is longer, and read cell by cell


@dataclass(frozen=True, slots=True)
class Table:
    """A grid found on a page: its box, and for each row the boxes of its cells."""

    box: Rectangle
    rows: tuple[tuple[Rectangle, ...], ...]
    rules: tuple[float, ...] = ()  # heights of the horizontal lines in it, from above


def with_rows(lines: Sequence[Line], tables: Iterable[Table]) -> tuple[list[Line], int]:
    """The lines with each table's replaced by a line for each row, and how many tables there were.

    A grid of less than two rows or columns is a box round text, and one of long rows is prose
    set in columns: their lines stay as they are.
    """
    found, count = list(lines), 0
    for table in tables:
        inside = [line for line in found if _holds(table.box, line)]
        rows = [_line(row, inside) for row in _whole_rows(table, inside)]
        widest = max((len(cells) for cells in table.rows), default=0)
        if widest < 2 or len(rows) < 2 or _mean_length(rows) > _PROSE:
            continue
        position = found.index(inside[0])
        kept = [line for line in found if line not in inside]
        found = [*kept[:position], *rows, *kept[position:]]
        count += 1
    return found, count


def _whole_rows(table: Table, lines: Sequence[Line]) -> list[_Cells]:
    """The rows that hold words; what a cell had no room for on its first line is joined to it."""
    whole: list[_Cells] = []
    bands = _bands(table)
    for position, boxes in enumerate(table.rows):
        cells = [_words(box, lines) for box in boxes]
        ruled = bool(bands) and position > 0 and bands[position] == bands[position - 1]
        if whole and len(whole[-1]) == len(cells) and (ruled or _goes_on(cells)):
            pairs = zip(whole[-1], cells, strict=True)
            whole[-1] = [join_tokens(filter(None, pair)) for pair in pairs]
        elif any(cells):
            whole.append(cells)
    return whole


def _bands(table: Table) -> list[int]:
    """Between which two lines each row stands, where lines part most rows; else nothing."""
    middles = [(row[0][1] + row[0][3]) / 2 for row in table.rows]
    bands = [bisect(table.rules, middle) for middle in middles]
    return bands if len(set(bands)) >= max(3, len(bands) / 2) else []


def _goes_on(cells: _Cells) -> bool:
    """Whether a row only continues the one above: few cells, all in mid-sentence."""
    filled = [cell for cell in cells if cell]
    return 0 < len(filled) <= len(cells) / 2 and all(c[0].text[0].islower() for c in filled)


def _words(cell: Rectangle, lines: Sequence[Line]) -> list[Token]:
    """The words that stand in a cell."""
    parts = ([token for token in line.tokens if _within(token, cell)] for line in lines)
    return join_tokens(filter(None, parts))


def _line(cells: _Cells, lines: Sequence[Line]) -> Line:
    """A row as one line, its cells parted."""
    tokens: list[Token] = []
    parted = ""
    for cell in cells:
        if cell:
            tokens += [replace(cell[0], before=parted or " "), *cell[1:]]
            parted = ""
        parted += CELL
    boxes = [box for token in tokens for box in token.boxes]
    style = next(line for line in lines if _shares(line, tokens[0]))
    return replace(
        style, tokens=tuple(tokens), note=False, row=True,
        x0=min(b.x0 for b in boxes), y0=min(b.y0 for b in boxes),
        x1=max(b.x1 for b in boxes), y1=max(b.y1 for b in boxes),
    )  # fmt: skip


def _shares(line: Line, token: Token) -> bool:
    """Whether a token (perhaps joined of two halves) begins on the line."""
    return any(word.boxes[:1] == token.boxes[:1] for word in line.tokens)


def _within(token: Token, cell: Rectangle) -> bool:
    box = token.boxes[0]
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def _holds(box: Rectangle, line: Line) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _mean_length(rows: Sequence[Line]) -> float:
    return sum(len(row.text) for row in rows) / len(rows)
