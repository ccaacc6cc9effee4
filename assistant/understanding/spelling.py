"""A question as it should be spelt: å for aa, and a word of the documents for one mistyped."""

import re
from collections.abc import Collection, Iterable
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ingest.analyze import fold, stem
from ingest.danish import MONTHS, STOPWORDS
from ingest.everyday import everyday_words, rareness

_WORD = re.compile(r"[^\W\d_]+")
_TYPED = re.compile(r"aa|ae|oe", re.IGNORECASE)
# As it is said, so some write it.
_SPOKEN = {"hva": "hvad", "Hva": "Hvad", "ka": "kan", "ku": "kunne", "sku": "skulle"}
# Words that tell which sum is asked for: mistyped, they are looked for here first.
_TELLING = ("procent", "andel", "gennemsnit", "tilsammen", "forskel", "koster", "mangler", "bagud")
_ALIKE = 90  # likeness of letters (0 to 100) from which a word is another mistyped
_LEAST = 5  # letters that a word must have to be looked up


def respelt(question: str) -> str:
    """The question with `paa`, `maaned` and `foerte` as `på`, `måned` and `førte`.

    Only words that everyday Danish has, and spells no other way; names and what the field calls
    things are found however they are spelt.
    """
    return _WORD.sub(lambda found: _respelt(found[0]), question)


def _respelt(word: str) -> str:
    if word in _SPOKEN:  # KU and KA are names
        return _SPOKEN[word]
    if not _TYPED.search(word):
        return word
    plain = word.casefold()
    meant = _spellings().get(plain)
    if meant is None or rareness(plain) <= rareness(meant):  # Michael, poet
        return word
    return _like(word, meant)


@cache
def _spellings() -> dict[str, str]:
    """From a word without æ, ø and å to the word, the commonest where there are several."""
    words = (*everyday_words(), *STOPWORDS, *MONTHS)
    found: dict[str, str] = {}
    for word in words:
        if fold(word) != word:
            found.setdefault(fold(word), word)
    return found


def spelt(question: str, known: Collection[str] = ()) -> str:
    """The question with words that no Dane writes put right; `known` are the documents' words."""
    return _WORD.sub(lambda match: _right(match[0], known), respelt(question))


def _right(word: str, known: Collection[str]) -> str:
    plain = word.casefold()
    if rareness(plain) < 1 or plain in known:
        return word
    danish = plain
    for letter in "åæø":
        danish = danish.replace(fold(letter), letter)
    if danish in known:
        return _like(word, danish)
    if len(plain) < _LEAST:
        return word
    if told := one_letter_from(plain, _TELLING):
        return told
    if stem(plain) in map(stem, known):
        return word  # another form of a word that the documents have
    # Of words that are as like, the same one whatever order they come in.
    meant = max(known, key=lambda other: (_likeness(plain, other), other), default=plain)
    return _like(word, meant) if _likeness(plain, meant) else word


def one_letter_from(word: str, meant: Iterable[str]) -> str | None:
    """The first of these words that `word` is but for one letter or two exchanged; else None."""
    return next((one for one in meant if OSA.distance(word, one, score_cutoff=1) <= 1), None)


def _likeness(word: str, other: str) -> float:
    return fuzz.ratio(_sounding(word), _sounding(other), score_cutoff=_ALIKE)


def _sounding(word: str) -> str:
    """One spelling of what sounds alike: flexjob and fleksjob, Mueller and Müller."""
    return fold(word.replace("ue", "y")).replace("x", "ks")


def _like(word: str, meant: str) -> str:
    """`meant` with the first letter as large as in `word`."""
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant
