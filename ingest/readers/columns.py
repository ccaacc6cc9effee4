"""The order in which the lines of a page are read: columns one by one, margin boxes last.

Pure geometry, in points.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.readers.lines import Line

_GUTTER = 0.7  # type sizes between columns
_LEAST_LINES = 3  # in a column
_LEAST_WORDS = 2.5  # a line of a column, on average; a column of a table has fewer
_FULL = 0.5  # of its width that a column's lines fill, on average
_STEP = 2.6  # type sizes from line to line within a box of text
_SMALL = 0.4  # a margin box holds less than this of the text beside it
_NARROW = 0.6  # and is narrower than this beside it
_EDGE = 2.0  # points


@dataclass(frozen=True, slots=True)
class _Area:
    """Lines that stand together, and the box round them."""

    lines: tuple[Line, ...]
    x0: float
    y0: float
    x1: float
    y1: float


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """The lines as a reader takes them; those in a box in the margin, or turned, are aside."""
    upright = [line for line in lines if not line.turned]
    if len(upright) < len(lines):
        turned = [replace(line, aside=True) for line in lines if line.turned]
        return in_reading_order(upright) + turned
    if len(lines) < 2:
        return list(lines)
    gutters = _gutters([line for line in lines if not line.cell and not line.columns])
    areas = _by_gutters(lines, gutters) if gutters else _areas(lines)
    ordered = list[Line]()
    margin = list[_Area]()
    small = _SMALL * _letters(areas)
    for area in _ordered(areas, margin, small):
        ordered.extend(area.lines)
    aside = [replace(line, aside=True) for area in margin for line in area.lines]
    return ordered + aside


def _gutters(lines: Sequence[Line]) -> list[float]:
    """Where columns of prose begin, but for the first: left edges that many lines share."""
    if len(lines) < 2 * _LEAST_LINES:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    starts = Counter(round(line.x0 / _EDGE) for line in lines)
    far = left + 0.2 * (right - left)
    edges = list[float]()
    for start, count in starts.items():
        edge = (start - 0.5) * _EDGE
        if edge > far and count + starts[start + 1] >= _LEAST_LINES and _parts(edge, lines):
            edges.append(edge)
    edges.sort()
    return [edge for n, edge in enumerate(edges) if n == 0 or edge - edges[n - 1] > 3 * _EDGE]


def _parts(edge: float, lines: Sequence[Line]) -> bool:
    """Whether prose stands on both sides of an edge, side by side."""
    after = [line for line in lines if edge <= line.x0]
    top, bottom = min(line.y0 for line in after), max(line.y1 for line in after)
    gap = edge - _GUTTER * median(line.size for line in after)
    before = [line for line in lines if line.x1 <= gap and line.y1 > top and line.y0 < bottom]
    own = [line for line in after if line.x0 < edge + 3 * _EDGE]
    crossing = sum(line.x0 < gap and line.x1 > edge + _EDGE and top < line.y0 < bottom
                   for line in lines)  # fmt: skip
    width = max((line.x1 for line in own), default=0.0) - edge
    return crossing <= 0.3 * len(own) and _is_prose(own, width) and _is_prose(before, 1.5 * width)


def _is_prose(lines: Sequence[Line], widest: float) -> bool:
    """Whether lines of several words fill their column, or one of the `widest` width."""
    if len(lines) < _LEAST_LINES:
        return False
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    words = sum(len(line.tokens) for line in lines) / len(lines)
    filled = sum(line.x1 - line.x0 for line in lines) / len(lines)
    return words >= _LEAST_WORDS and filled >= _FULL * min(width, widest)


def _by_gutters(lines: Iterable[Line], gutters: Sequence[float]) -> list[_Area]:
    """Boxes of text that no gutter parts, from the lines of each column taken from above."""
    columns: dict[int, list[Line]] = {}
    for line in lines:
        # A line that crosses a gutter is a column of its own.
        first = sum(gutter <= line.x0 for gutter in gutters)
        last = sum(gutter < line.x1 - _EDGE for gutter in gutters)
        columns.setdefault(first if first == last else -1, []).append(line)
    found = list[_Area]()
    for column in columns.values():
        found.extend(_areas(sorted(column, key=lambda line: line.y0)))
    return found


def _areas(lines: Iterable[Line]) -> list[_Area]:
    """Boxes of text: lines that follow one another in the file, down the page or on one height."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and _goes_on(runs[-1][-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return [_area(run) for run in runs]


def _area(lines: Sequence[Line]) -> _Area:
    return _Area(
        tuple(lines),
        min([line.x0 for line in lines]),
        min([line.y0 for line in lines]),
        max([line.x1 for line in lines]),
        max([line.y1 for line in lines]),
    )


def _goes_on(above: Line, below: Line) -> bool:
    step = below.y0 - above.y0
    if abs(step) < 0.5 * min(above.size, below.size):
        return below.x0 >= above.x1 - _EDGE
    if above.columns and below.columns:
        return step > 0
    if above.cell or below.cell:
        return bool(above.cell and below.cell)
    shared = min(above.x1, below.x1) - max(above.x0, below.x0)
    return 0 < step < _STEP * max(above.size, below.size) and shared > 0


def _ordered(areas: Sequence[_Area], margin: list[_Area], small: float) -> list[_Area]:
    """Boxes in reading order; those of `small` text in the margin are moved to `margin`."""
    if len(areas) < 2:
        return list(areas)
    bands = _bands(areas)
    if len(bands) > 1:
        return [area for band in _joined(bands) for area in _across(band, margin, small)]
    return _across(areas, margin, small)


def _across(areas: Sequence[_Area], margin: list[_Area], small: float) -> list[_Area]:
    """Boxes that share a height, from the left; labels and their figures row by row."""
    columns = _parted(areas)
    if len(columns) < 2:
        main = max(areas, key=lambda area: _letters([area]))
        boxes = [a for a in areas if a is not main and _is_margin([a], [main], small)]
        margin.extend(boxes)
        return [area for area in areas if area not in boxes]
    if _are_rows(columns):
        lines = [line for area in areas for line in area.lines]
        return [_area(sorted(lines, key=lambda line: (round(line.y1 / line.size), line.x0)))]
    largest = max(columns, key=_letters)
    found = list[_Area]()
    for column in columns:
        if column is not largest and _is_margin(column, largest, small):
            margin.extend(sorted(column, key=lambda area: area.y0))
        else:
            found.extend(_ordered(column, margin, small))
    return found


def _are_rows(columns: Sequence[Sequence[_Area]]) -> bool:
    """Whether each line stands at the height of one in the first column, and is short."""
    first, *others = [[line for area in column for line in area.lines] for column in columns]
    heights = [line.y1 for line in first]
    rest = [line for lines in others for line in lines]
    words = sum(len(line.tokens) for line in rest)
    return words < _LEAST_WORDS * len(rest) and all(
        any(abs(line.y1 - height) < 0.3 * line.size for height in heights) for line in rest
    )


def _bands(areas: Iterable[_Area]) -> list[list[_Area]]:
    """Boxes parted where no box reaches from above to below."""
    bands: list[list[_Area]] = []
    bottom = 0.0
    for area in sorted(areas, key=lambda area: (area.y0, area.x0)):
        if not bands or area.y0 > bottom - _overlap(area):
            bands.append([])
            bottom = area.y1
        bands[-1].append(area)
        bottom = max(bottom, area.y1)
    return bands


def _overlap(area: _Area) -> float:
    """How far boxes may reach into one another: the boxes of letters are taller than letters."""
    return 0.35 * area.lines[0].size


def _joined(bands: Sequence[list[_Area]]) -> list[list[_Area]]:
    """Bands where those under one another that the same gap parts into columns are one."""
    joined: list[list[_Area]] = []
    for band in bands:
        if joined and len(_parted(band)) > 1 and len(_parted(joined[-1])) > 1:
            both = joined[-1] + band
            near = min(a.y0 for a in band) - max(a.y1 for a in joined[-1])
            if len(_parted(both)) > 1 and near < _STEP * band[0].lines[0].size:
                joined[-1] = both
                continue
        joined.append(band)
    return joined


def _parted(areas: Iterable[_Area]) -> list[list[_Area]]:
    """Boxes parted where no box reaches from left to right."""
    columns: list[list[_Area]] = []
    edge = 0.0
    for area in sorted(areas, key=lambda area: area.x0):
        if not columns or area.x0 > edge + _EDGE:
            columns.append([])
            edge = area.x1
        columns[-1].append(area)
        edge = max(edge, area.x1)
    return columns


def _letters(areas: Iterable[_Area]) -> int:
    return sum(len(line.text) for area in areas for line in area.lines)


def _is_margin(column: Sequence[_Area], beside: Sequence[_Area], small: float) -> bool:
    width = max(a.x1 for a in column) - min(a.x0 for a in column)
    other = max(a.x1 for a in beside) - min(a.x0 for a in beside)
    lines = sum(len(area.lines) for area in column)
    return (
        lines > 1
        and width < _NARROW * other
        and _letters(column) < small
        and not any(_reaches(line, area) for b in beside for line in b.lines for area in column)
    )


def _reaches(line: Line, area: _Area) -> bool:
    """Whether a line stands in a box."""
    height = min(line.y1, area.y1) - max(line.y0, area.y0)
    return line.x0 < area.x1 and area.x0 < line.x1 and height > 0.3 * line.size
