"""The edge to a cross-encoder of one's own: a network that reads question and passage together.

None ships, and nothing here is imported where none is set. Nothing is ever downloaded.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import SettingsError

_HEADS = ("ForSequenceClassification", "ForCausalLM")  # what can give a score to a pair
_BATCH = 32  # pairs

Score = Callable[[list[tuple[str, str]]], Sequence[float]]


@dataclass(frozen=True, slots=True)
class CrossEncoder:
    """A model that says of a question and a passage how well they fit."""

    name: str
    score: Score
    """Of each pair of question and passage, 0 to 1."""

    def judge(self, question: str, passages: Sequence[str]) -> list[float]:
        """A score for each passage, 0 to 1, the best 1; they compare within one question only."""
        scores = [float(s) for s in self.score([(question, passage) for passage in passages])]
        best = max(scores, default=0.0)
        return [score / best if best > 0 else 0.0 for score in scores]


def load_cross_encoder(folder: Path) -> CrossEncoder:
    """The model of a folder that sentence-transformers' CrossEncoder reads.

    Raises:
        SettingsError: the folder is missing or does not hold such a model.
    """
    wrong = f"HOLDEPUNKT_CROSS_ENCODER is {str(folder)!r}, "
    remedy = "set it to the folder of a sentence-transformers CrossEncoder, or leave it out"
    danish = (
        f"HOLDEPUNKT_CROSS_ENCODER er »{folder}«, hvor der ikke er nogen model, der kan bruges."
    )
    if not (folder / "config.json").is_file():
        raise SettingsError(f"{wrong}where there is no config.json, so no model: {remedy}", danish)
    try:
        if not _scores_pairs(folder):
            raise ValueError("it is no model that gives a score to two texts")
        score = _load(folder)
    except Exception as exc:  # transformers raises nothing narrower
        raise SettingsError(f"{wrong}which cannot be read ({exc}): {remedy}", danish) from exc
    return CrossEncoder(folder.resolve().name, score)


def _scores_pairs(folder: Path) -> bool:
    """Whether the model was saved with a head; to another, one of chance weights would be put."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return any(kind.endswith(_HEADS) for kind in config.get("architectures") or ())


def _load(folder: Path) -> Score:
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    import sentence_transformers  # takes seconds: it brings torch
    from torch.nn import Sigmoid

    model = sentence_transformers.CrossEncoder(str(folder), local_files_only=True)
    if model.num_labels != 1:
        raise ValueError(f"it gives {model.num_labels} scores for a pair, not one")

    def score(pairs: list[tuple[str, str]]) -> Sequence[float]:
        found: Sequence[float] = model.predict(
            pairs, batch_size=_BATCH, show_progress_bar=False, activation_fn=Sigmoid()
        ).tolist()
        return found

    return score
