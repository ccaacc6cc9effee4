"""What tables are made of: pieces of a line, the columns they stand in, and rows of them.

Pure geometry, in points.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.document import CELL
from ingest.readers.blocks import Token
from ingest.readers.lines import Line, join_tokens

Cell = list[Sequence[Token]]  # the words in a cell, line by line
Row = list[Cell]
Piece = tuple[float, float, Sequence[Token]]  # from where to where, and its words
ALIGNED = 2.5  # points
_CELL_GAP = 0.9  # type sizes between words that stand in different cells
_NARROWEST_GAP = 3.0  # points between columns


def by_baseline(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines from above that stand at one height."""
    row: list[Line] = []
    for line in sorted(lines, key=lambda line: line.y1):
        if row and line.y1 - row[0].y1 > 0.5 * line.size:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def pieces_of(row: Sequence[Line]) -> list[Piece]:
    """The words of a row that stand close together."""
    pieces: list[list[Token]] = []
    for line in sorted(row, key=lambda line: line.x0):
        for token in line.tokens:
            gap = token.boxes[0].x0 - pieces[-1][-1].boxes[-1].x1 if pieces else 0
            if pieces and gap < _CELL_GAP * line.size:
                pieces[-1].append(token)
            else:
                pieces.append([token])
    return [(tokens[0].boxes[0].x0, tokens[-1].boxes[-1].x1, tokens) for tokens in pieces]


def columns_of(rows: Sequence[list[Piece]]) -> list[tuple[float, float]]:
    """From where to where the columns reach; a piece alone on its line may span several."""
    spans = sorted((x0, x1) for row in rows for x0, x1, _ in row if len(row) > 1)
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1] + _NARROWEST_GAP:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def column_of(piece: Piece, columns: Sequence[tuple[float, float]]) -> int:
    """The number (from 0) of the column that a piece begins in."""
    return max(bisect_right([left for left, _ in columns], piece[0] + ALIGNED) - 1, 0)


def rows_in_columns(
    baselines: Iterable[Sequence[Line]], columns: Sequence[tuple[float, float]]
) -> list[Row]:
    """Rows of words in columns; a line in mid-sentence belongs to the row above."""
    rows = list[Row]()
    for baseline in baselines:
        row: Row = [[] for _ in columns]
        for piece in pieces_of(baseline):
            row[column_of(piece, columns)].append(piece[2])
        filled = [cell for cell in row if cell]
        small = all(cell[0][0].text[0].islower() for cell in filled)
        if rows and small and len(filled) <= len(columns) / 2:
            rows[-1] = [above + cell for above, cell in zip(rows[-1], row, strict=True)]
        else:
            rows.append(row)
    return rows


def row_line(
    row: Row, lines: Sequence[Line], columns: tuple[float, ...], known: frozenset[str]
) -> Line:
    """A row as one line, its cells parted."""
    tokens: list[Token] = []
    parted = ""
    for cell in row:
        first, *rest = join_tokens(cell, known) or (None,)
        if first:
            tokens += [replace(first, before=parted or " "), *rest]
            parted = ""
        parted += CELL
    boxes = [box for token in tokens for box in token.boxes]
    placed = {id(box) for box in boxes}
    own = [line for line in lines if _shares(line, placed)]
    return replace(
        own[0], tokens=tuple(tokens), note=False, row=True, columns=columns, turned=False,
        marks=tuple(mark for line in own for mark in line.marks),
        x0=min(b.x0 for b in boxes), y0=min(b.y0 for b in boxes),
        x1=max(b.x1 for b in boxes), y1=max(b.y1 for b in boxes),
    )  # fmt: skip


def _shares(line: Line, boxes: Collection[int]) -> bool:
    """Whether a word (perhaps joined of two halves) begins on the line."""
    return any(id(token.boxes[0]) in boxes for token in line.tokens)
