"""The calculator's form: every default with its source, every fault beside its field."""

from collections.abc import Iterable

from assistant.calculation.budget import shown
from assistant.calculation.budget_fields import (
    FIELDS,
    HOURLY,
    LONGEST,
    MENTOR,
    MONTHLY,
    Field,
    Typed,
    defaults,
)
from assistant.calculation.budget_notes import CENTRE, figure_words, whose
from assistant.web.economics_register import Register
from assistant.web.escape import escape

_BY_NAME = {field.name: field for field in FIELDS}
# Fields that stand beside each other and share a figure, under the headings of the form.
_ACTIVITY = (("pladser", "uger"),)
_MENTORS = (
    ("mentor_maaned",),
    ("mentor_timer", "mentor_pladser"),
    ("timepris_fra", "timepris_til"),
)
_STAFF = (("jobkonsulenter", "loen"), ("kurser",))
_BESIDE = (("kommunal",), ("sparet_fra", "sparet_til"))
_CHOICES = ((MONTHLY, "Fast beløb pr. plads"), (HOURLY, "Timer × timepris"))
_TO_FILL = "Tallet står ikke i bibliotekets dokumenter. Skriv dit eget."


def form(register: Register, typed: Typed, summary: str) -> str:
    """The form, and a way to the result where that is out of sight, with `summary` of it.

    Its values are the defaults: the browser keeps what the visitor has typed.
    """
    groups = (
        _fieldset("Pladser og uger", _rows(_ACTIVITY, register, typed)),
        _fieldset("Mentorer", _choice(register, typed) + _rows(_MENTORS, register, typed)),
        _fieldset("Jobkonsulent og kurser", _rows(_STAFF, register, typed)),
        _fieldset("Til sammenligning", _rows(_BESIDE, register, typed)),
    )
    return (
        f'<form class="hp-regner" novalidate aria-label="Forudsætninger" data-mode="{typed.mode}">'
        f'<a class="hp-se" href="#hp-resultat"><span>{escape(summary)}</span> Se resultatet</a>'
        f"{''.join(groups)}"
        '<p><button type="reset" class="hp-knap">Nulstil til kildernes tal</button></p></form>'
    )


def _fieldset(legend: str, body: str) -> str:
    return f"<fieldset><legend>{legend}</legend>{body}</fieldset>"


def _rows(rows: Iterable[tuple[str, ...]], register: Register, typed: Typed) -> str:
    return "".join(_row([_BY_NAME[name] for name in row], register, typed) for row in rows)


def _row(fields: list[Field], register: Register, typed: Typed) -> str:
    """Fields side by side with the one source that they share."""
    name = fields[0].name
    inputs = "".join(_field(field, f"hp-om-{name}", register, typed) for field in fields)
    mode = f' data-naar="{fields[0].mode}"' if fields[0].mode else ""
    return (
        f'<div class="hp-raekke"{mode}><div class="hp-felter">{inputs}</div>'
        f'<p class="hp-om" id="hp-om-{name}">{_about(fields[0], register)}</p></div>'
    )


def _field(field: Field, about: str, register: Register, typed: Typed) -> str:
    default = defaults(register.figures).get(field.name)
    text = "" if default is None else shown(default)
    error = typed.errors.get(field.name, "")
    wrong = ' aria-invalid="true"' if error else ""
    unit = f'<span class="hp-enhed">{escape(field.unit)}</span>' if field.unit else ""
    return (
        f'<div class="hp-talfelt"><label for="hp-tal-{field.name}">{escape(field.label)}'
        f"{' ' if unit else ''}{unit}</label>"
        f'<input id="hp-tal-{field.name}" name="{field.name}" type="text" inputmode="decimal" '
        f'autocomplete="off" maxlength="{LONGEST}" value="{text}" '
        f'aria-describedby="hp-fejl-{field.name} {about}"{wrong}>'
        f'<p class="hp-fejl" id="hp-fejl-{field.name}">{escape(error)}</p></div>'
    )


def _about(field: Field, register: Register) -> str:
    """What the default is and whose, with its source; or that there is none."""
    figure = register.figures.get(field.figure or "")
    if field.figure is None:
        return "Et år har 52 uger."
    if figure is None:
        return _TO_FILL
    words = f"{figure.name}: {figure_words(figure)} · {whose(figure)}"
    return f"{escape(words)} {register.cites([figure.id])}"


def _choice(register: Register, typed: Typed) -> str:
    radios = "".join(
        f'<label><input type="radio" name="{MENTOR}" value="{value}"'
        f"{' checked' if value == MONTHLY else ''}><span>{words}</span></label>"
        for value, words in _CHOICES
    )
    return (
        '<div class="hp-valg" role="radiogroup" aria-label="Betaling til mentor">'
        f"{radios}</div>{_two_prices(register)}"
    )


def _two_prices(register: Register) -> str:
    """That the source has two prices for the same hours; the place price leans on the first."""
    names = ("mentorbetaling-skive-pr-maaned", "pris-mentortime", CENTRE)
    if not all(name in register for name in names):
        return ""
    monthly, hourly, centre = (register.figures[name] for name in names)
    words = (
        f"Kilden har to mentorpriser, som ikke passer sammen: {figure_words(monthly)} og "
        f"{figure_words(hourly)}. Den første ligger bag prisen på {figure_words(centre)}."
    )
    return f'<p class="hp-om">{escape(words)} {register.cites(names)}</p>'
