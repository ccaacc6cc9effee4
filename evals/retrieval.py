"""Retrieval alone, on passages and questions of any kind: each passage a document of its own."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from assistant.assemble import Settings, assemble
from assistant.question_file import read_rows
from assistant.reply import Passage
from assistant.retrieve import Retriever
from evals.case import required
from evals.measures import discounted_gain, percentile, reciprocal_rank
from ingest import snapshot
from ingest.document import Source
from ingest.embed import Embedder, load_embedder
from ingest.errors import QuestionError
from ingest.load import load
from ingest.readers.blocks import document_from
from ingest.rows import FileRecord, rows_of
from ingest.split import split
from ingest.writing import opened_for_writing

DEPTH = 20  # passages asked for, as a document may take two places; what lies below is missing
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Search:
    """A question's outcome: the rank of its passage from 1, None where it is missing."""

    rank: int | None
    seconds: float


def retrieval(passages: Path, questions: Path, settings: Settings) -> dict[str, float | int]:
    """The figures of the shipped retriever, in a throw-away index.

    Raises:
        QuestionError: a file is not as it should be, or a question's passage is in none.
    """
    texts = read_passages(passages)
    wanted = read_questions(questions, texts)
    with TemporaryDirectory() as folder:
        scratch = settings.model_copy(update={"index": Path(folder) / "index"})
        index(texts, scratch.index, load_embedder(settings.model))
        retriever = assemble(scratch).retriever
        return figures([search(retriever, question, gold) for question, gold in wanted])


def read_passages(file: Path) -> dict[str, str]:
    """The texts of a file of `{"id","text"}` by id."""
    texts: dict[str, str] = {}
    for place, row in read_rows(file):
        name = required(row, "id", place)
        if name in texts:
            raise QuestionError(f"{place}: the id {name!r} is taken by an earlier line")
        texts[name] = required(row, "text", place)
    return texts


def read_questions(file: Path, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """Question and passage id; those with `"answerable": false` are passed over."""
    wanted = []
    for place, row in read_rows(file):
        if row.get("answerable") is False:
            continue
        gold = required(row, "passage", place)
        if gold not in texts:
            raise QuestionError(f"{place}: there is no passage {gold!r} among the {len(texts)}")
        wanted.append((required(row, "question", place), gold))
    if not wanted:
        raise QuestionError(f"{str(file)!r} holds no answerable questions")
    return wanted


def index(texts: Mapping[str, str], folder: Path, embedder: Embedder) -> None:
    """An index of the passages; equal texts all stay, which files of equal text do not."""
    file = folder.with_suffix(".txt")
    with opened_for_writing(folder, embedder) as library:
        for name, text in texts.items():
            file.write_text(text, encoding="utf-8")
            source = Source(name, "", None, None, None, None, None, name, "")
            document = document_from(source, load(file))
            record = FileRecord(name, "", "", name, None, "{}")
            library.put(source, rows_of(document, split(document)), record, fingerprint=name)
        snapshot.refresh(library, embedder)


def search(retriever: Retriever, question: str, gold: str) -> Search:
    """Searches once, and times it."""
    started = time.perf_counter()
    found = retriever.retrieve(question, DEPTH)
    return Search(rank_of(gold, found), time.perf_counter() - started)


def rank_of(gold: str, found: Sequence[Passage]) -> int | None:
    """The rank of a document among the documents found, each placed by its best chunk.

    Ties stand as the retriever orders them (by chunk id), since a reader sees them so: they are
    neither averaged nor given the benefit of the doubt.
    """
    documents = list(dict.fromkeys(passage.chunk.document_id for passage in found))
    return documents.index(gold) + 1 if gold in documents else None


def figures(searches: Sequence[Search]) -> dict[str, float | int]:
    """Means over all questions. A missing passage counts 0 in each and is never left out.

    R@k has one relevant passage a question, so it is 0 or 1 (others call it Success@k).
    """
    ranks = [search.rank for search in searches]
    seconds = [search.seconds for search in searches]
    return {
        "nDCG@10": round(fmean(discounted_gain(rank, 10) for rank in ranks), _DIGITS),
        "R@1": _recall(ranks, 1),
        "R@5": _recall(ranks, 5),
        "MRR": round(fmean(map(reciprocal_rank, ranks)), _DIGITS),
        "ms_p50": round(1_000 * percentile(seconds, 0.5), 2),
        "ms_p95": round(1_000 * percentile(seconds, 0.95), 2),
        "n": len(searches),
    }


def _recall(ranks: Sequence[int | None], k: int) -> float:
    return round(fmean(rank is not None and rank <= k for rank in ranks), _DIGITS)
