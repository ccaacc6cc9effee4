"""The language a question is asked in, and what an English one counts and measures in Danish."""

import re
from typing import Literal

from ingest import analyze

Language = Literal["da", "en"]
IN_ENGLISH = "The documents are in Danish; these quotes answer the question:"
_ENGLISH = frozenset(
    """
    the of is are does do did how what who which why when where can could should would was were
    an and with from about there their they it its that this these those you your my we get many
    much long often has have had been be if or not must please tell give
    """.split()
)
_DANISH = frozenset(
    """
    hvad hvor hvem hvilke hvilken hvilket hvornår hvordan hvorfor er en et og på til der som det
    den de af at har kan skal må får blev bliver ved om med fra jeg man vi du eller ikke
    """.split()
)
_ASKING = (
    (r"\bhow much (?:does|do|did)\b(.*?)\bcost\b", r"hvad koster\1"),
    (r"\bwhat (?:does|do|did)\b(.*?)\bcost\b", r"hvad koster\1"),
    (r"\bhow long\b", "hvor længe"),
    (r"\bpercent(?:age)?\b", "procent"),
)
# What people count; the field's own words stand in the list of concepts.
_COUNTED = {
    "participants": "deltagere", "hours": "timer",
    "days": "dage", "weeks": "uger", "months": "måneder", "years": "år",
    "companies": "virksomheder", "firms": "virksomheder", "municipalities": "kommuner",
    "places": "pladser", "jobs": "job", "mentors": "mentorer", "citizens": "borgere",
    "employees": "medarbejdere", "interviews": "interview", "meetings": "møder",
    "centres": "centre", "centers": "centre", "projects": "projekter", "kroner": "kroner",
}  # fmt: skip
_HOW_MANY = re.compile(rf"\bhow many ({'|'.join(_COUNTED)})\b", re.IGNORECASE)


def language_of(question: str) -> Language:
    """The language of a question by its everyday words; Danish where they do not tell."""
    words = analyze.words(question)
    english = sum(word in _ENGLISH for word in words)
    return "en" if english > sum(word in _DANISH for word in words) else "da"


def asked_in_danish(question: str) -> str:
    """An English question with what it counts and measures in Danish; all else as it is.

    So that a figure is demanded of its answer as it is of one to a Danish question.
    """
    for pattern, danish in _ASKING:
        question = re.sub(pattern, danish, question, flags=re.IGNORECASE)
    return _HOW_MANY.sub(lambda m: f"hvor mange {_COUNTED[m[1].casefold()]}", question)
