"""A budget as rows, the same for the table on the page, the file and the clipboard."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.calculation.budget import Budget, Line, budget, shown
from assistant.calculation.budget_fields import Typed, counting, defaults, read
from assistant.calculation.budget_notes import Note, approximate, reservations, sourced
from assistant.web.economics_register import Register

YEARLY, WEEKLY, PEOPLE = "kr. pr. år", "kr. pr. plads pr. uge", "i job eller uddannelse"
_MENTORS = ("mentor_maaned", "mentor_timer", "mentor_pladser", "timepris_fra", "timepris_til")
_ITEMS = (("jobkonsulenter", "loen"), ("pladser", "uger", *_MENTORS), ("kurser",))
CENTRE = tuple(name for names in _ITEMS for name in names)
MUNICIPAL = ("pladser", "uger", "kommunal")
SAVING = ("sparet_fra", "sparet_til")


@dataclass(frozen=True, slots=True)
class Estimate:
    """What was typed and what it comes to, with the register that its defaults are from."""

    register: Register
    typed: Typed
    budget: Budget
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a budget with its unit, and the figures of the register that went into it."""

    line: Line
    unit: str
    figures: tuple[str, ...]
    near: bool  # it leans on a figure that its source calls approximate
    sums_up: bool = False  # it is what the items above come to


def estimate(register: Register, texts: Mapping[str, str] | None) -> Estimate:
    """The estimate for what was typed; for the defaults where nothing was yet."""
    if texts is None:
        texts = {name: shown(value) for name, value in defaults(register.figures).items()}
    typed = read(texts)
    notes = reservations(typed, register.figures)
    return Estimate(register, typed, budget(typed.plan), notes)


def rows(of: Estimate) -> list[Row]:
    """The rows of a budget in their order, as far as they are known."""
    plan = of.budget
    found = [
        *((item, YEARLY, names, False) for item, names in zip(plan.items, _ITEMS, strict=True)),
        (plan.total, YEARLY, CENTRE, True),
        (plan.municipal, YEARLY, MUNICIPAL, False),
        (plan.difference, YEARLY, (*CENTRE, *MUNICIPAL), True),
        (plan.weekly, WEEKLY, CENTRE, False),
        (plan.covered, PEOPLE, (*CENTRE, *SAVING), False),
        (plan.extra_covered, PEOPLE, (*CENTRE, *MUNICIPAL, *SAVING), False),
    ]
    return [_row(of, line, unit, names, sums_up) for line, unit, names, sums_up in found if line]


def is_near(of: Estimate, names: tuple[str, ...]) -> bool:
    """Whether a result of these fields is an approximate one."""
    return approximate(of.typed, of.register.figures, names)


def missing(of: Estimate, names: tuple[str, ...]) -> list[str]:
    """The labels of the fields without a number, among those that a result needs."""
    fields = [field for field in counting(of.typed.mode) if field.name in names]
    return [field.label for field in fields if field.name not in of.typed.numbers]


def _row(of: Estimate, line: Line, unit: str, names: tuple[str, ...], sums_up: bool) -> Row:
    fields = [field for field in sourced(of.typed, of.register.figures) if field.name in names]
    figures = dict.fromkeys(field.figure for field in fields if field.figure)
    return Row(line, unit, tuple(figures), is_near(of, names), sums_up)
