"""Claims about reading in processes of their own: none takes the run down with it."""

import os
import time
from collections.abc import Iterator

import pytest

from ingest.bounds import Bounds
from ingest.errors import UnreadableFile
from ingest.workers import Workers, result_of, workers

BOUNDS = Bounds(most_seconds=2.0, most_memory=2_000_000_000)


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    with workers(1, BOUNDS) as pool:
        yield pool


def cause_of(pool: Workers, *work: object) -> str:
    function, *arguments = work
    with pytest.raises(UnreadableFile) as caught:
        result_of(pool.submit(function, *arguments), "a.pdf", BOUNDS)  # type: ignore[arg-type]
    assert "'a.pdf'" in str(caught.value)
    return caught.value.cause


def refuse() -> None:
    raise UnreadableFile("'a.pdf' is locked", "locked")


@pytest.mark.parametrize("count", [0, 1])
def test_what_is_read_comes_back(count: int) -> None:
    with workers(count, BOUNDS) as pool:
        assert result_of(pool.submit(divmod, 7, 2), "a.pdf", BOUNDS) == (3, 1)


@pytest.mark.parametrize(
    ("work", "cause"),
    [
        ((refuse,), "locked"),
        ((time.sleep, 60), "too_slow"),
        ((os._exit, 11), "crashed"),
        ((bytearray, 4_000_000_000), "too_much_memory"),
        ((int, "nine"), "damaged"),
    ],
)
def test_what_goes_wrong_is_known_by_its_cause(pool: Workers, work: object, cause: str) -> None:
    assert cause_of(pool, *work) == cause  # type: ignore[misc]
    assert result_of(pool.submit(len, "next"), "b.pdf", BOUNDS) == 4
