"""Finds people's names in a text, by the given names that are common in Denmark.

A name is not a number: nobody can list all of them, and a firm may bear one. So a name is a hint
that counts together with something else, and is never masked in a document.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from ingest.danish import STOPWORDS

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_TITLES = frozenset("fru hr frk frøken borgeren kandidaten klienten deltageren mr mrs ms".split())
# Before or after a name: what bears it is a place of work, a project or a building.
_BEARERS = frozenset(
    """
    projekt projektet hotel firma firmaet virksomheden butikken café caféen cafe restaurant
    jobcenter jobcenteret jobcentret fond fonden skole skolen center centret centeret sankt skt
    hospital bageri bakery kaffe company group holding bank kommune a aps is forlag vej gade plads
    huset kirke instituttet stiftelsen foreningen consult consulting as
    """.split()
)
_SURNAME = re.compile(r"[A-ZÆØÅ][a-zæøå]+sen")


def find_names(text: str) -> list[tuple[int, int]]:
    """Where people are named in `text`: 0-based spans, end exclusive, in order.

    By a common given name, a title, or a surname in -sen behind another capitalised word. Names
    that everyday words share count only where they are capitalised within a sentence.
    """
    words = list(_WORD.finditer(text))
    found, position = list[tuple[int, int]](), 0
    while position < len(words):
        end = _name_end(text, words, position)
        if end > position:
            found.append((words[position].start(), words[end - 1].end()))
        position = max(end, position + 1)
    return found


def _name_end(text: str, words: list[re.Match[str]], first: int) -> int:
    """The position after the name that begins at the word `first`; `first` where none does."""
    before = words[first - 1][0].rstrip(".").casefold() if first else ""
    if before in _BEARERS or not _begins(text, words, first, before):
        return first
    end = first + 1
    while end < len(words) and words[end][0][0].isupper() and _adjoins(text, words, end):
        end += 1
    run = [word[0].rstrip(".").casefold() for word in words[first + 1 : end]]
    return first if _owns(words, first, end) or _BEARERS.intersection(run) else end


def _owns(words: list[re.Match[str]], first: int, end: int) -> bool:
    """Whether a genitive is a firm's name: of another name (`Lises Café`), or of nothing."""
    word = words[first][0].rstrip(".").casefold()
    if _plain(word) == word:
        return False
    return end > first + 1 or end == len(words) or words[end][0].casefold() in STOPWORDS


def _begins(text: str, words: list[re.Match[str]], position: int, before: str) -> bool:
    """Whether a name begins with the word."""
    word = words[position][0].rstrip(".")
    if before in _TITLES:
        return word[0].isupper()
    follows = position + 1 < len(words) and _adjoins(text, words, position + 1)
    after = words[position + 1][0] if follows else ""
    plain = _plain(word)
    if plain in _given(shared=False):
        return True
    opens = position == 0 or text[: words[position].start()].rstrip()[-1:] in ".?!:–-"
    if plain in _given(shared=True) and word[0].isupper():
        return after[:1].isupper() or not opens
    return word[0].isupper() and not opens and bool(_SURNAME.fullmatch(after))


def _adjoins(text: str, words: list[re.Match[str]], position: int) -> bool:
    """Whether only a space stands between a word and the one before it."""
    between = text[words[position - 1].end() : words[position].start()]
    return between in (" ", "/")


def _plain(word: str) -> str:
    """The word in lower case, without the ending of a genitive where a name stands without it."""
    plain = word.rstrip(".").casefold()
    if plain in _given(shared=False) | _given(shared=True):
        return plain
    return re.sub(r"['’]?s$", "", plain)


@cache
def _given(*, shared: bool) -> frozenset[str]:
    """Given names in lower case: those that everyday words share, or the others."""
    return frozenset(
        name.lstrip("*").casefold() for name in _listed() if (name[0] == "*") is shared
    )


def _listed() -> Iterator[str]:
    lines = files("ingest").joinpath("data/given_names.txt").read_text(encoding="utf-8")
    for line in lines.splitlines():
        if not line.startswith("#"):
            yield from line.split()
