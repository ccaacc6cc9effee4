"""Trains the network of `assistant.search.rerank`; prints what it earns on articles unseen.

    python -m evals.fit.rerank DATA_FOLDER OUT.json

Candidates are found as `assistant.retrieve` finds them, without the vectors, which have seen the
articles: once among whole passages, once among chunks of about 600 characters. Which half or
fifth a question belongs to is settled by its article.
"""

import argparse
import json
import math
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from assistant.retrieve import Weights
from assistant.search.rerank_features import MOST_TERMS, Candidate, Features, features
from evals.fit.training_pairs import rows
from evals.measures import discounted_gain
from ingest import analyze
from ingest.document import Document, Page, Source
from ingest.lexical import IndexText, LexicalIndex
from ingest.split import split

WHOLE, CHUNKS = 30, 40  # candidates of each kind of passage
HIDDEN = 16  # units of each layer
EPOCHS, BATCH, RATE = 8, 64, 0.004
WINDOW = 0.4  # weight of the best two sentences in the plain sum that is printed beside
_FOUND = 200  # of each leg
_DIGITS = 4
MIXED = (0.1, 0.2, 0.5)  # shares of the best score that search may give to the network
_NEVER = -1e9

Indices = NDArray[np.int64]
Part = tuple[str, str]  # id of the passage it is of, text


@dataclass(frozen=True)
class Pools:
    """The candidates of every question; axes are question, candidate, term."""

    matches: Tensor
    terms: Tensor
    passages: Tensor
    asked: Tensor  # question × term: whether there is such a term
    held: Tensor  # question × candidate: whether there is such a candidate
    right: Tensor  # question × candidate: whether it is of the right passage
    names: tuple[tuple[str, ...], ...]  # of each question's candidates: the passage each is of


class Network(nn.Module):
    """One network for every term, its results averaged by what the term is, and a head."""

    def __init__(self, matches: int, terms: int, passages: int) -> None:
        super().__init__()
        self.match = nn.Linear(matches + terms, HIDDEN)
        self.term = nn.Linear(HIDDEN, HIDDEN)
        self.share = nn.Linear(terms, HIDDEN)
        self.head = nn.Linear(HIDDEN + passages, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1, bias=False)
        self.direct = nn.Linear(HIDDEN + passages, 1, bias=False)

    def forward(self, matches: Tensor, terms: Tensor, passages: Tensor, asked: Tensor) -> Tensor:
        """The score of each candidate."""
        beside = terms[:, None].expand(-1, matches.shape[1], -1, -1)
        hidden = torch.relu(self.match(torch.cat([matches, beside], -1)))
        hidden = torch.relu(self.term(hidden))
        shares = self.share(terms).masked_fill(~asked[..., None], _NEVER).softmax(1)
        both = torch.cat([(hidden * shares[:, None]).sum(2), passages], -1)
        scores: Tensor = self.score(torch.relu(self.head(both))) + self.direct(both)
        return scores.squeeze(-1)


def pools(asked: Sequence[dict[str, str]], parts: Sequence[Part], most: int) -> Pools:
    """The best `most` parts for each question, and what the network sees of them."""
    seen: list[Features] = []
    names: list[tuple[str, ...]] = []
    with tempfile.TemporaryDirectory() as folder:
        index = LexicalIndex(Path(folder))
        index.write([IndexText(str(i), text) for i, (_, text) in enumerate(parts)], [])
        for row in asked:
            found = search(index, row["question"], most)
            candidates = [Candidate(parts[i][1], "", score) for i, score in found]
            seen.append(features(row["question"], candidates))
            names.append(tuple(parts[i][0] for i, _ in found))
    wanted = [row["passage"] for row in asked]
    right = [np.array([n == w for n in own]) for own, w in zip(names, wanted, strict=True)]
    return Pools(
        padded([s.matches for s in seen], (most, MOST_TERMS)),
        padded([s.terms for s in seen], (MOST_TERMS,)),
        padded([s.passages for s in seen], (most,)),
        padded([np.ones(len(s.terms), dtype=np.bool_) for s in seen], (MOST_TERMS,)),
        padded([np.ones(len(own), dtype=np.bool_) for own in names], (most,)),
        padded(right, (most,)),
        tuple(names),
    )


def padded(arrays: Sequence[NDArray[np.float32] | NDArray[np.bool_]], to: Sequence[int]) -> Tensor:
    """The arrays in one, with zeros where they fall short of `to` on their first axes."""
    made = np.zeros((len(arrays), *to, *arrays[0].shape[len(to) :]), dtype=arrays[0].dtype)
    for row, array in zip(made, arrays, strict=True):
        row[tuple(slice(length) for length in array.shape)] = array
    return torch.from_numpy(made)


def search(index: LexicalIndex, question: str, most: int) -> list[tuple[int, float]]:
    """The best parts of an index by 5-grams and stems, everyday words counting less."""
    weights = Weights()
    grams = index.search("gram", analyze.gram_weights(question, weights.rarity), _FOUND)
    stems = index.search("stem", analyze.stem_weights(question, weights.rarity), _FOUND)
    total: defaultdict[int, float] = defaultdict(float)
    for weight, hits in ((weights.gram, grams), (weights.stem, stems)):
        for name, score in hits:
            total[int(name)] += weight * score / hits[0][1]
    return sorted(total.items(), key=lambda hit: (-hit[1], hit[0]))[:most]


def chunks(passages: Sequence[dict[str, str]]) -> list[Part]:
    """The passages cut as documents are."""
    parts = []
    for row in passages:
        source = Source(row["id"], "", None, None, None, None, None, row["id"], "")
        document = Document(source, (Page(1, None, row["text"], 0, 0, "text"),))
        parts += [(row["id"], chunk.text) for chunk in split(document)]
    return parts


def fit(views: Sequence[Pools], questions: Indices) -> Network:
    """A network trained on these questions, each in every view, to put the right ones first."""
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    first = views[0]
    network = Network(first.matches.shape[3], first.terms.shape[2], first.passages.shape[2])
    optimizer = torch.optim.AdamW(network.parameters(), weight_decay=1e-4)
    usable = [questions[view.right[questions].any(1).numpy()] for view in views]
    sizes = [math.ceil(len(own) / BATCH) for own in usable]
    steps, step = EPOCHS * sum(sizes), 0
    for _ in range(EPOCHS):
        batches = [
            (view, batch)
            for view, own, size in zip(views, usable, sizes, strict=True)
            for batch in np.array_split(rng.permutation(own), size)
        ]
        for number in rng.permutation(len(batches)):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, (step + 1) / 50) * (1 - step / steps)
            step += 1
            view, batch = batches[number]
            right = view.right[torch.from_numpy(batch)]
            scores = scored(network, view, batch)
            loss = scores.logsumexp(1) - scores.masked_fill(~right, _NEVER).logsumexp(1)
            optimizer.zero_grad()
            loss.mean().backward()  # type: ignore[no-untyped-call]
            optimizer.step()
    return network


def scored(network: Network, view: Pools, questions: Indices) -> Tensor:
    """The scores of these questions' candidates."""
    own = torch.from_numpy(questions)
    terms = int(view.asked[own].sum(1).max())
    scores: Tensor = network(
        view.matches[own, :, :terms], view.terms[own, :terms], view.passages[own],
        view.asked[own, :terms],
    )  # fmt: skip
    return scores.masked_fill(~view.held[own], _NEVER)


def gains(scores: Tensor, view: Pools, questions: Indices, wanted: Sequence[str]) -> list[float]:
    """nDCG@10 of each question; a passage stands where its best candidate does."""
    found = []
    for row, question in zip(scores.detach().numpy(), questions, strict=True):
        names = view.names[question]
        order = np.argsort(-row[: len(names)], kind="stable")
        ranked = list(dict.fromkeys(names[i] for i in order))
        name = wanted[question]
        found.append(discounted_gain(ranked.index(name) + 1 if name in ranked else None, 10))
    return found


def crossed(
    views: Sequence[Pools], fold: Indices, wanted: Sequence[str], report: Callable[[str], None]
) -> None:
    """Reports nDCG@10 of each view, each fold scored by a network that has not seen it.

    Alone, and as search mixes it in: with a share of the best score.
    """
    found: dict[tuple[float | None, int], list[float]] = defaultdict(list)
    for number in range(int(fold.max()) + 1):
        network = fit(views, np.flatnonzero(fold != number))
        unseen = np.flatnonzero(fold == number)
        for place, view in enumerate(views):
            scores = torch.cat([scored(network, view, part) for part in np.array_split(unseen, 9)])
            found[None, place] += gains(scores, view, unseen, wanted)
            given = torch.exp((scores - scores.max(1, keepdim=True).values) / 2)
            for share in MIXED:
                mixed = view.passages[torch.from_numpy(unseen), :, 0] + share * given
                found[share, place] += gains(mixed, view, unseen, wanted)
    for mix in (None, *MIXED):
        means = " / ".join(f"{np.mean(found[mix, place]):.4f}" for place in range(len(views)))
        name = f"search + {mix} network" if mix else "network"
        report(f"{name}, {fold.max() + 1} folds of articles: {means}")


def save(network: Network, out: Path) -> None:
    """Writes the weights by name, inputs by outputs."""
    made = {
        name.replace(".weight", "").replace(".bias", "_bias"): np.round(
            tensor.numpy().T.astype(float), _DIGITS
        ).tolist()
        for name, tensor in network.state_dict().items()
    }
    rows = [f'"{name}": {json.dumps(values)}' for name, values in made.items()]
    out.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


def main() -> None:
    """Prints the table, whole passages / chunks, then trains on all articles and writes that."""
    parser = argparse.ArgumentParser(description="Train the network that ranks passages anew.")
    parser.add_argument("data", type=Path, help="the training data folder")
    parser.add_argument("out", type=Path, help="the file to write the weights to")
    options = parser.parse_args()
    started = time.perf_counter()
    torch.set_num_threads(1)

    def report(line: str) -> None:
        print(f"{time.perf_counter() - started:5.0f} s  {line}", flush=True)

    passages = rows(options.data / "squad_da/passages.jsonl")
    asked = [q for q in rows(options.data / "squad_da/questions.jsonl") if q["answerable"]]
    wanted = [row["passage"] for row in asked]
    whole = [(row["id"], row["text"]) for row in passages]
    views = [pools(asked, whole, WHOLE), pools(asked, chunks(passages), CHUNKS)]
    every = np.arange(len(asked))
    for name, window in (("search", 0.0), (f"search + {WINDOW} window", WINDOW)):
        plain = [v.passages[..., 0] + window * v.passages[..., 6] for v in views]
        found = [gains(p, v, every, wanted) for p, v in zip(plain, views, strict=True)]
        report(f"{name}: {' / '.join(f'{np.mean(own):.4f}' for own in found)}")
    articles = sorted({row["article"] for row in passages})
    random.Random(0).shuffle(articles)
    article = {row["id"]: articles.index(row["article"]) for row in passages}
    for folds in (2, 5):
        crossed(views, np.array([article[name] % folds for name in wanted]), wanted, report)
    save(fit(views, every), options.out)
    report(f"trained on all {len(asked)} questions: {options.out}")


if __name__ == "__main__":
    main()
