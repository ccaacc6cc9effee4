"""Characters that stand for something plainer become plain; nothing else is changed."""

import re
import unicodedata

SOFT_HYPHEN = "\u00ad"
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_PLAIN = str.maketrans(
    _LIGATURES
    | {
        "\x00": "",
        "\ufeff": "",
        "\u200b": "",
        "\u2060": "",
        "\u200e": "",
        "\u200f": "",
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\x0b": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n\n",
    }
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
_LETTER_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){4,}[^\W\d_](?!\w)")


def clean(text: str) -> str:
    """`text` in composed form (NFC), ligatures and odd blanks plain, other controls dropped."""
    text = unicodedata.normalize("NFC", text.translate(_PLAIN)).replace("\r\n", "\n")
    text = text.replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t\f" or unicodedata.category(c) != "Cc")


def close_letter_spacing(text: str) -> str:
    """`V i r k s o m h e d` set wide as a heading becomes `Virksomhed`; `A B C D E` is a list."""
    return _LETTER_SPACED.sub(_closed, text)


def _closed(match: re.Match[str]) -> str:
    word = match.group().replace(" ", "")
    return match.group() if word.casefold() in _ALPHABET else word
