"""Draws what search costs against the number of passages."""

import os
from collections.abc import Sequence
from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullLocator

from evals.bench.searching import Searching

_COLOURS = ("#0b3d91", "#c2410c", "#0f766e", "#6b7280")
_MARKERS = "osD^"
_DOTS = 150  # an inch


def plot(figures: Sequence[Searching], file: Path) -> None:
    """Writes a PNG of p95 against size, both on scales of powers, a line for each system."""
    figure = Figure(figsize=(8, 4.8), layout="constrained")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    for number, system in enumerate(dict.fromkeys(row.system for row in figures)):
        _line(axes, [row for row in figures if row.system == system], number)
    sizes = sorted({row.passages for row in figures})
    axes.set(xscale="log", yscale="log", xlabel="passages in the index")
    axes.set_ylabel("milliseconds a question, p95")
    axes.set_title(f"Cost of a search, ten passages asked for ({os.cpu_count()} cores)")
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.grid(which="major", color="#e5e7eb")
    axes.spines[["top", "right"]].set_visible(False)
    figure.legend(loc="outside lower center", ncols=2, frameon=False)
    figure.savefig(file, dpi=_DOTS)


def _line(axes: Axes, rows: Sequence[Searching], number: int) -> None:
    axes.plot(
        [row.passages for row in rows],
        [row.p95 for row in rows],
        color=_COLOURS[number % len(_COLOURS)],
        marker=_MARKERS[number % len(_MARKERS)],
        label=f"{rows[-1].system}, {rows[-1].p95:.1f} ms at {rows[-1].passages:,}",
    )
