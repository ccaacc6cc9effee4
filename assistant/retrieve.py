"""From a question to the passages that may answer it.

BM25 over 5-grams and over guarded stems, and cosine over static vectors, each divided by its best
score and added up; never fused by rank, since the weak legs would then weigh as much as the
strong one. Chunks are short to rank and joined with their neighbours to read.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.concepts import Alternatives
from assistant.reply import Passage
from ingest import analyze
from ingest.document import Chunk
from ingest.embed import Embedder
from ingest.library import Library
from ingest.snapshot import Snapshot

GRAM_WEIGHT = 1.0
STEM_WEIGHT = 0.3
DENSE_WEIGHT = 0.15
NEIGHBOUR_WEIGHT = 0.15
CONCEPT_WEIGHT = 0.25  # of other words for the question's
CONTEXT_WEIGHT = 0.5  # of an earlier question's terms
JOINED_SIZE = 1_300  # characters of a passage after joining
_CANDIDATES = 200  # of each lexical leg
_NEAREST = 60  # of the dense leg, whose adapter is slow for many


@dataclass(frozen=True, slots=True)
class Retriever:
    """The documents of one snapshot, searched."""

    snapshot: Snapshot
    embedder: Embedder

    def retrieve(
        self,
        question: str,
        k: int = 10,
        *,
        context: Sequence[str] = (),
        alternatives: Alternatives | None = None,
    ) -> list[Passage]:
        """The best `k` passages, best first.

        Terms of `context` count by half, `alternatives` to the question's words by a quarter.
        Scores lie between 0 and about 1.7 and compare within one question only.
        """
        scores = self._scores(question, context, alternatives or {})
        chunks = self.snapshot.library.chunks(scores)
        scored = {chunk_id: scores[chunk_id] for chunk_id in scores if chunk_id in chunks}
        if not scored:
            return []
        neighbours = self._with_neighbours(chunks, scored)
        return _joined(self.snapshot.library, chunks, neighbours, k)

    def _scores(
        self, question: str, context: Sequence[str], alternatives: Alternatives
    ) -> dict[str, float]:
        """The weighted sum of the legs, each divided by its best score."""
        grams = _expanded(analyze.gram_weights, question, context, alternatives)
        stems = _expanded(analyze.stem_weights, question, context, alternatives)
        vector = self.embedder.embed([" ".join([question, *context])], query=True)[0]
        legs = [
            (GRAM_WEIGHT, self.snapshot.lexical.search("gram", grams, _CANDIDATES)),
            (STEM_WEIGHT, self.snapshot.lexical.search("stem", stems, _CANDIDATES)),
            (DENSE_WEIGHT, self.snapshot.vectors.search(vector, _NEAREST)),
        ]
        total: defaultdict[str, float] = defaultdict(float)
        for weight, hits in legs:
            best = max((score for _, score in hits), default=0.0)
            if best > 0:
                for chunk_id, score in hits:
                    total[chunk_id] += weight * max(score, 0.0) / best
        return total

    def _with_neighbours(
        self, chunks: Mapping[str, Chunk], scores: Mapping[str, float]
    ) -> dict[str, float]:
        """Scores with a share of the better neighbour's in the same document."""
        before = {(c.document_id, c.end): scores[c.id] for c in chunks.values()}
        after = {(c.document_id, c.start): scores[c.id] for c in chunks.values()}
        return {
            c.id: scores[c.id]
            + NEIGHBOUR_WEIGHT
            * max(before.get((c.document_id, c.start), 0.0), after.get((c.document_id, c.end), 0.0))
            for c in chunks.values()
        }


def _expanded(
    weigh: Callable[[str], dict[str, float]],
    question: str,
    context: Sequence[str],
    alternatives: Alternatives,
) -> dict[str, float]:
    """Term weights of the question; further terms of earlier ones and of other words count less."""
    other: dict[str, float] = {}
    for words in alternatives.values():
        for word, lent in words.items():
            for term, weight in weigh(word).items():
                other[term] = max(CONCEPT_WEIGHT * lent * weight, other.get(term, 0.0))
    earlier = {
        term: CONTEXT_WEIGHT * weight for text in context for term, weight in weigh(text).items()
    }
    return other | earlier | weigh(question)


def _joined(
    library: Library, chunks: Mapping[str, Chunk], scores: Mapping[str, float], k: int
) -> list[Passage]:
    """The best chunks with their best neighbours; what is already shown takes no second place."""
    passages: list[Passage] = []
    shown: set[str] = set()
    for chunk_id in sorted(scores, key=lambda chunk_id: (-scores[chunk_id], chunk_id)):
        if chunk_id in shown:
            continue
        run = _grown(library.chunks_of(chunks[chunk_id].document_id), chunk_id, scores, shown)
        shown.update(chunk.id for chunk in run)
        joined = replace(
            chunks[chunk_id],
            text="".join(chunk.text for chunk in run),
            start=run[0].start,
            end=run[-1].end,
        )
        passages.append(Passage(len(passages) + 1, scores[chunk_id], joined))
        if len(passages) == k:
            break
    return passages


def _grown(
    chunks: Sequence[Chunk], chunk_id: str, scores: Mapping[str, float], shown: set[str]
) -> Sequence[Chunk]:
    """The chunk and the neighbours that score best, in reading order, up to `JOINED_SIZE`."""
    first = last = next(i for i, chunk in enumerate(chunks) if chunk.id == chunk_id)
    while True:
        size = chunks[last].end - chunks[first].start
        sides = [
            (scores.get(chunks[i].id, 0.0), i)
            for i in (first - 1, last + 1)
            if 0 <= i < len(chunks)
            and chunks[i].id not in shown
            and size + len(chunks[i].text) <= JOINED_SIZE
        ]
        if not sides:
            return chunks[first : last + 1]
        _, best = max(sides)
        first, last = min(first, best), max(last, best)
