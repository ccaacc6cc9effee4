"""A plan's arithmetic: places in a company centre beside municipal activation, exact to the øre."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from assistant.figures import written

WEEKS = Decimal(52)  # of a year
MONTHS = Decimal(12)
_ORE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`; both the same where it is one number."""

    low: Decimal
    high: Decimal

    @property
    def is_range(self) -> bool:
        """Whether its ends differ."""
        return self.low != self.high

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Span") -> "Span":
        return Span(self.low - other.high, self.high - other.low)


@dataclass(frozen=True, slots=True)
class Monthly:
    """Mentors paid by the month: kr. for each place."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class Hourly:
    """Mentors bought free: hours a week for each group of `places`, at `rate` kr. an hour."""

    hours: Decimal
    places: Decimal
    rate: Span


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned; None where it is not known. Amounts are in kr."""

    places: Decimal | None = None
    weeks: Decimal | None = None  # of the year in which the places are used
    mentor: Monthly | Hourly | None = None
    consultants: Decimal | None = None
    salary: Decimal | None = None  # a year, for one consultant
    courses: Decimal | None = None  # a year in all
    municipal: Decimal | None = None  # a place a week
    saving: Span | None = None  # a year for each candidate in work


@dataclass(frozen=True, slots=True)
class Line:
    """An item of a budget: its name, how it was worked out, and what came of it."""

    name: str
    sum: str  # "1.500 kr. × 12 måneder × 35 pladser"
    amount: Span


@dataclass(frozen=True, slots=True)
class Budget:
    """What a plan comes to. A line is None where the plan does not hold what it takes."""

    items: tuple[Line | None, ...]  # of the centre, kr. a year
    total: Line | None
    weekly: Line | None  # kr. a place a week
    municipal: Line | None  # kr. a year
    difference: Line | None  # kr. a year that the municipal places cost more
    covered: Line | None  # candidates in work whose savings pay the centre's places
    extra_covered: Line | None  # the same for what the centre costs more, where it does


@dataclass(frozen=True, slots=True)
class _Factor:
    value: Span
    said: str
    divides: bool = False


def budget(plan: Plan) -> Budget:
    """The sums of a plan. Every item is rounded to whole øre, so that the items are the total."""
    items = (_consultants(plan), _mentors(plan), _courses(plan))
    total = _total(items)
    municipal = _municipal(plan)
    difference = _difference(municipal, total)
    return Budget(
        items,
        total,
        _weekly(plan, total),
        municipal,
        difference,
        _covered(plan, total.amount if total else None, "Udgiften dækkes ved"),
        _covered(plan, _extra(difference), "Merudgiften dækkes ved"),
    )


def said(span: Span, unit: str = "") -> str:
    """The span as Danish writes it: "170–250 kr."."""
    ends = dict.fromkeys((shown(span.low), shown(span.high)))
    return "–".join(ends) + (f" {unit}" if unit else "")


def shown(value: Decimal) -> str:
    """A number as Danish writes it, with two decimals or none: 579,67 or 1.055.000."""
    rounded = value.quantize(_ORE, ROUND_HALF_UP)
    whole = rounded.quantize(Decimal(1))
    return written(whole if whole == rounded else rounded).replace("-", "−")


def counted(number: Decimal, one: str, many: str) -> str:
    """ "1 plads", "35 pladser"."""
    return f"{shown(number)} {one if number == 1 else many}"


def _consultants(plan: Plan) -> Line | None:
    if plan.consultants is None or plan.salary is None:
        return None
    people = _factor(plan.consultants, counted(plan.consultants, "jobkonsulent", "jobkonsulenter"))
    return _line("Løn til jobkonsulent", people, _kroner(plan.salary))


def _mentors(plan: Plan) -> Line | None:
    if plan.places is None or plan.weeks is None or plan.mentor is None:
        return None
    places = _places(plan.places)
    match plan.mentor:
        case Monthly(amount):
            part = () if plan.weeks == WEEKS else (_weeks(plan.weeks), _divided(WEEKS, "52 uger"))
            months = _factor(MONTHS, "12 måneder")
            return _line("Mentorbetaling", _kroner(amount), months, places, *part)
        case Hourly(hours, group, rate):
            return _line(
                "Mentorbetaling",
                _factor(hours, counted(hours, "time", "timer")),
                _Factor(rate, said(rate, "kr.")),
                _weeks(plan.weeks),
                places,
                _divided(group, counted(group, "plads", "pladser")),
            )


def _courses(plan: Plan) -> Line | None:
    return None if plan.courses is None else _line("Mentorkurser", _kroner(plan.courses))


def _total(items: tuple[Line | None, ...]) -> Line | None:
    known = [item for item in items if item]
    if len(known) < len(items):
        return None
    amount = sum((item.amount for item in known), Span(Decimal(0), Decimal(0)))
    return Line(
        "Virksomhedscenter i alt", " + ".join(_bracketed(item.amount) for item in known), amount
    )


def _weekly(plan: Plan, total: Line | None) -> Line | None:
    if total is None or plan.places is None or plan.weeks is None:
        return None
    year = _Factor(total.amount, said(total.amount, "kr."))
    places = _divided(plan.places, counted(plan.places, "plads", "pladser"))
    weeks = _divided(plan.weeks, counted(plan.weeks, "uge", "uger"))
    return _line("Virksomhedscenter pr. plads pr. uge", year, places, weeks)


def _municipal(plan: Plan) -> Line | None:
    if plan.municipal is None or plan.places is None or plan.weeks is None:
        return None
    price = _kroner(plan.municipal)
    return _line("Kommunalt tilbud i alt", price, _places(plan.places), _weeks(plan.weeks))


def _difference(municipal: Line | None, total: Line | None) -> Line | None:
    if municipal is None or total is None:
        return None
    gap = f"{said(municipal.amount)} − {_bracketed(total.amount)}"
    return Line("Kommunalt tilbud minus virksomhedscenter", gap, municipal.amount - total.amount)


def _extra(difference: Line | None) -> Span | None:
    """What the centre costs more in every case; None where it may be the cheaper."""
    if difference is None or difference.amount.high >= 0:
        return None
    return Span(-difference.amount.high, -difference.amount.low)


def _covered(plan: Plan, amount: Span | None, name: str) -> Line | None:
    """Whole candidates, rounded up: one fewer would not pay."""
    if amount is None or plan.saving is None or plan.saving.low <= 0:
        return None
    ends = amount.low / plan.saving.high, amount.high / plan.saving.low
    least, most = (end.quantize(Decimal(1), ROUND_CEILING) for end in ends)
    pays = f"{said(amount, 'kr.')} / {said(plan.saving, 'kr.')}, rundet op"
    return Line(name, pays, Span(least, most))


def _line(name: str, *factors: _Factor) -> Line:
    """The product of the factors; a divisor is never a range."""
    low = high = Decimal(1)
    spoken = ""
    for factor in factors:
        sign = " / " if factor.divides else " × "
        spoken += (sign if spoken else "") + factor.said
        # Everything is multiplied before it is divided, so that thirds come out even.
        if not factor.divides:
            low, high = low * factor.value.low, high * factor.value.high
    for factor in factors:
        if factor.divides:
            low, high = low / factor.value.low, high / factor.value.low
    ends = (end.quantize(_ORE, ROUND_HALF_UP) for end in (low, high))
    return Line(name, spoken, Span(*ends))


def _factor(value: Decimal, words: str) -> _Factor:
    return _Factor(Span(value, value), words)


def _divided(value: Decimal, words: str) -> _Factor:
    return _Factor(Span(value, value), words, divides=True)


def _kroner(value: Decimal) -> _Factor:
    return _factor(value, f"{shown(value)} kr.")


def _places(number: Decimal) -> _Factor:
    return _factor(number, counted(number, "plads", "pladser"))


def _weeks(number: Decimal) -> _Factor:
    return _factor(number, counted(number, "uge", "uger"))


def _bracketed(span: Span) -> str:
    return f"({said(span)})" if span.is_range else said(span)
