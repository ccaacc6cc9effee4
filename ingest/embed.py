"""Turns text into vectors: the edge to sentence-transformers, and a short way past it.

A static model (one vector per word piece, averaged) is read without torch, which takes seconds
to import. Nothing is ever downloaded.
"""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
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

    The texts get the prompts named `query` and `document` (or `passage`) in the folder's
    config_sentence_transformers.json; e5 models need theirs there.

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
        prompts = _prompts(folder)
        kinds = [module["type"].rpartition(".")[2] for module in modules]
        if kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"]):
            encode, dimensions = _load_static(folder / modules[0]["path"])
        else:
            encode, dimensions = _load_with_sentence_transformers(folder)
    except Exception as exc:  # tokenizers raises nothing narrower
        raise ModelError(f"the model in {str(folder)!r} cannot be read ({exc}): {remedy}") from exc
    return Embedder(
        name=f"{folder.resolve().name}-{_fingerprint(folder)}",
        dimensions=dimensions,
        encode=encode,
        query_prompt=prompts.get("query") or "",
        passage_prompt=prompts.get("document") or prompts.get("passage") or "",
    )


def _prompts(folder: Path) -> dict[str, str | None]:
    config = folder / "config_sentence_transformers.json"
    stored = json.loads(config.read_text(encoding="utf-8")) if config.is_file() else {}
    return stored.get("prompts") or {}


def _fingerprint(folder: Path) -> str:
    """Twelve hexadecimal digits from the names and contents of the model's files."""
    digest = hashlib.sha256()
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
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer  # takes seconds: it brings torch

    model = SentenceTransformer(str(folder), local_files_only=True)
    model.default_prompt_name = None  # the prompts are put on by Embedder

    def encode(texts: list[str]) -> Vectors:
        encoded = model.encode(texts, convert_to_numpy=True, show_progress_bar=False)
        return np.array(encoded, dtype=np.float32)

    return encode, encode(["tekst"]).shape[1]
