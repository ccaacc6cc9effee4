"""How well a unit answers a question: how much of the question it covers, how, and where it stands.

The weights are learned (`evals.fit.answers`); data/answers.json holds them, data/answers.md says
from what, and what they earn on questions that they were not learned from.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from assistant.reply import Kind
from assistant.selection.answer_type import answer_type
from assistant.selection.asked_heading import asks
from assistant.selection.gaps import asks_for_gaps, tells_of_a_gap
from assistant.selection.learned import weights
from assistant.selection.lists import is_column_heads
from assistant.selection.match import Query, either, matches, share, stem_of
from assistant.selection.units import Unit, speaks_of_itself
from assistant.selection.wanted import attached, focus, named, names, says
from assistant.understanding.kind import kind_of
from ingest import analyze
from ingest.embed import Embedder

FEATURES = (
    "coverage", "coverage with headings", "coverage with the unit before",
    "coverage with the unit after", "coverage by the heading", "covers what headings do not",
    "words in the same order", "share of its words asked for", "heaviest word not covered",
    "cosine", "answer type", "number asked for", "noun asked for", "number at its noun", "names",
    "passage score", "first passage", "length", "short", "place in its block", "under a heading",
    "under a heading that covers", "introduces", "item of a list asked for", "item of a list",
    "table row", "column heads", "footnote", "speaks of itself", "question", "denies",
    "heading asks", "heading asks that", "heading asks nothing else", "cosine with what it asks",
    "heading asks for that kind", "what it answers covers", "says what is not told",
)  # fmt: skip
LISTING: tuple[Kind, ...] = ("list", "procedure")
Likeness = Callable[[str, Sequence[str]], Sequence[float]]  # cosines of a question with texts
Rows = NDArray[np.float64]  # shape (units, features)
Vector = NDArray[np.float32]
_DENIES = re.compile(r"\b(?:ikke|ingen|intet|aldrig|uden|hverken|undtagen)\b", re.IGNORECASE)
_SHORT = 30  # characters
_REMEMBERED = 5_000  # texts whose vectors are kept: those of a few documents
_LONG = 200


def no_likeness(question: str, texts: Sequence[str]) -> list[float]:
    """No cosines, where there is no model: 0 for each text."""
    return [0.0 for _ in texts]


@lru_cache(maxsize=2)
def likeness_of(embedder: Embedder) -> Likeness:
    """Cosines of a question with texts, by a model's vectors; those of texts are kept at hand."""
    known: dict[str, Vector] = {}

    def cosines(question: str, texts: Sequence[str]) -> list[float]:
        if not texts:
            return []
        # Another question may clear what is known at any time.
        vectors = {text: vector for text in texts if (vector := known.get(text)) is not None}
        unseen = list(dict.fromkeys(text for text in texts if text not in vectors))
        fresh = dict(zip(unseen, embedder.embed(unseen), strict=True))
        if len(known) + len(fresh) > _REMEMBERED:
            known.clear()
        known.update(fresh)
        vectors |= fresh
        asked = embedder.embed([question], query=True)[0]
        return [float(vectors[text] @ asked) for text in texts]

    return cosines


@dataclass(frozen=True, slots=True)
class _Matched:
    """How well each of the question's words is said by a unit, and by what stands round it."""

    own: tuple[float, ...]
    titled: tuple[float, ...]  # by title, headings and column heads
    heading: tuple[float, ...]  # by the innermost heading
    before: tuple[float, ...]  # by the unit before, of the same document
    after: tuple[float, ...]


def rank(
    query: Query, units: Sequence[Unit], *, best: float, likeness: Likeness
) -> list[tuple[float, Unit]]:
    """Units with their scores, best first; `best` is the first passage's score.

    Scores are natural logarithms of odds: their softmax is how likely each is to be the one.
    """
    if not units:
        return []
    scores = features(query, units, best=best, likeness=likeness) @ weights("rank", FEATURES)
    order = np.argsort(-scores, kind="stable")
    return [(float(scores[i]), units[i]) for i in order]


def features(query: Query, units: Sequence[Unit], *, best: float, likeness: Likeness) -> Rows:
    """What speaks for each unit, in the order of `FEATURES`; most between 0 and 1."""
    cosines = likeness(query.part, [unit.reading for unit in units])
    headings = likeness(query.part, [unit.headings[-1] if asks(unit) else "" for unit in units])
    asked = [stem_of(word) for word in analyze.content_words(query.part)]
    matched = [_matched(query, units, i) for i in range(len(units))]
    rows = [
        (
            *_of_words(query, unit, found, asked),
            cosine,
            *_of_type(query, unit),
            *_of_place(query, unit, found, best),
            *_of_heading(query, unit, found, heading),
            float(tells_of_a_gap(unit.reading) and not asks_for_gaps(query.part)),
        )
        for unit, found, cosine, heading in zip(units, matched, cosines, headings, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(units), len(FEATURES))


def _matched(query: Query, units: Sequence[Unit], i: int) -> _Matched:
    unit = units[i]
    return _Matched(
        matches(query, unit.reading),
        matches(query, f"{unit.document.source.title} {unit.about}"),
        matches(query, " ".join(unit.headings[-1:])),
        _neighbour(query, unit, units[i - 1] if i else None),
        _neighbour(query, unit, units[i + 1] if i + 1 < len(units) else None),
    )


def _of_words(query: Query, unit: Unit, found: _Matched, asked: Sequence[str]) -> tuple[float, ...]:
    words = query.weights.values()
    heaviest = max(words, default=0.0)
    lacking = max((w * (1 - m) for w, m in zip(words, found.own, strict=True)), default=0.0)
    beyond = tuple(max(0.0, o - t) for o, t in zip(found.own, found.titled, strict=True))
    return (
        share(query, found.own),
        share(query, either(found.own, found.titled)),
        share(query, either(found.own, found.before)),
        share(query, either(found.own, found.after)),
        share(query, found.heading),
        share(query, beyond),
        _sequence(asked, unit.reading),
        _asked_for(query, unit.reading),
        lacking / heaviest if heaviest else 0.0,
    )


def _of_type(query: Query, unit: Unit) -> tuple[float, ...]:
    kind, text = query.kind, unit.reading
    held = answer_type(kind, query.part, text)
    nouns, called = focus(query.part), names(query.part)
    return (
        held,
        held * (kind == "number"),
        float(any(says(query, noun, text) for noun in nouns)),
        attached(query, nouns, text) if kind == "number" else 0.0,
        sum(named(name, text) for name in called) / len(called) if called else 0.0,
    )


def _of_place(query: Query, unit: Unit, found: _Matched, best: float) -> tuple[float, ...]:
    block, shape = unit.document.blocks, unit.shape
    listing = query.kind in LISTING
    item = shape.kind == "list_item"
    first = unit.start <= shape.start + 2
    headed = first and unit.block > 0 and block[unit.block - 1].kind == "heading"
    return (
        unit.passage.score / best if best else 0.0,
        float(unit.passage.rank == 1),
        min(len(unit.text), _LONG) / _LONG,
        float(len(unit.text) < _SHORT),
        (unit.start - shape.start) / max(1, shape.end - shape.start),
        float(headed),
        headed * share(query, found.heading),
        float(unit.text.endswith(":")),
        float(item and listing),
        float(item and not listing),
        float(shape.kind == "table_row"),
        float(is_column_heads(unit)),
        float(shape.kind == "footnote"),
        float(speaks_of_itself(unit)),
        float("?" in unit.reading),
        float(bool(_DENIES.search(unit.reading)) and not _DENIES.search(query.part)),
    )


def _of_heading(query: Query, unit: Unit, found: _Matched, cosine: float) -> tuple[float, ...]:
    """How near a heading that asks is to the question; nothing for other headings."""
    if not asks(unit):
        return (0.0,) * 6
    heading = unit.headings[-1]
    return (
        1.0,
        share(query, found.heading),
        _asked_for(query, heading),
        cosine,
        float(kind_of(heading) == query.kind),
        share(query, either(found.heading, found.own)),
    )


def _neighbour(query: Query, unit: Unit, other: Unit | None) -> tuple[float, ...]:
    """How well a neighbour in the same document matches; nothing where it is of another."""
    if other is None or other.document.id != unit.document.id:
        return (0.0,) * len(query.weights)
    return matches(query, other.reading)


def _sequence(asked: Sequence[str], text: str) -> float:
    """Share of the question's stems that `text` has in the same order (longest subsequence)."""
    if not asked:
        return 0.0
    lengths = [0] * (len(asked) + 1)
    for word in analyze.words(text):
        stem, diagonal = stem_of(word), 0
        for i, wanted in enumerate(asked, start=1):
            above = lengths[i]
            lengths[i] = diagonal + 1 if stem == wanted else max(lengths[i], lengths[i - 1])
            diagonal = above
    return lengths[-1] / len(asked)


def _asked_for(query: Query, text: str) -> float:
    """Mean over the words of a text of how well the question's best word says each."""
    words = set(analyze.content_words(text))
    said = (
        max((query.said[w].get(word, 0.0) for w in query.weights), default=0.0) for word in words
    )
    return sum(said) / len(words) if words else 0.0
