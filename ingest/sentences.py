"""Where Danish sentences end, with exact offsets."""

import re

from ingest.danish import ABBREVIATIONS, MONTHS

_STOP = re.compile(r"[.!?…]+[\"'”»«)\]]*(?=\s)|[:;](?=\s*\n)")
_CLOSING = (
    "kr",
    "pct",
    "mv",
    "m.v",
    "m.m",
    "m.fl",
    "osv",
    "o.s.v",
    "o.l",
    "o.a",
    "etc",
    "mio",
    "mia",
)
_WORD_BEFORE = re.compile(r"[\w.]*$")
_LOOKED_AT = 1 + max(map(len, ABBREVIATIONS))  # characters before a stop; a longer word ends one


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, without the white space round them.

    Together they hold every character that is not white space. Abbreviations (`bl.a.`), dates
    (`1. marts`), ordinals (`2. kvartal`) and initials end no sentence.
    """
    stop = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _STOP.finditer(text, start, stop):
        if _ends(text, match, begin, stop):
            spans.append((begin, match.end()))
            begin = match.end()
    spans.append((begin, stop))
    trimmed = (_trim(text, *span) for span in spans)
    return [(a, b) for a, b in trimmed if a < b]


def _ends(text: str, match: re.Match[str], begin: int, stop: int) -> bool:
    following = text[match.end() : stop].lstrip()
    if not following:
        return True
    if match.group()[0] != "." or match.group().startswith(".."):
        return not following[0].islower()
    before = _WORD_BEFORE.search(text[max(begin, match.start() - _LOOKED_AT) : match.start()])
    word = (before.group() if before else "").casefold().lstrip("(")
    if text[begin : match.start()].strip() == word and word.isalnum() and len(word) <= 2:
        return False  # the number of a list item, "1. Virksomheden …"
    if following[0].islower() and following[0].isalpha():
        return False
    if word in ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        # "… kr. Det …" may end a sentence; a name or a figure after it tells that it does not.
        return word in _CLOSING and _opens(following)
    if word.isdigit() and len(word) <= 2:
        return not following.split(maxsplit=1)[0].casefold().startswith(MONTHS) and _opens(
            following
        )
    return True


def _opens(following: str) -> bool:
    """Whether the text looks like the beginning of a sentence: a capital, then small letters."""
    return following[0].isupper() and (len(following) < 2 or not following[1].isupper())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
