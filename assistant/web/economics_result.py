"""What a plan comes to: key figures, reservations, bars, and the sums behind them."""

from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from assistant.calculation.budget import Budget, Span, said, shown
from assistant.calculation.budget_fields import MENTOR, counting
from assistant.calculation.budget_notes import CENTRE as CENTRE_PRICE
from assistant.calculation.budget_notes import figure_words, listed, sourced
from assistant.web import icons
from assistant.web.economics_export import as_html, as_text
from assistant.web.economics_rows import (
    CENTRE,
    MUNICIPAL,
    PEOPLE,
    SAVING,
    Estimate,
    Row,
    is_near,
    missing,
    rows,
)
from assistant.web.escape import escape

FILE = "/oekonomi.csv"
_HUNDRED = Decimal(100)
_EACH = "pr. plads pr. uge"


def result(of: Estimate) -> str:
    """The result beside the form, with what it lacks."""
    return (
        f'<section class="hp-resultat" aria-label="Resultat" data-besked="{escape(_heard(of))}">'
        f"{_wrong(of)}{_empty(of)}{_key_figures(of)}{_notes(of)}{_chart(of)}{_table(of)}{_actions(of)}"
        "</section>"
    )


def query(of: Estimate) -> str:
    """The numbers of an estimate as the address of its file names them."""
    named = {field.name: of.typed.numbers.get(field.name) for field in counting(of.typed.mode)}
    texts = {name: shown(value) if value is not None else "" for name, value in named.items()}
    return urlencode({MENTOR: of.typed.mode, **texts})


def _wrong(of: Estimate) -> str:
    if not of.typed.errors:
        return ""
    return (
        '<p class="hp-ret">Ret de felter, der er markeret. '
        "Det, der afhænger af dem, er ikke regnet ud.</p>"
    )


def _empty(of: Estimate) -> str:
    """Says why nothing is filled in."""
    if of.register.places:
        return ""
    return (
        '<p class="hp-mangler">Bibliotekets dokumenter har ingen af de tal, som regnestykket '
        "bygger på. Skriv dine egne, så regnes resultatet ud her.</p>"
    )


# ---- Key figures ---------------------------------------------------------------------------


def summary(of: Estimate) -> str:
    """The price of a place, for who has the form before them and not the result."""
    if of.budget.weekly is None:
        return "Prisen kan ikke regnes ud endnu."
    price = _kroner(of.budget.weekly.amount, is_near(of, CENTRE))
    return f"Virksomhedscenter: {price} {_EACH}"


def _key_figures(of: Estimate) -> str:
    municipal = of.typed.numbers.get("kommunal")
    price = Span(municipal, municipal) if municipal is not None else None
    value = _kroner(price, is_near(of, ("kommunal",)))
    about = f"{_EACH} {_cites(of, 'kommunal')}"
    return (
        '<dl class="hp-noegletal">'
        + _centre_tile(of)
        + _tile("Kommunalt tilbud", value, about, _lacks(of, ("kommunal",)))
        + _difference_tile(of)
        + _covered_tile(of)
        + "</dl>"
    )


def _centre_tile(of: Estimate) -> str:
    """What was worked out, and beside it the price that the source itself gives."""
    value, about = "", ""
    if of.budget.weekly:
        weekly = of.budget.weekly.amount
        value = _kroner(weekly, is_near(of, CENTRE))
        about = f"{_EACH}{_exact(weekly)}"
    if figure := of.register.figures.get(CENTRE_PRICE):
        price = escape(figure_words(figure).split(" pr. ")[0])
        about += f"<br>Kildens egen pris: {price} {of.register.cites([CENTRE_PRICE])}"
    return _tile("Virksomhedscenter", value, about, _lacks(of, (*CENTRE, "pladser", "uger")))


def _difference_tile(of: Estimate) -> str:
    words, about = "", ""
    if of.budget.difference:
        gap, near = of.budget.difference.amount, is_near(of, (*CENTRE, *MUNICIPAL))
        words, about = _compared(gap, near)
    lacks = _lacks(of, (*CENTRE, *MUNICIPAL))
    return _tile("Forskel pr. år", words, about, lacks, strong=True)


def _compared(gap: Span, near: bool) -> tuple[str, str]:
    """How much the centre is cheaper or dearer, and than what."""
    if gap.low < 0 < gap.high:
        most = _kroner(Span(-gap.low, -gap.low), near)
        return f"{_kroner(Span(gap.high, gap.high), near)} billigere", f"til {most} dyrere"
    if gap.low == gap.high == 0:
        return "0 kr.", "De koster det samme"
    if gap.low >= 0:
        return _kroner(gap, near), "billigere end kommunalt tilbud, men dækker ikke det samme"
    dearer = Span(-gap.high, -gap.low)
    return _kroner(dearer, near), "dyrere end kommunalt tilbud, men dækker ikke det samme"


def _covered_tile(of: Estimate) -> str:
    covered, words, about = of.budget.covered, "", ""
    if covered and of.typed.plan.saving:
        near = "ca. " if is_near(of, (*CENTRE, *SAVING)) else ""
        words = f"{near}{said(covered.amount)} i job"
        about = f"à {said(of.typed.plan.saving, 'kr.')} i sparet ydelse pr. år "
        about += _cites(of, "sparet_fra")
    return _tile("Udgiften dækkes ved", words, about, _lacks(of, (*CENTRE, *SAVING)))


def _tile(name: str, value: str, about: str, lacks: str, *, strong: bool = False) -> str:
    """A key figure; `about` is HTML."""
    marked = ' class="hp-vigtig"' if strong else ""
    below = about if value else escape(lacks)
    shown_value = escape(value or "–")
    return f"<div{marked}><dt>{name}</dt><dd>{shown_value}<span>{below}</span></dd></div>"


def _cites(of: Estimate, name: str) -> str:
    """The source of a field's number, where it still is the source's."""
    fields = sourced(of.typed, of.register.figures)
    return of.register.cites([f.figure for f in fields if f.figure and f.name == name])


def _kroner(span: Span | None, near: bool) -> str:
    """Whole kroner, said to be approximate where they are."""
    if span is None:
        return ""
    ends = Span(_whole(span.low), _whole(span.high))
    return f"{'ca. ' if near else ''}{said(ends, 'kr.')}"


def _exact(span: Span) -> str:
    """The price to the øre, where it was rounded."""
    return (
        ""
        if span == Span(_whole(span.low), _whole(span.high))
        else f" ({said(span)} før afrunding)"
    )


def _whole(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1), ROUND_HALF_UP)


def _lacks(of: Estimate, names: tuple[str, ...]) -> str:
    labels = [label[0].lower() + label[1:] for label in missing(of, names)]
    return f"Mangler {listed(labels)}" if labels else ""


# ---- Reservations, bars, sums --------------------------------------------------------------


def _notes(of: Estimate) -> str:
    if not of.notes:
        return ""
    items = "".join(
        f"<li>{escape(note.text)} {of.register.cites(note.figures)}</li>" for note in of.notes
    )
    return f'<div class="hp-forbehold"><h2>Forbehold</h2><ul>{items}</ul></div>'


def _chart(of: Estimate) -> str:
    """A bar for each of the two; what may come on top of the least is drawn paler."""
    plan = of.budget
    bars = [
        (name, line.amount, colour, is_near(of, fields))
        for name, line, colour, fields in (
            ("Virksomhedscenter", plan.total, "hp-center", CENTRE),
            ("Kommunalt tilbud", plan.municipal, "hp-kommunal", MUNICIPAL),
        )
        if line and line.amount.high > 0
    ]
    if not bars:
        return ""
    longest = max(amount.high for _, amount, _, _ in bars)
    drawn = "".join(_bar(*bar, longest) for bar in bars)
    words = "; ".join(f"{name} {_kroner(amount, near)}" for name, amount, _, near in bars)
    return (
        f'<h2>Udgift pr. år{escape(_for_what(of))}</h2><div class="hp-soejler" role="img" '
        f'aria-label="Søjler over udgiften pr. år: {escape(words)}">{drawn}</div>'
    )


def _bar(name: str, amount: Span, colour: str, near: bool, longest: Decimal) -> str:
    least, most = (_HUNDRED * end / longest for end in (amount.low, amount.high))
    return (
        f'<div><span>{name}</span><svg class="{colour}" height="24" aria-hidden="true" '
        f'focusable="false"><rect class="hp-maaske" width="{most:.2f}%" height="24"/>'
        f'<rect width="{least:.2f}%" height="24"/></svg><b>{_kroner(amount, near)}</b></div>'
    )


def _for_what(of: Estimate) -> str:
    places, weeks = of.typed.plan.places, of.typed.plan.weeks
    if places is None or weeks is None:
        return ""
    return f" for {shown(places)} {'plads' if places == 1 else 'pladser'} i {shown(weeks)} uger"


def _table(of: Estimate) -> str:
    found = rows(of)
    if not found:
        return ""
    body = "".join(_table_row(of, row) for row in found)
    return (
        '<h2>Sådan er der regnet</h2><table class="hp-regnskab"><thead><tr><th scope="col">Post'
        '</th><th scope="col">Regnestykke</th><th scope="col">Beløb</th></tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _table_row(of: Estimate, row: Row) -> str:
    name = ' class="hp-ialt"' if row.sums_up else ""
    near = "ca. " if row.near else ""
    cites = "" if row.sums_up or row.unit == PEOPLE else of.register.cites(row.figures)
    return (
        f'<tr{name}><th scope="row">{escape(row.line.name)}</th>'
        f"<td>{escape(row.line.sum)} {cites}</td>"
        f"<td>{near}{said(row.line.amount)} <span>{row.unit}</span></td></tr>"
    )


def _actions(of: Estimate) -> str:
    if not rows(of):
        return ""
    return (
        '<p class="hp-handlinger">'
        f'<a class="hp-knap" href="{escape(f"{FILE}?{query(of)}")}" download="oekonomi.csv">'
        f"{icons.DOWNLOAD}<span>Hent som CSV</span></a>"
        f'<button type="button" class="hp-knap" data-tekst="{escape(as_text(of))}" '
        f'data-html="{escape(as_html(of))}">{icons.COPY}<span>Kopiér med kilder</span></button>'
        "</p>"
    )


def _heard(of: Estimate) -> str:
    """What a screen reader says when the result has changed."""
    if of.typed.errors:
        return "Ret de felter, der er markeret."
    plan: Budget = of.budget
    parts = [
        f"{line.name}: {said(line.amount)} {unit}"
        for line, unit in (
            (plan.weekly, "kr."),
            (plan.difference, "kr. pr. år"),
            (plan.covered, PEOPLE),
        )
        if line
    ]
    return "; ".join(parts)
