"""Tables on paper with rules: the words of each cell, and each row as one line.

Pure geometry; boxes are (x0, y0, x1, y1) in points.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.readers.blocks import Token
from ingest.readers.cells import (
    ALIGNED,
    Row,
    by_baseline,
    column_of,
    columns_of,
    pieces_of,
    row_line,
    rows_in_columns,
)
from ingest.readers.lines import Line, words_of
from ingest.readers.rules import Grid, Rectangle

_PROSE = 400  # characters a row; text set in columns is longer, and read cell by cell
_MOST_LINES = 6  # of a row's largest cell
_FIGURE = re.compile(r"[-–+(]?\d[\d.,]*\s*(?:%|\)|kr\.?|-)?|[-–]")


def with_rows(lines: Sequence[Line], grids: Iterable[Grid]) -> tuple[list[Line], int]:
    """The lines with each table's replaced by a line for each row, and how many tables there were.

    A grid of less than two rows or columns is a box round text, whose lines stay as they are.
    One of long rows is prose set in columns: its lines stand cell by cell.
    """
    found, count, cells = list(lines), 0, 0
    for grid in (part for whole in grids for part in _parts(whole, lines)):
        inside = _inside(grid, found)
        rows = _table(grid, inside) if len(inside) > 1 else []
        if not rows:
            continue
        prose = sum(len(row.text) for row in rows) > _PROSE * len(rows)
        if prose and not grid.open_columns:
            rows = _cell_by_cell(grid, inside, cells)
            cells = rows[-1].cell
        if not prose or not grid.open_columns:
            found = _replaced(found, inside, rows)
            count += not prose
    return found, count


def goes_on(last: Line, first: Line) -> bool:
    """Whether a row at the top of a page belongs to the table whose row ended the page before."""
    return len(last.columns) == len(first.columns) > 1 and all(
        abs((a - last.x0) - (b - first.x0)) < 3 * ALIGNED
        for a, b in zip(last.columns, first.columns, strict=True)
    )


def _inside(grid: Grid, lines: Iterable[Line]) -> list[Line]:
    """The lines that stand in a grid, from above."""
    inside = (line for line in lines if not line.columns and _holds(grid.box, line))
    return sorted(inside, key=lambda line: (line.y0, line.x0))


def _parts(grid: Grid, lines: Sequence[Line]) -> Iterator[Grid]:
    """The grid, or the tables that it is where prose stands between some of its rules."""
    if not grid.open_columns:
        yield grid
        return
    run: list[tuple[Rectangle, ...]] = []
    for row in [*grid.rows, ()]:
        if row and _is_tabular(_inside(Grid(row[0], (row,)), lines)):
            run.append(row)
        elif run:
            left, top, *_ = run[0][0]
            yield Grid((left, top, *run[-1][0][2:]), tuple(run), open_columns=True)
            run = []


def _is_tabular(inside: Iterable[Line]) -> bool:
    """Whether lines stand in columns, but for those that cells go on with."""
    baselines = list(by_baseline(inside))
    parted = sum(len(pieces_of(row)) > 1 for row in baselines)
    return parted > 0 and len(baselines) <= _MOST_LINES * parted


def _table(grid: Grid, inside: Sequence[Line]) -> list[Line]:
    if grid.open_columns:
        baselines = list(by_baseline(inside))
        pieces = [pieces_of(row) for row in baselines]
        columns = columns_of(pieces)
        rows = rows_in_columns(baselines, columns) if columns else []
        if columns and len(grid.rows) >= max(3, sum(len(row) > 1 for row in pieces) / 2):
            rows = _banded_rows(grid, inside, columns)
    else:
        widest = max(grid.rows, key=len)
        columns = [(cell[0], cell[2]) for cell in widest]
        rows = list(_ruled_rows(grid, inside))
    shared = [row for row in rows if sum(map(bool, row)) > 1]
    if len(columns) < 2 or len(shared) < (2 if grid.open_columns else 1):
        return []
    known = words_of(inside)
    edges = tuple(left for left, _ in columns)
    return [row_line(row, inside, edges, known) for row in rows if any(row)]


def _banded_rows(
    grid: Grid, inside: Sequence[Line], columns: Sequence[tuple[float, float]]
) -> list[Row]:
    """The words between each two rules, in their columns."""
    tops = [band[0][1] for band in grid.rows]
    rows: list[Row] = [[[] for _ in columns] for _ in tops]
    for baseline in by_baseline(inside):
        middle = (baseline[0].y0 + baseline[0].y1) / 2
        row = rows[max(bisect_right(tops, middle) - 1, 0)]
        for piece in pieces_of(baseline):
            row[column_of(piece, columns)].append(piece[2])
    return rows


def _ruled_rows(grid: Grid, inside: Iterable[Line]) -> Iterator[Row]:
    """The words in the cells of each row."""
    rows: list[Row] = [[[] for _ in cells] for cells in grid.rows]
    tops = [cells[0][1] for cells in grid.rows]
    for line in inside:
        last = None
        for token in line.tokens:
            place = _place(grid, tops, token)
            row, cell = place
            if place != last:
                rows[row][cell].append([])
            rows[row][cell][-1] = [*rows[row][cell][-1], token]
            last = place
    for row_ in rows:
        yield from _parted(row_)


def _place(grid: Grid, tops: Sequence[float], token: Token) -> tuple[int, int]:
    """The row and cell that hold the middle of a word, or are nearest to it."""
    box = token.boxes[0]
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    for row in range(bisect_right(tops, y) - 1, -1, -1):
        for place, cell in enumerate(grid.rows[row]):
            if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]:
                return row, place
    nearest = max(bisect_right(tops, y) - 1, 0)
    cells = grid.rows[nearest]
    return nearest, min(range(len(cells)), key=lambda n: abs(cells[n][0] + cells[n][2] - 2 * x))


def _parted(row: Row) -> Iterator[Row]:
    """The row, or the rows that it is where a cell holds figures under one another."""
    figures = [cell for cell in row if len(cell) > 1 and all(map(_is_figure, cell))]
    if not figures:
        yield row
        return
    tops = [tokens[0].boxes[0].y0 for tokens in max(figures, key=len)]
    parts: list[Row] = [[[] for _ in row] for _ in tops]
    for place, cell in enumerate(row):
        for tokens in cell:
            nearest = bisect_right(tops, tokens[0].boxes[0].y0 + ALIGNED) - 1
            parts[max(nearest, 0)][place].append(tokens)
    yield from parts


def _is_figure(tokens: Sequence[Token]) -> bool:
    return bool(_FIGURE.fullmatch(" ".join(token.text for token in tokens)))


def _cell_by_cell(grid: Grid, inside: Iterable[Line], cells: int) -> list[Line]:
    """The parts of the lines in each cell, the cells numbered on from `cells`."""
    parts: dict[tuple[int, int], list[Line]] = {}
    tops = [row[0][1] for row in grid.rows]
    for line in inside:
        own: dict[tuple[int, int], list[Token]] = {}
        for token in line.tokens:
            own.setdefault(_place(grid, tops, token), []).append(token)
        for place, tokens in own.items():
            x0, x1 = tokens[0].boxes[0].x0, tokens[-1].boxes[0].x1
            part = replace(line, tokens=tuple(tokens), x0=x0, x1=x1)
            parts.setdefault(place, []).append(part if len(own) > 1 else line)
    numbered = enumerate(sorted(parts), start=cells + 1)
    return [replace(line, cell=number) for number, place in numbered for line in parts[place]]


def _replaced(lines: Iterable[Line], inside: Iterable[Line], rows: Iterable[Line]) -> list[Line]:
    """The lines with the rows where the first of those inside stood."""
    gone, found, placed = {id(line) for line in inside}, list[Line](), False
    for line in lines:
        if id(line) not in gone:
            found.append(line)
        elif not placed:
            found.extend(rows)
            placed = True
    return found


def _holds(box: Rectangle, line: Line) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1
