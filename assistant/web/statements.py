"""An answer's statements in the shape that their quotes have: paragraphs, lists and tables."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from assistant.reply import Answer, Statement
from assistant.web.cells import cell_texts
from assistant.web.escape import escape
from assistant.web.places import Place
from assistant.web.side_by_side import Side, side_by_side

Cite = Callable[[Statement], str]  # HTML of a statement's citations
_Form = Literal["text", "item", "row"]
_LISTED = ("list", "procedure")
_NUMBERS = ("number", "calculation")
ITEM_MARK = re.compile(r"^\s*(?:(?P<number>\d{1,2})[.)]|[-•–])\s+")
# A number with its unit, which the eye looks for first where the answer is a number. A year alone
# is not one.
_NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?"
_AMOUNT = re.compile(
    rf"(?:\b(?:ca|cirka)\.?\s)?(?:\bkr\.\s)?\b(?!(?:19|20)\d\d\b){_NUMBER}"
    rf"(?:\s?(?:[-–]|til|og)\s?{_NUMBER})?"
    r"(?:\s?(?:mio\.\skr\.|kr\.|kroner|pct\.|procent|%|timer|uger|måneder|dage|år|pladser|borgere))?"
)
# The sum that a result is followed by: »…: 10 pladser × 580 kr. × 26 uger.«
_FORMULA = re.compile(r"(?P<result>[^:]+): (?P<formula>[^:]*\d[^:]* [×−+/] [^:]*\d[^:]*)")


@dataclass(frozen=True, slots=True)
class Part:
    """A statement with the shape that it has in its source."""

    statement: Statement
    form: _Form
    place: Place | None  # of its first citation


def statements(answer: Answer, places: Sequence[Place], cite: Cite) -> str:
    """The answer's body; its first paragraph is the lead. What has labels stands under them."""
    parts = parts_of(answer, places)
    if any(part.statement.label for part in parts):
        return _labelled(parts, cite)
    return _body(parts, cite, lead=parts[:1], strong=answer.kind in _NUMBERS)


def parts_of(answer: Answer, places: Sequence[Place]) -> list[Part]:
    """The statements in their order, each with its shape."""
    by_number = {place.number: place for place in places}
    parts = [_part(statement, by_number) for statement in answer.statements]
    plain = all(part.form == "text" and not part.statement.label for part in parts)
    if answer.kind in _LISTED and plain and len(parts) > 1:
        return [Part(part.statement, "item", part.place) for part in parts]
    return parts


def _labelled(parts: Sequence[Part], cite: Cite) -> str:
    """What is said of each document or side, under its name; what is said of all, before it."""
    if compared := side_by_side([Side(p.place, cite(p.statement)) for p in parts if p.place]):
        return compared
    body, sides = "", []
    for label, group in groupby(parts, key=lambda part: part.statement.label):
        said = _body(list(group), cite)
        if label is None:
            body += said
        else:
            sides.append(f"<div><dt>{escape(label)}</dt><dd>{said}</dd></div>")
    has_table = any(part.form == "row" for part in parts)
    beside = " hp-to" if len(sides) == 2 and not has_table else ""
    return f'{body}<dl class="hp-sider{beside}">{"".join(sides)}</dl>'


def _body(
    parts: Sequence[Part], cite: Cite, *, lead: Sequence[Part] = (), strong: bool = False
) -> str:
    """Parts in the shape that their quotes have."""
    body = []
    for form, group in groupby(parts, key=lambda part: part.form):
        run = list(group)
        if form == "row":
            body.append(_table(run, cite))
        elif form == "item":
            body.append(_list(run, cite))
        else:
            body += [_paragraph(p, cite, lead=p in lead, strong=strong) for p in run]
    return "".join(body)


def _part(statement: Statement, by_number: dict[int, Place]) -> Part:
    place = by_number.get(statement.citations[0]) if statement.citations else None
    # A reader that lost the cells of a table leaves rows of one cell; they read best as a list.
    row: _Form = "row" if len(cell_texts(statement.text)) > 1 else "item"
    forms: dict[str, _Form] = {"table_row": row, "list_item": "item"}
    return Part(statement, forms.get(place.form, "text") if place else "text", place)


def _paragraph(part: Part, cite: Cite, *, lead: bool, strong: bool) -> str:
    text = part.statement.text
    name = ' class="hp-konklusion"' if lead else ""
    if strong and (found := _FORMULA.fullmatch(text)):
        formula = _said(found["formula"], cite(part.statement))
        result = _with_strong_amounts(found["result"])
        return f'<p{name}>{result}:</p><p class="hp-formel">{formula}</p>'
    return f"<p{name}>{_said(text, cite(part.statement), strong=lead and strong)}</p>"


def _list(parts: Sequence[Part], cite: Cite) -> str:
    """A list that keeps the numbers of its source, so that "the third way" means the same."""
    marks = [ITEM_MARK.match(part.statement.text) for part in parts]
    numbers = [mark["number"] if mark else None for mark in marks]
    items = []
    for part, mark, number in zip(parts, marks, numbers, strict=True):
        text = part.statement.text[mark.end() :] if mark else part.statement.text
        value = f' value="{number}"' if all(numbers) else ""
        items.append(f"<li{value}>{_said(text, cite(part.statement))}</li>")
    tag = "ol" if all(numbers) else "ul"
    return f'<{tag} class="hp-liste">{"".join(items)}</{tag}>'


def _table(parts: Sequence[Part], cite: Cite) -> str:
    """The rows under the heads of their columns, each with its citation at the end."""
    tables = groupby(parts, key=lambda part: part.place.header if part.place else ())
    return "".join(_one_table(header, list(rows), cite) for header, rows in tables)


def _one_table(header: tuple[str, ...], parts: Sequence[Part], cite: Cite) -> str:
    rows = [(cell_texts(part.statement.text), cite(part.statement)) for part in parts]
    cited_header = ""
    if rows[0][0] == header:
        cited_header = f" {rows.pop(0)[1]}"
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header[1:])
    first = f'<th scope="col">{escape(header[0] if header else "")}{cited_header}</th>'
    return (
        '<div class="hp-tabel" tabindex="0" role="group" aria-label="Tabel"><table>'
        f"<thead><tr>{first}{top}</tr></thead>"
        f"<tbody>{''.join(_row(header, *row) for row in rows)}</tbody></table></div>"
    )


def _row(header: tuple[str, ...], row: tuple[str, ...], cited: str) -> str:
    """A row; its citation stands in the first cell, which no narrow screen cuts off."""
    names = [*header, *[""] * len(row)]
    rest = zip(names[1:], row[1:], strict=False)
    tail = "".join(f'<td data-navn="{escape(name)}">{escape(cell)}</td>' for name, cell in rest)
    return f"<tr><td>{_said(row[0], cited)}</td>{tail}</tr>"


def _said(text: str, cited: str, *, strong: bool = False) -> str:
    """The text and its citations, which stay on the line of the last word."""
    amounts = list(_AMOUNT.finditer(text)) if strong else []
    # An amount that ends the text is not torn apart.
    last_word = text.rstrip().rfind(" ") + 1
    cut = min([last_word, *(a.start() for a in amounts if a.start() < last_word < a.end())])
    head, tail = (
        _with_strong_amounts(piece) if strong else escape(piece)
        for piece in (text[:cut], text[cut:])
    )
    return f'{head}<span class="hp-citater">{tail}&nbsp;{cited}</span>'


def _with_strong_amounts(text: str) -> str:
    parts, last = [], 0
    for found in _AMOUNT.finditer(text):
        parts += [escape(text[last : found.start()]), f"<strong>{escape(found[0])}</strong>"]
        last = found.end()
    return "".join((*parts, escape(text[last:])))
