"""Running heads, feet and page numbers: what stands in the margin of page after page.

Sizes are in points; pages are numbered from 1.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.readers.lines import Line

_NUMBER = re.compile(
    r"(?P<before>side\s+|s\.\s*|page\s+|p\.\s*|[-–—|]\s*)?(?P<label>\d{1,4}|[ivxlc]{1,7})"
    r"(?P<after>\s*(?:af|of|/)\s*\d{1,4}|\s*[-–—|])?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_HEAD, _FOOT = 0.085, 0.92  # of the page's height
_WIDE_HEAD, _WIDE_FOOT = 0.12, 0.88  # where most pages agree
_CLOSE = 1.8  # type sizes from line to line within a text
_BAND = 4  # points; a head stands at the same height on every page
_Pages = Sequence[tuple[Sequence[Line], float]]  # each page's lines and height
_Place = tuple[str, int]  # a line's pattern, and its height in bands
_Seen = dict[_Place, set[int]]  # the pages on which each stands


def without_running_lines(pages: _Pages) -> list[tuple[list[Line], str | None]]:
    """Of each page (given with its height), the lines that are its own, and its printed number.

    A line runs where the same words, whatever their figures, stand at the same height in the
    margin of several pages. A number is a page's where it goes up with the pages, or says so.
    """
    seen: _Seen = {}
    for number, (lines, height) in enumerate(pages, start=1):
        for line in lines:
            if _zone(line, height):
                seen.setdefault(_place(line), set()).add(number)
    steps = Counter(step for number, (lines, height) in enumerate(pages, start=1)
                    for step in _steps(lines, height, number))  # fmt: skip
    bodies = list[tuple[list[Line], str | None]]()
    for number, (lines, height) in enumerate(pages, start=1):
        gone = _running(lines, height, seen, len(pages))
        body, label = list[Line](), None
        for line in lines:
            zone = _zone(line, height)
            found = _label(line, number, steps, len(pages)) if zone else None
            if id(line) in gone or (zone == 1 and found and _NUMBER.fullmatch(line.text)):
                label = label or found
            else:
                body.append(line)
        bodies.append((body, label))
    return bodies


def _running(lines: Sequence[Line], height: float, seen: _Seen, pages: int) -> set[int]:
    """Ids of the lines that run and that no line of the text itself stands close to."""
    gone: set[int] = set()
    near = [(line, zone) for line in lines if (zone := _zone(line, height))]
    for head in (True, False):
        own = [(line, zone) for line, zone in near if (line.y0 < height / 2) == head]
        for line, zone in sorted(own, key=lambda pair: pair[0].y0, reverse=head):
            if _runs(line, zone, seen, pages) and all(
                id(other) in gone or not _is_next(line, other, 1 if head else -1) for other in lines
            ):
                gone.add(id(line))
    return gone


def _is_next(line: Line, other: Line, way: int) -> bool:
    """Whether a line stands close under (`way` 1) or over another."""
    step = way * (other.y0 - line.y0)
    return 1 < step < _CLOSE * line.size and other.x0 < line.x1 and line.x0 < other.x1


def _zone(line: Line, height: float) -> int:
    """1 in the margin, 2 near it, 0 in the text."""
    if line.columns or (_WIDE_HEAD * height <= line.y1 and line.y0 <= _WIDE_FOOT * height):
        return 0
    return 1 if line.y1 < _HEAD * height or line.y0 > _FOOT * height else 2


def _place(line: Line) -> _Place:
    return _DIGITS.sub("#", line.text.lower()), round(line.y0 / _BAND)


def _runs(line: Line, zone: int, seen: _Seen, pages: int) -> bool:
    pattern, band = _place(line)
    own = [seen.get((pattern, near), set()) for near in (band - 1, band, band + 1)]
    often = len(set.union(*own)) if len(own[1]) < max(3, pages / 2) else len(own[1])
    if zone == 1 and pages > 4:
        return often >= 3
    return often >= max(2, pages / 2)


def _steps(lines: Sequence[Line], height: float, page: int) -> Iterator[tuple[int, int]]:
    """For each number in the margin, how far it is from the page's place in the file."""
    for line in lines:
        if _zone(line, height):
            for position, value, _ in _numbers(line):
                yield position, value - page


def _numbers(line: Line) -> Iterator[tuple[int, int, str]]:
    """The numbers of a line: place among them, value, as printed."""
    text = line.text
    whole = _NUMBER.fullmatch(text)
    if whole:
        yield 0, _value(whole["label"]), whole["label"]
        return
    for position, match in enumerate(_DIGITS.finditer(text), start=1):
        if len(match.group()) <= 4:
            yield position, int(match.group()), match.group()


def _label(line: Line, page: int, steps: Counter[tuple[int, int]], pages: int) -> str | None:
    """The page number that the line holds."""
    for position, value, printed in _numbers(line):
        if steps[position, value - page] > 1:
            return printed
        whole = _NUMBER.fullmatch(line.text)
        if whole and (whole["before"] or whole["after"] or (pages < 3 and len(printed) < 4)):
            return printed
    return None


def _value(label: str) -> int:
    if label.isdigit():
        return int(label)
    values = [_ROMAN[letter] for letter in label.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
