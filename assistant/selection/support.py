"""Whether a place in a document bears an answer: constraints that one window must all satisfy.

Scores alone do not tell an answer from a near miss. What tells them apart are typed constraints
on the sentence with its neighbours, headings and title: the names, years and the noun that is
asked for must be there, and so must a figure where a figure is asked for.
"""

import re

from assistant.question import Understood
from assistant.reply import Kind
from assistant.selection.answer_type import answer_type
from assistant.selection.match import Query, coverage
from assistant.selection.units import Unit, around, neighbours, page_text
from assistant.selection.wanted import YEAR, holds_focus, holds_measure, holds_slots, named, names

LEAST_COVERAGE = 0.4
_NEAR = 1  # units before and after, for figures and years
_LACKS = re.compile(
    r"\bikke (?:oplyst|nævnt|angivet)\b"
    r"|\b(?:oplyser|fremgår|nævner|siger|angiver|står|skriver) ikke\b"
    r"|\b(?:mangler|gået tabt|faldet ud|kan ikke (?:ses|læses|aflæses))\b",
    re.IGNORECASE,
)
_ASKS_FOR_GAPS = re.compile(r"\b(?:mangl\w*|fremgår|oplyst|uklar\w*|tabt|modsig\w*|åbent)\b", re.I)
_ONE_THING: tuple[Kind, ...] = ("number", "fact", "yes_no")  # kinds of question for one thing
_ABOUT_IT = 0.4  # of the question, that a sentence saying that something is missing must cover
_PAGES = re.compile(r"\bs\. ?\d[\d og-]*")
_BOTH = re.compile(r"\bbåde\b|\bhenholdsvis\b", re.IGNORECASE)


def is_missing(asked: Query, unit: Unit, lead: Unit | None) -> bool:
    """Whether the unit says that the source lacks what is asked for, and is nearer than `lead`."""
    if asked.kind not in _ONE_THING or unit.shape.kind == "table_row":
        return False
    if not _LACKS.search(unit.reading) or _ASKS_FOR_GAPS.search(asked.part):
        return False
    about = coverage(asked, unit.reading)
    if about < _ABOUT_IT or (lead and about < coverage(asked, lead.reading)):
        return False
    without_pages = _PAGES.sub("", unit.reading)
    return asked.kind != "number" or answer_type("number", asked.part, without_pages) < 1


def bears(asked: Query, unit: Unit, understood: Understood) -> bool:
    """Whether the place round `unit` may answer the question."""
    return covers(asked, unit) >= LEAST_COVERAGE and satisfies(asked, unit, understood)


def covers(asked: Query, unit: Unit) -> float:
    """Share of the question that the unit covers with its neighbours, headings and title."""
    return coverage(asked, around(unit))


def satisfies(asked: Query, unit: Unit, understood: Understood) -> bool:
    """Whether the names, years, figures and the noun that are asked for stand round the unit."""
    near = neighbours(unit, _NEAR)
    said = " ".join(other.reading for other in near)
    if not _names_are_there(asked, unit, understood):
        return False
    if not set(YEAR.findall(asked.part)) <= set(YEAR.findall(said)):
        return False
    if understood.kind == "compare":
        return True
    if asked.kind == "number" and not answer_type(asked.kind, asked.part, said):
        return False
    if not holds_slots(asked.part, said):
        return False
    return holds_measure(asked.part, said) and holds_focus(asked, near)


def _names_are_there(asked: Query, unit: Unit, understood: Understood) -> bool:
    """Whether the names in the question stand round the unit or on its page."""
    there = [named(name, f"{around(unit)} {page_text(unit)}") for name in names(asked.part)]
    # A question about several places names them all; each place need bear one of the names.
    several = understood.kind == "compare" or len(understood.parts) > 1 or _BOTH.search(asked.part)
    return not there or (any(there) if several else all(there))
