"""What each part of the search is worth: evidence recall with it, and without."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from assistant.ask import Assistant
from assistant.concepts import no_concepts
from assistant.retrieve import Weights
from evals.case import Case
from evals.measures import Interval, bootstrap, evidence_recall

READ = 5  # passages
WITHOUT: dict[str, dict[str, float]] = {
    "5-grams": {"gram": 0.0},
    "stems": {"stem": 0.0},
    "vectors": {"dense": 0.0},
    "rarity of words": {"rarity": 0.0},
    "neighbour's score": {"neighbour": 0.0},
    "documents named": {"named": 0.0},
    "reranking": {"rerank": 0.0},
    "joining to 1,600": {"joined": 600},
}


@dataclass(frozen=True, slots=True)
class Row:
    """Mean recall of the evidence in the first five passages, and the characters of one passage."""

    name: str
    recall: float
    interval: Interval  # 95 %
    gain: Interval  # 95 %, of what the whole search finds more, question by question
    characters: float


def ablation(helper: Assistant, cases: Sequence[Case]) -> list[Row]:
    """The whole search, then without each of its parts, then without the list of concepts."""
    whole = helper.retriever.weights
    found = _recalls(helper, cases, whole)
    rows = [_row("all", found, found)]
    for name, changed in WITHOUT.items():
        less = replace(whole, **changed)  # type: ignore[arg-type]
        rows.append(_row(f"without {name}", _recalls(helper, cases, less), found))
    listless = replace(helper, concepts=no_concepts)
    rows.append(_row("without concepts", _recalls(listless, cases, whole), found))
    return rows


_Found = tuple[list[float], list[int]]


def _recalls(helper: Assistant, cases: Sequence[Case], weights: Weights) -> _Found:
    """Recall of each case, and the characters of each passage."""
    searching = replace(helper, retriever=replace(helper.retriever, weights=weights))
    recalls: list[float] = []
    sizes: list[int] = []
    for case in cases:
        found = searching.passages(case.question, READ, history=case.context)
        texts = [passage.chunk.text for passage in found]
        recalls.append(evidence_recall([e.quote for e in case.evidence], texts, READ))
        sizes += map(len, texts)
    return recalls, sizes


def _row(name: str, found: _Found, whole: _Found) -> Row:
    recalls, sizes = found
    gains = [a - b for a, b in zip(whole[0], recalls, strict=True)]
    return Row(name, fmean(recalls), bootstrap(recalls), bootstrap(gains), fmean(sizes))
