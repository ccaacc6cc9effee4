"""Whether a place in a document bears an answer: constraints that one window must all satisfy.

Scores alone do not tell an answer from a near miss. What tells them apart are typed constraints
on the sentence with its neighbours, headings and title: the names, years and the noun that is
asked for must be there, and so must a figure where a figure is asked for.
"""

import re

from assistant.question import Understood
from assistant.reply import Kind
from assistant.selection.answer_type import answer_type
from assistant.selection.gaps import asks_for_gaps, tells_of_a_gap
from assistant.selection.match import Query, coverage
from assistant.selection.units import Unit, around, neighbours, page_text
from assistant.selection.wanted import (
    YEAR,
    holds_focus,
    holds_measure,
    holds_months,
    holds_slots,
    months,
    named,
    names,
)
from ingest.danish import MONTHS
from ingest.document import CELL

LEAST_COVERAGE = 0.4
_NEAR = 1  # units before and after, for figures and years
_LACKING = re.compile(
    r"\b(?:oplyser|fremgår|nævner|siger|angiver|står|skriver) (?:heller )?ikke,? "
    r"(hvornår|hvor mange|hvor meget|hvor længe|hvem|hvorfor|hvordan)\b",
    re.IGNORECASE,
)
_ONE_THING: tuple[Kind, ...] = ("number", "fact", "yes_no")  # kinds of question for one thing
_ABOUT_IT = 0.4  # of the question, that a sentence saying that something is missing must cover
_PAGES = re.compile(r"\bs\. ?\d[\d og-]*")
# Where a figure should stand and none does.
_GAP = re.compile(
    r"\bhenholdsvis (?:og|samt|eller)\b"
    r"|\b(?:på|ca\.|cirka|omkring|mellem|mindst|højst|fra|til)"
    r" (?:kr\.|kroner|pct\.|procent|%)(?! ?\d)"
    rf"|\b(?:den|pr\.) \d{{1,2}}[./](?= [^\W\d]|$)(?! (?:{'|'.join(MONTHS)}))",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\b(?!(?:19|20)\d\d\b)\d[\d.,]*")
_BOTH = re.compile(r"\bbåde\b|\bhenholdsvis\b", re.IGNORECASE)


def is_missing(asked: Query, unit: Unit, lead: Unit | None) -> bool:
    """Whether the unit says that the source lacks what is asked for, and is nearer than `lead`.

    A row of a table says so in the cell that is asked for.
    """
    if asked.kind not in _ONE_THING or asks_for_gaps(asked.part):
        return False
    if has_gap(asked, unit):
        return True
    row = unit.shape.kind == "table_row"
    told = next((cell for cell in unit.reading.split(CELL) if tells_of_a_gap(cell)), None)
    if told is None or not _lacks_what_is_asked(asked.part, told):
        return False
    about = coverage(asked, unit.reading)
    if about < _ABOUT_IT or (lead and _is_nearer(asked, lead, about)):
        return False
    if row and not (coverage(asked, told) >= _ABOUT_IT and holds_months(asked.part, unit.reading)):
        return False
    without_pages = _PAGES.sub("", told)
    return asked.kind != "number" or answer_type("number", asked.part, without_pages) < 1


def _is_nearer(asked: Query, lead: Unit, about: float) -> bool:
    """Whether the lead is nearer to the question than `about`, or as near and gives a figure."""
    if not holds_months(asked.part, f"{lead.about} {lead.reading}"):
        return False
    told = coverage(asked, lead.reading)
    gives = asked.kind == "number" and answer_type("number", asked.part, lead.reading) > 0
    return about < told or (gives and about <= told)


def _lacks_what_is_asked(part: str, told: str) -> bool:
    """Whether a place that lacks something says by the same word what, where it says: `hvornår`."""
    lacking = _LACKING.search(told)
    return lacking is None or lacking[1].casefold() in part.casefold()


def has_gap(asked: Query, unit: Unit) -> bool:
    """Whether the figure that is asked for has fallen out of the unit: `henholdsvis og fleksjob`.

    What is asked for must stand between the gap and the last figure before it.
    """
    gap = _GAP.search(unit.reading) if asked.kind == "number" else None
    if gap is None:
        return False
    before = list(_FIGURE.finditer(unit.reading, 0, gap.start()))
    about = unit.reading[before[-1].end() if before else 0 :]
    if before and not months(asked.part):
        return False
    return coverage(asked, about) >= _ABOUT_IT and holds_months(asked.part, about)


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
