"""From Danish text to search terms: guarded stems, and 5-grams inside words.

Snowball's Danish stemmer folds `ledig`, `leder` and `ledelse` into `led` and splits
`virksomhedscenter` from `virksomhedscentre`; the guards here undo both. N-grams do what a
compound splitter and a spelling corrector would: `praktik` meets `virksomhedspraktik`.
"""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

from ingest.danish import STOPWORDS
from ingest.everyday import rareness

GRAM = 5
VERSION = 1  # of the terms below; a snapshot of another version is made anew
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")
_FOLD = {"å": "aa", "æ": "ae", "ø": "oe", "ä": "ae", "ö": "oe", "ü": "y", "ß": "ss"}
_SHORTEST_STEM = 4
_REMEMBERED = 100_000  # words whose terms are kept at hand; a report has a few thousand
_LIGHT_ENDINGS = (
    "ernes",
    "erne",
    "enes",
    "ene",
    "ens",
    "ers",
    "ets",
    "en",
    "er",
    "et",
    "es",
    "e",
    "s",
)
# -er nouns that lose the e before an ending: centret, centre, centrene; registret, registre.
_TRE = re.compile(r"(?<=[^\W\d_]{2}[bdgkpst])r(?:e|et|ene|ets|enes|es)$")
_SNOWBALL = Stemmer.Stemmer("danish")


def words(text: str) -> list[str]:
    """The words and figures of `text`, lower case; `1.100` becomes `1100`."""
    # Of all words, only figures can hold a full stop.
    return [_plain(word) if "." in word else word for word in _WORD.findall(text.casefold())]


def content_words(text: str) -> list[str]:
    """The words that carry a subject; all words where nothing else is left."""
    return subjects(text) or words(text)


def subjects(text: str) -> list[str]:
    """The words that carry a subject; none where there are none."""
    return [word for word in words(text) if word not in STOPWORDS]


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """A word's guarded stem, folded: `virksomhedscentrene` → `virksomhedscent`."""
    if not word.isalpha() or word.endswith(("ads", "ats")):  # plads, indsats: no genitive
        return fold(word)
    unified = _TRE.sub("er", word)
    stemmed = _SNOWBALL.stemWord(unified)
    if stemmed == unified and len(word) < 6 and word.endswith(("er", "en")):
        stemmed = word[:-1] if len(word) == 4 else word[:-2]  # uger, ugen; timer, timen
    elif len(stemmed) < _SHORTEST_STEM < len(word):
        stemmed = _lightly(unified)
    return fold(stemmed)


@lru_cache(maxsize=_REMEMBERED)
def base_stem(word: str) -> str:
    """The stem of a word's base form: `gik` and `går` → `gaa`, where `stem` keeps them apart."""
    return stem(_base_forms().get(word, word))


@cache
def _base_forms() -> dict[str, str]:
    lines = files("ingest").joinpath("data/forms_da.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


def fold(word: str) -> str:
    """`word` as one would type it on a keyboard without æ, ø and å; accents dropped."""
    if word.isascii():
        return word
    for letter, typed in _FOLD.items():  # a tenth of the time that str.translate takes
        word = word.replace(letter, typed)
    if word.isascii():
        return word
    word = unicodedata.normalize("NFD", word)
    return "".join(c for c in word if not unicodedata.combining(c))


@lru_cache(maxsize=_REMEMBERED)
def word_grams(word: str) -> tuple[str, ...]:
    """The 5-grams of a folded word with marks at its edges; a short word is one gram."""
    marked = f"_{fold(word)}_"
    if len(marked) <= GRAM or word[0].isdigit():
        return (marked,)
    return tuple(marked[i : i + GRAM] for i in range(len(marked) - GRAM + 1))


def terms(text: str) -> tuple[list[str], list[str]]:
    """Stems and 5-grams of the content words, in order: what is indexed of a text."""
    found = content_words(text)
    return [stem(word) for word in found], [gram for word in found for gram in word_grams(word)]


def gram_weights(text: str, rarity: float = 1.0) -> dict[str, float]:
    """Weight of each gram of a question: its word's, by (grams in the word)^-½.

    A word weighs as much as it is rare in everyday Danish, to the power of `rarity`, and a long
    one no more than a short.
    """
    weights: defaultdict[str, float] = defaultdict(float)
    for word in dict.fromkeys(content_words(text)):
        pieces = word_grams(word)
        for gram in pieces:
            weights[gram] += rareness(word) ** rarity * len(pieces) ** -0.5
    return dict(weights)


def stem_weights(text: str, rarity: float = 1.0) -> dict[str, float]:
    """Weight of each stem of a question: how rare its word is, to the power of `rarity`."""
    return {stem(word): rareness(word) ** rarity for word in content_words(text)}


def _plain(word: str) -> str:
    return re.sub(r"\.(?=\d{3}(?!\d))", "", word)


def _lightly(word: str) -> str:
    for ending in _LIGHT_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
