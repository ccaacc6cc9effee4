"""From a page's words and spans to lines: each word with its box, footnote marks taken out.

Words and spans come as MuPDF's lists and dictionaries; sizes and boxes are in points. A page
whose text runs up or down the paper is turned by quarters until it reads from left to right.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest.clean import clean
from ingest.document import Box
from ingest.readers.blocks import Token
from ingest.readers.lines import Line

Rectangle = tuple[float, float, float, float]
Word = tuple[float, float, float, float, str]
_SUPERSCRIPT, _ITALIC, _BOLD = 1, 2, 16
_ODD = re.compile(r"[\x00-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f\u3000\ufb00-\ufeff]")
_MARK = re.compile(r"\d{1,3}\)?|\*{1,3}\)?")
_MEASURE = re.compile(r"(?:^|[\s\d/(])[kcmd]?m$")  # "m" raised to 2 is a measure, no note
_LEADERS = re.compile(r"(?:(?!\.{4}|\.{2,}\d+$).)+|\.{2,}")
_ILLEGIBLE = re.compile(r"[\ufffd\ue000-\uf8ff]")
_MOST_ILLEGIBLE = 0.3  # of the letters of a page
_MOSTLY = 0.8  # of a line's letters
_SHADOW = 2.5  # points between a line and its shadow
_DIRECTIONS = {(1, 0): 0, (0, -1): 1, (-1, 0): 2, (0, 1): 3}  # quarters clockwise to upright


class WordsDiffer(Exception):
    """MuPDF's words are not parted where the text of its spans is."""


def quarter_of(blocks: Iterable[dict[str, Any]]) -> int:
    """How many quarters clockwise the page must turn for most of its text to be upright."""
    lines = [line for block in blocks for line in block.get("lines", ())]
    if all(line["dir"][0] > 0.99 for line in lines):
        return 0
    letters: Counter[int] = Counter()
    for line in lines:
        turn = _DIRECTIONS.get(_direction(line) or (0, 0))
        if turn is not None:
            letters[turn] += sum(len(span["text"]) for span in line["spans"])
    return letters.most_common(1)[0][0] if letters else 0


def turned(box: Sequence[float], quarters: int, width: float, height: float) -> Rectangle:
    """The box on a page of `width` by `height` after it is turned by quarters clockwise."""
    x0, y0, x1, y1 = box[:4]
    if quarters == 1:
        return height - y1, x0, height - y0, x1
    if quarters == 2:
        return width - x1, height - y1, width - x0, height - y0
    if quarters == 3:
        return y0, width - x1, y1, width - x0
    return x0, y0, x1, y1


def turned_back(lines: Iterable[Line], quarters: int, width: float, height: float) -> list[Line]:
    """The lines with the boxes of their words turned, to where they stand on the page as shown."""
    return [
        replace(line, tokens=tuple(_turned_token(t, quarters, width, height) for t in line.tokens))
        for line in lines
    ]


def is_legible(lines: Iterable[Line]) -> bool:
    """Whether the letters can be read: a font may not tell what its shapes mean."""
    text = "".join(line.text for line in lines)
    return len(_ILLEGIBLE.findall(text)) <= _MOST_ILLEGIBLE * len(text)


def printed_lines(
    blocks: Iterable[dict[str, Any]],
    words: Iterable[Word],
    page: int,
    *,
    quarters: int,
    size: tuple[float, float],
) -> tuple[list[Line], int]:
    """The lines of a page (1-based) in the order of the file, and how many were left out.

    Left out are lines set aslant, which are stamps. `size` is the page's width and height as it
    is printed, before it is turned by `quarters`; lines beside it and shadows are dropped.

    Raises:
        WordsDiffer: the words are not those of the spans.
    """
    rest, found, aslant = iter(words), list[Line](), 0
    shadows: dict[str, list[Line]] = {}
    for block in blocks:
        for printed in block.get("lines", ()):
            line = _line(printed, rest, page, quarters, size)
            if line is None or not _on_page(line, quarters, size):
                continue
            if _direction(printed) not in _DIRECTIONS:
                aslant += 1
            elif not any(_is_shadow(line, other) for other in shadows.get(line.text, ())):
                shadows.setdefault(line.text, []).append(line)
                found.append(line)
    return found, aslant


def words_of_letters(blocks: Iterable[dict[str, Any]]) -> Iterator[Word]:
    """Words from spans that tell the box of each letter; slower than MuPDF's own words."""
    for block in blocks:
        for line in block.get("lines", ()):
            letters = [letter for span in line["spans"] for letter in span["chars"]]
            blank = True
            boxes: list[list[Any]] = []
            for letter in letters:
                if letter["c"].isspace():
                    blank = True
                    continue
                if blank:
                    boxes.append([])
                boxes[-1].append(letter)
                blank = False
            for word in boxes:
                x0, y0, x1, y1 = zip(*(letter["bbox"] for letter in word), strict=True)
                text = "".join(letter["c"] for letter in word)
                yield min(x0), min(y0), max(x1), max(y1), text


def _line(
    printed: dict[str, Any],
    words: Iterator[Word],
    page: int,
    quarters: int,
    paper: tuple[float, float],
) -> Line | None:
    """One line; raised footnote marks are taken out, so that they do not glue to a word."""
    spans = printed["spans"]
    texts = [span["text"] for span in spans]
    text = "".join(texts)
    parts = text.split()
    if not parts:
        return None
    size = _size(spans, texts)
    own = [word for _, word in zip(parts, words, strict=False)]
    if [word[4] for word in own] != parts:
        raise WordsDiffer(page)
    raised = _note_marks(printed, texts, size) if len(spans) > 1 else []
    if quarters:
        own = [(*turned(word[:4], quarters, *paper), word[4]) for word in own]
    if ".." in text and not raised:
        own = [part for word in own for part in _leaders_apart(word)]
    tokens = _tokens(own, page) if not raised else _without(raised, own, text, page)
    if not tokens:
        return None
    x0, y0, x1, y1 = turned(printed["bbox"], quarters, *paper)
    return Line(
        page, tokens, x0, y0, x1, y1, size, _is_mostly(_BOLD, spans), _is_mostly(_ITALIC, spans),
        note=bool(raised) and not text[: raised[0][0]].strip(),
        marks=tuple(text[a:b].strip(" )") for a, b in raised),
        turned=_DIRECTIONS.get(_direction(printed) or (0, 0), quarters) != quarters,
    )  # fmt: skip


def _leaders_apart(word: Word) -> Iterator[Word]:
    """A word, the dots that lead from it to a page number, and the number."""
    x0, y0, x1, y1, text = word
    letter = (x1 - x0) / len(text)
    for part in _LEADERS.finditer(text):
        yield x0 + part.start() * letter, y0, x0 + part.end() * letter, y1, part.group()


def _size(spans: Sequence[dict[str, Any]], texts: Sequence[str]) -> float:
    """The line's type size: the largest, since an origin mark in small type may fill most of it."""
    if len(spans) == 1:
        return float(spans[0]["size"])
    sizes = [span["size"] for span, text in zip(spans, texts, strict=True) if len(text) > 1]
    return float(max(sizes, default=spans[0]["size"]))


def _is_mostly(flag: int, spans: Sequence[dict[str, Any]]) -> bool:
    """Whether most letters of the line are set so."""
    if len(spans) == 1:
        return bool(spans[0]["flags"] & flag)
    set_so = sum(len(span["text"]) for span in spans if span["flags"] & flag)
    return bool(set_so > _MOSTLY * sum(len(span["text"]) for span in spans))


def _tokens(words: Iterable[Word], page: int) -> tuple[Token, ...]:
    return tuple(
        [
            Token(text if text.isascii() else _cleaned(text), page, (Box(page, x0, y0, x1, y1),))
            for x0, y0, x1, y1, text in words
        ]
    )


def _cleaned(word: str) -> str:
    if _ODD.search(word) or not unicodedata.is_normalized("NFC", word):
        return clean(word)
    return word


def _note_marks(
    printed: dict[str, Any], texts: Sequence[str], size: float
) -> list[tuple[int, int]]:
    """Where in the line's text its raised footnote marks stand."""
    spans = printed["spans"]
    base = next(s for s, t in zip(spans, texts, strict=True) if s["size"] == size and t)
    marks, start, before = list[tuple[int, int]](), 0, ""
    for span, text in zip(spans, texts, strict=True):
        end = start + len(text)
        if (
            _MARK.fullmatch(text.strip())
            and _is_raised(span, base, printed["dir"], size)
            and not _MEASURE.search(before)
        ):
            marks.append((start, end))
        start, before = end, before + text
    return marks


def _is_raised(
    span: dict[str, Any], base: dict[str, Any], direction: tuple[float, float], size: float
) -> bool:
    if span["flags"] & _SUPERSCRIPT:
        return True
    (x, y), (x_base, y_base) = span["origin"], base["origin"]
    rise = (y_base - y) * direction[0] + (x - x_base) * direction[1]
    return span["size"] < 0.75 * size and bool(rise > 0.1 * size)


def _without(
    marks: Sequence[tuple[int, int]], words: Sequence[Word], text: str, page: int
) -> tuple[Token, ...]:
    """The words with the marks cut out of them; the box of what is left shrinks by its share."""
    kept, end = list[Word](), 0
    for x0, y0, x1, y1, word in words:
        start = text.index(word, end)
        end = start + len(word)
        left = [i for i in range(start, end) if not any(a <= i < b for a, b in marks)]
        if left:
            letter = (x1 - x0) / len(word)
            x0, x1 = x0 + (left[0] - start) * letter, x1 - (end - 1 - left[-1]) * letter
            kept.append((x0, y0, x1, y1, "".join(text[i] for i in left)))
    return _tokens(kept, page)


def _direction(printed: dict[str, Any]) -> tuple[int, int] | None:
    x, y = printed["dir"]
    if x > 0.99:
        return 1, 0
    near = (round(x), round(y))
    return near if abs(x - near[0]) + abs(y - near[1]) < 0.1 else None


def _on_page(line: Line, quarters: int, size: tuple[float, float]) -> bool:
    across, down = size if quarters % 2 == 0 else size[::-1]
    return 0 <= (line.x0 + line.x1) / 2 <= across and 0 <= (line.y0 + line.y1) / 2 <= down


def _is_shadow(line: Line, other: Line) -> bool:
    return abs(line.x0 - other.x0) < _SHADOW and abs(line.y0 - other.y0) < _SHADOW


def _turned_token(token: Token, quarters: int, width: float, height: float) -> Token:
    boxes = tuple(
        Box(b.page, *turned((b.x0, b.y0, b.x1, b.y1), quarters, width, height)) for b in token.boxes
    )
    return replace(token, boxes=boxes)
