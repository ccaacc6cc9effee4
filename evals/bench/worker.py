"""One system at work in a process of its own, so that the memory it takes is its own.

`python -m evals.bench.worker build SYSTEM FOLDER` prints a JSON object, `… ask SYSTEM FOLDER` one
for each line of stdin. The folder holds `documents.json`, `questions.json` and, in a folder of its
name, the index of each system.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import cast

from evals.bench.systems import System

DOCUMENTS, QUESTIONS = "documents.json", "questions.json"
_WARMING = 20  # questions asked before the clock starts


def build(system: System, folder: Path, index: Path) -> Iterator[dict[str, object]]:
    """Builds the index; seconds without imports, and the bytes on disk."""
    documents = json.loads((folder / DOCUMENTS).read_text(encoding="utf-8"))
    index.mkdir()
    started = time.perf_counter()
    system.build(documents, index)
    seconds = time.perf_counter() - started
    disk = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    yield {"seconds": seconds, "disk": disk}


def ask(system: System, folder: Path, index: Path) -> Iterator[dict[str, object]]:
    """Opens the index and warms up for the first line read; then a turn for each.

    In a turn every question is asked once. It has the seconds of each, the mean seconds of
    processor time, and the documents found for each.
    """
    questions = json.loads((folder / QUESTIONS).read_text(encoding="utf-8"))
    search = system.opened(index)
    for question in questions[:_WARMING]:
        search(question)
    sys.stdin.readline()
    yield {}
    for _ in sys.stdin:
        seconds, found = [], []
        before = time.process_time()
        for question in questions:
            started = time.perf_counter()
            documents = search(question)
            seconds.append(time.perf_counter() - started)
            found.append(documents)
        processor = (time.process_time() - before) / len(questions)
        yield {"seconds": seconds, "processor": processor, "found": found}


def peak_memory() -> int:
    """The most bytes that this process has had in memory."""
    status = Path("/proc/self/status")
    if status.is_file():  # there, what getrusage says begins with the memory of the parent
        fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return 1_024 * int(fields["VmHWM"].split()[0])
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else 1_024 * most


def _main(task: str, name: str, place: str) -> None:
    """Only what is asked for goes to stdout, whatever a system prints."""
    folder = Path(place)
    with redirect_stdout(sys.stderr):
        try:
            system = cast(System, import_module(f"evals.bench.systems.{name}"))
        except ImportError as exc:
            sys.exit(f"{name} is not measured: {exc}")
        work = {"build": build, "ask": ask}[task]
        for done in work(system, folder, folder / name):
            line = json.dumps({"name": system.NAME, "memory": peak_memory(), **done})
            print(line, file=sys.__stdout__, flush=True)


if __name__ == "__main__":
    _main(*sys.argv[1:])
