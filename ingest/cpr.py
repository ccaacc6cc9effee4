"""Finds CPR numbers (Danish civil registration numbers) in any written form.

A CPR number is a date of six digits and four more. It is known by its form and its date alone:
numbers given since 2007 need not pass the modulus 11 test. Days 61–91 are replacement numbers.
Where a number can be that or another, privacy goes first:

* Ten digits without a separator count, also after »tlf.«, »j.nr.« and »sagsnr.«: a Danish phone
  number has eight digits, or ten with 45 in front, which is no day; and a case about a person is
  often filed by the person's number. They do not after the name of what is never a person: CVR,
  EAN, P-number, account, order, invoice. A number with a hyphen counts after any name.
* Digits parted by blanks alone count, unless the text goes on as after an amount (»kr.«, »%«).
"""

import re
from calendar import isleap

_HIDDEN = r"\u00ad\u200b-\u200d\u2060\ufeff"  # soft hyphens and blanks without width
_BLANK = rf"[ \r\n\u00a0\u2000-\u200a\u202f\u205f{_HIDDEN}]"
_WIDE = rf"[\t{_BLANK[1:]}"  # also from cell to cell
_DASH = r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
_JOIN = r"[-\u2010-\u2015\u2212./]"  # with a digit on its other side, it makes a number longer
# A number that breaks after its hyphen may go on in the next block (form feed).
_DASHED = rf"{_WIDE}{{0,2}}{_DASH}{{1,2}}[\f{_WIDE[1:-1]}]{{0,9}}"
_TWO, _FOUR = "[0-9]{2}", "[0-9]{4}"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
# 31.12.201234 is a year and the mark of a note.
_TAIL = rf"(?:{_DASHED}|\.|{_BLANK}{{1,2}}|(?<!19)(?<!20)){_FOUR}"
_FORMS = (
    # 010190-1234 0101901234 010190 1234 010190.1234
    rf"{_DAY}[{_HIDDEN}]?{_MONTH}[{_HIDDEN}]?{_TWO}(?:{_DASHED}|\.|{_WIDE}{{0,2}}){_FOUR}",
    # 01.01.90-1234 01/01/90 1234 01 01 90 1234
    rf"{_DAY}(?:{_BLANK}{{1,2}}{_MONTH}{_BLANK}{{1,2}}|\.{_BLANK}?{_MONTH}\.{_BLANK}?"
    rf"|/{_MONTH}/|{_DASH}{_MONTH}{_DASH}){_TWO}{_TAIL}",
    # 0101 90-1234, but not 2012 001164: a case's year and number
    rf"(?!19|20){_DAY}(?:\.|{_BLANK})?{_MONTH}(?:\.|{_BLANK})?{_TWO}{_TAIL}",
    # 0 1 0 1 9 0 - 1 2 3 4: the boxes of a form
    rf"[0-9](?:{_BLANK}[0-9]){{5}}{_BLANK}?{_DASH}{_BLANK}?[0-9](?:{_BLANK}[0-9]){{3}}",
    # 01 01 90 12 34: no row of figures, since those have no zero in front
    rf"(?<![0-9]{_BLANK})(?=0|...0){_DAY}{_BLANK}{_MONTH}(?:{_BLANK}{_TWO}){{3}}(?!{_BLANK}[0-9])",
)
# Atomic: what can be read in two ways is not to be tried in both, over and over.
_CORE = rf"(?>(?:{'|'.join(_FORMS)})(?![0-9]))"
_NUMBER = re.compile(rf"(?<![0-9]){_CORE}")
_NUMBERS = re.compile(  # one, or several with a slash or a hyphen between them
    rf"(?<![0-9+])(?<![0-9]{_JOIN}){_CORE}(?:{_JOIN}{_CORE})*+(?!{_JOIN}[0-9])"
)
# After the words themselves, ten digits in any grouping, or twelve with the year in full.
_GAP = rf"(?:{_JOIN}|{_WIDE}){{0,3}}"
_LABELLED = re.compile(
    rf"(?:{_TWO}{_GAP}{_TWO}{_GAP}(?:19|20){_TWO}{_GAP}{_FOUR}|[0-9](?:{_GAP}[0-9]){{9}})"
    rf"(?![0-9])(?!{_JOIN}[0-9])"
)
_LABEL = re.compile(
    r"\b(?:cpr(?:[-. ]?(?:nummer|nr|no))?|person[- ]?(?:nummer|nr))\.?\s{0,3}[:=([|]{0,2}\s{0,3}$",
    re.IGNORECASE,
)
# Where a number can stand: found fast, and looked at closely then.
_DIGITS = re.compile(
    rf"[0-9][\f./0-9{_WIDE[1:-1]}\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]{{8,}}[0-9]"
)
_NEVER_A_PERSON = re.compile(
    r"(?:(?:\b(?:cvr|ean|gln|isbn|iban|reg|vare)|\b(?:p|se)[-. ]?(?=nr|nummer)|konto|ordre|faktura)"
    r"s?[-. ]?(?:nummer|nr|no)?\.?[ :#]{0,3}(?:[0-9]{3,4}[ -])?|\b(?:kr|dkk)\.? ?)$",
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}[0-9]{2}(?: [0-9A-Z]{4}){3}")
_AMOUNT = re.compile(
    r",[0-9]{1,2}(?![0-9])|\s?(?:(?:kr(?:oner)?|dkk|mio|mia)\b(?!\.?\s?[0-9])|%|pct\b|procent)",
    re.IGNORECASE,
)
_OWN_NAME = re.compile(r"cpr(?! fjernet)", re.IGNORECASE)  # not that of a mask
_DASHES = re.compile(_DASH)
_NO_DIGITS = re.compile("[^0-9]+")
_DAYS = dict(enumerate((31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1))
_BEFORE = 30  # characters in which a number's name is looked for


def find_cpr(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (0-based, end exclusive) of the CPR numbers in `text`; none within a longer number."""
    found = list[tuple[int, int]]()
    for digits in _DIGITS.finditer(text):
        start, end = digits.span()
        if _LABEL.search(text, max(start - _BEFORE, 0), start):
            labelled = _LABELLED.match(text, start, end)
            if labelled and _has_a_date(labelled.group()):
                found.append(labelled.span())
                start = labelled.end()
        found += [
            number.span()
            for several in _NUMBERS.finditer(text, start, end)
            for number in _NUMBER.finditer(text, *several.span())
            if _has_a_date(number.group()) and not _is_another_number(number)
        ]
    return tuple(found)


def find_cpr_in_name(file_name: str) -> tuple[tuple[int, int], ...]:
    """Spans of the CPR numbers in a file's name, also where hyphens join them to other numbers.

    A name is no evidence, and what is lost of it is lost to nobody. An underscore is a blank.
    """
    return tuple(
        number.span()
        for number in _NUMBER.finditer(file_name.replace("_", " "))
        if _has_a_date(number.group())
    )


def _has_a_date(number: str) -> bool:
    """Whether the number's first digits are a day that was; the seventh tells the century."""
    digits = _NO_DIGITS.sub("", number)
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    if len(digits) == 12:
        year = int(digits[4:8])
    else:  # only 1900 and 2000 are unlike: of the others, one century has the leap years of all
        year += 1900 if digits[6] in "0123" else 2000
    days = 29 if month == 2 and isleap(year) else _DAYS.get(month, 0)
    return 1 <= (day - 60 if day > 60 else day) <= days


def _is_another_number(number: re.Match[str]) -> bool:
    """Whether what stands around a number without a hyphen says that it is no CPR number."""
    text, (start, end) = number.string, number.span()
    if _DASHES.search(number.group()):
        return False
    before = text[max(start - _BEFORE, 0) : start]
    named = before.upper() != before.lower()  # searching is slow, and few numbers have a name
    if named and not _OWN_NAME.search(before) and _NEVER_A_PERSON.search(before):
        return True
    amount = number.group()[0] != "0" and _AMOUNT.match(text, end)
    return bool(amount or _IBAN.match(text, max(start - 2, 0)))
