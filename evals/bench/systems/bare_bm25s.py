"""bm25s alone, with Snowball's Danish stemmer: as little as a search can do. It keeps no texts."""

import json
from pathlib import Path

import bm25s  # type: ignore[import-untyped]
import Stemmer

from evals.bench.systems import DEPTH, Documents, Search, document_of, passages_of

NAME = "bm25s"
_IDS = "ids.json"


def build(documents: Documents, folder: Path) -> None:
    """Writes the index, and the ids beside it."""
    texts = passages_of(documents)
    ranking = bm25s.BM25()
    ranking.index(_terms(list(texts.values())), show_progress=False)
    ranking.save(folder)
    (folder / _IDS).write_text(json.dumps(list(texts)), encoding="utf-8")


def opened(folder: Path) -> Search:
    """Opens the index in memory."""
    ranking = bm25s.BM25.load(folder)
    ids = json.loads((folder / _IDS).read_text(encoding="utf-8"))

    def search(question: str) -> list[str]:
        best, _ = ranking.retrieve(_terms([question]), k=min(DEPTH, len(ids)), show_progress=False)
        return [document_of(ids[place]) for place in best[0]]

    return search


def _terms(texts: list[str]) -> object:
    stemmer = Stemmer.Stemmer("danish")
    return bm25s.tokenize(texts, stopwords="da", stemmer=stemmer, show_progress=False)
