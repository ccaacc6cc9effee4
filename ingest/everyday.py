"""How everyday a Danish word is, whatever the library holds.

In a small library, inverse document frequency takes everyday words (`egentlig`, `cirka`) for
rare ones; how common they are in spoken Danish tells better.
"""

from collections.abc import Collection
from functools import cache
from importlib.resources import files

_SCALE = 12.0  # natural logarithm of the rarity that counts in full
_BILLION = 20.72  # natural logarithm of 1,000 million, the Zipf scale's unit
_LN_10 = 2.3026
_UNLISTED = 3.5  # Zipf value below which words are not listed


def rareness(word: str) -> float:
    """0 to 1: near ½ for the commonest words, 1 for words that everyday Danish hardly uses.

    min(1, ln(N / f) / 12) for a word's frequency f in N words of film subtitles.
    """
    zipf = _zipf().get(word, _UNLISTED)
    return min(1.0, (_BILLION - _LN_10 * zipf) / _SCALE)


def everyday_words() -> Collection[str]:
    """The words that everyday Danish uses, lower case, commonest first."""
    return _zipf().keys()


@cache
def _zipf() -> dict[str, float]:
    lines = files("ingest").joinpath("data/zipf_da.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: float(value) for word, value in pairs}
