"""Whether a place in a document bears an answer: constraints that one window must all satisfy.

Scores alone do not tell an answer from a near miss. What tells them apart are typed constraints
on the sentence with its neighbours, headings and title: the names, years and the noun that is
asked for must be there, and so must a figure where a figure is asked for.
"""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from assistant.answer_type import answer_type, without_dates
from assistant.match import Query, coverage, likeness
from assistant.question import Understood
from assistant.reply import Kind
from assistant.units import Unit, units_between
from ingest import analyze
from ingest.danish import STOPWORDS
from ingest.everyday import rareness

LEAST_COVERAGE = 0.4
_REACH = 2  # units before and after, for names and nouns
_NEAR = 1  # units before and after, for figures and years
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÆØÅ][\wÆØÅæøå-]*")
_FOCUS = re.compile(
    r"\b(?:hvor (?:mange|meget)|hvilke[nt]?|hvem (?:er|var)|hva[d ]? (?:er|var|koste(?:r|de)|bliver"
    r"|betyder|dækker|menes med|mener man med|forstås ved|forstår man ved))"
    r"\s+(?:(?:en|et|den|det|de|der|alle)\s+)*([^\W\d_]{3,})(?:\s+([^\W\d_]{3,}))?",
    re.IGNORECASE,
)
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
_COUNTS = re.compile(r"\bhvor mange\b|\bhow many\b", re.IGNORECASE)
_NUMERALS = r"(?:en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv\w*)"
_COUNTED = re.compile(rf"\d|\b(?!en\b|et\b)(?:{_NUMERALS}|begge|ingen)\b", re.IGNORECASE)
# The unit without its ending: timer, mentortimer; dage; uger.
_MEASURE = re.compile(r"\bhvor mange (time|dag|uge|måned|minut|gang|meter|kilometer)\w*", re.I)
_BOTH = re.compile(r"\bbåde\b|\bhenholdsvis\b", re.IGNORECASE)
_SAME = 0.75  # likeness from which a word is the noun that is asked for
# Words that name a sort of answer and need not stand beside it.
_UNITS = tuple(
    "procent kroner kr gange penge type typer slags måde måder former ting grunde årsager".split()
)
_EVERYDAY = 0.8  # a word below this rareness is a verb or a filler more often than a noun
_SLOTS = (
    (
        re.compile(r"\bhvor længe\b", re.I),
        re.compile(r"\b(?:time|dag|døgn|uge|måned|mdr|kvartal|halvår|år)|\bvarig|\bslutdato", re.I),
    ),
    (
        re.compile(r"\badresse", re.I),
        re.compile(r"\b\d{4} [A-ZÆØÅ]|(?:vej|gade|allé|plads|stræde|torv)\w* \d", re.I),
    ),
    (re.compile(r"\btelefon|\btlf\b", re.I), re.compile(r"\d\d ?\d\d ?\d\d ?\d\d|\b\d{4}\b")),
    (re.compile(r"\be-?mail|\bmailadresse", re.I), re.compile(r"\S+@\S+")),
    (
        re.compile(r"\bkoste(?:r|de)\b|\bpris|\btakst|\bsats|\bbeløb|\bløn\b|\bkroner\b", re.I),
        re.compile(r"\d.*(?:\bkr|%|\beuro|\bmi[oa]\b)|\b(?:kr|euro)\W+\d|mill?i\w+ kroner", re.I),
    ),
    (
        re.compile(r"\bprocent|\bandel|%", re.I),
        re.compile(r"\d\s*(?:%|procent|pct)|halvdel|tredjedel|fjerdedel", re.I),
    ),
)  # fmt: skip


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
    return coverage(asked, _around(unit))


def satisfies(asked: Query, unit: Unit, understood: Understood) -> bool:
    """Whether the names, years, figures and the noun that are asked for stand round the unit."""
    near = _neighbours(unit, _NEAR)
    said = " ".join(other.reading for other in near)
    if not _names_are_there(asked, unit, understood):
        return False
    if not set(_YEAR.findall(asked.part)) <= set(_YEAR.findall(said)):
        return False
    if understood.kind == "compare":
        return True
    if asked.kind == "number" and not answer_type(asked.kind, asked.part, said):
        return False
    if not holds_what_is_asked(asked, said):
        return False
    return _measure_is_there(asked, said) and _focus_is_there(asked, unit, near)


def holds_what_is_asked(asked: Query, said: str) -> bool:
    """Whether a price, a share, a length of time or an address is said where one is asked for."""
    return all(held.search(said) for wants, held in _SLOTS if wants.search(asked.part))


def _names_are_there(asked: Query, unit: Unit, understood: Understood) -> bool:
    """Whether the names in the question stand round the unit or on its page."""
    document = unit.document
    paged = document.pages[0].width > 0
    page = document.page_at(unit.start).text if paged else unit.passage.chunk.text
    named = [_named(name, f"{_around(unit)} {page}") for name in _names(asked.part)]
    # A question about several places names them all; each place need bear one of the names.
    several = understood.kind == "compare" or len(understood.parts) > 1 or _BOTH.search(asked.part)
    return not named or (any(named) if several else all(named))


def _measure_is_there(asked: Query, said: str) -> bool:
    """Whether a number of the unit that is asked for (hours, days, times) is said."""
    measure = _MEASURE.search(asked.part)
    if measure is None:
        return True
    number = rf"(?:\d[\d.,-]*|{_NUMERALS})"
    return bool(re.search(rf"\b{number}\s+(?:\w+\s+)?\w*{measure[1]}", said, re.IGNORECASE))


def _focus_is_there(asked: Query, unit: Unit, near: Sequence[Unit]) -> bool:
    """Whether the noun that is asked for stands near; where it is counted, with a number."""
    focus = [word for word in _focus(asked.part) if rareness(word) >= _EVERYDAY]
    if not focus:
        return True
    counted = _COUNTS.search(asked.part)
    return any(
        any(_says(asked, word, f"{other.about} {other.reading}") for word in focus)
        and (not counted or _COUNTED.search(without_dates(other.reading)))
        for other in near
    )


def _around(unit: Unit) -> str:
    """The unit with its neighbours, headings and title."""
    said = (other.reading for other in _neighbours(unit, _REACH))
    return " ".join([unit.document.source.title, unit.about, *said])


def _neighbours(unit: Unit, reach: int) -> list[Unit]:
    """The unit and up to `reach` units before and after it, of its block and those beside it."""
    blocks = unit.document.blocks
    start = blocks[max(unit.block - 1, 0)].start
    end = blocks[min(unit.block + 1, len(blocks) - 1)].end
    around = units_between(unit.document, start, end, unit.passage)
    position = next((i for i, other in enumerate(around) if other.start == unit.start), 0)
    return around[max(position - reach, 0) : position + reach + 1]


def _names(question: str) -> set[str]:
    """Words within the question that are written as names; of `STV-projektet` the first half."""
    words = (part for name in _NAME.findall(question) for part in name.split("-"))
    return {word for word in words if len(word) > 1 and word[0].isupper()}


def _focus(question: str) -> list[str]:
    """The noun that is asked for, and the word after it: `hvor mange faste pladser`."""
    found = _FOCUS.search(question)
    words = [word.casefold() for word in found.groups() if word] if found else []
    return [word for word in words if word not in STOPWORDS and word not in _UNITS]


def _named(name: str, text: str) -> bool:
    words = analyze.words(text)
    wanted = analyze.fold(name.casefold()).rstrip("s")
    for word in words:
        plain = analyze.fold(word)
        if plain.rstrip("s") == wanted or (len(wanted) > 3 and wanted in plain):
            return True
        if len(wanted) > 4 and fuzz.ratio(plain, wanted) >= 84:
            return True
    return wanted.replace("-", " ") in analyze.fold(text.casefold()).replace("-", " ")


def _says(asked: Query, noun: str, text: str) -> bool:
    """Whether the text has the noun, or another word for it."""
    other = asked.alternatives.get(noun, {})
    nouns = [noun, *(word for word, lent in other.items() if lent >= 1)]
    words = analyze.words(text)
    return any(likeness(other, word) >= _SAME for other in nouns for word in words)
