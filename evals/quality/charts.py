"""Charts as SVG that stands alone or within a page: readable on a phone, in light and in dark."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from evals.quality.record import Bin

# In units of the drawing, which is as wide as a phone and never much enlarged.
_WIDTH, _LABELS, _VALUES = 380, 130, 96
_LINE, _PAIR, _FOOT = 27, 38, 26
_TALL = 150  # of the tallest bar of a histogram
_STYLE = """<style>
.chart { font: 13px "IBM Plex Sans", system-ui, sans-serif; }
.chart text { fill: #1a1a1a; } .chart .axis { fill: #454545; font-size: 12px; }
.chart .grid { stroke: #dfe5e7; } .chart .whole { stroke: #707070; stroke-dasharray: 3 3; }
.chart .now { fill: #0a4d5c; stroke: #0a4d5c; stroke-width: 2; }
.chart .was { fill: #fff; stroke: #0a4d5c; stroke-width: 2; }
.chart .right { fill: #0a4d5c; }
.chart .wrong { fill: #fff; stroke: #b3400f; stroke-width: 2; }
@media (prefers-color-scheme: dark) {
.chart text { fill: #eef2f3; } .chart .axis { fill: #b9c4c7; }
.chart .grid { stroke: #34424a; } .chart .whole { stroke: #9aa8ad; }
.chart .now { fill: #7cc7d8; stroke: #7cc7d8; } .chart .was { fill: #12191c; stroke: #7cc7d8; }
.chart .right { fill: #7cc7d8; } .chart .wrong { fill: #12191c; stroke: #ff9a6b; }
}
</style>"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A share between 0 and 1, and its interval where there is one."""

    share: float
    interval: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of dots: what it is, its shares now and before, and what stands behind them."""

    label: str
    now: Mark
    said: str
    was: Mark | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and what it shows in words for who does not see it."""

    key: str  # unique in a page; the file's name without its ending
    title: str
    description: str
    svg: str


def dots(
    key: str, title: str, description: str, rows: Sequence[Row], whole: float | None = None
) -> Chart:
    """Shares with their intervals, a row each; `whole` is a share to see the others against."""
    pitch = _PAIR if any(row.was for row in rows) else _LINE
    height = pitch * len(rows)
    parts = []
    for share in (0, 0.5, 1):
        parts.append(_line(_x(share), 0, _x(share), height, "grid"))
        parts.append(_text(_x(share), height + 17, f"{share:.0%}"[:-1] + " %", "axis", "middle"))
    if whole is not None:
        parts.append(_line(_x(whole), 0, _x(whole), height, "whole"))
    for number, row in enumerate(rows):
        y = pitch * (number + 0.5)
        parts.append(_text(0, y + 4, row.label))
        parts.append(_text(_WIDTH, y + 4, row.said, anchor="end"))
        if row.was:
            parts += _mark(row.was, y - 6, "was")
        parts += _mark(row.now, y + 6 if row.was else y, "now")
    return _chart(key, title, description, height + _FOOT, parts)


def split(
    key: str, title: str, description: str, bars: Sequence[tuple[str, int, str, int, str]]
) -> Chart:
    """Bars parted in right and wrong: label, how many right, what that is, wrong, what that is."""
    parts = []
    for number, (label, right, rightly, wrong, wrongly) in enumerate(bars):
        y = 78 * number
        edge = _WIDTH * right / max(right + wrong, 1)
        parts.append(_text(0, y + 14, label))
        parts.append(_rect(0, y + 22, edge, 18, "right"))
        parts.append(_rect(edge + 1, y + 23, max(_WIDTH - edge - 2, 0), 16, "wrong"))
        parts.append(_text(0, y + 57, f"{right} {rightly}", "axis"))
        parts.append(_text(_WIDTH, y + 57, f"{wrong} {wrongly}", "axis", "end"))
    return _chart(key, title, description, 78 * len(bars) - 16, parts)


def histogram(
    key: str, title: str, description: str, bins: Sequence[Bin], edge: Callable[[float], str]
) -> Chart:
    """How many values lie in each bin; `edge` writes where a bin starts."""
    pitch = _WIDTH / max(len(bins), 1)
    tallest = max((found.n for found in bins), default=1) or 1
    base = _TALL + 18
    parts = [_line(0, base, _WIDTH, base, "whole")]
    every = 1 if len(bins) <= 6 else 2
    for number, (start, end, n) in enumerate(bins):
        tall, left = _TALL * n / tallest, pitch * number
        parts.append(_rect(left + 2, base - tall, pitch - 4, tall, "right"))
        parts.append(_text(left + pitch / 2, base - tall - 5, str(n), "axis", "middle"))
        if number == len(bins) - 1:
            last = f"{edge(start)} +" if end is None else edge(end)
            parts.append(_text(_WIDTH, base + 17, last, "axis", "end"))
        elif number % every == 0 and number < len(bins) - every:
            parts.append(_text(left + 2, base + 17, edge(start), "axis"))
    return _chart(key, title, description, base + _FOOT, parts)


def _chart(key: str, title: str, description: str, height: float, parts: Sequence[str]) -> Chart:
    drawing = "\n".join(
        [
            f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" '
            f'viewBox="0 0 {_WIDTH} {height:g}" aria-labelledby="{key}-t {key}-d">',
            f'<title id="{key}-t">{escape(title)}</title>',
            f'<desc id="{key}-d">{escape(description)}</desc>',
            _STYLE,
            *parts,
            "</svg>",
        ]
    )
    return Chart(key, title, description, drawing)


def _mark(mark: Mark, y: float, kind: str) -> list[str]:
    drawn = [f'<circle class="{kind}" cx="{_x(mark.share):.1f}" cy="{y:g}" r="4.5"/>']
    if mark.interval:
        low, high = mark.interval
        drawn.insert(0, _line(_x(low), y, _x(high), y, kind))
    return drawn


def _x(share: float) -> float:
    return _LABELS + share * (_WIDTH - _LABELS - _VALUES)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:g}" x2="{x2:.1f}" y2="{y2:g}"/>'


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
    )


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )
