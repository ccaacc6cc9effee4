"""Whether a question asks for a decision in the case of a certain citizen.

Such a decision is a caseworker's, on grounds that no document here holds. It takes two signs to
decline: somebody in particular, and words that decide. A rule that holds for all is answered.
"""

import re

from ingest.analyze import fold
from ingest.names import find_names


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(fold(text))


_MAY = r"\b(?:kan|skal|må|bør|ok|i orden|rimeligt|lovligt|forsvarligt|should|can|may|must|could)\b"
_MEASURE = (
    r"fleksjob|flexjob|flex job|\w*pension|\w*forløb|\w*ydelse|\w*hjælp|\w*dagpenge"
    r"|\w*mentor|\w*praktik|løntilskud|virksomhedscent|aktiver|jobparat|målgruppe|forlæng|sanktion"
    r"|stop|visiter|bevilg|tilkend|partshør|indstil|fritag|afslag|afgør|lukke sag|tilbud"
    r"|underret|trække|benefit|placement|sanction"
)
_DECIDES = _pattern(
    rf"{_MAY}.*\b(?:{_MEASURE})|\b(?:{_MEASURE})\w*.*{_MAY}"
    r"|\b(?:er|is)\b.*\b(?:berettiget|omfattet|klar til|i målgruppen|jobparat|entitled|eligible)\b"
    r"|\bberettiget\b|\b(?:har|has)\b.*\b(?:ret til|krav på|a right to)\b|\bopfylder\b|\bqualif"
    r"|\bfor syg\b|\barbejdsevne"
    r"|^(?:kan du |kan i )?(?:vurder|afgør|bevilg|tilkend|giv mig en vurdering)"
)
# Who asks what a person has written or said, or how something is done, asks for no decision.
_ELSE = _pattern(
    r"\b(?:siger|sagt|sagde|mener|mente|skrev|skriver|skrevet|nævnt|nævner|citer|citat|rapport"
    r"|forfatter|evaluering|fortæl|udtal|interview|minister|læse|say|said|wrote|write)"
    r"|^(?:hvordan|hvorfor|hvad gør|how|why)\b"
)
_MY_CITIZEN = _pattern(
    r"\b(?:min|vores|my|our) (?:\w+ )?(?:borger|kandidat|klient|client|citizen)\b"
    r"|\bmin (?:ledige|sygemeldte)\b|\ben af (?:mine|vores) (?:borgere|kandidater|klienter)\b"
    r"|\bjeg (?:har|sidder med|arbejder med) en (?:\w+ )?"
    r"(?:borger|kandidat|klient|ledig|kvinde|mand)\b"
    r"|\ben (?:borger|kandidat|klient),? (?:som )?jeg har\b"
)
_PROFILE = _pattern(r"^(?:borger|kvinde|mand|kandidat)(?: på| \()? ?\d\d\b|^\d\d[- ]årig \w+ med\b")
_SOMEBODY = _pattern(r"^(?:kan|skal|må|bør|har|er) (?:han|hun)\b|^(?:han|hun) (?:har|er|vil)\b")
_THEM = _pattern(r"\b(?:han|hun|ham|hende|hans|hendes|he|she|him|her|vedkommende)\b")


def asks_for_a_decision(question: str, *, follows: bool = False) -> bool:
    """Whether the question asks to decide in a named or concrete citizen's case.

    In a question that `follows` another, a pronoun at its head may mean anybody.
    """
    plain = fold(" ".join(question.casefold().split()))
    if not _DECIDES.search(plain) or _ELSE.search(plain):
        return False
    concrete = _MY_CITIZEN.search(plain) or _PROFILE.search(plain)
    somebody = not follows and _SOMEBODY.search(plain)
    return bool(concrete or somebody or find_names(question))


def means_somebody(question: str) -> bool:
    """Whether a question speaks of a person by a pronoun only."""
    return bool(_THEM.search(fold(question.casefold())))
