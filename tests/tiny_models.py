"""Makes models on the spot, of chance weights and a few letters, since none can be downloaded."""

from pathlib import Path
from typing import Any

_SIZES: dict[str, Any] = {
    "hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 16,
    "max_position_embeddings": 64,
}  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå0123456789.,?"


def tiny_embedding_model(folder: Path) -> Path:
    """A sentence-transformers model that is a transformer: BERT, and the mean of its vectors."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel

    bare = _saved(folder.with_name("bare"), BertModel, BertConfig(vocab_size=_vocabulary_size()))
    modules = [Transformer(str(bare)), Pooling(_SIZES["hidden_size"])]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder))
    return folder


def tiny_cross_encoder(folder: Path, scores: int = 1) -> Path:
    """A sentence-transformers CrossEncoder that gives a pair so many scores, without bounds."""
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig(vocab_size=_vocabulary_size(), num_labels=scores)
    bare = _saved(folder.with_name("bare"), BertForSequenceClassification, config)
    CrossEncoder(str(bare), device="cpu", activation_fn=Identity()).save_pretrained(str(folder))
    return folder


def _vocabulary() -> list[str]:
    return ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *_LETTERS, *(f"##{c}" for c in _LETTERS)]


def _vocabulary_size() -> int:
    return len(_vocabulary())


def _saved(folder: Path, kind: Any, config: Any) -> Path:  # noqa: ANN401
    import torch
    from transformers import BertTokenizerFast

    torch.manual_seed(0)
    for name, value in _SIZES.items():
        setattr(config, name, value)
    kind(config).save_pretrained(folder)
    vocabulary = {token: place for place, token in enumerate(_vocabulary())}
    BertTokenizerFast(vocab=vocabulary, model_max_length=64).save_pretrained(folder)
    return folder
