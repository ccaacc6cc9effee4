"""Which lines open a list item, and how deep the list is nested.

Pure geometry and typography: a number at the beginning of a line may be running text.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.danish import MONTHS
from ingest.readers.lines import Line

BULLET = re.compile(r"[•·▪▫■□●○◦‣⁃➢➤►▶✓✔❖◆\uf020-\uf0ffo–*-]")
NUMBERED = re.compile(r"(?P<value>\d{1,2}|[a-zA-Z])(?P<after>[.)])")
CLOSED = re.compile(r"[.!?:;…][)\]\"'”»«]*$")
_WEAK = "o–*-"  # these also stand within running text
_SAME = 3.0  # points between the indents of items of one list
_FAR = 15  # lines; a number so far from the one before must open a paragraph
_NEXT = 12  # lines within which the next item is looked for
_PITCH = 1.45  # type sizes; a longer step is a gap


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that may open an item: its mark's kind and value, and where it stands."""

    place: int
    line: Line
    kind: str
    value: int  # 0 for a bullet


@dataclass
class _Lists:
    """The lists as they grow."""

    levels: dict[int, int] = field(default_factory=dict)
    last: dict[tuple[str, int], list[_Opening]] = field(default_factory=dict)
    indents: list[float] = field(default_factory=list)


def item_levels(lines: Sequence[Line], headings: Iterable[int] = ()) -> dict[int, int]:
    """The depth (from 1) of each line that opens a list item, by the line's place.

    `headings` are the places of lines that are headings: they end a list.
    """
    ends = set(headings)
    openings = {n: o for n, line in enumerate(lines) if n not in ends and (o := _opening(n, line))}
    lists = _Lists()
    for place, line in enumerate(lines):
        opening = openings.get(place)
        if opening and _opens(opening, lines, openings, lists):
            lists.levels[place] = _level(opening, lists.indents)
            lists.last.setdefault((opening.kind, 0), []).append(opening)
        elif lists.indents and (place in ends or _ends(line, lines[place - 1], lists.indents)):
            lists.indents.clear()
    return lists.levels


def _opening(place: int, line: Line) -> _Opening | None:
    if len(line.tokens) < 2 or line.row or line.note:
        return None
    first = line.tokens[0].text
    if len(first) > 3:
        return None
    if BULLET.fullmatch(first):
        return _Opening(place, line, first, 0)
    numbered = NUMBERED.fullmatch(first)
    if not numbered or line.tokens[1].text.casefold() in MONTHS:
        return None
    value, after = numbered["value"], numbered["after"]
    if value.isdigit():
        return _Opening(place, line, "1" + after, int(value))
    letter = "a" if value.islower() else "A"
    return _Opening(place, line, letter + after, ord(value) - ord(letter) + 1)


def _opens(
    opening: _Opening, lines: Sequence[Line], openings: dict[int, _Opening], lists: _Lists
) -> bool:
    """Whether the mark opens an item: a plain bullet does, others as the lines round it tell."""
    place, line = opening.place, opening.line
    if opening.value == 0 and opening.kind not in _WEAK:
        return True
    apart = place == 0 or _stands_apart(lines[place - 1], line)
    before = next(
        (
            other
            for other in reversed(lists.last.get((opening.kind, 0), ()))
            if abs(other.line.x0 - line.x0) < _SAME or other.line.page != line.page
        ),
        None,
    )
    step = 1 if opening.value else 0
    if before and before.value == opening.value - step and (apart or place - before.place < _FAR):
        return True
    follows = any(
        (other := openings.get(after)) is not None
        and other.kind == opening.kind
        and other.value == opening.value + step
        and (abs(other.line.x0 - line.x0) < _SAME)
        for after in range(place + 1, place + _NEXT)
    )
    return follows or (apart and opening.value <= 1)


def _stands_apart(above: Line, line: Line) -> bool:
    """Whether a new paragraph may begin at the line."""
    step = line.y0 - above.y0
    return (
        above.page != line.page
        or step < 0
        or step > _PITCH * line.size
        or line.x0 > above.x0 + _SAME
        or above.row
        or bool(CLOSED.search(above.tokens[-1].text))
    )


def _level(opening: _Opening, indents: list[float]) -> int:
    x = opening.line.x0
    while indents and x < indents[-1] - _SAME:
        indents.pop()
    if not indents or x > indents[-1] + _SAME:
        indents.append(x)
    return len(indents)


def _ends(line: Line, above: Line, indents: Sequence[float]) -> bool:
    """Whether a line that opens no item ends the list: a paragraph that is not indented."""
    apart = line.page != above.page or line.y0 - above.y0 > _PITCH * line.size
    return line.x0 < indents[0] + _SAME and (apart or line.x0 < indents[0] - _SAME)
