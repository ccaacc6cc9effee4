"""Claims about the speed bench: what it asks, and the shape of its figures. None is timed."""

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from subprocess import CalledProcessError
from typing import cast

import pytest
from typer.testing import CliRunner

from evals.__main__ import app
from evals.bench.plot import plot
from evals.bench.pool import Asked, folder_passages, pool, read_asked
from evals.bench.searching import Searching, searching
from evals.bench.starting import starting
from evals.bench.systems import SYSTEMS, System
from evals.bench.worker import peak_memory
from ingest.errors import QuestionError, UnknownPath
from tests.making import markdown

SILO = "Fyrtårnet er et værksted i en nedlagt silo. Det ligger ved havnen."
FERRY = "Færgelauget sejler passagerer over fjorden. Turen går fra Østkajen."
CANTEEN = "Kantinen serverer måltider. Der er lukket om mandagen."
TEXTS = {"silo": SILO, "ferry": FERRY, "canteen": CANTEEN}
ASKED = [Asked("Hvor ligger værkstedet Fyrtårnet?", "silo")]
PNG = b"\x89PNG\r\n"


def lines(path: Path, *rows: dict[str, object]) -> Path:
    return markdown(path, "\n".join(map(json.dumps, rows)))


def passages(documents: dict[str, list[str]]) -> list[str]:
    return [text for texts in documents.values() for text in texts]


def figure(system: str, size: int, ms: float) -> Searching:
    return Searching(system, size, ms, 2 * ms, ms, 10**8, 10**6, 1.0, 10**8, 0.9, 0.95)


def measured(sizes: Sequence[int]) -> list[Searching]:
    return searching(TEXTS, ASKED, sizes, systems=["bare_bm25s"], say=pytest.fail)


def test_a_pool_has_as_many_passages_as_asked_for() -> None:
    assert [len(passages(pool(TEXTS, ASKED, size))) for size in (1, 2, 3, 160)] == [1, 2, 3, 160]


def test_a_passage_that_is_asked_for_is_in_every_pool_alone() -> None:
    assert [pool(TEXTS, ASKED, size)["silo"] for size in (1, 160)] == [[SILO], [SILO]]


def test_sentences_that_answer_stand_in_no_passage_that_is_put_together() -> None:
    assert sum("Fyrtårnet" in text for text in passages(pool(TEXTS, ASKED, 160))) == 1


def test_a_pool_is_the_same_each_time() -> None:
    assert pool(TEXTS, ASKED, 40) == pool(TEXTS, ASKED, 40)


def test_a_pool_of_nothing_but_what_is_asked_for_cannot_grow() -> None:
    with pytest.raises(QuestionError, match="too few passages"):
        pool({"silo": SILO}, ASKED, 2)


def test_a_question_whose_passage_is_elsewhere_is_asked_all_the_same(tmp_path: Path) -> None:
    file = lines(
        tmp_path / "q.jsonl",
        {"question": "Hvor?", "passage": "silo"},
        {"question": "Hvornår?", "passage": "museum"},
        {"question": "Hvem?"},
        {"question": "Hvorfor?", "passage": "silo", "answerable": False},
    )
    asked = sorted(read_asked(file, TEXTS), key=lambda item: item.question)
    assert asked == [Asked("Hvem?", None), Asked("Hvor?", "silo"), Asked("Hvornår?", None)]


def test_passages_of_two_files_are_one_collection(tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", {"id": "silo", "text": SILO})
    lines(tmp_path / "b.jsonl", {"id": "ferry", "text": FERRY})
    assert folder_passages(tmp_path) == {"silo": SILO, "ferry": FERRY}


def test_an_id_in_two_files_is_refused(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        lines(tmp_path / name, {"id": "silo", "text": SILO})
    with pytest.raises(QuestionError, match=r"b\.jsonl.*'silo' is taken"):
        folder_passages(tmp_path)


def test_a_folder_without_passages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownPath, match="no JSONL file of passages"):
        folder_passages(tmp_path)


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_system_finds_the_document_that_holds_the_words(name: str, tmp_path: Path) -> None:
    if name == "llama_bm25":  # it pins an older stemmer than ours, so no lock can hold both
        pytest.importorskip("llama_index.retrievers.bm25")
    system = cast(System, import_module(f"evals.bench.systems.{name}"))
    system.build({"silo": [SILO], "rest": [CANTEEN, FERRY]}, tmp_path)
    found = [system.opened(tmp_path)(text)[0] for text in ("værkstedet Fyrtårnet", "færgelauget")]
    assert found == ["silo", "rest"]


def test_there_is_a_row_for_each_size_in_order() -> None:
    assert [row.passages for row in measured([20, 3])] == [20, 3]


def test_what_is_measured_is_a_time_and_a_size() -> None:
    (row,) = measured([20])
    assert min(row.p50, row.processor, row.memory, row.disk, row.build, row.build_memory) > 0
    assert row.p50 <= row.p95


def test_a_passage_that_comes_first_has_full_marks() -> None:
    assert [(row.gain, row.recall) for row in measured([20])] == [(1, 1)]


def test_quality_is_not_told_where_no_passage_is_known() -> None:
    (row,) = searching(TEXTS, [Asked("Hvad?", None)], [3], systems=["bare_bm25s"])
    assert (row.gain, row.recall) == (None, None)


def test_a_system_that_is_not_there_is_left_out_and_named() -> None:
    said: list[str] = []
    assert searching(TEXTS, ASKED, [3], systems=["nothing_such"], say=said.append) == []
    assert said == [
        "nothing_such: nothing_such is not measured: "
        "No module named 'evals.bench.systems.nothing_such'"
    ]


def test_memory_is_what_was_taken_and_given_back_too() -> None:
    before = peak_memory()
    len(b"x" * 200_000_000)
    assert peak_memory() - before > 100_000_000


def test_figures_are_drawn(tmp_path: Path) -> None:
    rows = [figure(name, size, size**0.5) for size in (10, 100) for name in ("one", "two")]
    plot(rows, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").read_bytes().startswith(PNG)


@pytest.mark.slow
def test_the_command_prints_a_table_and_writes_the_figures(tmp_path: Path) -> None:
    lines(tmp_path / "p.jsonl", *({"id": name, "text": text} for name, text in TEXTS.items()))
    asked = lines(tmp_path / "q" / "q.jsonl", {"question": "Hvor?", "passage": "silo"})
    report = tmp_path / "figures.json"
    command = ["bench", "searching", "--passages", str(tmp_path), "--questions", str(asked)]
    result = CliRunner().invoke(app, [*command, "--size", "12", "--report", str(report)])
    names = [row["system"] for row in json.loads(report.read_text(encoding="utf-8"))]
    assert names[0] == "Holdepunkt"
    assert len(names) >= len(SYSTEMS) - 1  # one system cannot be pinned beside ours
    assert all(name in result.stdout for name in names)


def test_a_start_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(CalledProcessError):
        starting(tmp_path / "nowhere", times=0)
