"""A question's candidates one after the other, every word held against those of the question.

Few words are at all like one of the question's. They are found by numbers made of the letters, in
all candidates at once, and only they are looked at one by one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ingest import analyze
from ingest.sentences import sentences

Floats = NDArray[np.float32]
Codes = NDArray[np.uint64]
Integers = NDArray[np.int64]

_RUN = 4  # characters of the runs that cross the words' bounds
_LETTERS = "utf-16-le"  # two bytes for a letter, so that a run is one number
_SPACE = " ".encode(_LETTERS)
_REMEMBERED_WORDS, _REMEMBERED_TEXTS = 100_000, 2_000
_BITS, _MIX = 16, np.uint64(0x9E3779B97F4A7C15)  # of the multiplicative hash that sifts codes


@dataclass(frozen=True, slots=True)
class Laid:
    """The candidates' words one after the other, and what they say of the question."""

    likeness: Floats  # word × term: share of the term's grams that the word has
    alike: Floats  # word × term: their shared grams among all of both
    same: Floats  # word × term: 1 where the stems are one
    texts: Integers  # first word of each candidate
    sentences: Integers  # first word of each sentence
    owners: Integers  # candidate of each sentence
    ends: Integers  # word after each sentence
    runs: Floats  # candidate × run of characters of the question: 1 where it stands there


@dataclass(frozen=True, slots=True)
class _Text:
    """A passage's words in order, the headings in front as a sentence of their own."""

    words: Sequence[str]  # an empty one first, so that no sentence is empty
    starts: Integers  # first word of each sentence
    letters: bytes  # of the words


def lay(question: str, terms: Sequence[str], passages: Sequence[tuple[str, str]]) -> Laid:
    """Headings and text of each passage, held against the question's terms and its letters."""
    texts = [_read(headings, text) for headings, text in passages]
    first = np.cumsum([0, *(len(text.words) for text in texts)])
    starts = np.concatenate([t.starts + at for t, at in zip(texts, first, strict=False)])
    said = list(chain.from_iterable(text.words for text in texts))
    runs = _runs(b"".join(text.letters for text in texts) + _RUN * _SPACE)
    likeness, alike, same = _compared(terms, said, _promising(terms, runs, len(said)))
    return Laid(
        likeness,
        alike,
        same,
        first[:-1],
        starts,
        np.repeat(np.arange(len(texts)), [len(text.starts) for text in texts]),
        np.append(starts[1:], first[-1]),
        _held_runs(question, runs, [len(text.letters) // len(_SPACE) for text in texts]),
    )


def _held_runs(question: str, runs: Codes, sizes: Sequence[int]) -> Floats:
    """Which passage has which of the question's runs; `sizes` are the passages' letters."""
    asked = np.unique(_runs(_letters(analyze.words(question)) + _SPACE))
    held, places = _meetings(asked, runs)
    has = np.zeros((len(sizes), len(asked)), dtype=np.float32)
    has[np.searchsorted(np.cumsum(sizes), held, side="right"), places] = 1
    return has


def _promising(terms: Sequence[str], runs: Codes, count: int) -> Integers:
    """Of `count` words, all that may have a gram or the stem of a term, and a few more."""
    begins = np.flatnonzero(runs & np.uint64(0xFFFF) == np.uint64(ord(" ")))[:count]
    wanted = _grams(_runs(_letters(terms) + _SPACE))
    held, _ = _meetings(np.unique(wanted), _grams(runs))
    inside = np.searchsorted(begins, held, side="right") - 1
    heads = runs[begins]
    headed = np.zeros(count, dtype=np.bool_)
    headed[0] = True  # that there is one in any case
    for term in terms:
        # Words of one stem begin alike, be it with one letter: "den" and "der" are both "d".
        shared = 2 if len(analyze.stem(term)) > 1 else 1
        head = f" {analyze.fold(term)[:shared]}".encode(_LETTERS)
        mask = np.uint64((1 << 8 * len(head)) - 1)
        headed |= heads & mask == np.uint64(int.from_bytes(head, "little"))
    return np.union1d(inside, np.flatnonzero(headed))


def _compared(
    terms: Sequence[str], said: Sequence[str], rows: Integers
) -> tuple[Floats, Floats, Floats]:
    """Likeness, alikeness and sameness as in `Laid`; words that are in none of `rows` have none."""
    found = [said[row] for row in rows.tolist()]
    each = {word: place for place, word in enumerate(dict.fromkeys(found))}
    asked_stems, asked_grams, own = _coded(terms)
    stems, grams, sizes = _coded(list(each))
    known, member = np.unique(asked_grams, return_inverse=True)
    holds = np.zeros((len(known), len(terms)), dtype=np.float32)
    holds[member, np.repeat(np.arange(len(terms)), own)] = 1
    held, places = _meetings(known, grams)
    shared = np.zeros((len(each), len(terms)), dtype=np.float32)
    np.add.at(shared, np.repeat(np.arange(len(each)), sizes)[held], holds[places])
    same = (stems[:, None] == asked_stems).astype(np.float32)
    both = (sizes[:, None] + own).astype(np.float32)
    like = [np.maximum(shared / own.astype(np.float32), same), np.maximum(2 * shared / both, same)]
    laid = np.zeros((3, len(said), len(terms)), dtype=np.float32)
    laid[:, rows] = np.stack([*like, same])[:, [each[word] for word in found]]
    return laid[0], laid[1], laid[2]


def _coded(words: Sequence[str]) -> tuple[Codes, Codes, Integers]:
    """The words' stems, their grams one after the other, and how many each has."""
    stems, grams = zip(*map(_codes, words), strict=True)
    joined = np.frombuffer(b"".join(grams), dtype=np.uint64)
    sizes = np.fromiter(map(len, grams), dtype=np.int64, count=len(grams)) // joined.itemsize
    return np.array(stems, dtype=np.uint64), joined, sizes


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _codes(word: str) -> tuple[int, bytes]:
    """A word's stem, and its grams as `Codes`, each as a number; the empty word has none."""
    if not word:
        return 0, b""
    grams = {crc32(gram.encode()) for gram in analyze.word_grams(word)}
    return crc32(analyze.stem(word).encode()) + 1, np.array(list(grams), dtype=np.uint64).tobytes()


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def _read(headings: str, text: str) -> _Text:
    spans = [analyze.words(text[start:end]) for start, end in sentences(text)]
    pieces = [["", *analyze.words(headings)], *filter(None, spans)]
    words = tuple(chain.from_iterable(pieces))
    return _Text(words, np.cumsum([0, *map(len, pieces[:-1])]), _letters(words))


def _letters(words: Sequence[str]) -> bytes:
    """The letters of the words as a keyboard has them, a space before each word."""
    return f" {analyze.fold(' '.join(words))}".encode(_LETTERS)


def _runs(letters: bytes) -> Codes:
    """The runs of `_RUN` letters in order, the first letter lowest."""
    size = len(_SPACE)
    count = max(len(letters) // size - _RUN + 1, 0)
    return np.ndarray((count,), dtype="<u8", buffer=letters, strides=(size,)).astype(np.uint64)


def _grams(runs: Codes) -> Codes:
    """Numbers for the runs that are one letter longer."""
    return runs[:-1] * _MIX + runs[1:]


def _meetings(wanted: Codes, held: Codes) -> tuple[Integers, Integers]:
    """Where `held` has one of `wanted` (sorted), and which: two lists of indices."""
    likely = np.zeros(1 << _BITS, dtype=np.bool_)  # leaves few for the dear search
    likely[_short(wanted)] = True
    rows = np.flatnonzero(likely[_short(held)])
    places = np.minimum(np.searchsorted(wanted, held[rows]), len(wanted) - 1)
    exact = wanted[places] == held[rows]
    return rows[exact], places[exact]


def _short(codes: Codes) -> Codes:
    return (codes * _MIX) >> np.uint64(64 - _BITS)
