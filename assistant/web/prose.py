"""A text without pages, as much of it as surrounds the quote, with the quote marked."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from assistant.web.cells import cells
from assistant.web.escape import escape
from assistant.web.places import Place
from ingest.document import Block, Document

_AROUND = 6_000  # characters shown before and after the quote, to whole blocks
_CUT = '<p class="hp-afkortet">Teksten er forkortet her. Åbn dokumentet for at læse det hele.</p>'


def prose(document: Document, place: Place) -> str:
    """The blocks around the quote with their headings; says so where the text was cut."""
    first, last = place.start - _AROUND, place.end + _AROUND
    shown = [b for b in document.blocks if b.end > first and b.start < last]
    depths = _depths(block for block in shown if block.kind == "heading")
    body = "".join(
        _group(document, kind, list(blocks), place, depths)
        for kind, blocks in groupby(shown, key=lambda block: block.kind)
    )
    before = _CUT if shown and shown[0].start > document.blocks[0].start else ""
    after = _CUT if shown and shown[-1].end < document.blocks[-1].end else ""
    return f'<div class="hp-tekst">{before}{body}{after}</div>'


def _group(
    document: Document, kind: str, blocks: Sequence[Block], place: Place, depths: Mapping[int, int]
) -> str:
    if kind == "table_row":
        return _table(document, blocks, place)
    marked = [(block, _marked(document, block.start, block.end, place)) for block in blocks]
    if kind == "heading":
        return "".join(f"<h{depths[b.start]}>{text}</h{depths[b.start]}>" for b, text in marked)
    if kind in ("list_item", "contents"):
        items = (_item(document, block, text) for block, text in marked)
        return f"<ul>{''.join(items)}</ul>"
    return "".join(f"<p>{text}</p>" for _, text in marked)


def _depths(headings: Iterable[Block]) -> dict[int, int]:
    """The level in HTML of each heading, by where it starts; none is skipped.

    The panel's own title is level 2, so the text's headings begin below it, though the text may
    be cut where its own first heading is not shown.
    """
    depths: dict[int, int] = {}
    above: list[int] = []
    for heading in headings:
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        depths[heading.start] = min(2 + len(above), 6)
    return depths


def _item(document: Document, block: Block, text: str) -> str:
    """A list item; one that brings its own number gets no bullet."""
    numbered = document.text[block.start : block.start + 1].isdigit()
    names = [f"hp-dyb-{min(block.level, 3)}"] + (["hp-nummer"] if numbered else [])
    return f'<li class="{" ".join(names)}">{text}</li>'


def _table(document: Document, rows: Iterable[Block], place: Place) -> str:
    """The rows as a table, the first as its head."""
    head, *body = [_cells(document, row, place) for row in rows]
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    rest = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in body)
    return (
        '<div class="hp-tabel" tabindex="0" role="group" aria-label="Tabel">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{rest}</tbody></table></div>"
    )


def _cells(document: Document, row: Block, place: Place) -> list[str]:
    spans = cells(document.text[row.start : row.end])
    return [_marked(document, row.start + a, row.start + b, place) for a, b in spans]


def _marked(document: Document, start: int, end: int, place: Place) -> str:
    """The text from `start` to `end`, with what of it is quoted under the marker."""
    first, last = max(start, place.start), min(end, place.end)
    if first >= last:
        return escape(document.text[start:end])
    before, quoted, after = (
        escape(document.text[a:b]) for a, b in ((start, first), (first, last), (last, end))
    )
    return f'{before}<mark class="hp-mark">{quoted}</mark>{after}'
