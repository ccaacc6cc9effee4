"""Finds Danish phone numbers and e-mail addresses.

Eight digits are many things. After »tlf.« and its like, or +45, they are a phone number. Alone they
are one in the groups 12345678, 12 34 56 78, 12-34-56-78 and 1234 5678, unless they are a day, may
be a year, are named as another number, stand in a row of figures or have a unit.
"""

import re
from collections.abc import Iterator

_BLANK = r"[ \r\n\u00a0\u2000-\u200a\u202f]"
_JOIN = r"[-\u2010-\u2015\u2212./]"  # with a digit on its other side, it makes a number longer
_TWO, _FOUR = "[0-9]{2}", "[0-9]{4}"
_BLANKS = rf"{_BLANK}{{1,2}}"
_PHONE = re.compile(
    rf"(?<![0-9+])(?<![0-9]{_JOIN})"
    rf"(?:(?P<abroad>\(?(?:\+|00)45\)?)(?:{_BLANK}|-){{0,2}}|(?P<bare>45){_BLANK}{{0,2}})?"
    rf"(?:(?P<solid>[1-9][0-9]{{7}})|[1-9][0-9](?:(?:{_BLANKS}{_TWO}){{3}}|(?:-{_TWO}){{3}})"
    rf"|(?P<halves>[1-9][0-9]{{3}}{_BLANKS}{_FOUR})"
    rf"|(?P<odd>[1-9][0-9]{{2}}{_BLANKS}{_TWO}{_BLANKS}[0-9]{{3}}|[1-9][0-9](?:\.{_TWO}){{3}}"
    rf"|[1-9][0-9](?:{_BLANKS}[0-9]{{3}}){{2}}))(?![0-9])(?!{_JOIN}[0-9])"
)
# Where a number can stand: found fast, and looked at closely then.
_DIGITS = re.compile(rf"[0-9+(][-./()0-9+{_BLANK[1:-1]}]{{6,}}[0-9]")
_PHONE_NAME = re.compile(
    r"(?:telefon|tlf|mobil|\b(?:tel|mob|fax|ring|sms))(?:telefon|nummer|nr)?\b[^0-9\f]{0,15}$",
    re.IGNORECASE,
)
_OTHER_NAME = re.compile(
    r"(?:\b(?:cvr|ean|gln|iban|isbn|se|p|reg|id|sag|bilag|kr|dkk)|konto|ordre|faktura|journal|nr"
    r"|nummer|no)\.?[ :#]{0,3}(?:[0-9]{3,4}[ -])?$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r",[0-9]{1,2}(?![0-9])|\s?(?:(?:kr(?:oner)?|dkk|mio|mia)\b|%|pct\b|procent)", re.IGNORECASE
)
_FIGURE_BEFORE = re.compile(rf"[0-9%]{_BLANK}{{1,2}}$")
_FIGURE_AFTER = re.compile(rf"{_BLANK}{{1,2}}[0-9]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_BEFORE = 30  # characters in which a number's name is looked for

_AT = re.compile(r"@\s?|[(\[{]\s?(?:at|@|snabel-?a)\s?[)\]}]\s?", re.IGNORECASE)
_HOST = re.compile(
    r"(?:\w{1,63}(?:-\s?\w{1,63}){0,5}(?:\.|\s?[(\[{]\s?(?:dot|punktum|\.)\s?[)\]}]\s?)){1,8}"
    r"[^\W\d_]{2,24}",
    re.IGNORECASE,
)
_LONGEST_MAILBOX = 128  # characters


def find_phones(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (0-based, end exclusive) of the phone numbers in `text`, with +45 where it stands."""
    return tuple(
        number.span()
        for digits in _DIGITS.finditer(text)
        for number in _PHONE.finditer(text, *digits.span())
        if _rings(number)
    )


def find_emails(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the e-mail addresses in `text`, also with »(at)« and »(dot)« in brackets."""
    return tuple(_emails(text))


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for at in _AT.finditer(text):
        host = _HOST.match(text, at.end())
        start = end = at.start() - (at.group()[0] != "@" and text[at.start() - 1].isspace())
        while start > max(end - _LONGEST_MAILBOX, 0) and _in_mailbox(text[start - 1]):
            start -= 1
        start += len(text[start:end]) - len(text[start:end].lstrip("."))
        if host and start < end:
            yield start, host.end()


def _in_mailbox(letter: str) -> bool:
    return letter.isalnum() or letter in "_.+%'-"


def _rings(number: re.Match[str]) -> bool:
    """Whether digits in the groups of a phone number are one, by what stands around them."""
    if number["abroad"]:
        return True
    text, (start, end) = number.string, number.span()
    before = text[max(start - _BEFORE, 0) : start]
    if _UNIT.match(text, end):
        return False
    named = before.upper() != before.lower()  # most digits in a table stand among digits
    if named and _PHONE_NAME.search(before):
        return True
    if _FIGURE_BEFORE.search(before) or _FIGURE_AFTER.match(text, end):
        return False
    glued = before[-1:].isalpha() or text[end : end + 1].isalpha()
    if glued or number["odd"] or (named and _OTHER_NAME.search(before)):
        return False
    if _YEAR.search(number["halves"] or ""):
        return False
    solid = number["solid"]
    return not _is_day(solid) if solid else not number["bare"]


def _is_day(digits: str) -> bool:
    """Whether eight digits are a day, written 20210514 or 14052021."""
    written = ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2]))
    return any(
        _YEAR.fullmatch(year) and 1 <= int(month) <= 12 and 1 <= int(day) <= 31
        for year, month, day in written
    )
