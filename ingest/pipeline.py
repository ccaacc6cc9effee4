"""From files to a library and its indexes: the whole of ingest."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout

from ingest import snapshot
from ingest.bounds import Bounds
from ingest.embed import Embedder
from ingest.errors import IndexLocked, IndexMismatch, unwritable
from ingest.filing import Filing, Task
from ingest.find import find
from ingest.library import Library, originals
from ingest.report import FileReport
from ingest.report_page import write_report_page
from ingest.rows import FileRecord
from ingest.workers import workers

_AHEAD = 6  # files read while the one before them is filed


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come."""

    done: int  # files
    total: int
    name: str  # of the file that is being read; empty at the end
    pages: int  # read so far


Progress = Callable[[Step], None]


def ingest(
    paths: Sequence[Path],
    folder: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    contacts: bool = False,
    bounds: Bounds | None = None,
    processes: int | None = None,
    progress: Progress = lambda step: None,
) -> list[FileReport]:
    """Brings the index in `folder` up to date with the files under `paths`; what became of each.

    A file that cannot be read is reported and the others are indexed all the same. `contacts`
    masks telephone numbers and e-mail addresses too. Files are read in `processes` of their own,
    one for each core where it is None; with 0 in this one, where no bound of time or memory holds.

    Raises:
        UnknownPath: a path leads nowhere, and never did.
        IndexLocked: another process is writing to the index.
        IndexMismatch: the index was built with another model, and `rebuild` is not asked for.
        IndexUnwritable: the folder cannot be written to.
    """
    bounds = bounds or Bounds()
    with (
        opened_for_writing(folder, embedder, rebuild=rebuild) as library,
        workers(processes, bounds) as pool,
        snapshot.Building(library, embedder, rebuild=rebuild) as building,
    ):
        known = {record.path: record for record in library.files()}
        found = find(paths, known, Path(os.path.abspath(folder)))
        filing = Filing(library, building, pool, bounds, contacts=contacts, rebuild=rebuild)
        moved = filing.move(found, known)
        reports = [_remove(library, known[path]) for path in found.gone if path not in moved]
        # Duplicates last: in this run, the document that they repeat may become another.
        files = sorted(found.files, key=lambda file: _is_duplicate(known.get(str(file))))
        reports += _filed(filing, files, progress)
        building.finish()
        _tidy_originals(library)
        write_report_page(library, reports)
    return reports


def remove(document_id: str, folder: Path, embedder: Embedder) -> None:
    """Takes a document out of the index. Its file stays where it is.

    Raises:
        UnknownDocument: the library has no such document.
    """
    with opened_for_writing(folder, embedder) as library:
        library.document(document_id)
        library.remove(document_id)
        snapshot.refresh(library, embedder)
        _tidy_originals(library)
        write_report_page(library, ())


@contextmanager
def opened_for_writing(
    folder: Path, embedder: Embedder, *, rebuild: bool = False
) -> Iterator[Library]:
    """The library, for one writer at a time."""
    with _locked(folder):
        library = Library(folder, create=True, anew=rebuild)
        check_model(library, embedder, rebuild=rebuild)
        with library.kept_open():
            yield library


def check_model(library: Library, embedder: Embedder, *, rebuild: bool = False) -> None:
    """Makes sure that the index and the settings mean the same embedding model.

    Raises:
        IndexMismatch: they do not.
    """
    built_with = library.meta("model")
    if rebuild or built_with in (None, embedder.name):
        return
    raise IndexMismatch(
        f"the index in {str(library.folder)!r} was built with the model {built_with!r}, the "
        f"settings name {embedder.name!r}: set HOLDEPUNKT_MODEL to the first, or run "
        f"`python -m ingest --rebuild --index {library.folder}`"
    )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = FileLock(folder / "lock").acquire(timeout=0)
    except Timeout as exc:
        raise IndexLocked(
            f"another process ({_holder(folder)}) is writing to the index in {str(folder)!r}: "
            "wait until it is done"
        ) from exc
    except OSError as exc:
        raise unwritable(folder, exc) from exc
    with held:
        (folder / _HOLDER).write_text(str(os.getpid()), encoding="ascii")
        yield


_HOLDER = "lock.pid"


def _holder(folder: Path) -> str:
    try:
        return f"process {(folder / _HOLDER).read_text(encoding='ascii')}"
    except OSError:
        return "unknown"


def _filed(filing: Filing, files: Sequence[Path], progress: Progress) -> Iterator[FileReport]:
    """The report of each file in order, while those that follow are being read."""
    ahead: deque[Task] = deque()
    coming = iter(files)
    pages = 0
    for done in range(len(files)):
        while len(ahead) < _AHEAD and (file := next(coming, None)):
            ahead.append(filing.begin(file))
        task = ahead.popleft()
        step = Step(done, len(files), task.name, pages)
        progress(step)
        report = filing.finish(task, partial(_say_pages, progress, step))
        pages += report.pages
        yield report
    progress(Step(len(files), len(files), "", pages))


def _say_pages(progress: Progress, step: Step, read: int) -> None:
    """Says how many pages of the file that `step` began are read."""
    progress(replace(step, pages=step.pages + read))


def _is_duplicate(record: FileRecord | None) -> bool:
    return bool(record and record.duplicate_of)


def _remove(library: Library, record: FileRecord) -> FileReport:
    library.remove(record.document_id, record.path)
    return FileReport(record.path, record.document_id, "removed", sha256=record.sha256)


def _tidy_originals(library: Library) -> None:
    kept = {source.sha256 for source in library.sources()}
    for file in originals(library.folder).glob("*"):
        if file.stem not in kept:
            file.unlink(missing_ok=True)
