"""Where the cells of a table row stand in its text."""

import re

from ingest.document import CELL


def cells(text: str) -> list[tuple[int, int]]:
    """Spans of the cells of `text`; empty cells are kept."""
    return [match.span() for match in re.finditer(f"(?:^|(?<={CELL}))[^{CELL}]*", text)]


def cell_texts(text: str) -> tuple[str, ...]:
    """What stands in the cells of `text`."""
    return tuple(text[start:end] for start, end in cells(text))
