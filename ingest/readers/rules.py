"""What is drawn on a page: rules, and the grids that they make; bars, slopes and curves.

Pure geometry; boxes are (x0, y0, x1, y1) in points, y grows downwards. A drawing comes as
MuPDF's dictionary of a path.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from ingest.readers.printed import turned

Rectangle = tuple[float, float, float, float]
Segment = tuple[float, float, float]  # where it stands, and from where to where it runs

_THIN = 2.5  # points; a thinner rectangle is a rule
_SHORTEST = 8.0
_NEAR = 2.5  # edges nearer than this are one
_MOST = 400  # rules one way; more of them are a map or a drawing
_LEAST_RULES = 3  # that part a table without upright rules


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rules of a page, the areas that are filled, and the rest: slopes and curves."""

    across: list[Segment] = field(default_factory=list)  # (y, x0, x1)
    upright: list[Segment] = field(default_factory=list)  # (x, y0, y1)
    filled: list[Rectangle] = field(default_factory=list)
    shapes: list[Rectangle] = field(default_factory=list)
    frames: list[Rectangle] = field(default_factory=list)  # outlines of areas, of any colour


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's box and, for each row, the boxes of its cells from the left.

    Without upright rules (`open_columns`) a row is one box from side to side.
    """

    box: Rectangle
    rows: tuple[tuple[Rectangle, ...], ...]
    open_columns: bool = False


def drawn_on(
    drawings: Iterable[dict[str, Any]], quarters: int = 0, size: tuple[float, float] = (0, 0)
) -> Drawn:
    """What the paths of a page draw, after the page of `size` is turned by quarters."""
    drawn = Drawn()
    for drawing in drawings:
        if len(drawn.shapes) > 4 * _MOST:
            break
        box = turned(drawing["rect"], quarters, *size)
        straight = all(_is_straight(item) for item in drawing["items"])
        if drawing["type"] == "f" and straight and drawing["items"][0][0] == "l":
            _add_area(box, drawn, _is_white(drawing))
            continue
        if straight and len(drawing["items"]) > 2:
            drawn.frames.append(box)
        for item in drawing["items"]:
            if item[0] == "re":
                area = turned(item[1], quarters, *size)
                _add_area(area, drawn, _is_white(drawing), edged="s" in drawing["type"])
            elif item[0] == "l" and _is_straight(item):
                _add_rule(turned((*item[1], *item[2]), quarters, *size), drawn)
            elif item[0] == "qu":
                _add_area(box, drawn, _is_white(drawing), edged="s" in drawing["type"])
            else:
                drawn.shapes.append(box)
    return drawn


def grids(drawn: Drawn) -> list[Grid]:
    """The grids that the rules make, from above."""
    across, upright = _merged(drawn.across), _merged(drawn.upright)
    if len(across) < 2 or len(across) > _MOST or len(upright) > _MOST:
        return []
    found = list[Grid]()
    for rules, posts in _connected(across, upright):
        if posts:
            grid = _grid(rules, posts)
        elif len(rules) >= _LEAST_RULES:
            grid = _open_grid(rules)
        else:
            continue
        if grid.rows:
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.box[1], grid.box[0]))


def _is_straight(item: Sequence[Any]) -> bool:
    if item[0] == "l":
        (x0, y0), (x1, y1) = item[1], item[2]
        return bool(abs(x0 - x1) < 1 or abs(y0 - y1) < 1)
    return bool(item[0] == "re")


def _is_white(drawing: dict[str, Any]) -> bool:
    fill = drawing.get("fill")
    return fill is None or min(fill) > 0.99


def _add_area(box: Rectangle, drawn: Drawn, white: bool, *, edged: bool = False) -> None:
    x0, y0, x1, y1 = box
    if x1 - x0 < _THIN or y1 - y0 < _THIN:
        if not white or edged:
            _add_rule(box, drawn)
        return
    drawn.frames.append(box)
    if not white:
        drawn.filled.append(box)
    if edged or not white:
        drawn.across.extend([(y0, x0, x1), (y1, x0, x1)])
        drawn.upright.extend([(x0, y0, y1), (x1, y0, y1)])


def _add_rule(box: Rectangle, drawn: Drawn) -> None:
    x0, x1 = sorted((box[0], box[2]))
    y0, y1 = sorted((box[1], box[3]))
    if x1 - x0 >= y1 - y0:
        drawn.across.append(((y0 + y1) / 2, x0, x1))
    else:
        drawn.upright.append(((x0 + x1) / 2, y0, y1))


def _merged(segments: Iterable[Segment]) -> list[Segment]:
    """Segments where those that lie on one another or go on in one line are one."""
    lines: list[tuple[float, list[tuple[float, float]]]] = []
    for at, start, end in sorted(segments):
        if not lines or at - lines[-1][0] > _NEAR:
            lines.append((at, []))
        lines[-1][1].append((start, end))
    merged = list[Segment]()
    for at, runs in lines:
        runs.sort()
        start, end = runs[0]
        for next_start, next_end in runs[1:]:
            if next_start <= end + _NEAR:
                end = max(end, next_end)
            else:
                merged.append((at, start, end))
                start, end = next_start, next_end
        merged.append((at, start, end))
    return [segment for segment in merged if segment[2] - segment[1] >= _SHORTEST]


def _connected(
    across: Sequence[Segment], upright: Sequence[Segment]
) -> list[tuple[list[Segment], list[Segment]]]:
    """Rules that touch, each group with its upright ones; then those of one width without any."""
    groups: list[tuple[list[Segment], list[Segment]]] = []
    for post in upright:
        touched = [rule for rule in across if _touch(rule, post)]
        if len(touched) < 2:
            continue
        own: tuple[list[Segment], list[Segment]] = (touched, [post])
        rest = []
        for group in groups:
            if any(rule in group[0] for rule in touched):
                own = (own[0] + group[0], own[1] + group[1])
            else:
                rest.append(group)
        groups = [*rest, (list(dict.fromkeys(own[0])), own[1])]
    used = {rule for rules, _ in groups for rule in rules}
    free = _alike(rule for rule in across if rule not in used)
    rest = []
    for rules, posts in groups:
        under = next((other for other in free if _is_headed(other, rules)), None)
        if under is None:
            rest.append((rules, posts))
        else:
            under.extend(rules)
    return rest + [(rules, []) for rules in free]


def _is_headed(rules: Sequence[Segment], cells: Sequence[Segment]) -> bool:
    """Whether cells of one row, shaded ones, stand over or among rules as wide as they."""
    heights = {round(cell[0] / _NEAR) for cell in cells}
    return (
        len(heights) <= 2
        and abs(min(cell[1] for cell in cells) - rules[0][1]) < _NEAR
        and abs(max(cell[2] for cell in cells) - rules[0][2]) < _NEAR
    )


def _touch(rule: Segment, post: Segment) -> bool:
    return (
        post[1] - _NEAR <= rule[0] <= post[2] + _NEAR
        and rule[1] - _NEAR <= post[0] <= rule[2] + _NEAR
    )


def _alike(rules: Iterable[Segment]) -> list[list[Segment]]:
    """Rules of the same width that stand under one another."""
    alike: list[list[Segment]] = []
    for rule in rules:
        for group in alike:
            if abs(group[0][1] - rule[1]) < _NEAR and abs(group[0][2] - rule[2]) < _NEAR:
                group.append(rule)
                break
        else:
            alike.append([rule])
    return alike


def _grid(rules: Sequence[Segment], posts: Sequence[Segment]) -> Grid:
    xs = _edges([p[0] for p in posts] + [min(r[1] for r in rules), max(r[2] for r in rules)])
    ys = _edges([r[0] for r in rules])
    rows = list[list[Rectangle]]()
    for top, bottom in pairwise(ys):
        middle = (top + bottom) / 2
        inner = [x for x in xs[1:-1] if _covers(posts, x, middle)]
        row = list[Rectangle]()
        for left, right in pairwise([xs[0], *inner, xs[-1]]):
            if rows and not _covers(rules, top, (left + right) / 2):
                _let_down(rows, left, right, bottom)
                row.append((left, top, right, top))  # its words stand in the cell above
            else:
                row.append((left, top, right, bottom))
        rows.append(row)
    return Grid((xs[0], ys[0], xs[-1], ys[-1]), tuple(tuple(row) for row in rows))


def _let_down(rows: Sequence[list[Rectangle]], left: float, right: float, bottom: float) -> None:
    """Makes the lowest cell that holds the middle between two sides reach down."""
    middle = (left + right) / 2
    for row in reversed(rows):
        for place, cell in enumerate(row):
            if cell[0] <= middle <= cell[2] and cell[3] > cell[1]:
                row[place] = (*cell[:3], bottom)
                return


def _open_grid(rules: Sequence[Segment]) -> Grid:
    left, right = rules[0][1], rules[0][2]
    ys = _edges([rule[0] for rule in rules])
    rows = tuple(((left, top, right, bottom),) for top, bottom in pairwise(ys))
    return Grid((left, ys[0], right, ys[-1]), rows, open_columns=True)


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _covers(segments: Iterable[Segment], at: float, through: float) -> bool:
    """Whether a rule near `at` runs past `through`."""
    return any(
        abs(segment[0] - at) <= _NEAR and segment[1] - 1 <= through <= segment[2] + 1
        for segment in segments
    )
