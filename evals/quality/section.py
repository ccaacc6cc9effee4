"""What a report is made of, before it is a page or Markdown."""

from dataclasses import dataclass

from evals.quality.charts import Chart
from evals.quality.record import Judged


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells as they are read; the first cell of a row names it."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Faults:
    """The cases that went wrong in one way."""

    heading: str
    cases: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, in this order."""

    key: str  # unique in the report
    heading: str
    paragraphs: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    faults: tuple[Faults, ...] = ()
