"""Whether a text holds the type of thing that is asked for: a number, a date, a cause, a name."""

import re

from assistant.reply import Kind
from ingest import analyze
from ingest.danish import MONTHS

_NUMBER = re.compile(
    r"\d|\b(?:en|et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|halv\w*|begge|ingen)\b",
    re.IGNORECASE,
)
_MONTH = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\b(?:{_MONTH})\b|\bkvartal\b|\b(?:efterår|forår)", re.IGNORECASE
)
_DATES = re.compile(
    rf"\b\d{{1,2}}\. (?:{_MONTH})\b|\b(?:19|20)\d\d\b|\bs\. ?\d+(?:-\d+)?", re.IGNORECASE
)
_WHEN = re.compile(r"\bhvornår\b|\bwhen\b", re.IGNORECASE)
_AMOUNT = re.compile(r"pris|udgift|koste|beløb|\btal\b|\bprocent|\bandel", re.IGNORECASE)
_WHO = re.compile(r"\bhvem\b|\bwho\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=\w )[A-ZÆØÅ]\w+")
_CAUSE = re.compile(
    r"\b(?:fordi|da|idet|grund|skyldes|derfor|for at|betyder|hvorfor)\b|\bårsag",
    re.IGNORECASE,
)
_IS = r"(?:er|betyder|dækker|fungerer som|svarer til|består af|vil sige)\b"
_NAMES = r"\b(?:kaldes|kaldt|omdøbt til|også kendt som|svarende til)"
_SEQUENCE = re.compile(
    r"\b(?:først|derefter|dernæst|herefter|så|til sidst|afslut\w*|inden|start\w*)\b", re.I
)

_STEPS = re.compile(
    r"\b(?:trin|skridt|fase|proces|forløb|fremgangsmåde|rækkefølge|arbejdsgang|foregå|først|steps?\b)"
    r"|\bgang\w* i\b",
    re.IGNORECASE,
)


def asks_for_steps(question: str) -> bool:
    """Whether a question of how asks for a course of steps, and not for the means alone."""
    return bool(_STEPS.search(question))


def answer_type(kind: Kind, question: str, text: str) -> float:
    """Whether `text` holds the type of thing asked for: 1, 0, or something between."""
    if kind == "number" or (kind == "compare" and _AMOUNT.search(question)):
        if _WHEN.search(question):
            return float(bool(_DATE.search(text)))
        said = analyze.words(without_dates(text))
        fresh = [n for n in said if n[0].isdigit() and n not in analyze.words(question)]
        return 1.0 if fresh else 0.5 * bool(_NUMBER.search(text))
    if kind == "why":
        return float(bool(_CAUSE.search(text)))
    if kind == "definition":
        return _defines(question, text)
    if _WHO.search(question):
        return float(bool(_NAME.search(text)))
    if kind == "procedure":
        return min(1.0, 0.5 * steps_in(text))
    return 0.0


def without_dates(text: str) -> str:
    """`text` without years and dates, which are no answer to how many."""
    return _DATES.sub(" ", text)


def steps_in(text: str) -> int:
    """How many words tell of steps: first, then, after that."""
    return len(_SEQUENCE.findall(text))


def _defines(question: str, text: str) -> float:
    """1 where the text says what a word of the question is; 0.2 where it says what anything is."""
    for word in analyze.content_words(question):
        noun = re.escape(word[: max(4, len(word) - 3)])
        says = rf"\b{noun}\w*,?\s+(?:(?:der|som)\s+)?{_IS}"
        names = rf"(?:\bdvs\.|det vil sige|{_NAMES})\s+(?:\w+\s+){{0,3}}{noun}"
        if re.search(f"{says}|{names}", text, re.IGNORECASE):
            return 1.0
    return 0.2 * bool(re.search(rf"\b{_IS}", text))
