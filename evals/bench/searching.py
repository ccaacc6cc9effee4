"""How long search takes and what it costs, beside systems that do the same.

All are measured on the same passages and questions in one run, in turns, so that what else the
machine does falls on each of them; the ratios are what counts, since machines differ.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import fmean, median
from subprocess import PIPE
from tempfile import TemporaryDirectory
from typing import Any

from rich.table import Table

from evals.bench.pool import Asked, pool
from evals.bench.systems import SYSTEMS
from evals.bench.worker import DOCUMENTS, QUESTIONS
from evals.measures import discounted_gain, percentile
from ingest.settings import PROJECT

SIZES = (1_000, 10_000)  # in under three minutes; 100,000 take about ten
ROUNDS = 3  # turns that each system has; the middle one counts
_FEWEST = 200  # questions asked in a turn, the same again where there are fewer
_NOTHING = "–"
_HEADINGS = (
    "p50 ms", "p95 ms", "CPU ms", "×", "MB", "disk MB", "build s", "build MB", "nDCG@10", "R@5"
)  # fmt: skip
Say = Callable[[str], None]
_Done = Mapping[str, Any]  # a line of a worker
_Worker = subprocess.Popen[str]


@dataclass(frozen=True, slots=True)
class Searching:
    """A system's figures at one size."""

    system: str
    passages: int
    p50: float
    """Milliseconds a question that half of them do not exceed."""
    p95: float
    """Milliseconds that 95 % of them do not exceed."""
    processor: float
    """Mean milliseconds of processor time a question, which other programs hardly change."""
    memory: int
    """Most bytes in memory of the process that asks, libraries included."""
    disk: int
    """Bytes of the index."""
    build: float
    """Seconds from passages to an index on disk."""
    build_memory: int
    """Most bytes in memory of the process that builds."""
    gain: float | None
    """nDCG@10, of the questions whose passage is known; None where none is."""
    recall: float | None
    """R@5, of the same."""


def searching(
    texts: Mapping[str, str],
    asked: Sequence[Asked],
    sizes: Sequence[int],
    *,
    systems: Sequence[str] = SYSTEMS,
    say: Say = lambda line: None,
) -> list[Searching]:
    """The figures of every system at every number of passages, in that order of sizes.

    A system that is not installed, or breaks, is left out, and `say` is told why.
    """
    figures: list[Searching] = []
    for size in sizes:
        with TemporaryDirectory() as scratch:
            figures += _at_size(Path(scratch), texts, asked, size, systems, say)
    return figures


def table(figures: Sequence[Searching]) -> Table:
    """The figures, with processor time as a multiple of the first system's at that size."""
    view = Table(box=None, pad_edge=False)
    view.add_column("passages", justify="right")
    view.add_column("")
    for heading in _HEADINGS:
        view.add_column(heading, justify="right")
    for row in figures:
        first = next(other for other in figures if other.passages == row.passages)
        view.add_row(
            f"{row.passages:,}", row.system, f"{row.p50:.1f}", f"{row.p95:.1f}",
            f"{row.processor:.1f}", f"{row.processor / first.processor:.2f}",
            f"{row.memory / 1e6:.0f}", f"{row.disk / 1e6:.1f}",
            f"{row.build:.1f}", f"{row.build_memory / 1e6:.0f}", _share(row.gain),
            _share(row.recall),
        )  # fmt: skip
    return view


def as_json(figures: Sequence[Searching]) -> str:
    """The figures as a JSON list, one object for each system and size."""
    return json.dumps([asdict(row) for row in figures], ensure_ascii=False, indent=1)


def _at_size(
    folder: Path,
    texts: Mapping[str, str],
    asked: Sequence[Asked],
    size: int,
    systems: Sequence[str],
    say: Say,
) -> Iterator[Searching]:
    repeated = list(islice(cycle(asked), max(len(asked), _FEWEST)))
    documents = pool(texts, asked, size)
    _write(folder / DOCUMENTS, documents)
    _write(folder / QUESTIONS, [item.question for item in repeated])
    builds = {name: found for name in systems if (found := _build(name, folder, say))}
    turns = _turns(list(builds), folder, say)
    count = sum(map(len, documents.values()))
    for name in builds:
        if len(turns[name]) == ROUNDS:
            yield _figures(count, builds[name], turns[name], repeated)


def _figures(
    passages: int,
    build: _Done,
    turns: Sequence[_Done],
    asked: Sequence[Asked],
) -> Searching:
    ranks = [
        _rank(item.passage, found)
        for item, found in zip(asked, turns[0]["found"], strict=True)
        if item.passage
    ]
    return Searching(
        system=build["name"],
        passages=passages,
        p50=1_000 * median(percentile(turn["seconds"], 0.5) for turn in turns),
        p95=1_000 * median(percentile(turn["seconds"], 0.95) for turn in turns),
        processor=1_000 * median(turn["processor"] for turn in turns),
        memory=max(turn["memory"] for turn in turns),
        disk=build["disk"],
        build=build["seconds"],
        build_memory=build["memory"],
        gain=fmean(discounted_gain(rank, 10) for rank in ranks) if ranks else None,
        recall=fmean(rank is not None and rank <= 5 for rank in ranks) if ranks else None,
    )


def _build(system: str, folder: Path, say: Say) -> _Done | None:
    with _working("build", system, folder) as worker:
        return _next(worker, system, folder, say)


def _turns(systems: Sequence[str], folder: Path, say: Say) -> dict[str, list[_Done]]:
    """What each system did in its turns; fewer than `ROUNDS` where it broke."""
    turns: dict[str, list[_Done]] = {name: [] for name in systems}
    with ExitStack() as stack:
        workers = {}
        for name in systems:
            worker = stack.enter_context(_working("ask", name, folder))
            if _next(worker, name, folder, say):  # it is ready before the next one starts
                workers[name] = worker
        for _ in range(ROUNDS):
            for name, worker in workers.items():
                if worker.poll() is None and (found := _next(worker, name, folder, say)):
                    turns[name].append(found)
    return turns


@contextmanager
def _working(task: str, system: str, folder: Path) -> Iterator[_Worker]:
    """A worker that has begun; at the end there is no more for it to do."""
    command = [sys.executable, "-m", "evals.bench.worker", task, system, str(folder)]
    with (
        (folder / f"{system}.log").open("w") as log,
        subprocess.Popen(
            command, cwd=PROJECT, text=True, stdin=PIPE, stdout=PIPE, stderr=log
        ) as worker,
    ):
        yield worker
        assert worker.stdin
        with suppress(BrokenPipeError):  # of one that has ended already
            worker.stdin.close()


def _next(worker: _Worker, system: str, folder: Path, say: Say) -> _Done | None:
    """Asks a worker for a line and waits for it; None where the worker ends instead."""
    assert worker.stdin
    assert worker.stdout
    with suppress(BrokenPipeError):
        print(file=worker.stdin, flush=True)
    if line := worker.stdout.readline():
        done: _Done = json.loads(line)
        return done
    said = (folder / f"{system}.log").read_text(encoding="utf-8").splitlines()
    say(f"{system}: {(said or ['no message'])[-1]}")
    return None


def _rank(document: str, found: Sequence[str]) -> int | None:
    """From 1."""
    return found.index(document) + 1 if document in found else None


def _share(value: float | None) -> str:
    return _NOTHING if value is None else f"{value:.3f}"


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
