"""A page's lines arranged for reading: charts left out, tables by rows, columns in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.charts import without_charts
from ingest.readers.columns import in_reading_order
from ingest.readers.lines import Line
from ingest.readers.open_tables import with_open_tables
from ingest.readers.rules import Drawn, grids
from ingest.readers.tables import goes_on, with_rows


@dataclass(frozen=True, slots=True)
class Arranged:
    """Lines in reading order, how many tables are among them, and how many lines were left out."""

    lines: list[Line]
    tables: int = 0
    left_out: int = 0


def arranged(lines: Sequence[Line], drawn: Drawn) -> Arranged:
    """The lines of a page as they are read, with what is drawn round them."""
    text, labels = without_charts(lines, drawn)
    found, ruled = with_rows(text, grids(drawn))
    found, unruled = with_open_tables(in_reading_order(found))
    return Arranged(found, ruled + unruled, labels)


def with_whole_tables(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], int]:
    """The pages with tables that run over page breaks in one piece, and how many breaks those are.

    The rows of the heading that are printed again on the next page are left out there.
    """
    whole, breaks = list[list[Line]](), 0
    heading = list[Line]()  # the rows from the first of the table that ended the page before
    for page in pages:
        lines = list(page)
        last = whole[-1] if whole else []
        end = next((n for n in range(len(last), 0, -1) if not _is_below(last, n - 1)), 0)
        if lines and end and last[end - 1].columns and goes_on(last[end - 1], lines[0]):
            breaks += 1
            heading = heading or _last_table(last[:end])
            repeated = _repeated(heading, lines)
            lines = lines[repeated:]
            if any(not line.columns for line in lines):
                heading = []
        else:
            heading = []
        whole.append(lines)
    return whole, breaks


def _is_below(lines: Sequence[Line], place: int) -> bool:
    """Whether a line is a footnote or in the margin: it may stand below a table."""
    line = lines[place]
    return line.note or line.aside or (not line.columns and line.size < 0.92 * lines[0].size)


def _last_table(lines: Sequence[Line]) -> list[Line]:
    start = next((n for n in range(len(lines), 0, -1) if not lines[n - 1].columns), 0)
    return list(lines[start:])


def _repeated(heading: Sequence[Line], lines: Sequence[Line]) -> int:
    """How many rows at the beginning of a page repeat those that the table begins with."""
    count = 0
    while count < min(len(heading) - 1, len(lines)) and heading[count].text == lines[count].text:
        count += 1
    return count
