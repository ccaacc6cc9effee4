"""What speaks for each of a question's candidates, as numbers; the words themselves are not seen.

For each word of the question: how well a passage says it, how near the others, and how rare it is.
For the passage: its score and place, and how much of the question stands in two of its sentences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from ingest import analyze
from ingest.everyday import rareness
from ingest.sentences import sentences

Floats = NDArray[np.float32]
Codes = NDArray[np.uint64]
Integers = NDArray[np.int64]

MOST_TERMS = 24  # words of a question that are looked at
_RUN = 4  # characters of the runs that cross the words' bounds
_SAID = 0.5  # a word that is less like the asked one does not say it
_REMEMBERED_WORDS, _REMEMBERED_TEXTS = 100_000, 2_000
_BITS, _MIX = 16, np.uint64(0x9E3779B97F4A7C15)  # of the multiplicative hash that sifts codes
_LEAST_WEIGHT = 0.05
_LONG_WORD, _MANY_WORDS = 12, 10  # characters, and words, above which length tells no more
_LONG_TEXT = 6.5  # natural logarithm of a usual passage's characters


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that search found; `headings` are its title and headings, in one string."""

    text: str
    headings: str
    score: float  # of search; compares within one question


@dataclass(frozen=True, slots=True)
class Features:
    """What the network sees of a question and its candidates."""

    matches: Floats  # candidate × term × how well it says the term
    terms: Floats  # term × what the term is
    passages: Floats  # candidate × what speaks for the whole


@dataclass(frozen=True, slots=True)
class _Text:
    """A passage as numbers: words in order, the headings in front as a sentence of their own."""

    grams: Codes
    gram_words: Integers  # the word each gram is in
    sizes: Floats  # grams of each word
    stems: Codes  # of each word
    starts: Integers  # first word of each sentence
    runs: Codes  # all runs of characters, sorted, each once


@dataclass(frozen=True, slots=True)
class _Laid:
    """The candidates' texts one after the other."""

    likeness: Floats  # word × term: share of the term's grams that the word has
    alike: Floats  # word × term: their shared grams among all of both
    same: Floats  # word × term: 1 where the stems are one
    texts: Integers  # first word of each candidate
    sentences: Integers  # first word of each sentence
    owners: Integers  # candidate of each sentence
    ends: Integers  # word after each sentence


def features(question: str, candidates: Sequence[Candidate]) -> Features:
    """What the network sees; candidates need not be in order, neither they nor words be lacking."""
    words = list(dict.fromkeys(analyze.content_words(question)))[:MOST_TERMS]
    texts = [_read(candidate.headings, candidate.text) for candidate in candidates]
    laid = _lay(words, texts)
    said = np.maximum.reduceat(laid.likeness, laid.texts)
    weight, terms = _terms(question, words, said)
    in_window, nearness, in_sentence = _windows(laid, weight)
    often = np.where(laid.likeness >= _SAID, laid.likeness, 0)
    matches = [
        said,
        np.maximum.reduceat(laid.alike, laid.texts),
        _saturated(np.add.reduceat(laid.same, laid.texts)),
        _saturated(np.add.reduceat(often, laid.texts)),
        in_window,
        in_sentence,
        nearness,
        said - said.max(axis=0),
    ]
    passages = [
        *_standing(np.array([c.score for c in candidates], dtype=np.float32)),
        said @ weight,
        in_window @ weight,
        in_sentence @ weight,
        nearness @ weight,
        *_runs(question, texts),
        np.log([max(len(c.text), 1) for c in candidates]) - _LONG_TEXT,
        said.mean(axis=1),
        said.min(axis=1),
    ]
    return Features(_stacked(matches), terms, _stacked(passages))


def _terms(question: str, words: Sequence[str], said: Floats) -> tuple[Floats, Floats]:
    """The terms' weights, 1 in all, and what each term is."""
    spread = (said >= _SAID).mean(axis=0)
    known = np.array([rareness(word) for word in words])
    rare = known * np.log((len(said) + 1) / (spread * len(said) + 0.5))
    weight = np.maximum(rare, _LEAST_WEIGHT)
    weight = (weight / weight.sum()).astype(np.float32)
    columns = [
        known,
        spread,
        weight * len(words),
        np.array([min(len(word), _LONG_WORD) / _LONG_WORD for word in words]),
        np.array([float(word[0].isdigit()) for word in words]),
        _named(question, words),
        np.full(len(words), min(len(words), _MANY_WORDS) / _MANY_WORDS),
    ]
    return weight, _stacked(columns)


def _windows(laid: _Laid, weight: Floats) -> tuple[Floats, Floats, Floats]:
    """Of the two sentences that say most of the question: what they say, and how near together."""
    own = np.maximum.reduceat(laid.likeness, laid.sentences)
    head = np.concatenate([[True], laid.owners[1:] != laid.owners[:-1]])
    above = own[head][laid.owners]
    goes_on = np.concatenate([laid.owners[1:] == laid.owners[:-1], [False]]) & ~head
    pair = np.where(goes_on[:, None], np.maximum(own, np.roll(own, -1, axis=0)), own)
    window = np.maximum(pair, above)
    alone = np.maximum(own, above)
    bounds = np.append(np.flatnonzero(head), len(own))
    best, one = _best(window @ weight, bounds), _best(alone @ weight, bounds)
    last = best + goes_on[best]
    near = _nearness(laid.likeness, laid.sentences[best], laid.ends[last])
    return window[best], near, alone[one]


def _best(values: Floats, bounds: Integers) -> Integers:
    """The first greatest value's index between each two bounds."""
    spans = pairwise(bounds.tolist())
    return np.array([start + int(values[start:end].argmax()) for start, end in spans])


def _nearness(likeness: Floats, starts: Integers, ends: Integers) -> Floats:
    """For each term 1 where a neighbour in the question is the next word, less where farther."""
    rows = starts[:, None] + np.arange(int((ends - starts).max()))
    inside = likeness[np.minimum(rows, len(likeness) - 1)] * (rows < ends[:, None])[..., None]
    places, said = inside.argmax(axis=1), inside.max(axis=1) >= _SAID
    gaps = np.maximum(np.abs(np.diff(places, axis=1)), 1)
    near = np.zeros((len(starts), likeness.shape[1] + 1), dtype=np.float32)
    near[:, 1:-1] = np.where(said[:, 1:] & said[:, :-1], 1 / gaps, 0.0)
    return np.maximum(near[:, 1:], near[:, :-1])


def _standing(scores: Floats) -> list[Floats]:
    """How the candidates stand in the search: share of the best, and place."""
    order = np.argsort(-scores, kind="stable")
    ranks = np.empty(len(scores), dtype=np.float32)
    ranks[order] = np.arange(len(scores))
    best = max(float(scores.max()), 1e-9)
    second = float(scores[order[1]]) if len(scores) > 1 else 0.0
    tenth = float(scores[order[min(9, len(scores) - 1)]])
    return [
        scores / best,
        1 / (1 + ranks),
        (scores - second) / best,
        (scores - tenth) / best,
        (scores - scores.mean()) / max(float(scores.std()), 1e-6) / 3,
    ]


def _runs(question: str, texts: Sequence[_Text]) -> list[Floats]:
    """Share of the question's runs of characters that each text has; rare ones count more."""
    asked = _character_runs(analyze.words(question))
    owners = np.repeat(np.arange(len(texts)), [len(text.runs) for text in texts])
    held, places = _meetings(asked, np.concatenate([text.runs for text in texts]))
    has = np.zeros((len(texts), len(asked)), dtype=np.float32)
    has[owners[held], places] = 1
    rare = np.log((len(texts) + 1) / (has.sum(axis=0) + 0.5))
    share = has @ rare / max(float(rare.sum()), 1e-6)
    return [share, share - share.max()]


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


def _stacked(columns: Sequence[NDArray[np.floating]]) -> Floats:
    return np.stack(columns, axis=-1).astype(np.float32)


def _saturated(counts: Floats) -> Floats:
    return counts / (counts + 1)


def _named(question: str, words: Sequence[str]) -> Floats:
    """1 for words that are written with a capital inside the question."""
    capital = {
        word
        for token in question.split()[1:]
        if token[:1].isupper()
        for word in analyze.words(token)
    }
    return np.array([word in capital for word in words], dtype=np.float32)


def _lay(words: Sequence[str], texts: Sequence[_Text]) -> _Laid:
    """Holds every word of every text against every word of the question."""
    counts = np.array([len(text.sizes) for text in texts])
    first = np.concatenate([[0], np.cumsum(counts)])
    asked = [_codes(word) for word in words]
    rows = np.concatenate([t.gram_words + at for t, at in zip(texts, first, strict=False)])
    known, member = np.unique(np.concatenate([g for _, g in asked]), return_inverse=True)
    holds = np.zeros((len(known), len(words)), dtype=np.float32)
    holds[member, np.repeat(np.arange(len(words)), [len(g) for _, g in asked])] = 1
    held, places = _meetings(known, np.concatenate([text.grams for text in texts]))
    shared = np.zeros((first[-1], len(words)), dtype=np.float32)
    np.add.at(shared, rows[held], holds[places])
    sizes = np.concatenate([text.sizes for text in texts])
    own = np.array([len(g) for _, g in asked], dtype=np.float32)
    stems = np.concatenate([text.stems for text in texts])
    same = (stems[:, None] == np.array([s for s, _ in asked], dtype=np.uint64)).astype(np.float32)
    starts = np.concatenate([t.starts + at for t, at in zip(texts, first, strict=False)])
    return _Laid(
        np.maximum(shared / own, same),
        np.maximum(2 * shared / (sizes[:, None] + own), same),
        same,
        first[:-1],
        starts,
        np.repeat(np.arange(len(texts)), [len(text.starts) for text in texts]),
        np.append(starts[1:], first[-1]),
    )


@lru_cache(maxsize=_REMEMBERED_TEXTS)
def _read(headings: str, text: str) -> _Text:
    """A passage as numbers. A word of no grams stands first, so that no sentence is empty."""
    spans = [analyze.words(text[start:end]) for start, end in sentences(text)]
    above = analyze.words(headings)
    pieces = [above, *filter(None, spans)]
    words = [word for piece in pieces for word in piece]
    codes = [_codes(word) for word in words]
    sizes = np.array([0, *(len(grams) for _, grams in codes)])
    starts = np.cumsum([0, 1 + len(above), *map(len, pieces[1:-1])])[: len(pieces)]
    return _Text(
        np.concatenate([np.empty(0, dtype=np.uint64), *(grams for _, grams in codes)]),
        np.repeat(np.arange(len(sizes)), sizes),
        sizes.astype(np.float32),
        np.array([0, *(stem for stem, _ in codes)], dtype=np.uint64),
        starts,
        _character_runs(words),
    )


@lru_cache(maxsize=_REMEMBERED_WORDS)
def _codes(word: str) -> tuple[int, Codes]:
    """A word's stem and its grams, each as a number."""
    grams = {crc32(gram.encode()) for gram in analyze.word_grams(word)}
    return crc32(analyze.stem(word).encode()) + 1, np.array(sorted(grams), dtype=np.uint64)


def _character_runs(words: Sequence[str]) -> Codes:
    """The runs of `_RUN` characters of a text, white space included, sorted, each once."""
    letters = np.frombuffer(
        f" {' '.join(map(analyze.fold, words))} ".encode("utf-32-le"), dtype=np.uint32
    ).astype(np.uint64) & np.uint64(0xFFFF)
    count = max(len(letters) - _RUN + 1, 0)
    runs = np.zeros(count, dtype=np.uint64)
    for i in range(_RUN):
        runs |= letters[i : i + count] << np.uint64(16 * i)
    return np.unique(runs)
