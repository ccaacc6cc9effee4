"""The fields of the calculator: what each asks for, its figure in the register, and its bounds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.calculation.budget import WEEKS, Hourly, Monthly, Plan, Span, shown
from assistant.economics import Figure

LONGEST = 30  # characters of what is typed in a field
MENTOR = "mentor"  # the choice that decides which fields count
MONTHLY, HOURLY = "maaned", "timer"
_MOST = Decimal(100_000_000)  # kr.
_NUMBER = re.compile(r"([-−]?)([0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,([0-9]{1,2}))?")
_UNIT = re.compile(r"\s*kr\.?$", re.IGNORECASE)
_SPACE = re.compile(r"[\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A number that is typed; `unit` is said after its label."""

    name: str
    label: str
    unit: str
    most: Decimal
    least: Decimal = Decimal(0)
    whole: bool = False
    figure: str | None = None  # its default, by its name in the register
    high: bool = False  # the default is the figure's upper end
    said: Decimal | None = None  # the default where it is another number of the figure's quote
    mode: str | None = None  # counts only with this choice of MENTOR


FIELDS = (
    Field(
        "pladser", "Faste pladser", "", Decimal(10_000), Decimal(1), whole=True,
        figure="pladser-bag-pris-skive",
    ),
    Field("uger", "Uger pr. år", "", WEEKS, Decimal(1), whole=True),
    Field(
        "mentor_maaned", "Mentorbetaling", "kr. pr. plads pr. måned", _MOST, mode=MONTHLY,
        figure="mentorbetaling-skive-pr-maaned",
    ),
    Field(
        "mentor_timer", "Mentortimer pr. uge", "", Decimal(1_000), mode=HOURLY,
        figure="mentortimer-4-pladser",
    ),
    Field(
        "mentor_pladser", "Pladser, som timerne rækker til", "", Decimal(1_000), Decimal(1),
        whole=True, mode=HOURLY, figure="mentortimer-4-pladser", said=Decimal(4),
    ),
    Field(
        "timepris_fra", "Laveste timepris", "kr. pr. time", Decimal(10_000), mode=HOURLY,
        figure="pris-mentortime",
    ),
    Field(
        "timepris_til", "Højeste timepris", "kr. pr. time", Decimal(10_000), mode=HOURLY,
        figure="pris-mentortime", high=True,
    ),
    Field(
        "jobkonsulenter", "Jobkonsulenter", "", Decimal(1_000),
        figure="loen-jobkonsulent-skive", said=Decimal(1),
    ),
    Field(
        "loen", "Løn til én jobkonsulent", "kr. pr. år", _MOST, figure="loen-jobkonsulent-skive"
    ),
    Field("kurser", "Mentorkurser i alt", "kr. pr. år", _MOST, figure="mentorkurser-skive"),
    Field(
        "kommunal", "Pris i kommunalt tilbud", "kr. pr. plads pr. uge", _MOST,
        figure="pris-kommunal-aktivering-skive",
    ),
    Field(
        "sparet_fra", "Laveste sparede ydelse", "kr. pr. år pr. person", _MOST, Decimal(1),
        figure="besparelse-kontanthjaelp-skive",
    ),
    Field(
        "sparet_til", "Højeste sparede ydelse", "kr. pr. år pr. person", _MOST, Decimal(1),
        figure="besparelse-kontanthjaelp-skive", high=True,
    ),
)  # fmt: skip
_PAIRS = (("timepris_fra", "timepris_til"), ("sparet_fra", "sparet_til"))


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: the numbers by field, a sentence for each that is none, and the choice."""

    numbers: Mapping[str, Decimal]
    errors: Mapping[str, str]
    mode: Literal["maaned", "timer"]

    @property
    def plan(self) -> Plan:
        """The plan, as far as it was typed."""
        get = self.numbers.get
        return Plan(
            get("pladser"),
            get("uger"),
            self._mentor(),
            get("jobkonsulenter"),
            get("loen"),
            get("kurser"),
            get("kommunal"),
            self._span("sparet_fra", "sparet_til"),
        )

    def _mentor(self) -> Monthly | Hourly | None:
        if self.mode == MONTHLY:
            amount = self.numbers.get("mentor_maaned")
            return None if amount is None else Monthly(amount)
        hours, places = self.numbers.get("mentor_timer"), self.numbers.get("mentor_pladser")
        rate = self._span("timepris_fra", "timepris_til")
        if hours is None or places is None or rate is None:
            return None
        return Hourly(hours, places, rate)

    def _span(self, low: str, high: str) -> Span | None:
        ends = self.numbers.get(low), self.numbers.get(high)
        return None if ends[0] is None or ends[1] is None else Span(ends[0], ends[1])


def defaults(figures: Mapping[str, Figure]) -> dict[str, Decimal]:
    """The number of each field whose figure the index has; a year has 52 weeks everywhere."""
    found = {"uger": WEEKS}
    for field in FIELDS:
        if field.figure is not None and (figure := figures.get(field.figure)):
            end = figure.high if field.high else figure.low
            found[field.name] = end if field.said is None else field.said
    return found


def counting(mode: str) -> tuple[Field, ...]:
    """The fields that count with a choice of MENTOR."""
    return tuple(field for field in FIELDS if field.mode in (None, mode))


def read(texts: Mapping[str, str]) -> Typed:
    """What stands in the fields. An empty field is no error; it only has no number."""
    mode: Literal["maaned", "timer"] = "timer" if texts.get(MENTOR) == HOURLY else "maaned"
    numbers: dict[str, Decimal] = {}
    errors: dict[str, str] = {}
    for field in counting(mode):
        text = texts.get(field.name, "").strip()
        try:
            if text:
                numbers[field.name] = _within(field, number(text))
        except ValueError as exc:
            errors[field.name] = str(exc)
    for low, high in _PAIRS:
        if low in numbers and high in numbers and numbers[low] > numbers[high]:
            del numbers[high]
            errors[high] = "Det højeste beløb er mindre end det laveste."
    return Typed(numbers, errors, mode)


def number(text: str) -> Decimal:
    """A number as a Dane writes it: 1.500, 1500 or 1.500,50; "kr." may follow.

    Raises:
        ValueError: it is none; the message is a Danish sentence for who wrote it.
    """
    if len(text) > LONGEST:
        raise ValueError(f"Skriv et tal på højst {LONGEST} tegn.")
    bare = _SPACE.sub("", _UNIT.sub("", text.strip()))
    match = _NUMBER.fullmatch(bare)
    if match:
        sign, whole, decimals = match.groups()
        value = Decimal(f"{whole.replace('.', '')}.{decimals or 0}")
        return -value if sign else value
    if re.fullmatch(r"[0-9.]+,[0-9]{3,}", bare):
        raise ValueError("Skriv højst to decimaler.")
    if re.fullmatch(r"[0-9.,]+", bare):
        raise ValueError("Skriv komma før decimaler og punktum ved tusinder, fx 1.500,50.")
    # What was typed is not said again: it may be anything.
    raise ValueError("Det er ikke et tal. Skriv fx 1.500 eller 1.500,50.")


def _within(field: Field, value: Decimal) -> Decimal:
    """`value`, where the field takes it.

    Raises:
        ValueError: it does not; the message is a Danish sentence.
    """
    ends = f"{shown(field.least)} til {shown(field.most)}"
    if field.whole and value != value.to_integral_value():
        raise ValueError(f"Skriv et helt tal fra {ends}.")
    if not field.least <= value <= field.most:
        raise ValueError(f"Skriv et tal fra {ends}.")
    return value
