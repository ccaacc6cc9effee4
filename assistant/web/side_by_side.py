"""Two or more rows of one table that are compared: a column for each, a row for each matter."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.web.cells import cell_texts
from assistant.web.escape import escape
from assistant.web.places import Place

_MOST = 3  # sides that fit beside each other


@dataclass(frozen=True, slots=True)
class Side:
    """What is said of one side: the row of a table, with its citations as HTML."""

    place: Place
    cited: str


def side_by_side(sides: Sequence[Side]) -> str:
    """The sides as a table, each cell with its citations; "" where they are not rows of one."""
    header = sides[0].place.header if sides else ()
    rows = [cell_texts(side.place.quote) for side in sides]
    fits = (
        2 <= len(sides) <= _MOST
        and len(header) > 1
        and all(side.place.form == "table_row" for side in sides)
        and all(side.place.header == header for side in sides)
        and all(len(row) == len(header) and row != header for row in rows)
    )
    if not fits:
        return ""
    top = "".join(f'<th scope="col">{escape(row[0])}</th>' for row in rows)
    body = "".join(
        f'<tr><th scope="row">{escape(matter)}</th>'
        + "".join(_cell(side, row[at], row[0]) for side, row in zip(sides, rows, strict=True))
        + "</tr>"
        for at, matter in enumerate(header)
        if at
    )
    return (
        '<div class="hp-tabel hp-sammenlign" tabindex="0" role="group" aria-label="Sammenligning">'
        f"<table><thead><tr><td></td>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(side: Side, text: str, name: str) -> str:
    said = f'{escape(text)} <span class="hp-citater">{side.cited}</span>' if text else "–"
    return f'<td data-navn="{escape(name)}">{said}</td>'
