"""A question as it should be spelt, where its author had no æ, ø and å at hand."""

import re
from functools import cache

from ingest.analyze import fold
from ingest.danish import MONTHS, STOPWORDS
from ingest.everyday import everyday_words, rareness

_WORD = re.compile(r"[^\W\d_]+")
_TYPED = re.compile(r"aa|ae|oe", re.IGNORECASE)


def respelt(question: str) -> str:
    """The question with `paa`, `maaned` and `foerte` as `på`, `måned` and `førte`.

    Only words that everyday Danish has, and spells no other way; names and what the field calls
    things are found however they are spelt.
    """
    return _WORD.sub(lambda found: _respelt(found[0]), question)


def _respelt(word: str) -> str:
    if not _TYPED.search(word):
        return word
    plain = word.casefold()
    meant = _spellings().get(plain)
    if meant is None or rareness(plain) <= rareness(meant):  # Michael, poet
        return word
    return meant.capitalize() if word[0].isupper() else meant


@cache
def _spellings() -> dict[str, str]:
    """From a word without æ, ø and å to the word, the commonest where there are several."""
    words = (*everyday_words(), *STOPWORDS, *MONTHS)
    found: dict[str, str] = {}
    for word in words:
        if fold(word) != word:
            found.setdefault(fold(word), word)
    return found
