"""What a person typed, as it may be kept: no CPR number, no telephone, no e-mail, no name."""

import re
import unicodedata

from ingest.errors import PersonalData
from ingest.names import find_names
from ingest.personal_data import find_cpr, mask

NAME_MASK = "[navn fjernet]"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# A name typed in small letters: only its first word is known by the list of given names.
_SURNAME = re.compile(r" [a-zæøå]+sen\b")


def discreet(text: str, longest: int) -> str:
    """`text` as it may be kept, at most `longest` characters of it.

    Telephone numbers, e-mail addresses and people's names are masked.

    Raises:
        PersonalData: it holds a CPR number.
    """
    # More is looked at than is kept: half a number, where the text is cut, would not be found.
    more = text[: 2 * longest]
    plain = _CONTROL.sub("", more.encode("utf-8", "replace").decode()).strip()
    # Digits of other widths and scripts are the same number to whoever reads them.
    if find_cpr(plain) or find_cpr(unicodedata.normalize("NFKC", plain)):
        raise PersonalData("the text holds a CPR number: remove it")
    return _without_names(mask(plain, contacts=True))[:longest]


def _without_names(text: str) -> str:
    for start, end in reversed(find_names(text)):
        surname = _SURNAME.match(text, end)
        text = text[:start] + NAME_MASK + text[surname.end() if surname else end :]
    return text
