"""Which lines are headings, and of what level: by the outline of the file and by their type."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ingest.readers.lines import Line
from ingest.readers.lists import BULLET

Outline = Sequence[tuple[int, str, int]]  # level from 1, title, page from 1
LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d*\s*$")
_LONGEST = 140  # characters; a longer bold line is text that shouts
_MOST_LINES = 4  # of a heading
_LARGER = 1.12  # than the body's type
_NUMBER = re.compile(r"^[\d.\s]+|^(?:kapitel|afsnit|bilag)\s*\d*", re.IGNORECASE)

_BETWEEN = re.compile(r"[\W_]+")

_Style = tuple[float, bool, bool]


def heading_levels(lines: Sequence[Line], outline: Outline = ()) -> dict[int, int]:
    """The level (1 is outermost) of each line that is a heading or part of one, by its place."""
    body = body_size(lines)
    titled = _titled(lines, outline)
    styled = [place for place, line in enumerate(lines) if _is_set_as_heading(line, body)]
    ranks = _ranks([lines[place].style for place in styled], lines, titled)
    levels = {place: ranks[lines[place].style] for place in styled}
    return levels | titled


def body_size(lines: Sequence[Line]) -> float:
    """The type size that most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _is_set_as_heading(line: Line, body: float) -> bool:
    larger = line.size >= _LARGER * body
    if not larger and not (line.bold and line.size > 0.95 * body):
        return False
    text = line.text
    if line.note or line.row or line.turned or len(text) > _LONGEST:
        return False
    if BULLET.fullmatch(line.tokens[0].text) or LEADERS.search(text):
        return False
    return any(c.isalpha() for c in text)


def _ranks(
    styles: Iterable[_Style], lines: Sequence[Line], titled: dict[int, int]
) -> dict[_Style, int]:
    """Level of each style: larger first, then bold, then upright; as the outline says, if it does.

    A style that the outline does not know stands one level below the nearest larger one.
    """
    ordered = sorted(set(styles), key=lambda style: (-style[0], not style[1], style[2]))
    told: dict[_Style, Counter[int]] = {}
    for place, level in titled.items():
        told.setdefault(lines[place].style, Counter())[level] += 1
    ranks: dict[_Style, int] = {}
    above = 0
    for style in ordered:
        above = told[style].most_common(1)[0][0] if style in told else above + 1
        ranks[style] = above
    return ranks


def _titled(lines: Sequence[Line], outline: Outline) -> dict[int, int]:
    """Level of the lines that are a title of the outline, on the page that it names."""
    titles: dict[int, list[tuple[str, int]]] = {}
    for level, title, page in outline:
        titles.setdefault(page, []).append((_plain(title), level))
    ends = {page: " ".join(title for title, _ in own) for page, own in titles.items()}
    found: dict[int, int] = {}
    for place, line in enumerate(lines):
        if line.page not in titles or _plain(line.tokens[-1].text) not in ends[line.page]:
            continue
        if line.row or len(line.text) > _LONGEST or LEADERS.search(line.text):
            continue
        for title, level in titles[line.page]:
            for end in _ends(lines, place, title):
                found.update(dict.fromkeys(range(place, end), level))
    return found


def _ends(lines: Sequence[Line], place: int, title: str) -> list[int]:
    """After which line a title ends that begins with the line at `place`, if it does."""
    text = ""
    for end in range(place, min(place + _MOST_LINES, len(lines))):
        text += " " + lines[end].text
        plain = _plain(text)
        if plain == title and title:
            return [end + 1]
        if not title.startswith(plain):
            break
    return []


def _plain(text: str) -> str:
    """Letters and digits alone, without a number before them."""
    return _BETWEEN.sub("", _NUMBER.sub("", text.strip().lower()))
