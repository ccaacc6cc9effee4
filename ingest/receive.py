"""`python -m ingest.receive INDEX`: changes the library as an app asks, in a process of its own.

An order is read from stdin as one JSON object; each line of stdout is one too: how far the work
has come (`step`), that another change is waited for (`waiting`), and at last the `reports`. A
process that is killed leaves the snapshot in force, and what it began is undone by the next.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.command_line import STDERR
from ingest.embed import Embedder, load_embedder
from ingest.errors import HoldepunktError, IndexLocked
from ingest.library import Library
from ingest.pipeline import ingest, remove
from ingest.report import FileReport, Step
from ingest.report_page import write_report_page
from ingest.rows import FileRecord
from ingest.settings import Settings, read_settings
from ingest.uploads import Order, begin, finish, put_back, undo, uploads
from ingest.writing import opened_for_writing

_PAUSE = 0.5  # seconds from one try to get the lock to the next
_NICE = 10  # questions come first
Run = Callable[[Sequence[Path]], list[FileReport]]


def receive(order: Order, index: Path, embedder: Embedder, run: Run) -> list[FileReport]:
    """Carries the order out; what became of each file. `run` brings the index up to date."""
    if unfinished := undo(index):
        known = {record.path for record in Library(index).files()}
        run([path for path in unfinished if path.is_file() or str(path) in known])
        finish(index)
    reports: list[FileReport] = []
    if order.add:
        reports += _add(order.add, index, embedder, run)
    if order.again:
        reports += _again(Path(order.again), index, embedder, run)
    if order.remove:
        reports += _remove(Path(order.remove), index, embedder, run)
    return reports


def _add(files: Mapping[str, str], index: Path, embedder: Embedder, run: Run) -> list[FileReport]:
    """Reads the files; what cannot replace a document, or repeats one, is undone."""
    place = uploads(index)
    known = {r.path: r for r in Library(index).files() if _in(r.path, place)}
    begin(index, files)
    for name, waiting in files.items():
        os.replace(waiting, place / name)
    reports = run([place / name for name in files])
    undone = {}
    for report in reports:
        file = place / Path(report.path).name
        before = known.get(str(file))
        if _is_undone(report, before):
            put_back(index, file.name)
            undone[file] = before
    _forget(undone, index, embedder, run)
    finish(index)
    return reports


def _is_undone(report: FileReport, before: FileRecord | None) -> bool:
    """Whether a file is not kept; what was refused is, with its reason, where it replaced nothing.

    One that holds CPR numbers is not kept in any case.
    """
    if report.status == "quarantined":
        return report.cause == "personal_data" or bool(before and before.document_id)
    return report.status == "duplicate"


def _forget(
    undone: Mapping[Path, FileRecord | None], index: Path, embedder: Embedder, run: Run
) -> None:
    """Records of files that were put back what was recorded before."""
    if not undone:
        return
    lost = []
    with opened_for_writing(index, embedder) as library:
        for file, before in undone.items():
            now = library.file(str(file))
            if before is None:
                library.remove(None, str(file))
            elif before.document_id and (now is None or now.document_id != before.document_id):
                lost.append(file)  # its document is gone, or another file's
            else:
                library.put_file(before)
        write_report_page(library, ())
    if lost:
        run(lost)


def _again(file: Path, index: Path, embedder: Embedder, run: Run) -> list[FileReport]:
    with opened_for_writing(index, embedder) as library:
        if record := library.file(str(file)):
            library.put_file(replace(record, entry=""))  # as no file's ever is
    return run([file])


def _remove(file: Path, index: Path, embedder: Embedder, run: Run) -> list[FileReport]:
    record = Library(index).file(str(file))
    if _in(str(file), uploads(index)):
        begin(index, [file.name])
        reports = run([file]) if record else []
        finish(index)
        return reports
    if record and record.document_id:
        remove(record.document_id, index, embedder)
    return [FileReport(str(file), record.document_id if record else None, "removed")]


def _in(path: str, place: Path) -> bool:
    return Path(path).parent == place


def _wait_for_others(index: Path, embedder: Embedder) -> None:
    """Waits while another process writes to the index."""
    while True:
        try:
            with opened_for_writing(index, embedder):
                return
        except IndexLocked:
            _say({"waiting": True})
            time.sleep(_PAUSE)


def _say(message: Mapping[str, object]) -> None:
    print(json.dumps(message), flush=True)


def _carry_out(index: Path, settings: Settings) -> list[FileReport]:
    data = json.loads(sys.stdin.readline())
    embedder = load_embedder(settings.model)
    lock = FileLock(uploads(index) / ".lock")
    while not lock.is_locked:  # one change at a time, from its beginning to its end
        try:
            lock.acquire(timeout=_PAUSE)
        except Timeout:
            _say({"waiting": True})
    with lock:
        _wait_for_others(index, embedder)
        order = Order(**data)
        # A second process pays only where there is more to read: files, or scanned pages.
        alone = len(order.add) == 1 and not any(n.lower().endswith(".pdf") for n in order.add)
        run = partial(
            ingest, folder=index, embedder=embedder, contacts=settings.mask_contacts,
            refuse_cpr=bool(order.add), bounds=settings.bounds, progress=_say_step,
            processes=1 if alone else None,
        )  # fmt: skip
        return receive(order, index, embedder, run)


def _say_step(step: Step) -> None:
    _say({"step": asdict(step)})


def main() -> int:
    """Runs the order; 1 where it could not be carried out."""
    index = Path(sys.argv[1])
    uploads(index).mkdir(parents=True, exist_ok=True)
    if hasattr(os, "nice"):  # not on every system
        os.nice(_NICE)
    try:
        reports = _carry_out(index, read_settings())
    except HoldepunktError as exc:
        STDERR.print(f"ingest: {exc}", markup=False)
        return 1
    _say({"reports": [report.as_dict() for report in reports]})
    return 0


if __name__ == "__main__":
    sys.exit(main())
