"""Where the cells of a table row stand in its text."""

import re

_BAR = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")


def cells(text: str) -> list[tuple[int, int]]:
    """Spans of the cells of `text`, without the white space round them; empty cells are kept."""
    edges = [0, *(edge for bar in _BAR.finditer(text) for edge in bar.span()), len(text)]
    return [_stripped(text, a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def cell_texts(text: str) -> tuple[str, ...]:
    """What stands in the cells of `text`."""
    return tuple(text[start:end] for start, end in cells(text))


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, end - (len(piece) - len(piece.rstrip())))
