"""Scanned pages read: from a picture of a page to its lines in the order of reading.

Lines lie as on a page made level, in points, since layout goes by their edges; the boxes of
their words lie over the words on the page as it is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

import numpy as np

from ingest.document import Box
from ingest.readers.blocks import Token
from ingest.readers.lines import Line
from ingest.readers.pages import arranged
from ingest.readers.rules import Drawn
from ingest.readers.scan import DPI, Ink, Picture, Scan, height, prepared, spots, stroke_width
from ingest.readers.tesseract import Word, read_words

_POINT = DPI / 72
_BULLET = "•"
_LEAST_SURE = 30.0  # of 100; less sure readings of signs, and of whole lines, are specks
_PLAIN = re.compile(r"[A-ZÆØa-zæøå0-9.,-]+")
_ASCENDING = re.compile(r"[A-ZÆØ0-9bdfhkl]")
_DEEP = re.compile(r"[gjpqyQ,;()\[\]/]")
_UPRIGHTS = re.compile(r"[Il|i1]{1,4}[.)]?")
_ABOVE, _BELOW, _SMALL = 0.72, 0.21, 0.53  # of the type size: tall letters, tails, small letters
_ONE_SIZE = 0.09  # sizes nearer than this share are one
_BOLDER = 1.2  # times the stroke of the page's usual type


def read_scan(
    picture: Picture, page_number: int, width_points: float, height_points: float
) -> list[Line]:
    """The lines on a gray picture (rows of pixels, 0 black) of a page, in the order of reading.

    The picture shows the whole of the page (1-based), at any resolution. Tables stand as they do
    on pages that are not scanned; the lines need no further arranging.

    Raises:
        UnreadableFile: Tesseract or its Danish data is missing, fails, or takes too long.
    """
    scan = prepared(picture, picture.shape[1] / width_points * 72)
    gray = (255 - 255 * scan.ink).astype(np.uint8)
    read = read_words(gray, DPI, page_number)
    words = [word for word in read if height(_inked(word, scan))]
    lines = [list(own) for _, own in groupby(words, lambda word: word.line)]
    printed = [_mended(line, scan) for line in lines if _is_print(line)]
    found = _sized([_line(line, scan, page_number) for line in printed if line])
    drawn = Drawn(
        across=[_points((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in scan.across],
        upright=[_points((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in scan.upright],
    )
    size = (width_points, height_points)
    return [_as_printed(line, scan, size) for line in arranged(found, drawn).lines]


def _points(*pixels: float) -> tuple[float, float, float]:
    first, second, third = (round(number / _POINT, 2) for number in pixels)
    return first, second, third


def _inked(word: Word, scan: Scan) -> Ink:
    x0, y0, x1, y1 = word.box
    return scan.ink[y0:y1, x0:x1]


def _is_print(line: Sequence[Word]) -> bool:
    """Whether a line is text, no drawing or shadow that was taken for it."""
    told = "".join(word.text for word in line)
    return median(word.sure for word in line) >= _LEAST_SURE and any(map(str.isalnum, told))


def _mended(line: Sequence[Word], scan: Scan) -> list[Word]:
    """The line with signs that the letters' shapes tell better, and without specks."""
    first, *rest = line
    size = _size(line, scan)
    if rest and _is_dot(first, size, scan):
        first = replace(first, text=_BULLET)
    words = [first, *rest]
    numeral = _UPRIGHTS.fullmatch(first.text) and first.text[-1] in ".)"
    if numeral and _all_upright(first, scan):
        words[0] = replace(first, text=re.sub(r"[l|i1]", "I", first.text))
    words = [
        replace(word, text="I") if word.text == "|" and _all_upright(word, scan) else word
        for word in words
    ]
    return [word for word in words if _is_sign(word)]


def _is_sign(word: Word) -> bool:
    """Whether a word is more than a speck or a piece of a rule."""
    if word.text == _BULLET:
        return True
    if not any(map(str.isalnum, word.text)):
        return word.sure >= 2 * _LEAST_SURE and word.text.strip("|_~`´'’‘^°¨") != ""
    return len(word.text) > 2 or word.sure >= _LEAST_SURE / 2


def _is_dot(word: Word, size: float, scan: Scan) -> bool:
    """Whether a short piece at a line's beginning is a round dot of a bullet's size."""
    if len(word.text) > 2 and any(map(str.isalpha, word.text)):
        return False
    shapes = spots(_inked(word, scan))
    if len(shapes) != 1:
        return False
    left, top, right, bottom = shapes[0]
    wide, high = (right - left) / size, (bottom - top) / size
    return 0.18 < wide < 0.55 and 0.18 < high < 0.55 and 0.7 < wide / high < 1.4


def _all_upright(word: Word, scan: Scan) -> bool:
    """Whether a word is nothing but upright strokes of one height, as `III` is and `ill` is not."""
    shapes = spots(_inked(word, scan))
    if word.text[-1] in ".)":
        shapes = shapes[:-1]
    heights = [bottom - top for _, top, _, bottom in shapes]
    slim = all(3 * (right - left) < bottom - top for left, top, right, bottom in shapes)
    even = bool(heights) and max(heights) - min(heights) <= 0.1 * max(heights)
    return slim and even and len(shapes) == len(word.text.rstrip(".)"))


def _size(line: Sequence[Word], scan: Scan) -> float:
    """The type size in pixels, told by the height of words whose letters' heights are known."""
    sure, guessed = list[float](), list[float]()
    for word in line:
        high = height(_inked(word, scan))
        if not _PLAIN.fullmatch(word.text) or not any(map(str.isalnum, word.text)):
            continue
        tail = _BELOW if _has_tail(word) else 0
        if _ASCENDING.search(word.text):
            sure.append(high / (_ABOVE + tail))
        else:
            dotted = any(letter in "ijtå" for letter in word.text)
            guessed.append(high / ((_ABOVE if dotted else _SMALL) + tail))
    heights = [word.box[3] - word.box[1] for word in line]
    return median(sure or guessed or [median(heights) / (_ABOVE + _BELOW)])


def _has_tail(word: Word) -> bool:
    return bool(_DEEP.search(word.text))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A line with the width of its strokes for its size."""

    line: Line
    stroke: float


def _line(words: Sequence[Word], scan: Scan, page: int) -> _Measured:
    """A line on the level page, its words' boxes there too."""
    size = _size(words, scan)
    boxes = [tuple(round(side / _POINT, 2) for side in word.box) for word in words]
    tokens = tuple(
        Token(word.text, page, (Box(page, *box),)) for word, box in zip(words, boxes, strict=True)
    )
    x0, _, x1, _ = zip(*boxes, strict=True)
    base = median(word.box[3] - (_BELOW * size if _has_tail(word) else 0) for word in words)
    top, bottom = (base - _ABOVE * size) / _POINT, (base + _BELOW * size) / _POINT
    strokes = [
        (
            stroke_width(scan.ink[word.box[1] : word.box[3], word.box[0] : word.box[2]]),
            len(word.text),
        )
        for word in words
    ]
    line = Line(
        page, tokens, min(x0), top, max(x1), bottom, size / _POINT, bold=False, italic=False
    )
    return _Measured(line, _usual(strokes) / size)


def _sized(lines: Sequence[_Measured]) -> list[Line]:
    """The lines with sizes that differ only where the type does, and with bold type told."""
    usual = _usual([(found.stroke, len(found.line.text)) for found in lines])
    sizes = _levels([(found.line.size, len(found.line.text)) for found in lines])
    return [
        replace(
            found.line,
            size=min(sizes, key=lambda size: abs(size - found.line.size)),
            bold=found.stroke > _BOLDER * usual,
        )
        for found in lines
    ]


def _levels(sizes: Sequence[tuple[float, int]]) -> list[float]:
    """The few sizes of type on a page, given each line's with its length; to half a point."""
    left, levels = list(sizes), list[float]()
    while left:
        level = _usual(left)
        levels.append(round(2 * level) / 2)
        left = [(size, length) for size, length in left if abs(size / level - 1) > _ONE_SIZE]
    return levels


def _usual(values: Sequence[tuple[float, int]]) -> float:
    """The median of values that count for so many letters each; 0 of none."""
    ordered = sorted(values)
    half = sum(length for _, length in ordered) / 2
    for value, length in ordered:
        half -= length
        if half <= 0:
            return value
    return 0.0


def _as_printed(line: Line, scan: Scan, size: tuple[float, float]) -> Line:
    """The line with the boxes of its words as they lie on the page that was scanned."""
    tokens = [
        replace(token, boxes=tuple(_as_scanned(box, scan, size) for box in token.boxes))
        for token in line.tokens
    ]
    return replace(line, tokens=tuple(tokens))


def _as_scanned(box: Box, scan: Scan, size: tuple[float, float]) -> Box:
    level = (box.x0 * _POINT, box.y0 * _POINT, box.x1 * _POINT, box.y1 * _POINT)
    sides = zip(scan.as_scanned(level), (*size, *size), strict=True)
    return Box(box.page, *(round(share * side, 2) for share, side in sides))
