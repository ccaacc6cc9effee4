"""From a question to the passages that may answer it.

BM25 over 5-grams and over guarded stems, and cosine over static vectors, each divided by its best
score and added up; never fused by rank, since the weak legs would then weigh as much as the
strong one. Chunks are short to rank and joined with their neighbours to read.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.concepts import Alternatives
from assistant.named import names_of
from assistant.reply import Passage, Why
from assistant.rerank import rerank
from assistant.rerank_features import Candidate
from ingest import analyze
from ingest.document import Chunk
from ingest.embed import Embedder
from ingest.library import Library
from ingest.rows import Place
from ingest.snapshot import Snapshot

_CANDIDATES = 100  # of each lexical leg
_NEAREST = 60  # of the dense leg
_REACH = 6  # chunks either side that a passage may be joined from
_RERANKED = 16  # chunks that the reranker looks at
_LIKE = 0.6  # share of a word's grams that make it another form of one in the text


@dataclass(frozen=True, slots=True)
class Weights:
    """What each part of the search counts; 0 leaves it out."""

    gram: float = 1.0  # BM25 over 5-grams
    stem: float = 0.3  # BM25 over guarded stems
    dense: float = 0.15  # cosine of vectors
    rarity: float = 1.0  # power of a question word's rareness in everyday Danish
    neighbour: float = 0.15  # of the better neighbour's score
    named: float = 0.2  # of the best score, for a document that the question names
    rerank: float = 0.5  # of the best score, where passages stand under no headings
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
        scores = _with_names(places, told, named, weights.named)
        order = sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id))
        if len(named) > 1 and weights.named:
            order = _by_turns(order, places, named)
        passages = _joined(library, scores, order, k, weights.joined)
        if why:
            return [replace(p, why=_why(asked, p.chunk, legs, named)) for p in passages]
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

    def _legs(self, asked: "_Asked") -> _Legs:
        """What each leg finds, divided by its best score and weighted."""
        weights, lexical = self.weights, self.snapshot.lexical
        grams = _expanded(analyze.gram_weights, asked, weights)
        stems = _expanded(analyze.stem_weights, asked, weights)
        words = " ".join([asked.question, *asked.context])
        vector = self.embedder.embed([words], query=True)[0]
        found = {
            "gram": (weights.gram, lexical.search("gram", grams, _CANDIDATES)),
            "stem": (weights.stem, lexical.search("stem", stems, _CANDIDATES)),
            "dense": (weights.dense, self.snapshot.vectors.search(vector, _NEAREST)),
        }
        legs: dict[str, dict[str, float]] = {}
        for name, (weight, hits) in found.items():
            best = max((score for _, score in hits), default=0.0)
            legs[name] = {c: weight * max(s, 0.0) / best for c, s in hits} if best > 0 else {}
        return legs


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
    before = {(p.document_id, p.end): scores[p.id] for p in places.values()}
    after = {(p.document_id, p.start): scores[p.id] for p in places.values()}
    return {
        p.id: scores[p.id]
        + share
        * max(before.get((p.document_id, p.start), 0.0), after.get((p.document_id, p.end), 0.0))
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


def _why(asked: _Asked, chunk: Chunk, legs: _Legs, named: Sequence[frozenset[str]]) -> Why:
    text = chunk.reading or chunk.text
    stems, grams = map(frozenset, analyze.terms(" ".join([*chunk.headings, text])))

    def said(word: str) -> bool:
        pieces = analyze.word_grams(word)
        shared = sum(piece in grams for piece in pieces)
        return analyze.stem(word) in stems or shared >= _LIKE * len(pieces)

    words = dict.fromkeys(analyze.content_words(" ".join([asked.question, *asked.context])))
    return Why(
        tuple(word for word in words if said(word)),
        tuple(
            (word, other)
            for word, others in asked.alternatives.items()
            for other in others
            if analyze.stem(other) in stems
        ),
        tuple((name, round(leg.get(chunk.id, 0.0), 3)) for name, leg in legs.items()),
        any(chunk.document_id in documents for documents in named),
    )


def _expanded(
    weigh: Callable[[str, float], dict[str, float]], asked: _Asked, weights: Weights
) -> dict[str, float]:
    """Term weights of the question; further terms of earlier ones and of other words count less."""
    other: dict[str, float] = {}
    for words in asked.alternatives.values():
        for word, lent in words.items():
            for term, weight in weigh(word, weights.rarity).items():
                other[term] = max(weights.concept * lent * weight, other.get(term, 0.0))
    earlier = {
        term: weights.context * weight
        for text in asked.context
        for term, weight in weigh(text, weights.rarity).items()
    }
    return other | earlier | weigh(asked.question, weights.rarity)


def _joined(
    library: Library,
    scores: Mapping[str, float],
    order: Iterable[str],
    k: int,
    size: int,
) -> list[Passage]:
    """The best chunks with their best neighbours; what is already shown takes no second place."""
    passages: list[Passage] = []
    shown: set[str] = set()
    for chunk_id in order:
        if chunk_id in shown:
            continue
        near = library.round(chunk_id, _REACH)
        run = _grown(near, chunk_id, scores, shown, size)
        shown.update(chunk.id for chunk in run)
        joined = replace(
            next(chunk for chunk in run if chunk.id == chunk_id),
            text="".join(chunk.text for chunk in run),
            reading="".join(chunk.reading or chunk.text for chunk in run),
            start=run[0].start,
            end=run[-1].end,
        )
        # Where documents take turns, a score may be above the one before it; none is shown so.
        score = min(scores[chunk_id], passages[-1].score) if passages else scores[chunk_id]
        passages.append(Passage(len(passages) + 1, score, joined))
        if len(passages) == k:
            break
    return passages


def _grown(
    chunks: Sequence[Chunk], chunk_id: str, scores: Mapping[str, float], shown: set[str], most: int
) -> Sequence[Chunk]:
    """The chunk and the neighbours that score best, in reading order, up to `most` characters."""
    first = last = next(i for i, chunk in enumerate(chunks) if chunk.id == chunk_id)
    while True:
        size = chunks[last].end - chunks[first].start
        sides = [
            (scores.get(chunks[i].id, 0.0), i)
            for i in (first - 1, last + 1)
            if 0 <= i < len(chunks)
            and chunks[i].id not in shown
            and size + len(chunks[i].text) <= most
        ]
        if not sides:
            return chunks[first : last + 1]
        _, best = max(sides)
        first, last = min(first, best), max(last, best)
