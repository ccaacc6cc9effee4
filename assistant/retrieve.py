"""From a question to the passages that may answer it.

BM25 over 5-grams and over guarded stems, and cosine over static vectors, each divided by its best
score and added up; never fused by rank, since the weak legs would then weigh as much as the
strong one. Chunks are short to rank and joined with their neighbours to read.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.concepts import Alternatives
from assistant.reply import Passage
from assistant.search.cross_encoder import CrossEncoder
from assistant.search.explain import explain
from assistant.search.join import join
from assistant.search.named import names_of
from assistant.search.rerank import rerank
from assistant.search.rerank_features import Candidate
from ingest import analyze
from ingest.embed import Embedder
from ingest.rows import Place
from ingest.snapshot import Snapshot, index_text

_CANDIDATES = 100  # of each lexical leg
_NEAREST = 60  # of the dense leg
_RERANKED = 16  # chunks that the reranker looks at
_CROSSED = 20  # chunks that a cross-encoder reads

_beside = ThreadPoolExecutor(thread_name_prefix="dense")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the search counts; 0 leaves it out."""

    gram: float = 1.0  # BM25 over 5-grams
    stem: float = 0.3  # BM25 over guarded stems
    dense: float = 0.15  # cosine of vectors
    floor: float = 0.0  # cosine that counts as nothing; some models give every pair a high one
    rarity: float = 1.0  # power of a question word's rareness in everyday Danish
    neighbour: float = 0.15  # of the better neighbour's score
    named: float = 0.2  # of the best score, for a document that the question names
    rerank: float = 0.5  # of the best score, where passages stand under no headings
    cross: float = 0.5  # of the best score, where there is a cross-encoder
    concept: float = 0.25  # of other words for the question's
    context: float = 0.5  # of an earlier question's terms
    joined: int = 1_600  # characters of a passage after joining


_Legs = Mapping[str, Mapping[str, float]]  # of each leg: chunk id to what it gives to the score


@dataclass(frozen=True, slots=True)
class Retriever:
    """The documents of one snapshot, searched."""

    snapshot: Snapshot
    embedder: Embedder
    weights: Weights = Weights()
    cross_encoder: CrossEncoder | None = None

    def retrieve(
        self,
        question: str,
        k: int = 10,
        *,
        context: Sequence[str] = (),
        alternatives: Alternatives | None = None,
        why: bool = False,
    ) -> list[Passage]:
        """The best `k` passages, best first.

        Terms of `context` count by half, `alternatives` to the question's words by a quarter.
        Documents that the question names come first, and by turns where it names several. Scores
        lie between 0 and about 2 and compare within one question only. With `why` each passage says
        what brought it.
        """
        asked = _Asked(question, tuple(context), alternatives or {})
        legs = self._legs(asked)
        library = self.snapshot.library
        places = library.places({chunk_id for leg in legs.values() for chunk_id in leg})
        if not places:
            return []
        named = names_of(self.snapshot).named(" ".join([question, *context]), self.snapshot.lexical)
        weights = self.weights
        near = _with_neighbours(places, _summed(legs), weights.neighbour)
        told = self._reranked(asked, near) if weights.rerank else near
        if self.cross_encoder and weights.cross:
            told = self._crossed(self.cross_encoder, asked, told)
        scores = _with_names(places, told, named, weights.named)
        order = sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))
        if len(named) > 1 and weights.named:
            order = _by_turns(order, places, named)
        passages = join(library, places, scores, order, k, weights.joined)
        if why:
            words = " ".join([question, *context])
            return [
                replace(p, why=explain(words, asked.alternatives, p.chunk, legs, named))
                for p in passages
            ]
        return passages

    def _reranked(self, asked: "_Asked", scores: Mapping[str, float]) -> dict[str, float]:
        """Scores with what the reranker gives to the best of them."""
        titles = names_of(self.snapshot).titles
        best = heapq.nlargest(_RERANKED, scores, key=lambda chunk_id: (scores[chunk_id], chunk_id))
        chunks = self.snapshot.library.chunks(best)
        # It was trained on text without headings; documents that have some lose by it.
        plain = sum(not chunk.headings for chunk in chunks.values()) / len(chunks)
        if not plain:
            return dict(scores)
        candidates = [
            Candidate(
                chunk.reading or chunk.text,
                " ".join([titles[chunk.document_id], *chunk.headings]),
                scores[chunk.id],
            )
            for chunk in map(chunks.__getitem__, best)
        ]
        words = " ".join([asked.question, *asked.context])
        told = {
            chunk_id: self.weights.rerank * plain * scores[best[0]] * given
            for chunk_id, given in zip(best, rerank(words, candidates), strict=True)
        }
        return {chunk_id: score + told.get(chunk_id, 0.0) for chunk_id, score in scores.items()}

    def _crossed(
        self, model: CrossEncoder, asked: "_Asked", scores: Mapping[str, float]
    ) -> dict[str, float]:
        """Scores with what the cross-encoder gives to the best of them."""
        titles = names_of(self.snapshot).titles
        best = heapq.nlargest(_CROSSED, scores, key=lambda chunk_id: (scores[chunk_id], chunk_id))
        chunks = self.snapshot.library.chunks(best)
        texts = [index_text(titles[chunks[c].document_id], chunks[c]) for c in best]
        words = " ".join([*asked.context, asked.question])
        share = self.weights.cross * scores[best[0]]
        given = dict(zip(best, model.judge(words, texts), strict=True))
        return {c: score + share * given.get(c, 0.0) for c, score in scores.items()}

    def _legs(self, asked: "_Asked") -> _Legs:
        """What each leg finds, divided by its best score and weighted."""
        weights, lexical = self.weights, self.snapshot.lexical
        # Beside the lexical legs: both spend their time outside Python.
        nearest = _beside.submit(self._nearest, " ".join([asked.question, *asked.context]))
        grams = _expanded(analyze.gram_weights, asked, weights)
        stems = _expanded(analyze.stem_weights, asked, weights)
        found = {
            "gram": (weights.gram, lexical.search("gram", grams, _CANDIDATES)),
            "stem": (weights.stem, lexical.search("stem", stems, _CANDIDATES)),
            "dense": (weights.dense, [(c, s - weights.floor) for c, s in nearest.result()]),
        }
        legs: dict[str, dict[str, float]] = {}
        for name, (weight, hits) in found.items():
            best = max((score for _, score in hits), default=0.0)
            legs[name] = {c: weight * max(s, 0.0) / best for c, s in hits} if best > 0 else {}
        return legs

    def _nearest(self, words: str) -> list[tuple[str, float]]:
        vector = self.embedder.embed([words], query=True)[0]
        return self.snapshot.vectors.search(vector, _NEAREST)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is searched for."""

    question: str
    context: tuple[str, ...]
    alternatives: Alternatives


def _summed(legs: _Legs) -> dict[str, float]:
    total: defaultdict[str, float] = defaultdict(float)
    for leg in legs.values():
        for chunk_id, score in leg.items():
            total[chunk_id] += score
    return total


def _with_neighbours(
    places: Mapping[str, Place], scores: Mapping[str, float], share: float
) -> dict[str, float]:
    """Scores with a share of the better neighbour's in the same document."""
    at = {(p.document_id, p.position): scores[p.id] for p in places.values()}
    return {
        p.id: scores[p.id]
        + share
        * max(
            at.get((p.document_id, p.position - 1), 0.0),
            at.get((p.document_id, p.position + 1), 0.0),
        )
        for p in places.values()
    }


def _with_names(
    places: Mapping[str, Place],
    scores: Mapping[str, float],
    named: Sequence[frozenset[str]],
    share: float,
) -> dict[str, float]:
    """Scores with more for the documents that are named; the others are not shut out."""
    wanted = frozenset[str]().union(*named)
    extra = share * max(scores.values())
    return {
        chunk_id: score + extra * (places[chunk_id].document_id in wanted)
        for chunk_id, score in scores.items()
    }


def _by_turns(
    order: Sequence[str], places: Mapping[str, Place], named: Sequence[frozenset[str]]
) -> list[str]:
    """The order, where each of the named takes its turn; what is of none comes by its score."""
    waiting = [
        [chunk_id for chunk_id in order if places[chunk_id].document_id in documents]
        for documents in named
    ]
    turns = (chunk_id for turn in zip_longest(*waiting) for chunk_id in turn if chunk_id)
    coming = dict.fromkeys(turns)
    others = iter([chunk_id for chunk_id in order if chunk_id not in coming])
    mixed: list[str] = []
    for place, chunk_id in enumerate(coming, start=1):
        mixed.append(chunk_id)
        if place % (len(named) + 1) == 0 and (other := next(others, None)):
            mixed.append(other)
    return [*mixed, *others]


def _expanded(
    weigh: Callable[[str, float], dict[str, float]], asked: _Asked, weights: Weights
) -> dict[str, float]:
    """Term weights of the question; further terms of earlier ones and of other words count less."""
    other: dict[str, float] = {}
    for words in asked.alternatives.values():
        for word, lent in words.items():
            for term, weight in weigh(word, weights.rarity).items():
                other[term] = max(weights.concept * lent * weight, other.get(term, 0.0))
    bare = not analyze.subjects(asked.question)  # `og hvad så?`: all is in what was asked before
    earlier = {
        term: weight * (1.0 if bare else weights.context)
        for text in asked.context
        for term, weight in weigh(text, weights.rarity).items()
    }
    own = {} if bare and asked.context else weigh(asked.question, weights.rarity)
    return other | earlier | own
