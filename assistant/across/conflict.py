"""Where sources do not agree: another sentence says the same of the same, with another value.

A false alarm is worse than a miss. So both sentences must be about the same in nearly the same
words, of the same names and the same time, with the same reservations, and each give one value.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from assistant.figures import numbers
from assistant.reply import Claim, Draft, Passage, Quote
from assistant.selection.match import Query, likeness
from assistant.selection.units import Unit, units
from ingest import analyze
from ingest.danish import MONTHS
from ingest.library import Library

_COUNTED = re.compile(r"\bhvor mange\s+(?:forskellige\s+)?([^\W\d_]{3,})", re.IGNORECASE)
_WHEN = re.compile(r"\bhvornår\b|\bhvilket år\b", re.IGNORECASE)
_PRICE = re.compile(r"\bkoste(?:r|de)\b|\bpris|\btakst|\bbeløb", re.IGNORECASE)
_SEASONS = {"forår": range(2, 5), "sommer": range(5, 8), "efterår": range(8, 11)}  # months from 0
_QUARTERS = {"første": 0, "andet": 1, "tredje": 2, "fjerde": 3}
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:(?:(?P<day>\d{{1,2}})\.\s+)?(?P<month>{_MONTH})"
    r"|(?P<season>forår|sommer|efterår)(?:et|en)?"
    r"|(?P<quarter>første|andet|tredje|fjerde) kvartal(?: af)?)"
    r"(?:\s+(?:i\s+)?(?P<of>(?:19|20)\d\d))?\b|\b(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DAYS = 31  # that a month is given, so that dates can be told apart by number
_YEAR = 12 * _DAYS
_SAME = 0.75  # likeness from which two words are one
_ALIKE = 0.7  # of the words of the shorter sentence, for two to be about the same
_FEWEST = 3  # words that a sentence must have beside its value
_NEAR = 3  # words after a number, one of which it counts
_SLACK = Decimal("0.05")  # of a value, that two may differ by and still be one that was rounded
# Words that make a number another number: of a part, of a plan, of more than these.
_RESERVED = frozenset(
    """
    alene alle anden andre bare blot ca cirka desuden endnu flere forventer forventet færre
    gennemsnit heraf hver hvert højst ikke ingen kun maksimum maks mangler min mindre mindst minimum
    mål målet målsætningen måske navn nogle nye næsten omkring op oprindelig oprindeligt over per
    plan planen planlagt pr resterende samlet skal skulle store største små under vej vil yderligere
    """.split()
)
_NAME = re.compile(r"(?<=[\w,;:(»] )»?([A-ZÆØÅ][\w-]+)")
_Said = tuple[int, int] | Decimal  # days since year 0, the last one not of it; or a number


def conflict(
    asked: Query, lead: Unit, passages: Iterable[Passage], library: Library
) -> Draft | None:
    """What is said first and what another place says against it; None where none does."""
    read = _reader(asked.part)
    if read is None or not _can_stand(lead):
        return None
    said, dated = read(lead.reading), read is _dates
    if len(said) != 1:
        return None
    against = next(
        (
            unit
            for unit in units(passages, library)
            if unit.key != lead.key
            and _can_stand(unit)
            and len(other := read(unit.reading)) == 1
            and _differ(said[0], other[0])
            and _same_matter(asked, lead, unit, dated=dated)
        ),
        None,
    )
    if against is None:
        return None
    one = lead.document.id == against.document.id
    introduction = "Kilden er ikke enig med sig selv:" if one else "Kilderne er ikke enige:"
    return Draft(tuple(_claim(unit, within=one) for unit in (lead, against)), introduction)


def _reader(question: str) -> Callable[[str], Sequence[_Said]] | None:
    """What finds the values of a sentence that a question may be asking for."""
    if _WHEN.search(question):
        return _dates
    if counted := _COUNTED.search(question):
        noun = counted[1].casefold()
        return lambda text: counts(noun, text)
    return amounts if _PRICE.search(question) else None


def _can_stand(unit: Unit) -> bool:
    """Whether a unit is a sentence of its own; a cell or an item leans on what stands round it."""
    return unit.shape.kind == "paragraph" and not unit.text.endswith(":")


def counts(noun: str, text: str) -> list[Decimal]:
    """The numbers of a text that count a noun, each once."""
    found: dict[Decimal, None] = {}
    for number in numbers(text):
        after = analyze.words(text[number.end :])[:_NEAR]
        if any(likeness(noun, word) >= _SAME for word in after):
            found[number.value] = None
    return list(found)


def amounts(text: str) -> list[Decimal]:
    """The amounts in kroner of a text, each once."""
    found: dict[Decimal, None] = {}
    for number in numbers(text):
        before, after = text[: number.start].rstrip(), text[number.end :].lstrip()
        if before.casefold().endswith("kr.") or after.casefold().startswith(("kr", "mio", "mill")):
            found[number.value] = None
    return list(found)


def _dates(text: str) -> list[_Said]:
    """The times that a text names, as spans of months, each once."""
    return list(dict.fromkeys(map(_span, _DATE.finditer(text))))


def _span(found: re.Match[str]) -> tuple[int, int]:
    """The days of a date, the last one not of it; where it names no year, those of year 0."""
    first = _YEAR * int(found["of"] or found["year"] or 0)
    if found["year"]:
        return first, first + _YEAR
    if found["month"]:
        first += _DAYS * MONTHS.index(found["month"].casefold())
        day = int(found["day"] or 0)
        return (first + day, first + day + 1) if day else (first, first + _DAYS)
    if found["season"]:
        months = _SEASONS[found["season"].casefold()]
    else:
        quarter = _QUARTERS[found["quarter"].casefold()]
        months = range(3 * quarter, 3 * quarter + 3)
    return first + _DAYS * months.start, first + _DAYS * months.stop


def _differ(one: _Said, other: _Said) -> bool:
    """Whether two values exclude each other; times do where they do not overlap."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        both_of_a_year = (one[0] < _YEAR) == (other[0] < _YEAR)
        return both_of_a_year and (one[1] <= other[0] or other[1] <= one[0])
    if isinstance(one, Decimal) and isinstance(other, Decimal):
        return abs(one - other) > _SLACK * max(one, other)
    return False


def _same_matter(asked: Query, one: Unit, other: Unit, *, dated: bool) -> bool:
    """Whether two sentences say the same of the same, but for the value."""
    left, right = _matter(one.reading), _matter(other.reading)
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < _FEWEST or _in(shorter, longer) < _ALIKE * len(shorter):
        return False
    if not dated and set(_dates(one.reading)) != set(_dates(other.reading)):
        return False
    known = [word for word in analyze.content_words(asked.part) if not word[0].isdigit()]
    headed = [_headed(one, left), _headed(other, right)]
    # What each says and the other does not, neither itself nor by its heading.
    own = [len(left) - _in(left, headed[1]), len(right) - _in(right, headed[0])]
    return (
        min(own) == 0
        and all(_in([word], headed[0]) == _in([word], headed[1]) for word in known)
        and reserved(one.reading) == reserved(other.reading)
        and _same_names(one, other)
    )


def _headed(unit: Unit, words: Sequence[str]) -> list[str]:
    """The words of a sentence and those of the heading right above it."""
    return [*words, *analyze.words(" ".join(unit.headings[-1:]))]


def _matter(text: str) -> list[str]:
    """The words of a sentence that say what it is about: no figures, no dates."""
    words = analyze.content_words(_DATE.sub(" ", text))
    return [w for w in dict.fromkeys(words) if not w[0].isdigit() and w not in _RESERVED]


def _in(words: Sequence[str], text: Sequence[str]) -> int:
    """How many of `words` another text says."""
    return sum(any(likeness(word, said) >= _SAME for said in text) for word in words)


def reserved(text: str) -> frozenset[str]:
    """The words of a text that make its number another: of a part, of a plan, of more."""
    return frozenset(analyze.words(text)) & _RESERVED


def _same_names(one: Unit, other: Unit) -> bool:
    """Whether each names what the other names, itself or by its title and headings."""
    for unit, against in ((one, other), (other, one)):
        text = f"{against.document.source.title} {against.about} {against.reading}"
        names = [name.casefold() for name in _NAME.findall(unit.reading)]
        if _in(names, analyze.words(text)) < len(names):
            return False
    return True


def _claim(unit: Unit, *, within: bool) -> Claim:
    """The sentence under its document; where both are of one, with where it stands in it."""
    label = unit.document.source.title
    if within:
        page = unit.document.page_at(unit.start)
        place = f"s. {page.label or page.number}" if page.width else "".join(unit.headings[-1:])
        label = f"{label}, {place}" if place else label
    return Claim(unit.text, (Quote(unit.text, unit.passage, unit.start),), label=label)
