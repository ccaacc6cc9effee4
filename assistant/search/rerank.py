"""How likely each of a question's best candidates is to hold the answer, by a small network.

It was trained on general Danish text, so it is an addend to the score of search and never takes
its place: `assistant/data/rerank.md` says what it earns, and where it loses.
"""

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.search.rerank_features import Candidate, Features, features
from assistant.search.rerank_texts import Floats
from ingest import analyze

_TEMPER = 2.0  # scores this far apart differ by the factor e


def rerank(question: str, candidates: Sequence[Candidate]) -> list[float]:
    """A score for each candidate, 0 to 1, the best 1; they compare within one question only.

    Pools of 30 to 50 are what it was trained on. Without candidates, or where the question holds
    no word, nothing tells them apart: each gets 1.
    """
    if not candidates or not analyze.words(question):
        return [1.0] * len(candidates)
    scores = evaluate(features(question, candidates), weights())
    return [math.exp(score / _TEMPER) for score in (scores - scores.max()).tolist()]


def evaluate(seen: Features, weights: Mapping[str, Floats]) -> Floats:
    """The network's score of each candidate, without bounds."""
    beside = np.broadcast_to(seen.terms, (len(seen.matches), *seen.terms.shape))
    hidden = _layer(np.concatenate([seen.matches, beside], axis=2), "match", weights)
    hidden = _layer(hidden, "term", weights)
    logits: Floats = seen.terms @ weights["share"] + weights["share_bias"]
    shares = np.exp(logits - logits.max(axis=0))
    shares /= shares.sum(axis=0)
    pooled = (hidden * shares).sum(axis=1)
    both = np.concatenate([pooled, seen.passages], axis=1)
    head = _layer(both, "head", weights)
    scores = head @ weights["score"] + both @ weights["direct"]
    return np.asarray(scores[:, 0], dtype=np.float32)


@cache
def weights() -> dict[str, Floats]:
    """The network's weights as they ship: inputs × outputs by layer, and the layers' biases."""
    text = files("assistant").joinpath("data/rerank.json").read_text(encoding="utf-8")
    return {name: np.array(rows, dtype=np.float32) for name, rows in json.loads(text).items()}


def _layer(values: Floats, name: str, weights: Mapping[str, Floats]) -> Floats:
    layer: Floats = np.maximum(values @ weights[name] + weights[f"{name}_bias"], 0)
    return layer
