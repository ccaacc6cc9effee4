"""Changes of the library that the app was asked for: one after the other, each in a process.

What a visitor sends lies in a folder of its own until it is this visitor's turn, and is known by a
token that nobody else has.
"""

import contextlib
import json
import logging
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Literal

from ingest.report import FileReport, Step
from ingest.settings import PROJECT
from ingest.uploads import Order, incoming, is_unfinished

_KEPT = 3_600  # seconds that a change is remembered after it was last asked about
_log = logging.getLogger("holdepunkt.web")
# Not -m: the process that reads the file would import again all that this one has imported.
_RECEIVE = "import sys; from ingest.receive import main; sys.exit(main())"
State = Literal["receiving", "waiting", "reading", "done", "broken", "cancelled"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that a visitor wants to add."""

    name: str  # under which it would be kept
    given: str  # by the visitor
    size: int  # bytes
    refused: str = ""  # a sentence that says why it is not wanted
    replaces: str = ""  # title of the document that it would take the place of


@dataclass(slots=True)
class Change:
    """One visitor's change, from the first file that is sent to the reports."""

    token: str
    folder: Path  # where its files wait
    files: tuple[Incoming, ...] = ()
    order: Order = field(default_factory=Order)
    state: State = "receiving"
    step: Step | None = None
    blocked: bool = False  # another process writes to the index
    reports: tuple[FileReport, ...] = ()
    code: str = ""  # of the failure, as it stands in the log
    seen: float = field(default_factory=time.monotonic)
    begun: float | None = None  # when all its files had come

    @property
    def seconds(self) -> float:
        """How long it has been waiting and under way."""
        return 0 if self.begun is None else time.monotonic() - self.begun

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "broken", "cancelled")

    def waiting_file(self, number: int) -> Path:
        """Where file `number` (from 0) waits; its name is ours."""
        return self.folder / str(number)


class Intake:
    """The changes under way; safe to share between threads."""

    def __init__(self, index: Path, changed: Callable[[], object] = lambda: None) -> None:
        """`changed` is called after each change, so that the next visitor need not wait for it."""
        self.index = index
        self._changed = changed
        self._changes: dict[str, Change] = {}
        self._queue: SimpleQueue[Change] = SimpleQueue()
        self._lock = Lock()
        self._working: tuple[Change, subprocess.Popen[str]] | None = None
        shutil.rmtree(incoming(index), ignore_errors=True)  # of visits that are over
        if is_unfinished(index):
            self._submit(self.open(()), Order())
        Thread(target=self._work, name="intake", daemon=True).start()

    def open(self, files: Sequence[Incoming]) -> Change:
        """A new change, for which files can be sent."""
        self._forget_old()
        token = secrets.token_urlsafe(24)
        change = Change(token, incoming(self.index) / token, tuple(files))
        with self._lock:
            self._changes[token] = change
        return change

    def change(self, token: str) -> Change | None:
        """The change of this token, or None."""
        change = self._changes.get(token)
        if change:
            change.seen = time.monotonic()
        return change

    def add(self, change: Change, numbers: Sequence[int]) -> None:
        """Queues the files of these numbers, as far as they have come."""
        come = {n: change.waiting_file(n) for n in numbers if change.waiting_file(n).is_file()}
        self._submit(change, Order(add={change.files[n].name: str(f) for n, f in come.items()}))

    def order(self, order: Order) -> Change:
        """Queues a change that needs no files."""
        change = self.open(())
        self._submit(change, order)
        return change

    def position(self, change: Change) -> int:
        """How many changes of others come before this one."""
        with self._lock:
            waiting = [c for c in self._changes.values() if c.state in ("waiting", "reading")]
        return waiting.index(change) if change in waiting else 0

    def cancel(self, change: Change) -> None:
        """Ends a change; the library is as it was before."""
        with self._lock:
            if change.ended:
                return
            change.state = "cancelled"
            if self._working and self._working[0] is change:
                _kill(self._working[1])
        self._clear(change)

    def _submit(self, change: Change, order: Order) -> None:
        change.order, change.state, change.begun = order, "waiting", time.monotonic()
        with self._lock:  # the order in which they are carried out
            self._changes[change.token] = self._changes.pop(change.token)
            self._queue.put(change)

    def _work(self) -> None:
        while True:
            change = self._queue.get()
            with self._lock:
                if change.state != "waiting":
                    continue
                change.state = "reading"
            try:
                reports = self._carried_out(change)
            except Exception as exc:  # whatever broke, the next change is carried out
                self._broke(change, type(exc).__name__)
            else:
                change.reports = tuple(reports)
                change.state = "done"
            self._clear(change)
            with contextlib.suppress(Exception):  # the next visitor tries again
                self._changed()

    def _carried_out(self, change: Change) -> list[FileReport]:
        """The reports of the process that did it."""
        reports: list[FileReport] | None = None
        process = _started(self.index, change.order)
        with process:
            with self._lock:
                self._working = (change, process)
                if change.state == "cancelled":
                    _kill(process)
            assert process.stdout
            for line in process.stdout:
                message = json.loads(line)
                change.blocked = "waiting" in message
                if "step" in message:
                    change.step = Step(**message["step"])
                if "reports" in message:
                    reports = [FileReport(**report) for report in message["reports"]]
        with self._lock:
            self._working = None
        if process.returncode or reports is None:
            raise ChildProcessError(f"exit code {process.returncode}")
        return reports

    def _broke(self, change: Change, why: str) -> None:
        if change.state != "cancelled":
            change.code = secrets.token_hex(3).upper()
            change.state = "broken"
            _log.error("library not changed, code %s: %s", change.code, why)
        if is_unfinished(self.index) and change.order != Order():
            self._submit(self.open(()), Order())

    def _clear(self, change: Change) -> None:
        shutil.rmtree(change.folder, ignore_errors=True)

    def _forget_old(self) -> None:
        """Forgets what nobody asks about any more, with the files that came for it."""
        oldest = time.monotonic() - _KEPT
        with self._lock:
            old = [c for c in self._changes.values() if c.seen < oldest]
            old = [c for c in old if c.ended or c.state == "receiving"]
            for change in old:
                del self._changes[change.token]
        for change in old:
            self._clear(change)


def _started(index: Path, order: Order) -> subprocess.Popen[str]:
    """The process, which has its order; it and those it starts are a group that can be ended."""
    paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    process = subprocess.Popen(
        [sys.executable, "-c", _RECEIVE, str(index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,
    )
    assert process.stdin
    with contextlib.suppress(BrokenPipeError):  # its exit code tells
        process.stdin.write(json.dumps(asdict(order)) + "\n")
        process.stdin.flush()
    return process


def _kill(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(ProcessLookupError):  # it was done already
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
