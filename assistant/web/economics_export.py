"""A budget as it is taken elsewhere, always with its reservations and sources."""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from fastapi import APIRouter, Request, Response

from assistant.ask import Assistant
from assistant.calculation.budget import said, shown
from assistant.calculation.budget_fields import FIELDS, LONGEST, MENTOR, counting
from assistant.calculation.budget_notes import figure_words, own, whose
from assistant.spreadsheet import BYTE_ORDER, inert
from assistant.web.copying import reference
from assistant.web.economics_register import Register, register
from assistant.web.economics_rows import Estimate, Row, estimate, rows
from assistant.web.escape import escape

_HEAD = ("Afsnit", "Post", "Regnestykke", "Fra", "Til", "Enhed", "Forbehold", "Kilder")


def routes(assistant: Assistant) -> APIRouter:
    """The file of an estimate; what was typed stands in its address, and nothing is stored."""
    router = APIRouter()

    @router.get("/oekonomi.csv")
    def oekonomi(request: Request) -> Response:
        names = (MENTOR, *(field.name for field in FIELDS))
        texts = {name: request.query_params.get(name, "")[: LONGEST + 1] for name in names}
        body = as_csv(estimate(register(assistant), texts))
        headers = {"content-disposition": 'attachment; filename="oekonomi.csv"'}
        return Response(body, media_type="text/csv; charset=utf-8", headers=headers)

    return router


def as_csv(of: Estimate) -> str:
    """The estimate for a Danish spreadsheet: semicolons, decimal commas, UTF-8 with its mark."""
    file = io.StringIO()
    file.write(BYTE_ORDER)
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEAD)
    writer.writerows(_records(of))
    return file.getvalue()


def as_text(of: Estimate) -> str:
    """The estimate as lines of text."""
    sums = (f"{name}: {value} ({how})" for name, how, value in _sums(of))
    notes = (f"Forbehold: {text}" for text in _notes(of))
    sources = ("", "Kilder:", *map(reference, of.register.sources))
    return "\n".join(("Økonomi i et virksomhedscenter", "", *sums, "", *notes, *sources))


def as_html(of: Estimate) -> str:
    """The same with its table."""
    cells = (
        f"<tr><td>{escape(name)}</td><td>{escape(how)}</td><td>{escape(value)}</td></tr>"
        for name, how, value in _sums(of)
    )
    said_after = ("Forbehold:", *_notes(of), "Kilder:", *map(reference, of.register.sources))
    return (
        "<p><b>Økonomi i et virksomhedscenter</b></p><table><tr><th>Post</th><th>Regnestykke</th>"
        f"<th>Beløb</th></tr>{''.join(cells)}</table>"
        + "".join(f"<p>{escape(line)}</p>" for line in said_after)
    )


def _sums(of: Estimate) -> Iterator[tuple[str, str, str]]:
    """Name, sum and result of each row."""
    for row in rows(of):
        cites = _numbers(of.register, row.figures)
        near = "ca. " if row.near else ""
        value = f"{near}{said(row.line.amount)} {row.unit}"
        yield row.line.name, f"{row.line.sum} {cites}".strip(), value


def _notes(of: Estimate) -> Iterator[str]:
    for note in of.notes:
        yield f"{note.text} {_numbers(of.register, note.figures)}".strip()


def _records(of: Estimate) -> Iterator[list[str]]:
    """The rows of the file: what went in, what came out, reservations, sources."""
    yield from _given(of)
    for row in rows(of):
        yield _result(of, row)
    for note in of.notes:
        cites = _numbers(of.register, note.figures)
        yield ["Forbehold", inert(note.text), "", "", "", "", "", cites]
    for place in of.register.sources:
        yield ["Kilde", inert(reference(place)), "", "", "", "", "", f"[{place.number}]"]


def _given(of: Estimate) -> Iterator[list[str]]:
    changed = own(of.typed, of.register.figures)
    for field in counting(of.typed.mode):
        value = of.typed.numbers.get(field.name)
        if value is None:
            continue
        figure = None if field in changed else of.register.figures.get(field.figure or "")
        about, cites = "eget tal" if field in changed else "", ""
        if figure:
            about = f"{figure.name}: {figure_words(figure)}, {whose(figure)}"
            cites = _numbers(of.register, [figure.id])
        number = _number(value)
        yield ["Forudsætning", field.label, "", number, number, field.unit, inert(about), cites]


def _result(of: Estimate, row: Row) -> list[str]:
    amount, cites = row.line.amount, _numbers(of.register, row.figures)
    near = "ca." if row.near else ""
    ends = _number(amount.low), _number(amount.high)
    return ["Resultat", row.line.name, row.line.sum, *ends, row.unit, near, cites]


def _numbers(of: Register, names: Iterable[str]) -> str:
    """The numbers of the sources: "[1][3]"."""
    found = sorted({of.places[name].number for name in names if name in of})
    return "".join(f"[{number}]" for number in found)


def _number(value: Decimal) -> str:
    """A number as a Danish spreadsheet reads it: no mark at thousands, a hyphen for minus."""
    return shown(value).replace(".", "").replace("−", "-")
