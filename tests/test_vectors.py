"""Claims about the vector index: cosines, exactly."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ingest.errors import LibraryError
from ingest.vectors import VectorIndex
from tests.making import opened_in

NORTH, EAST = np.eye(2, dtype=np.float32)
BETWEEN = ((NORTH + EAST) / np.sqrt(2)).astype(np.float32)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    made = VectorIndex(tmp_path)
    made.add(["north", "east", "between"], np.stack([NORTH, EAST, BETWEEN]))
    yield made
    made.close()


def test_the_score_is_the_cosine_and_the_nearest_comes_first(index: VectorIndex) -> None:
    hits = index.search(NORTH, 3)
    assert [chunk_id for chunk_id, _ in hits] == ["north", "between", "east"]
    assert [score for _, score in hits] == pytest.approx([1, 0.70710678, 0], abs=1e-6)


def test_opposite_vectors_have_minus_one(index: VectorIndex) -> None:
    assert index.search(-NORTH, 3)[-1] == ("north", pytest.approx(-1, abs=1e-6))


def test_no_more_than_the_limit_is_found(index: VectorIndex) -> None:
    assert len(index.search(NORTH, 2)) == 2


def test_a_limit_above_the_size_finds_all(index: VectorIndex) -> None:
    assert len(index.search(NORTH, 99)) == 3


def test_a_question_of_zeros_finds_nothing(index: VectorIndex) -> None:
    assert index.search(np.zeros(2, dtype=np.float32), 3) == []


def test_a_chunk_of_zeros_scores_nothing(index: VectorIndex) -> None:
    index.add(["nothing"], np.zeros((1, 2), dtype=np.float32))
    assert dict(index.search(NORTH, 9))["nothing"] == pytest.approx(0, abs=1e-6)


def test_what_is_removed_is_not_found(index: VectorIndex) -> None:
    index.remove(["north"])
    assert index.ids() == {"between", "east"}


def test_an_index_is_there_when_it_is_opened_again(index: VectorIndex, tmp_path: Path) -> None:
    index.close()
    reopened = VectorIndex(tmp_path)
    assert reopened.ids() == {"north", "east", "between"}
    reopened.close()


def test_a_new_index_finds_nothing(tmp_path: Path) -> None:
    made = VectorIndex(tmp_path / "new")
    assert made.search(NORTH, 3) == []
    made.close()


@pytest.mark.slow
def test_more_than_chromas_largest_batch_is_added_and_removed(tmp_path: Path) -> None:
    made = VectorIndex(tmp_path)
    ids = [str(number) for number in range(5_500)]
    made.add(ids, np.tile(NORTH, (len(ids), 1)))
    assert len(made.ids()) == len(ids)
    made.remove(ids)
    assert made.ids() == set()
    made.close()


def test_a_broken_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"rubbish" * 1000)
    with pytest.raises(LibraryError, match=r"cannot be opened .*--rebuild"):
        VectorIndex(tmp_path)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are listed on Linux")
def test_the_folder_is_let_go_of_with_the_last_that_searches_it(tmp_path: Path) -> None:
    index = VectorIndex(tmp_path)
    index.add(["north", "east"], np.stack([NORTH, EAST]))
    narrowed = index.among(["east"])
    del index
    assert [chunk_id for chunk_id, _ in narrowed.search(NORTH, 3)] == ["east"]
    del narrowed
    assert opened_in(tmp_path) == []
