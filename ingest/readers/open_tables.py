"""Tables without rules: words that stand under one another in columns.

Pure geometry, in points.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.readers.cells import (
    ALIGNED,
    Piece,
    column_of,
    columns_of,
    row_line,
    rows_in_columns,
)
from ingest.readers.lines import Line, words_of

_LONGEST_PIECE = 40  # characters on average; columns of prose have longer lines
_LEAST_ROWS = 3  # of a table without rules
_MARKER = re.compile(r"[^\w\s]|o|(?:\w{1,3}|\d+(?:\.\d+)*)[.)]?")


def with_open_tables(lines: Sequence[Line]) -> tuple[list[Line], int]:
    """The lines, in reading order, with the rows of each table without rules as lines.

    Such a table is at least three rows that follow one another, of words that stand in columns.
    """
    found, count, stretch = list[Line](), 0, list[list[Line]]()
    for pieces in [*_side_by_side(lines), []]:
        if len(pieces) > 1 and (not stretch or _follows(stretch[-1], pieces)):
            stretch.append(pieces)
            continue
        rows = _open_table(stretch) if len(stretch) >= _LEAST_ROWS else []
        count += bool(rows)
        found.extend(rows or [line for row in stretch for line in row])
        stretch = [pieces] if len(pieces) > 1 else []
        found.extend(pieces if len(pieces) == 1 else [])
    return found, count


def _open_table(stretch: Sequence[list[Line]]) -> list[Line]:
    """The rows of a table without rules, or nothing where the words stand in no columns."""
    pieces: list[list[Piece]] = [[(p.x0, p.x1, p.tokens) for p in row] for row in stretch]
    columns = columns_of(pieces)
    texts = [[" ".join(t.text for t in tokens) for *_, tokens in row] for row in pieces]
    marked = all(_MARKER.fullmatch(row[0]) for row in texts)
    length = sum(len(text) for row in texts for text in row) / sum(map(len, texts))
    if len(columns) - marked < 2 or length > _LONGEST_PIECE or not _in_columns(pieces, columns):
        return []
    inside = [line for row in stretch for line in row]
    edges, known = tuple(left for left, _ in columns), words_of(inside)
    return [row_line(row, inside, edges, known) for row in rows_in_columns(stretch, columns)]


def _in_columns(rows: Iterable[list[Piece]], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether the pieces in each column but the first begin, or end, under one another."""
    for number, (left, right) in enumerate(columns[1:], start=1):
        own = [p for row in rows for p in row if column_of(p, columns) == number]
        begin = sum(p[0] - left < ALIGNED for p in own)
        end = sum(right - p[1] < ALIGNED for p in own)
        if max(begin, end) < max(2, 0.6 * len(own)):
            return False
    return True


def _side_by_side(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines in reading order, those that stand beside the one before together with it."""
    row: list[Line] = []
    for line in lines:
        beside = row and abs(line.y1 - row[-1].y1) < 0.4 * line.size and line.x0 > row[-1].x1
        if row and (not beside or line.columns or row[-1].columns or line.turned):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _follows(above: Sequence[Line], below: Sequence[Line]) -> bool:
    step = below[0].y0 - above[0].y0
    return 0 < step < 3 * max(below[0].size, above[0].size)
