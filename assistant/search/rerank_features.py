"""What speaks for each of a question's candidates, as numbers; the words themselves are not seen.

For each word of the question: how well a passage says it, how near the others, and how rare it is.
For the passage: its score and place, and how much of the question stands in two of its sentences.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.search.rerank_texts import Floats, Integers, Laid, lay
from ingest import analyze
from ingest.everyday import rareness

MOST_TERMS = 24  # words of a question that are looked at
_SAID = 0.5  # a word that is less like the asked one does not say it
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


# OpenBLAS raises the flag now and then where every number is finite.
@np.errstate(invalid="ignore")
def features(question: str, candidates: Sequence[Candidate]) -> Features:
    """What the network sees; candidates need not be in order, neither they nor words be lacking."""
    words = list(dict.fromkeys(analyze.content_words(question)))[:MOST_TERMS]
    laid = lay(question, words, [(candidate.headings, candidate.text) for candidate in candidates])
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
        *_shared_runs(laid.runs),
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


def _windows(laid: Laid, weight: Floats) -> tuple[Floats, Floats, Floats]:
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


def _shared_runs(has: Floats) -> list[Floats]:
    """Share of the question's runs of characters that each candidate has; rare ones count more."""
    rare = np.log((len(has) + 1) / (has.sum(axis=0) + 0.5))
    share = has @ rare / max(float(rare.sum()), 1e-6)
    return [share, share - share.max()]


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
