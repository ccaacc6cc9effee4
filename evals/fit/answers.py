"""Learns which sentence answers a question, and whether any does; prints what that earns.

    python -m evals.fit.answers DATA --corpus INDEX --originals INDEX --out FOLDER [QUESTIONS …]

DATA is the folder of training data, of which squad_da is read; its weights are the prior of those
learned here. QUESTIONS are further files over the originals: those with evidence teach which
sentence it is, those without that there is none. Of the project's own files only the part "tune"
is read. Every figure is of questions that the weights it was measured with had not seen: own ones
in five folds, squad_da by halves of its articles.
"""

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.assemble import Settings, assemble
from assistant.selection import answerable, rank
from evals.case import Case, read_cases
from evals.fit.answer_examples import (
    ELSEWHERE,
    FOLDS,
    Example,
    Matrix,
    examples,
    of_another_field,
    squad,
)

OWN = Path(__file__).parents[1]
OVER_CORPUS = ("questions.jsonl", "evidence-corpus.jsonl", "near-misses-corpus.jsonl")
OVER_ORIGINALS = (
    "questions-originals.jsonl",
    "evidence-originals.jsonl",
    "near-misses-originals.jsonl",
)
SQUAD, OFF_TOPIC = 2_600, 60  # questions of squad_da, and of them asked of an index not about them
PULL = 0.3  # how strongly own weights are held to those of squad_da
HELD = 1.0  # how strongly those are held to nothing
SHRINK = 15.0  # the same for the odds of an answer, whose features are scaled to variance 1
REFUSAL = 1.5  # weight of a question without answer: fewer were written
LOST = 0.10  # of the answerable questions, that may be refused
_WITHOUT_PASSAGES = ("passage score", "first passage")
_NEVER = -1e9

Gold = Sequence[NDArray[np.bool_]]


def main() -> None:
    """Reads the questions, fits, prints, and writes answers.json."""
    options = parsed()
    settings = Settings()
    asked = squad(options.data, settings, SQUAD)
    prior = learn_from_squad(asked)
    own = own_examples(options, settings, [e.understood.original for e in asked])
    own += of_another_field(options.data, settings)
    weights, cross = learn_rank(own, prior)
    odds, least = learn_odds(own, cross)
    stored = {
        "rank": named(rank.FEATURES, weights),
        "answerable": named((*answerable.FEATURES, "always"), odds),
        "least probability": round(least, 4),
    }
    text = json.dumps(stored, ensure_ascii=False, indent=1)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "answers.json").write_text(text + "\n", encoding="utf-8")


def parsed() -> argparse.Namespace:
    """The command's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("questions", type=Path, nargs="*")
    for name in ("corpus", "originals", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    return parser.parse_intermixed_args()


def own_examples(
    options: argparse.Namespace, settings: Settings, strange: Sequence[str]
) -> list[Example]:
    """The project's own questions over both indexes, and some that are about other things."""
    corpus, originals = (
        assemble(settings.model_copy(update={"index": where}))
        for where in (options.corpus, options.originals)
    )
    own: list[Example] = []
    files = [(corpus, OWN / name) for name in OVER_CORPUS]
    files += [(originals, OWN / name) for name in OVER_ORIGINALS]
    files += [(originals, file) for file in options.questions]
    for helper, file in files:
        cases = [case for case in read_cases(file) if case.part != "kept"]
        own += examples(helper, file.name, cases, 1.0)
    off = [Case(str(i), question) for i, question in enumerate(strange[: 2 * OFF_TOPIC])]
    for helper, cases in ((corpus, off[:OFF_TOPIC]), (originals, off[OFF_TOPIC:])):
        own += examples(helper, "off topic", cases, ELSEWHERE)
    return own


def learn_from_squad(asked: Sequence[Example]) -> Matrix:
    """Weights of squad_da, after the figures of its two halves of articles."""
    used = [i for i, name in enumerate(rank.FEATURES) if name not in _WITHOUT_PASSAGES]
    seen, gold = [e.seen() for e in asked], [e.gold for e in asked]
    articles = sorted({e.group for e in asked})
    nothing = np.zeros(len(rank.FEATURES))
    for half in (set(articles[::2]), set(articles[1::2])):
        train = [i for i, e in enumerate(asked) if e.group in half]
        test = [i for i, e in enumerate(asked) if e.group not in half]
        learned = fit_rank([seen[i] for i in train], [gold[i] for i in train], nothing, HELD, used)
        first, second, third = top([seen[i] for i in test], [gold[i] for i in test], learned)
        print(f"squad_da, {len(test)} questions of articles not trained on: right sentence first")
        print(f"  {first:.3f}, among two {second:.3f}, among three {third:.3f}", flush=True)
    return fit_rank(seen, gold, nothing, HELD, used)


def learn_rank(own: Sequence[Example], prior: Matrix) -> tuple[Matrix, list[Matrix]]:
    """The weights of all, and for each fold those of the others."""
    told = [example for example in own if example.gold.any()]
    seen, gold = [e.seen() for e in told], [e.gold for e in told]
    used = range(len(rank.FEATURES))
    cross = []
    for fold in range(FOLDS):
        train = [i for i, e in enumerate(told) if e.fold != fold]
        found = fit_rank([seen[i] for i in train], [gold[i] for i in train], prior, PULL, used)
        cross.append(found)
    for origin in dict.fromkeys(e.origin for e in told):
        shares = [
            top([seen[i]], [gold[i]], cross[e.fold])
            for i, e in enumerate(told)
            if e.origin == origin
        ]
        first, _, third = np.mean(shares, axis=0)
        print(f"{origin:32} {len(shares):4} right first {first:.3f}, among three {third:.3f}")
    return fit_rank(seen, gold, prior, PULL, used), cross


def learn_odds(own: Sequence[Example], cross: Sequence[Matrix]) -> tuple[Matrix, float]:
    """The weights of all, and the probability below which is refused."""
    seen = [looked_at(example, cross[example.fold]) for example in own]
    first = np.array([s[0] for s in seen])
    y = np.array([e.answerable for e in own])
    weight = np.array([e.weight * (1.0 if e.answerable else REFUSAL) for e in own])
    folds = np.array([e.fold for e in own])
    chance = np.zeros(len(own))
    for fold in range(FOLDS):
        learned = fit_odds(first[folds != fold], y[folds != fold], weight[folds != fold])
        for i in np.flatnonzero(folds == fold):
            chance[i] = likely(seen[i], learned)
    written = np.array([e.weight == 1.0 for e in own])
    least = float(np.quantile(chance[y & written], LOST))
    origins = np.array([e.origin for e in own])
    for origin in dict.fromkeys(e.origin for e in own):
        of = (origins == origin) & (written | np.isin(origins, ("off topic", "squad_da, found")))
        shares = [
            f"{np.mean(chance[part] < least):.2f} of {part.sum()}" if part.any() else "–"
            for part in (of & ~y, of & y)
        ]
        print(f"{origin:32} refused {shares[0]}, wrongly refused {shares[1]}")
    return fit_odds(first, y, weight), least


def looked_at(example: Example, weights: Matrix) -> Matrix:
    """The features of its best units."""
    scores = example.seen() @ weights
    best = np.argsort(-scores, kind="stable")[: answerable.TRIED]
    ranked = [(float(scores[i]), example.units[i]) for i in best]
    return np.array(answerable.features(example.asked, ranked, example.understood, example.similar))


def likely(seen: Matrix, learned: Matrix) -> float:
    """As `assistant.selection.answerable.probability`."""
    return float(np.max(1 / (1 + np.exp(-(seen @ learned[:-1] + learned[-1])))))


def top(seen: Sequence[Matrix], gold: Gold, weights: Matrix) -> list[float]:
    """Share of questions whose answer stands among the first 1, 2 and 3."""
    orders = [np.argsort(-(s @ weights), kind="stable") for s in seen]
    return [
        float(np.mean([g[order[:k]].any() for g, order in zip(gold, orders, strict=True)]))
        for k in (1, 2, 3)
    ]


def fit_rank(
    seen: Sequence[Matrix], gold: Gold, prior: Matrix, pull: float, used: Sequence[int]
) -> Matrix:
    """Weights of a softmax over each question's units, by maximum a posteriori."""
    x = torch.tensor(np.concatenate(seen)[:, used])
    right = torch.tensor(np.concatenate(gold))
    of = torch.repeat_interleave(torch.arange(len(seen)), torch.tensor([len(s) for s in seen]))
    start = torch.tensor(prior[used])
    learned = start.clone().requires_grad_()
    never = torch.tensor(_NEVER, dtype=torch.float64)

    def total(scores: torch.Tensor) -> torch.Tensor:
        most = torch.full((len(seen),), _NEVER, dtype=torch.float64)
        most = most.scatter_reduce(0, of, scores, "amax")
        shifted = torch.exp(scores - most[of])
        found: torch.Tensor = most + torch.log(
            torch.zeros_like(most).index_add(0, of, shifted) + 1e-30
        )
        return found

    def loss() -> torch.Tensor:
        scores = x @ learned
        chosen = total(torch.where(right, scores, never))
        return (total(scores) - chosen).sum() + pull * ((learned - start) ** 2).sum()

    minimise(loss, learned)
    weights = np.zeros(len(prior))
    weights[list(used)] = learned.detach().numpy()
    return weights


def fit_odds(x: Matrix, y: NDArray[np.bool_], weight: Matrix) -> Matrix:
    """Weights of a logistic regression, the constant last, undone of the scaling."""
    mean, deviation = x.mean(0), x.std(0) + 1e-9
    scaled, target, heavy = (torch.tensor(a) for a in ((x - mean) / deviation, y * 1.0, weight))
    learned = torch.zeros(x.shape[1] + 1, dtype=torch.float64, requires_grad=True)

    def loss() -> torch.Tensor:
        odds = scaled @ learned[:-1] + learned[-1]
        each = torch.nn.functional.binary_cross_entropy_with_logits(odds, target, reduction="none")
        return (heavy * each).sum() + SHRINK * (learned[:-1] ** 2).sum()

    minimise(loss, learned)
    found = learned.detach().numpy()
    weights = found[:-1] / deviation
    return np.append(weights, found[-1] - weights @ mean)


def minimise(loss: Callable[[], torch.Tensor], learned: torch.Tensor) -> None:
    """Moves `learned` to where the loss is least."""
    steps = torch.optim.LBFGS([learned], max_iter=300, line_search_fn="strong_wolfe")

    def step() -> float:
        steps.zero_grad()
        value = loss()
        value.backward()  # type: ignore[no-untyped-call]
        return float(value.detach())

    steps.step(step)  # type: ignore[no-untyped-call]


def named(names: Sequence[str], values: Matrix) -> dict[str, float]:
    """The weights by name, as they are stored."""
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


if __name__ == "__main__":
    main()
