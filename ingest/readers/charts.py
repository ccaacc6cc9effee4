"""Charts drawn on a page: the text of their axes and legends says nothing by itself.

Pure geometry; boxes are (x0, y0, x1, y1) in points.
"""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from ingest.readers.lines import Line
from ingest.readers.rules import Drawn, Rectangle

_TICK = re.compile(r"[-–+]?\d[\d.,]*\s*%?|(?:[-–+]?\d[\d.,]*%?\s+)+\d[\d.,]*\s*%?")
_LEAST_SHAPES = 3  # bars, slopes or curves
_LEAST_TICKS = 3  # figures on an axis or beside bars
_MOST_LABELS = 0.8  # of the lines at a chart; the others may be its sentence
_REACH = 28.0  # points from what is drawn to the labels beside it
_BELOW = 18.0  # and to those above and below it
_LONGEST_LABEL = 80  # characters
_SMALLEST = 3.0  # points; a bar is larger both ways


def without_charts(lines: Sequence[Line], drawn: Drawn) -> tuple[list[Line], int]:
    """The lines but those of charts, and how many those were.

    A chart is drawn of bars, slopes or curves that hold no text, with figures among its labels;
    a sentence beside it is none of them.
    """
    shapes = [*_bars(drawn.filled, lines), *drawn.shapes]
    if len(shapes) < _LEAST_SHAPES:
        return list(lines), 0
    gone: set[int] = set()
    rules = _long_rules(drawn)
    for region, count in _regions(shapes):
        if count >= _LEAST_SHAPES:
            axes = _with_axes(region, rules)
            frames = sorted(filter(partial(_encloses, region), drawn.frames), key=_extent)
            around = axes[0] - _REACH, axes[1] - _BELOW, axes[2] + _REACH, axes[3] + _BELOW
            areas = [*frames, around]
            labels = next(filter(None, (_labels(area, lines) for area in areas)), ())
            gone.update(id(line) for line in labels)
    return [line for line in lines if id(line) not in gone], len(gone)


def _bars(filled: Iterable[Rectangle], lines: Iterable[Line]) -> list[Rectangle]:
    """Filled areas that hold no text."""
    large = [b for b in filled if b[2] - b[0] > _SMALLEST and b[3] - b[1] > _SMALLEST]
    if len(large) < _LEAST_SHAPES:
        return []
    return [box for box in large if not any(_holds_words(box, line) for line in lines)]


def _holds_words(box: Rectangle, line: Line) -> bool:
    """Whether words, not only a figure, stand in an area."""
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    inside = box[0] <= x <= box[2] and box[1] <= y <= box[3]
    return inside and not _TICK.fullmatch(line.text)


def _regions(shapes: Iterable[Rectangle]) -> list[tuple[Rectangle, int]]:
    """Areas of shapes that lie close together, each with how many they are."""
    regions: list[tuple[Rectangle, int]] = []
    for shape in shapes:
        area, count = shape, 1
        rest = []
        for other, number in regions:
            if _near(area, other):
                area, count = _union(area, other), count + number
            else:
                rest.append((other, number))
        regions = [*rest, (area, count)]
    return regions


def _long_rules(drawn: Drawn) -> list[Rectangle]:
    """Axes and the lines of a chart's grid."""
    across = [(x0, y, x1, y) for y, x0, x1 in drawn.across]
    return across + [(x, y0, x, y1) for x, y0, y1 in drawn.upright]


def _labels(area: Rectangle, lines: Iterable[Line]) -> list[Line]:
    """The labels in an area, where they are those of a chart."""
    near = [line for line in lines if _meets(area, line)]
    prose = [line for line in near if not _is_label(line)]
    labels = [line for line in near if _is_label(line) and not _is_of(line, prose)]
    ticks = sum(len(line.tokens) for line in labels if _TICK.fullmatch(line.text))
    return labels if ticks >= _LEAST_TICKS and len(labels) >= _MOST_LABELS * len(near) else []


def _with_axes(region: Rectangle, rules: Iterable[Rectangle]) -> Rectangle:
    """The region with the axes that reach into it."""
    area = region
    x0, y0, x1, y1 = region
    for box in rules:
        if box[0] <= x1 and x0 <= box[2] and box[1] <= y1 and y0 <= box[3]:
            area = _union(area, box)
    return area


def _encloses(region: Rectangle, frame: Rectangle) -> bool:
    """Whether a frame holds a region and more."""
    x0, y0, x1, y1 = region
    inside = frame[0] - 1 <= x0 and frame[1] - 1 <= y0 and x1 <= frame[2] + 1 and y1 <= frame[3] + 1
    return inside and _extent(frame) > 1.1 * _extent(region)


def _extent(box: Rectangle) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _near(a: Rectangle, b: Rectangle) -> bool:
    return (
        a[0] - 2 * _REACH <= b[2]
        and b[0] - 2 * _REACH <= a[2]
        and a[1] - _REACH <= b[3]
        and b[1] - _REACH <= a[3]
    )


def _union(a: Rectangle, b: Rectangle) -> Rectangle:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _meets(area: Rectangle, line: Line) -> bool:
    middle = (line.y0 + line.y1) / 2
    return area[0] <= line.x1 and line.x0 <= area[2] and area[1] <= middle <= area[3]


def _is_of(line: Line, prose: Iterable[Line]) -> bool:
    """Whether a short line belongs to a paragraph."""
    return any(
        abs(line.x0 - other.x0) < _SMALLEST and abs(line.y0 - other.y0) < 1.7 * line.size
        for other in prose
    )


def _is_label(line: Line) -> bool:
    return line.turned or (len(line.text) <= _LONGEST_LABEL and line.text[-1] not in ".:;?!-\u00ad")
