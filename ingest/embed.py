"""Turns text into vectors: the edge to sentence-transformers, and a short way past it.

A static model (one vector per word piece, averaged) is read without torch, which takes seconds
to import. Nothing is ever downloaded.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from ingest.errors import ModelError

Vectors = NDArray[np.float32]
"""Shape (number of texts, dimensions)."""
Encode = Callable[[list[str]], Vectors]

SHIPPED = Path(__file__).with_name("embedder")
_FINGERPRINTED = {".safetensors", ".bin", ".json"}  # all that decides what a vector becomes
_AT_ONCE = 16_000  # characters that a transformer reads at once, its shorter texts filled up
_SMALL_BATCH = 128  # texts of a transformer, so that one sees it go on
# What a family was trained with, where the folder names no prompts; of several the first counts.
_FAMILIES = (
    (
        re.compile(r"\be5\b.*\binstruct\b"),
        ("Instruct: Given a question, retrieve passages that answer the question\nQuery: ", ""),
    ),
    (re.compile(r"\be5\b"), ("query: ", "passage: ")),
    (re.compile(r"\bnomic\b.*\bembed\b"), ("search_query: ", "search_document: ")),
)


@dataclass(frozen=True)
class Embedder:
    """A model that gives texts of like meaning vectors of like direction."""

    name: str
    """The folder's name and a short sha256 of the model; differs when the vectors would."""
    dimensions: int
    """Numbers per vector."""
    encode: Encode
    """The bare model: vectors of any length, no prompt."""
    query_prompt: str = ""
    passage_prompt: str = ""
    batch: int = 1_000
    """Texts that are best given at once."""

    def embed(self, texts: Sequence[str], *, query: bool = False) -> Vectors:
        """The vectors of texts, shape (len(texts), dimensions), in their order.

        A row has length 1, so that a dot product is a cosine; it is all zeros where the text is
        blank or the model knows nothing of it. `query` says that the texts are questions.
        """
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        prompt = self.query_prompt if query else self.passage_prompt
        vectors = self.encode([prompt + text for text in texts])
        vectors[[not text.strip() for text in texts]] = 0
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        lengths[lengths == 0] = 1
        return np.asarray(vectors / lengths)


def load_embedder(folder: Path | None = None) -> Embedder:
    """The model of a sentence-transformers folder; the one that ships when none is given.

    The texts get the prompts named `query` and `document` (or `passage`, or `corpus`) in the
    folder's config_sentence_transformers.json; where it names none, those of the family that the
    folder's name tells (e5, nomic-embed).

    Raises:
        ModelError: the folder is missing or does not hold a model.
    """
    folder = folder or SHIPPED
    remedy = "set HOLDEPUNKT_MODEL to the folder of a sentence-transformers model, or leave it out"
    if not folder.is_dir():
        raise ModelError(f"there is no model folder {str(folder)!r}: {remedy}")
    if not (folder / "modules.json").is_file():
        raise ModelError(f"the folder {str(folder)!r} has no modules.json, so no model: {remedy}")
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        own = _prompts(folder)
        query, passage = own if any(own) else _family_prompts(folder)
        kinds = [module["type"].rpartition(".")[2] for module in modules]
        is_static = kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])
        if is_static:
            encode, dimensions = _load_static(folder / modules[0]["path"])
        else:
            encode, dimensions = _load_with_sentence_transformers(folder)
    except Exception as exc:  # tokenizers raises nothing narrower
        raise ModelError(f"the model in {str(folder)!r} cannot be read ({exc}): {remedy}") from exc
    return Embedder(
        name=f"{folder.resolve().name}-{_fingerprint(folder, '' if any(own) else passage)}",
        dimensions=dimensions,
        encode=encode,
        query_prompt=query,
        passage_prompt=passage,
        batch=Embedder.batch if is_static else _SMALL_BATCH,
    )


def _prompts(folder: Path) -> tuple[str, str]:
    """For questions and passages, as the folder names them; empty where it names none."""
    config = folder / "config_sentence_transformers.json"
    stored = json.loads(config.read_text(encoding="utf-8")) if config.is_file() else {}
    if (kind := stored.get("model_type", "SentenceTransformer")) != "SentenceTransformer":
        raise ValueError(f"it is a {kind}")
    prompts = stored.get("prompts") or {}
    passages = filter(None, map(prompts.get, ("document", "passage", "corpus")))
    return prompts.get("query") or "", next(passages, "")


def _family_prompts(folder: Path) -> tuple[str, str]:
    """Of the family whose name the folder bears; a snapshot in a hub's cache bears none itself."""
    place = folder.resolve()
    name = place.parent.parent.name if place.parent.name == "snapshots" else place.name
    name = re.sub(r"[\W_]+", " ", name.lower())
    return next((prompts for family, prompts in _FAMILIES if family.search(name)), ("", ""))


def _fingerprint(folder: Path, prompt: str) -> str:
    """Twelve hexadecimal digits from the model's files, their names, and a prompt in none."""
    digest = hashlib.sha256(prompt.encode())
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _FINGERPRINTED):
        digest.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:12]


def _load_static(folder: Path) -> tuple[Encode, int]:
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    table = _token_table(load_file(folder / "model.safetensors"))
    if tokenizer.get_vocab_size() > len(table):
        raise ValueError(f"{tokenizer.get_vocab_size()} word pieces but {len(table)} vectors")

    def encode(texts: list[str]) -> Vectors:
        vectors = np.zeros((len(texts), table.shape[1]), dtype=np.float32)
        for row, tokens in enumerate(tokenizer.encode_batch(texts, add_special_tokens=False)):
            # Counted first, so that even a very long text needs no more room than the table.
            ids, counts = np.unique(np.asarray(tokens.ids, dtype=np.int64), return_counts=True)
            vectors[row] = counts.astype(np.float32) @ table[ids] / max(1, len(tokens.ids))
        return vectors

    return encode, table.shape[1]


def _token_table(tensors: dict[str, NDArray[Any]]) -> Vectors:
    """One row per word piece, from either of the two forms that StaticEmbedding reads."""
    if "embedding.weight" in tensors:
        return tensors["embedding.weight"].astype(np.float32)
    table = tensors["embeddings"].astype(np.float32)
    if (mapping := tensors.get("mapping")) is not None:
        table = table[mapping]
    if (weights := tensors.get("weights")) is not None:
        table *= weights.astype(np.float32)[:, None]
    return table


def _load_with_sentence_transformers(folder: Path) -> tuple[Encode, int]:
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
    from sentence_transformers import SentenceTransformer  # takes seconds: it brings torch

    model = SentenceTransformer(str(folder), local_files_only=True)
    model.default_prompt_name = None  # the prompts are put on by Embedder

    def encode(texts: list[str]) -> Vectors:
        vectors = np.zeros((len(texts), dimensions), dtype=np.float32)
        for places in _batches(texts):
            batch = [texts[place] for place in places]
            vectors[places] = model.encode(batch, batch_size=len(batch), show_progress_bar=False)
        return vectors

    dimensions = model.encode(["tekst"], show_progress_bar=False).shape[1]
    return encode, dimensions


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Places of texts of like length, the longest first; few of long texts, many of short ones."""
    batch: list[int] = []
    for place in sorted(range(len(texts)), key=lambda place: -len(texts[place])):
        if batch and len(texts[batch[0]]) * (len(batch) + 1) > _AT_ONCE:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
