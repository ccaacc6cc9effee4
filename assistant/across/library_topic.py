"""Whether a question asks which documents say something, and of what."""

import re

_DOCUMENTS = (
    r"(?:dokument(?:er(?:ne)?|et)?|kilde(?:r(?:ne)?|n)?|notat(?:er(?:ne)?)?|rapport(?:er(?:ne)?)?"
    r"|publikation(?:er(?:ne)?)?|tekst(?:er(?:ne)?)?|vejledning(?:er(?:ne)?)?"
    r"|evaluering(?:er(?:ne)?)?|documents?|sources?)"
)
_ALL = rf"(?:alle|samtlige|flere af|nogen af|hver af)\s+(?:de\s+|vores\s+)?{_DOCUMENTS}"
_TELLS = (
    r"(?:nævner|omtaler|beskriver|skriver|handler|siger|fortæller|oplyser|behandler|indeholder"
    r"|rummer|taler|kommer ind på|har noget|bruger|dækker|mentions?|discuss|describe|are)"
)
_IS_TOLD = r"(?:nævnes|omtales|beskrives|behandles|står|er|bliver|kan (?:man|jeg) læse)"
_ASKS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:hvilke[nt]?|hvor mange|which|how many)\s+(?:af\s+|of\s+the\s+)?(?:de\s+|vores\s+)?"
        rf"{_DOCUMENTS},?\s+(?:der\s+|som\s+)?{_TELLS}\s+(?P<topic>.+)",
        rf"\bi\s+(?:hvilke[nt]?|hvor mange)\s+(?:af\s+)?(?:de\s+|vores\s+)?{_DOCUMENTS}\s+"
        rf"{_IS_TOLD}\s+(?P<topic>.+)",
        rf"^(?:nævner|omtaler|beskriver|siger|skriver)\s+{_ALL}\s+(?P<topic>.+)",
        rf"^(?:står|er|bliver|nævnes|omtales)\s+(?:der\s+)?(?P<topic>.+?)\s+i\s+{_ALL}",
        rf"\b(?:er|findes) der\s+(?:nogen|nogle|andre|flere)?\s*(?:af\s+)?(?:de\s+)?{_DOCUMENTS},?"
        rf"\s+(?:der|som)\s+(?:også\s+)?{_TELLS}\s+(?P<topic>.+)",
        r"\bhvem\s+(?:skriver|fortæller|siger noget)\s+om\s+(?P<topic>.+)",
        rf"\bhvad\s+(?:siger|skriver)\s+{_ALL}\s+om\s+(?P<topic>.+)",
        rf"\b(?:find|vis|nævn)\s+alle\s+(?:de\s+)?(?:steder|{_DOCUMENTS}),?\s+"
        r"(?:hvor|der|som|med|om)\s+(?P<topic>.+)",
        r"^hvor\s+(?:ellers\s+)?(?:nævnes|omtales|står der)\s+(?P<topic>.+)",
    )
)
# `Hvad siger kilderne om …` asks for what each of them says, not which of them say something.
_EACH = re.compile(
    r"\bhvad\s+(?:siger|skriver|oplyser|mener)"
    r"\s+(?:(?:alle|de|vores|forskellige|enkelte|flere)\s+)*"
    rf"{_DOCUMENTS}\s+(?:hver især\s+)?om,?\s+(?P<topic>.+?)\W*$"
    rf"|^(?P<asked>.+?)\s+(?:i|efter|ifølge|på tværs af)\s+(?:alle\s+)?de\s+forskellige"
    rf"\s+{_DOCUMENTS}\W*$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^(?:(?:noget|nogle|ting|ord(?:et)?|emnet|begrebet|udtrykket|også|der|at|om|af|hvad)\b,?\s*)+",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\s+(?:er\s+|bliver\s+|står\s+)?(?:nævnt|omtalt|beskrevet|nævnes|omtales)$", re.IGNORECASE
)
_ONE_DOCUMENT = re.compile(
    r"^(?:notatet|rapporten|dokumentet|kilden|vejledningen|evalueringen)\b", re.IGNORECASE
)


def topic_of(question: str) -> str:
    """What the documents are to say something about; empty where that is not asked."""
    for pattern in _ASKS:
        if found := pattern.search(question):
            topic = found["topic"].strip(" ?.!,")
            return "" if _ONE_DOCUMENT.search(topic) else _bare(topic)
    return ""


def asked_of_each(question: str) -> str:
    """What every document is asked; empty where they are not asked one by one."""
    found = _EACH.search(question)
    return "" if found is None else found["topic"] or found["asked"]


def _bare(topic: str) -> str:
    """The topic without the words that only lead to it."""
    return _TOLD.sub("", _LED.sub("", topic))
