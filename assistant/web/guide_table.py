"""A table that compares: each cell with its source; on a phone each row is a card."""

from assistant.guide import Table
from assistant.web.escape import escape
from assistant.web.guide_sources import Sources

_NOTHING = '–<span class="hp-kun-oplaest"> ikke i dokumenterne</span>'


def table(of: Table, sources: Sources, heading: str) -> str:
    """The table under its heading ("h2" or "h3"); "" where no cell stands in the index."""
    if not any(cell in sources for cell in of.cells.values()):
        return ""
    head = "".join(
        f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in of.columns
    )
    # The roles are said aloud: a table whose rows are shown as cards loses its own.
    return (
        f'<section class="hp-guide-tabel"><{heading} id="hp-tabel-{escape(of.id)}">'
        f'{escape(of.title)}</{heading}><p class="hp-guide-om">{escape(of.about)}</p>'
        f'<table role="table" aria-labelledby="hp-tabel-{escape(of.id)}">'
        '<thead role="rowgroup"><tr role="row"><td role="cell"></td>'
        f'{head}</tr></thead><tbody role="rowgroup">'
        f"{''.join(_row(of, row, sources) for row in of.rows)}</tbody></table></section>"
    )


def _row(of: Table, row: str, sources: Sources) -> str:
    cells = ""
    for column in of.columns:
        cell = of.cells.get((row, column))
        said = sources.worded(cell) if cell in sources and cell else _NOTHING
        cells += f'<td role="cell" data-navn="{escape(column)}">{said}</td>'
    return f'<tr role="row"><th scope="row" role="rowheader">{escape(row)}</th>{cells}</tr>'
