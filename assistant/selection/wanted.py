"""What a question wants to be told: the noun it asks for, the names, and the type of figure."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from assistant.selection.answer_type import without_dates
from assistant.selection.match import Query, likeness, misspelt
from assistant.selection.units import Unit
from ingest import analyze
from ingest.danish import MONTHS, STOPWORDS
from ingest.everyday import rareness
from ingest.names import find_names

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÆØÅ][\wÆØÅæøå-]*")
_FOCUS = re.compile(
    r"\b(?:hvor (?:mange|meget)|hvilke[nt]?|hvem (?:er|var)|hva[d ]? (?:er|var|koste(?:r|de)|bliver"
    r"|betyder|dækker|menes med|mener man med|forstås ved|forstår man ved))"
    r"\s+(?:(?:en|et|den|det|de|der|alle)\s+)*([^\W\d_]{3,})(?:\s+([^\W\d_]{3,}))?",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:andel(?:en)?|procent|pct\.?|%|mange|del(?:en)?) af (?:(?:de|den|det|alle) )*"
    r"([^\W\d_]{3,})",
    re.IGNORECASE,
)
COUNTS = re.compile(r"\bhvor mange\b|\bhow many\b", re.IGNORECASE)
_NUMERALS = r"(?:en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv\w*)"
_COUNTED = re.compile(rf"\d|\b(?!en\b|et\b)(?:{_NUMERALS}|begge|ingen)\b", re.IGNORECASE)
# The unit without its ending: timer, mentortimer; dage; uger.
_MEASURE = re.compile(r"\bhvor mange (time|dag|uge|måned|minut|gang|meter|kilometer)\w*", re.I)
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
        re.compile(
            r"\bkoste(?:r|de)\b|\bpris|\btakst|\bsats(?:en|er|erne)?\b|\bbeløb|\bløn\b|\bkroner\b",
            re.IGNORECASE,
        ),
        re.compile(r"\d.*(?:\bkr|%|\beuro|\bmi[oa]\b)|\b(?:kr|euro)\W+\d|mill?i\w+ kroner", re.I),
    ),
    (
        re.compile(r"\bprocent|\bandel|%", re.I),
        re.compile(r"\d\s*(?:%|procent|pct)|halvdel|tredjedel|fjerdedel", re.I),
    ),
)  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
# By the hour, week, month or year: how a question says it, and how a text does.
_RATES = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(said, re.IGNORECASE))
    for asked, said in (
        (r"\bi timen\b|\bpr\.? time\b|timeløn|timepris", r"\btime"),
        (r"\bom dagen\b|\bpr\.? dag\b", r"\bdag"),
        (r"\bom ugen\b|\bpr\.? uge\b|ugentlig", r"\buge"),
        (r"\bom måneden\b|\bpr\.? måned\b|månedlig", r"\bmåned|\bmdr"),
        (r"\bom året\b|\bpr\.? år\b|\bårlig", r"\bår|årlig"),
    )
)
_A_PERSON = re.compile(
    r"\bhva?d? (?:er|hedder|hed|var) (?:hende|ham|navnet)\b"
    r"|\bhva?d hed(?:der)?\b.*(?:chef|leder|direktør|formand|konsulent|person|minister|mester)"
    r"|\bhvem\b|\bwho\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b[A-ZÆØÅ][a-zæøå]+ (?:[A-ZÆØÅ]\.? )?[A-ZÆØÅ][a-zæøå]+\b")
# What is asked for by its name: a person, or the day that something is due.
_BY_NAME = re.compile(
    r"\b(?:hva?d? (?:hedder|hed)|navnet på|navn på|what is the name of)\b"
    r".*(?:hende|ham|chef|leder|direktør|formand|konsulent|person|minister|mester|rådgiver|vejleder"
    r"|mentor|koordinator|medarbejder)"
    r"|\b(?:hvem (?:er|var) (?:\w+ )?|who (?:is|was) (?:the |a )?)"
    r"(?:\w*chef|\w*leder|direktør|formand|\w*minister|borgmester|head|director|manager|leader"
    r"|mayor|minister|chair)\w*\b",
    re.IGNORECASE,
)
_DUE = re.compile(r"frist(?:en|er|erne)?\b|\bdeadline|\bdue date|\bsenest\b.*\bdato", re.IGNORECASE)
_DAY = re.compile(
    rf"\b\d{{1,2}}\.? ?(?:{'|'.join(MONTHS)})|\b\d{{1,2}}[/.-] ?\d{{1,2}}\b"
    rf"|\b(?:{'|'.join(MONTHS)})\b|\b(?:uge|kvartal) \d"
    r"|\b\d+ (?:dage|uger|måneder|arbejdsdage)\b",
    re.IGNORECASE,
)
# An amount of money, which nothing but an amount answers.
_AN_AMOUNT = re.compile(
    r"\bhvor mange (?:kroner|penge)\b|\btime(?:løn|pris|betaling)\w*"
    r"|\bhv(?:a[d ]?|or meget) (?:får|fik|tjener|tjente|giver|gav|koster|kostede|betaler)\b[^?]*"
    r"\b(?:i timen|pr\.? time|i løn|i bonus|i tilskud)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\d.*(?:\bkr|\beuro|\bmi[oa]\b)|\b(?:kr|euro)\W+\d|mill?i\w+ kroner|\bgratis\b|\bulønnet",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"\bhvilket år|\bwhich year|\bwhat year", re.IGNORECASE)


def names(question: str) -> set[str]:
    """Words within the question that are written as names; of `STV-projektet` the first half."""
    words = (part for name in _NAME.findall(question) for part in name.split("-"))
    return {word for word in words if len(word) > 1 and word[0].isupper()}


def focus(question: str) -> list[str]:
    """The noun that is asked for, and the word after it: `hvor mange faste pladser`.

    Of a share what it is one of: `hvor stor en andel af borgerne`.
    """
    found = _PART_OF.search(question) or _FOCUS.search(question)
    words = [word.casefold() for word in found.groups() if word] if found else []
    return [word for word in words if word not in STOPWORDS and word not in _UNITS]


def named(name: str, text: str) -> bool:
    """Whether the text has the name, in the genitive or misspelt by a letter too."""
    wanted = analyze.fold(name.casefold()).rstrip("s")
    for plain in _folded(text):
        if plain.rstrip("s") == wanted or (len(wanted) > 3 and wanted in plain):
            return True
        if len(wanted) > 4 and fuzz.ratio(plain, wanted) >= 84:
            return True
    return wanted.replace("-", " ") in analyze.fold(text.casefold()).replace("-", " ")


@lru_cache(maxsize=5_000)
def _folded(text: str) -> frozenset[str]:
    return frozenset(map(analyze.fold, analyze.words(text)))


def says(asked: Query, noun: str, text: str) -> bool:
    """Whether the text has the noun, or another word for it."""
    other = asked.alternatives.get(noun, {})
    nouns = [noun, *(word for word, lent in other.items() if lent >= 1)]
    words = analyze.words(text)
    if any(likeness(other, word) >= _SAME for other in nouns for word in words):
        return True
    return noun in asked.unknown and any(misspelt(noun, word) >= _SAME for word in words)


def holds_slots(part: str, said: str) -> bool:
    """Whether a price, a share, a length of time or an address is said where one is asked for."""
    return all(held.search(said) for wants, held in _SLOTS if wants.search(part))


def holds_measure(part: str, said: str) -> bool:
    """Whether a number of the unit that is asked for (hours, days, times) is said."""
    measure = _MEASURE.search(part)
    if measure is None:
        return True
    number = rf"(?:\d[\d.,-]*|{_NUMERALS})"
    return bool(re.search(rf"\b{number}\s+(?:\w+\s+)?\w*{measure[1]}", said, re.IGNORECASE))


def holds_focus(asked: Query, near: Sequence[Unit]) -> bool:
    """Whether the noun that is asked for stands near; where it is counted, with a number."""
    nouns = [word for word in focus(asked.part) if rareness(word) >= _EVERYDAY]
    if not nouns:
        return True
    counted = COUNTS.search(asked.part)
    return any(
        any(says(asked, word, f"{other.about} {other.reading}") for word in nouns)
        and (not counted or _COUNTED.search(without_dates(other.reading)))
        for other in near
    )


def months(part: str) -> set[str]:
    """The months that a question names, lower case."""
    return {month.casefold() for month in _MONTH.findall(part)}


def holds_months(part: str, said: str) -> bool:
    """Whether every month that is asked about is said."""
    return all(month in said.casefold() for month in months(part))


def holds_rate(part: str, said: str) -> bool:
    """Whether the span of time that an amount is asked by is said."""
    return all(held.search(said) for asked, held in _RATES if asked.search(part))


def holds_person(part: str, said: str) -> bool:
    """Whether a person's name is said where one is asked for."""
    return not _A_PERSON.search(part) or bool(_PERSON.search(said))


def can_be_told(part: str, said: str) -> bool:
    """Whether a name, a year, an amount or the day of a deadline is said, where only it answers."""
    if _BY_NAME.search(part) and not find_names(said):
        return False
    if not holds_year(part, said):
        return False
    if _AN_AMOUNT.search(part) and not _MONEY.search(said):
        return False
    return not _DUE.search(part) or bool(_DAY.search(said))


def holds_year(part: str, said: str) -> bool:
    """Whether a year is said where one is asked for."""
    return not _A_YEAR.search(part) or bool(YEAR.search(said))


def attached(asked: Query, nouns: Sequence[str], text: str) -> float:
    """How closely a number stands before (1 to 0.6) or after (0.5) the noun that is counted."""
    words = analyze.words(text)
    best = 0.0
    for position in (i for i, word in enumerate(words) if _COUNTED.match(word)):
        for further, word in enumerate(words[position + 1 : position + 4]):
            if any(says(asked, noun, word) for noun in nouns):
                best = max(best, 1 - 0.2 * further)
        before = words[max(position - 3, 0) : position]
        if any(says(asked, noun, word) for noun in nouns for word in before):
            best = max(best, 0.5)
    return best
