"""From files to a library and its indexes: the whole of ingest."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ingest import snapshot
from ingest.bounds import Bounds
from ingest.embed import Embedder
from ingest.filing import Filing, Task
from ingest.find import find
from ingest.library import Library, originals
from ingest.report import FileReport, Step
from ingest.report_page import write_report_page
from ingest.rows import FileRecord
from ingest.workers import workers
from ingest.writing import opened_for_writing

_AHEAD = 6  # files read while the one before them is filed


Progress = Callable[[Step], None]


def ingest(
    paths: Sequence[Path],
    folder: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    contacts: bool = False,
    refuse_cpr: bool = False,
    bounds: Bounds | None = None,
    processes: int | None = None,
    progress: Progress = lambda step: None,
) -> list[FileReport]:
    """Brings the index in `folder` up to date with the files under `paths`; what became of each.

    A file that cannot be read is reported and the others are indexed all the same. `contacts`
    masks telephone numbers and e-mail addresses too; `refuse_cpr` sets a new file with CPR numbers
    aside, since its pages would show them. Files are read in `processes` of their own,
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
        filing = Filing(
            library, building, pool, bounds,
            contacts=contacts, refuse_cpr=refuse_cpr, rebuild=rebuild,
        )  # fmt: skip
        moved = filing.move(found, known)
        reports = [_remove(library, known[path]) for path in found.gone if path not in moved]
        # Duplicates last: in this run, the document that they repeat may become another.
        files = sorted(found.files, key=lambda file: _is_duplicate(known.get(str(file))))
        reports += _filed(filing, files, progress)
        pages = sum(report.pages for report in reports)
        building.finish(lambda done, total: progress(Step(done, total, "", pages, "passages")))
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
