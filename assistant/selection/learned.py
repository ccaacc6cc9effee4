"""The weights that were learned from questions with their answers, from data/answers.json."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]


@cache
def weights(model: str, names: tuple[str, ...]) -> Weights:
    """The weights of a model, in the order of its features' names.

    Raises:
        ValueError: the file was learned with other features.
    """
    known: dict[str, float] = _stored()[model]
    if set(known) != set(names):
        raise ValueError(
            f"data/answers.json: {model!r} was learned with {sorted(known)}, not {names}"
        )
    return np.array([known[name] for name in names])


def number(name: str) -> float:
    """A single number that was learned: a threshold."""
    return float(_stored()[name])


@cache
def _stored() -> dict[str, Any]:
    text = files("assistant").joinpath("data/answers.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
