"""One file on its way into the library: has it changed, what does it say, what became of it."""

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ingest.bounds import Bounds
from ingest.errors import UnreadableFile
from ingest.find import Found
from ingest.library import Library, originals
from ingest.load import READERS_VERSION, sha256_of
from ingest.personal_data import MASK, mask_name
from ingest.read import Needs, Read, read, read_page
from ingest.readers.lines import Line
from ingest.readers.tesseract import ocr_available
from ingest.report import FileReport, Status
from ingest.rows import FileRecord, chunks_of
from ingest.snapshot import Building, index_texts
from ingest.sources import registered
from ingest.workers import Workers, result_of

PagesRead = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Task:
    """A file whose reading has begun, or need not."""

    file: Path
    shown: Path  # as people may see it: a CPR number in the name is masked
    digest: str
    entry: str
    known: FileRecord | None
    started: float
    work: "Future[Read | Needs] | None"  # None: it is as it was

    @property
    def name(self) -> str:
        """The file's name as people may see it."""
        return self.shown.name


@dataclass(frozen=True, slots=True)
class Filing:
    """Reads files by way of the workers and writes them to the library, one after the other."""

    library: Library
    building: Building
    workers: Workers
    bounds: Bounds
    contacts: bool
    refuse_cpr: bool
    rebuild: bool

    def move(self, found: Found, known: Mapping[str, FileRecord]) -> frozenset[str]:
        """Records the files that only have another name now; the names that they had."""
        new = [file for file in found.files if str(file) not in known]
        if self.rebuild or not new:
            return frozenset()
        here = {str(file): file for file in found.files}
        left = {
            record.sha256: record
            for record in known.values()
            if record.sha256 and self._has_left(record, here.get(record.path))
        }
        moved = set()
        for file in new:
            record = left.get(sha256_of(file))
            if record and self._is_as_it_was(record, record.sha256, self._entry(file)):
                self._move(left.pop(record.sha256), file)
                moved.add(record.path)
        return frozenset(moved)

    def begin(self, file: Path) -> Task:
        """Begins to read the file where it has changed."""
        started = time.perf_counter()
        shown = _shown(file)
        if not _is_utf8(file):
            return self._refused_at_once(
                Task(file, shown, "", "", None, started, None),
                UnreadableFile("its name is not UTF-8: rename the file", "name"),
            )
        known = self.library.file(str(file))
        size = file.stat().st_size if file.is_file() else 0
        if size > self.bounds.most_bytes:
            return self._refused_at_once(
                Task(file, shown, "", self._entry(file), known, started, None),
                UnreadableFile(
                    f"{shown.name!r} has {size:,} bytes, more than the "
                    f"{self.bounds.most_bytes:,} that HOLDEPUNKT_MOST_BYTES allows",
                    "too_large",
                ),
            )
        task = Task(file, shown, sha256_of(file), self._entry(file), known, started, None)
        return task if self._stays(task) else self._reading(task)

    def finish(self, task: Task, pages_read: PagesRead) -> FileReport:
        """Writes what reading the file came to, and says what became of it."""
        if task.work is None:
            # Since reading began, a document that this file repeats may have changed.
            task = replace(task, known=self.library.file(str(task.file)))
            if self._stays(task):
                return self._unchanged(task)
            task = self._reading(task)
        try:
            return self._filed(task, self._result(task, pages_read))
        except UnreadableFile as exc:
            return self._refused(task, exc)

    def _has_left(self, record: FileRecord, file: Path | None) -> bool:
        """Whether a record's content is no longer where it was; `file` is what is there now."""
        return sha256_of(file) != record.sha256 if file else not Path(record.path).is_file()

    def _move(self, record: FileRecord, file: Path) -> None:
        shown = str(_shown(file))
        report = replace(FileReport(**json.loads(record.report)), path=shown)
        moved = replace(record, path=str(file), report=json.dumps(report.as_dict()))
        self.library.move_file(record.path, moved, shown)

    def _entry(self, file: Path) -> str:
        """What else than its bytes says how the file is read."""
        said = (replace(registered(file), id=""), self.contacts, READERS_VERSION)
        return sha256(repr(said).encode()).hexdigest()[:16]

    def _refused_entry(self, entry: str) -> str:
        """The entry of a file that is tried again when the bounds are other ones."""
        return f"{entry}-refused-{sha256(repr(self.bounds).encode()).hexdigest()[:8]}"

    def _stays(self, task: Task) -> bool:
        known = task.known
        return (
            not self.rebuild
            and known is not None
            and self._is_as_it_was(known, task.digest, task.entry)
        )

    def _is_as_it_was(self, known: FileRecord, digest: str, entry: str) -> bool:
        entries = [entry, self._refused_entry(entry)]
        if not ocr_available():  # else pages that were left unread can be read now
            entries.append(f"{entry}-unread")
        return known.sha256 == digest and known.entry in entries

    def _reading(self, task: Task) -> Task:
        return replace(task, work=self._submitted(task))

    def _submitted(
        self,
        task: Task,
        *,
        scans: Mapping[int, Sequence[Line]] | None = None,
        known: Mapping[str, int] | None = None,
    ) -> "Future[Read | Needs]":
        return self.workers.submit(
            read, task.file, task.shown, task.digest, self.bounds,
            contacts=self.contacts, scans=scans, known=known,
        )  # fmt: skip

    def _refused_at_once(self, task: Task, exc: UnreadableFile) -> Task:
        work: Future[Read | Needs] = Future()
        work.set_exception(exc)
        return replace(task, work=work)

    def _result(self, task: Task, pages_read: PagesRead) -> Read:
        assert task.work is not None
        found = result_of(task.work, task.name, self.bounds)
        scans: dict[int, Sequence[Line]] | None = None
        known: Mapping[str, int] | None = None
        while isinstance(found, Needs):
            if found.pages:
                scans = self._scans(task, found.pages, pages_read)
            if found.words:
                known = self.library.word_counts()
            again = self._submitted(task, scans=scans, known=known)
            found = result_of(again, task.name, self.bounds)
        return found

    def _scans(
        self, task: Task, pages: Sequence[int], pages_read: PagesRead
    ) -> dict[int, Sequence[Line]]:
        """The lines of each scanned page; the pages are spread over the workers."""
        work = {n: self.workers.submit(read_page, task.file, n, self.bounds) for n in pages}
        scans: dict[int, Sequence[Line]] = {}
        for page, reading in work.items():
            lines = result_of(reading, task.name, self.bounds)
            scans[page] = lines
            pages_read(len(scans))
        return scans

    def _unchanged(self, task: Task) -> FileReport:
        """The last report; what was refused still is."""
        assert task.known is not None
        report = FileReport(**json.loads(task.known.report))
        return report if report.status == "quarantined" else replace(report, status="unchanged")

    def _filed(self, task: Task, found: Read) -> FileReport:
        known = task.known.document_id if task.known else None
        if self.refuse_cpr and _cpr_numbers(found):
            raise UnreadableFile(f"{task.name!r} holds CPR numbers", "personal_data")
        twin = self.library.twin(found.fingerprint)
        if twin not in (None, known):
            return self._duplicate(task, found.report, str(twin))
        document_id = known or self._new_id(task.shown)
        status: Status = "updated" if known else "indexed"
        report = replace(found.report, document=document_id, status=status)
        if not _cpr_numbers(found):
            _keep_original(task, self.library.folder)
        unread = report.pages_without_text and not ocr_available()
        entry = f"{task.entry}-unread" if unread else task.entry
        report, record = self._recorded(task, report, entry)
        source = replace(found.source, id=document_id)
        self.library.put(source, found.rows, record, found.fingerprint)
        self.building.add(index_texts(source.title, chunks_of(document_id, found.rows)))
        return report

    def _duplicate(self, task: Task, report: FileReport, twin: str) -> FileReport:
        reason = f"has the same text as {twin!r}"
        report = replace(report, status="duplicate", reason=reason, twin=twin, chunks=0)
        report, record = self._recorded(task, report, task.entry, duplicate_of=twin)
        if task.known and task.known.document_id:
            self.library.remove(task.known.document_id)
        self.library.put_file(record)
        return report

    def _refused(self, task: Task, exc: UnreadableFile) -> FileReport:
        """A file that cannot be read; an earlier version of it stays in the index."""
        reason, kept = str(exc), task.known.document_id if task.known else None
        if kept:
            reason = f"{reason}; the version read before stays in the index"
        report = FileReport(
            str(task.shown), kept, "quarantined", reason, cause=exc.cause, sha256=task.digest
        )
        # What may pass by itself is tried again in the next run.
        passing = exc.cause == "unopened"
        entry = f"{task.entry}-unread" if exc.cause == "scan" else self._refused_entry(task.entry)
        task = replace(task, digest="") if passing else task
        report, record = self._recorded(task, report, entry)
        if exc.cause != "name":  # which cannot be written down
            self.library.put_file(record)
        return report

    def _recorded(
        self, task: Task, report: FileReport, entry: str, duplicate_of: str | None = None
    ) -> tuple[FileReport, FileRecord]:
        seconds = round(time.perf_counter() - task.started, 3)
        report = replace(report, seconds=seconds)
        return report, FileRecord(
            str(task.file), task.digest, entry, report.document, duplicate_of,
            json.dumps(report.as_dict()),
        )  # fmt: skip

    def _new_id(self, shown: Path) -> str:
        """The file's stem; where another file has it, with the ending, then with a number."""
        stem, ending = shown.stem, shown.suffix.lower().lstrip(".")
        for name in (stem, f"{stem}-{ending}"):
            if not self.library.has(name):
                return name
        number = 2
        while self.library.has(f"{stem}-{number}"):
            number += 1
        return f"{stem}-{number}"


def _cpr_numbers(found: Read) -> bool:
    """Whether CPR numbers were masked in the text or the title."""
    pages = (value for page in found.rows.pages for value in page if isinstance(value, str))
    said = (found.source.title, found.rows.origins, *pages)
    return found.report.masked > 0 and any(MASK in text for text in said)


def _is_utf8(file: Path) -> bool:
    return str(file).encode("utf-8", "replace").decode() == str(file)


def _shown(file: Path) -> Path:
    """A path as people may see it."""
    name = str(file).encode("utf-8", "replace").decode()
    return Path(*map(mask_name, Path(name).parts))


def _keep_original(task: Task, folder: Path) -> None:
    """A copy of the file as it was read, so that its pages can be shown whatever becomes of it."""
    kept = originals(folder) / f"{task.digest}{task.file.suffix.lower()}"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        partial = kept.with_suffix(".partial")
        shutil.copyfile(task.file, partial)
        partial.replace(kept)
