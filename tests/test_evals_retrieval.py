"""Claims about the retrieval figures."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.reply import Passage
from evals.__main__ import app
from evals.retrieval import Search, figures, rank_of, read_passages, read_questions
from ingest.document import Chunk
from ingest.errors import QuestionError
from tests.making import markdown

SILO = "Fyrtårnet er et værksted i en nedlagt silo ved havnen."
FERRY = "Færgelauget sejler passagerer over fjorden fra Østkajen."
LONG = "Kantinen serverer måltider. " * 60  # more than one chunk


def lines(path: Path, *rows: dict[str, object]) -> Path:
    return markdown(path, "\n".join(map(json.dumps, rows)))


def passages(*documents: str) -> list[Passage]:
    return [
        Passage(rank, 1.0, Chunk(f"{name}:{rank}", name, "…", 0, 1, ()))
        for rank, name in enumerate(documents, start=1)
    ]


@pytest.mark.parametrize(("gold", "rank"), [("a", 1), ("b", 2), ("c", 3), ("d", None)])
def test_a_document_ranks_by_its_best_chunk_among_documents(gold: str, rank: int | None) -> None:
    assert rank_of(gold, passages("a", "b", "a", "b", "c")) == rank


def test_figures_are_means_with_the_missing_as_nothing() -> None:
    searches = [Search(1, 0.001), Search(3, 0.002), Search(7, 0.003), Search(None, 0.004)]
    assert figures(searches) == {
        "nDCG@10": round((1 + 1 / 2 + 1 / 3 + 0) / 4, 4),
        "R@1": 1 / 4,
        "R@5": 2 / 4,
        "MRR": round((1 + 1 / 3 + 1 / 7 + 0) / 4, 4),
        "ms_p50": 2.0,
        "ms_p95": 4.0,
        "n": 4,
    }


def test_passages_are_ranked_with_the_shipped_settings(tmp_path: Path) -> None:
    texts = lines(
        tmp_path / "p.jsonl",
        {"id": "1/silo", "text": SILO},
        {"id": "færge", "text": FERRY},
        {"id": "k", "text": LONG},
        {"id": "twin", "text": LONG},  # of the same text, and still a passage
    )
    asked = lines(
        tmp_path / "q.jsonl",
        {"id": "q1", "question": "Hvor ligger værkstedet Fyrtårnet?", "passage": "1/silo"},
        {"id": "q2", "question": "Hvem sejler passagerer?", "passage": "færge"},
        {"id": "q3", "question": "Hvad serverer kantinen?", "passage": "k"},
        {"id": "q4", "question": "Hvad serverer kantinen?", "passage": "twin"},
        {"id": "q5", "question": "Hvem?", "passage": "silo", "answerable": False},
    )
    command = ["retrieval", "--passages", str(texts), "--questions", str(asked)]
    result = CliRunner().invoke(app, [*command, "--json"])
    found = json.loads(result.stdout)
    assert list(found) == ["nDCG@10", "R@1", "R@5", "MRR", "ms_p50", "ms_p95", "n"]
    # One of the twins is first, the other second: 1/log2(3) is 0.6309.
    assert (found["n"], found["R@1"], found["R@5"], found["MRR"]) == (4, 0.75, 1, 0.875)
    assert found["nDCG@10"] == pytest.approx((3 + 0.6309) / 4, abs=1e-4)
    assert CliRunner().invoke(app, command).stdout.startswith("nDCG@10 ")


def test_a_question_of_an_unknown_passage_is_refused(tmp_path: Path) -> None:
    path = lines(tmp_path / "q.jsonl", {"id": "q", "question": "Hvad?", "passage": "p9"})
    with pytest.raises(QuestionError, match=r"line 1 .*: there is no passage 'p9' among the 1"):
        read_questions(path, {"p1": SILO})


def test_a_file_of_unanswerable_questions_is_refused(tmp_path: Path) -> None:
    row: dict[str, object] = {"id": "q", "question": "Hvad?", "answerable": False}
    with pytest.raises(QuestionError, match="holds no answerable questions"):
        read_questions(lines(tmp_path / "q.jsonl", row), {})


def test_passages_of_the_same_id_are_refused(tmp_path: Path) -> None:
    row: dict[str, object] = {"id": "p1", "text": SILO}
    with pytest.raises(QuestionError, match=r"line 2 .*: the id 'p1' is taken"):
        read_passages(lines(tmp_path / "p.jsonl", row, row))
