"""How well a unit answers a question: how much of the question it covers, and how."""

from collections.abc import Sequence

from assistant.answer_type import answer_type
from assistant.match import Query, either, matches, share, stem_of
from assistant.units import Unit
from ingest import analyze

# Fitted as a softmax over the sentences of five retrieved passages, on 1,673 questions of Danish
# reading comprehension (squad_da, CC BY-SA 4.0); right first sentence 0.625 on other articles.
WEIGHTS = {
    "coverage": 0.19,
    "coverage with headings": 0.90,
    "coverage with the unit before": 0.85,
    "coverage with the unit after": 0.30,
    "words in the same order": 0.16,
    "answer type": 0.38,
    "passage score": 1.38,
    "first passage": 0.12,
    "length": -0.08,
}


def rank(query: Query, units: Sequence[Unit], *, best: float) -> list[tuple[float, Unit]]:
    """Units with their scores, best first; `best` is the first passage's score.

    A score is the weighted sum of `features`; scores compare within one question only.
    """
    scored = [
        (sum(w * f for w, f in zip(WEIGHTS.values(), row, strict=True)), unit)
        for row, unit in zip(features(query, units, best=best), units, strict=True)
    ]
    return sorted(scored, key=lambda pair: -pair[0])


def features(query: Query, units: Sequence[Unit], *, best: float) -> list[tuple[float, ...]]:
    """What speaks for each unit, in the order of `WEIGHTS`; each between about 0 and 1."""
    if not units:
        return []
    rows: list[tuple[float, ...]] = []
    asked = [stem_of(word) for word in analyze.content_words(query.part)]
    for before, unit, after in zip([None, *units[:-1]], units, [*units[1:], None], strict=True):
        own = matches(query, unit.reading)
        titled = matches(query, f"{unit.document.source.title} {unit.about}")
        rows.append(
            (
                share(query, own),
                share(query, either(own, titled)),
                share(query, either(own, _neighbour(query, unit, before))),
                share(query, either(own, _neighbour(query, unit, after))),
                _sequence(asked, unit.reading),
                answer_type(query.kind, query.part, unit.reading),
                unit.passage.score / best if best else 0.0,
                float(unit.passage.rank == 1),
                min(len(unit.text), 200) / 200,
            )
        )
    return rows


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
