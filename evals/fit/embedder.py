"""Trains the embedding model that ships with Holdepunkt.

    python -m evals.fit.embedder DATA_FOLDER OUT_FOLDER

A static model: one vector per word piece, averaged over the text. It starts as random vectors
as long as the piece is rare, which is a blurred lexical match, and learns from there which
texts belong together. Measured on whole articles that it has not seen, then trained on all.
"""

import argparse
import json
import math
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from evals.fit.training_pairs import Pair, all_pairs, rows
from ingest.embed import load_embedder

VOCABULARY = 14_000  # word pieces
DIMENSIONS = 512
STEPS = 1_200
BATCH = 512  # pairs a step; each is the wrong answer to all the others
RUN = 16  # neighbours in a batch that come from one document: the hard negatives
SCALE = 35.0  # cosines are multiplied by this before the softmax
RATE = 0.005
SHARES = {
    "questions": 0.25,
    "sentences": 1.0,
    "synonyms": 0.4,
    "narrower": 0.1,
    "translations": 0.1,
    "headings": 0.05,
}
"""How often a batch is drawn from each kind of pair."""

Tokens = NDArray[np.int64]


def train_tokenizer(data: Path, pairs: dict[str, list[Pair]]) -> Tokenizer:
    """Lower-cased word pieces; a piece is the same at the start of a word and inside it."""
    tokenizer = Tokenizer(
        models.WordPiece(
            unk_token="[UNK]", continuing_subword_prefix="", max_input_chars_per_word=60
        )
    )
    no_letters_or_digits = Regex(r"[^\p{L}\p{N}%§]+")
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Lowercase(),
            normalizers.Replace(no_letters_or_digits, " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=False)]
    )
    trainer = trainers.WordPieceTrainer(
        vocab_size=VOCABULARY,
        min_frequency=2,
        limit_alphabet=120,
        special_tokens=["[UNK]"],
        continuing_subword_prefix="",
        show_progress=False,
    )
    texts = [pair.right for pair in pairs["questions"] + pairs["sentences"][::2]]
    texts += [pair.right for pair in pairs["translations"][::2]]
    texts += [f"{pair.left} {pair.right}" for pair in pairs["synonyms"] + pairs["narrower"]]
    spoken = (data / "freqwords_da/da_50k_2018.txt").read_text(encoding="utf-8")
    for word, count in map(str.split, spoken.splitlines()):
        texts.append(f"{word} " * int(math.log2(int(count))))
    tokenizer.train_from_iterator(texts, trainer)
    return tokenizer


def tokens_of(tokenizer: Tokenizer, texts: list[str]) -> list[Tokens]:
    """The numbers of each text's word pieces."""
    return [np.array(t.ids) for t in tokenizer.encode_batch(texts, add_special_tokens=False)]


Tokenized = tuple[Pair, Tokens, Tokens]


def endless(pairs: list[Tokenized], rng: np.random.Generator) -> Iterator[Tokenized]:
    """All pairs again and again, shuffled in runs of at most RUN of one group."""
    groups: dict[str, list[Tokenized]] = {}
    for pair in pairs:
        groups.setdefault(pair[0].group, []).append(pair)
    while True:
        runs: list[list[Tokenized]] = []
        for group in groups.values():
            order = [group[i] for i in rng.permutation(len(group))]
            runs += [order[i : i + RUN] for i in range(0, len(order), RUN)]
        for position in rng.permutation(len(runs)):
            yield from runs[position]


def loss_of(table: torch.nn.EmbeddingBag, batch: list[Tokenized]) -> torch.Tensor:
    """How badly each text picks its partner among all partners of the batch, both ways."""

    def vectors(texts: list[Tokens]) -> torch.Tensor:
        starts = np.cumsum([0] + [len(text) for text in texts[:-1]])
        bags = table(torch.from_numpy(np.concatenate(texts)), torch.from_numpy(starts))
        return torch.nn.functional.normalize(bags, dim=1)

    scores = SCALE * vectors([left for _, left, _ in batch]) @ vectors([r for *_, r in batch]).T
    numbers: dict[str, int] = {}
    origins = torch.tensor([numbers.setdefault(p.origin, len(numbers)) for p, *_ in batch])
    same = (origins[:, None] == origins[None]) & ~torch.eye(len(batch), dtype=torch.bool)
    scores = scores.masked_fill(same, -1e4)
    right = torch.arange(len(batch))
    entropy = torch.nn.functional.cross_entropy
    return (entropy(scores, right) + entropy(scores.T, right)) / 2


def train(data: Path, articles: set[str], steps: int, out: Path) -> None:
    """Trains on everything but the questions about other articles, and writes the model."""
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    pairs = all_pairs(data, articles)
    tokenizer = train_tokenizer(data, pairs)
    sources: dict[str, Iterator[Tokenized]] = {}
    seen = np.ones(tokenizer.get_vocab_size())
    for kind, kind_pairs in pairs.items():
        lefts = tokens_of(tokenizer, [pair.left for pair in kind_pairs])
        rights = tokens_of(tokenizer, [pair.right for pair in kind_pairs])
        whole = [x for x in zip(kind_pairs, lefts, rights, strict=True) if len(x[1]) and len(x[2])]
        sources[kind] = endless(whole, rng)
        if kind == "sentences":
            for ids in rights[::2]:
                seen[np.unique(ids)] += 1
    rarity = torch.from_numpy(np.log(seen.max() / seen) + 0.1).float()
    table = torch.nn.EmbeddingBag(len(seen), DIMENSIONS, mode="mean")
    table.weight.data = 0.1 * torch.randn(len(seen), DIMENSIONS) * (rarity / rarity.mean())[:, None]
    optimizer = torch.optim.Adam(table.parameters(), betas=(0.9, 0.99))
    shares = np.array(list(SHARES.values())) / sum(SHARES.values())
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1.0, (step + 1) / 50) * (1 - step / steps)
        source = sources[str(rng.choice(list(SHARES), p=shares))]
        loss = loss_of(table, [next(source) for _ in range(BATCH)])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    weights = table.weight.detach().numpy()
    weights[tokenizer.token_to_id("[UNK]")] = 0
    save(weights, tokenizer, out)


def save(weights: NDArray[np.float32], tokenizer: Tokenizer, out: Path) -> None:
    """Writes a sentence-transformers folder; weights as one byte each and one scale per row."""
    (out / "1_Normalize").mkdir(parents=True, exist_ok=True)
    scale = np.abs(weights).max(axis=1) / 127
    rounded = np.round(weights / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    save_file({"embeddings": rounded, "weights": scale}, out / "model.safetensors")
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    static = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
    normalize = "sentence_transformers.base.modules.normalize.Normalize"
    contents: dict[str, object] = {
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": static},
            {"idx": 1, "name": "1", "path": "1_Normalize", "type": normalize},
        ],
        "1_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer",
            "prompts": {"query": "", "document": ""},
            "similarity_fn_name": "cosine",
        },
    }
    for name, content in contents.items():
        (out / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def ndcg_at_10(data: Path, articles: set[str], folder: Path) -> list[float]:
    """nDCG@10 of each question about these articles, among the passages of all articles."""
    embedder = load_embedder(folder)
    passages = rows(data / "squad_da/passages.jsonl")
    place = {row["id"]: index for index, row in enumerate(passages) if row["article"] in articles}
    asked = [
        row
        for row in rows(data / "squad_da/questions.jsonl")
        if row["answerable"] and row["passage"] in place
    ]
    right = np.array([place[row["passage"]] for row in asked])
    questions = embedder.embed([row["question"] for row in asked], query=True)
    scores = questions @ embedder.embed([row["text"] for row in passages]).T
    better = (scores > scores[np.arange(len(right)), right][:, None]).sum(axis=1)
    return [1 / math.log2(ahead + 2) if ahead < 10 else 0.0 for ahead in better]


def main() -> None:
    """Trains on each half and measures on the other; then trains on all and writes the model."""
    parser = argparse.ArgumentParser(description="Train the embedding model that ships.")
    parser.add_argument("data", type=Path, help="the training data folder")
    parser.add_argument("out", type=Path, help="the folder to write the model to")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"batches (default {STEPS})")
    options = parser.parse_args()
    articles = sorted({r["article"] for r in rows(options.data / "squad_da/passages.jsonl")})
    random.Random(0).shuffle(articles)
    scored: list[float] = []
    for half in (0, 1):
        unseen = set(articles[1 - half :: 2])
        with tempfile.TemporaryDirectory() as folder:
            train(options.data, set(articles) - unseen, options.steps, Path(folder))
            scores = ndcg_at_10(options.data, unseen, Path(folder))
        print(f"unseen half {half + 1}: nDCG@10 {np.mean(scores):.3f}, {len(scores)} questions")
        scored += scores
    print(f"both unseen halves: nDCG@10 {np.mean(scored):.3f}, {len(scored)} questions")
    train(options.data, set(articles), options.steps, options.out)


if __name__ == "__main__":
    main()
