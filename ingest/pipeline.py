"""From files to a library and its indexes: the whole of ingest, one file after the other."""

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from ingest import snapshot
from ingest.document import Chunk, Document
from ingest.embed import Embedder
from ingest.errors import IndexLocked, IndexMismatch, UnknownPath, UnreadableFile
from ingest.library import FileRecord, Library, originals, unwritable
from ingest.load import load, sha256_of
from ingest.personal_data import mask_file
from ingest.readers.blocks import document_from
from ingest.report import FileReport
from ingest.sources import REGISTER, registered, source_of
from ingest.split import split

NOT_DOCUMENTS = ("readme.md", REGISTER)
Progress = Callable[[int, int, str], None]  # files done, files in all, the file that is next


def ingest(
    paths: Sequence[Path],
    folder: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    progress: Progress = lambda done, total, name: None,
) -> list[FileReport]:
    """Brings the index in `folder` up to date with the files under `paths`; what became of each.

    A file that cannot be read is reported and the others are indexed all the same.

    Raises:
        UnknownPath: a path leads nowhere, and never did.
        IndexLocked: another process is writing to the index.
        IndexMismatch: the index was built with another model, and `rebuild` is not asked for.
        IndexUnwritable: the folder cannot be written to.
    """
    with opened_for_writing(folder, embedder, rebuild=rebuild) as library:
        known = {record.path: record for record in library.files()}
        files, gone = _find(paths, known, Path(os.path.abspath(folder)))
        reports = [_remove(library, known[path]) for path in gone]
        for done, file in enumerate(files):
            progress(done, len(files), file.name)
            reports.append(_report(library, file, rebuild=rebuild))
        progress(len(files), len(files), "")
        snapshot.refresh(library, embedder, rebuild=rebuild)
        _tidy_originals(library)
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


@contextmanager
def opened_for_writing(
    folder: Path, embedder: Embedder, *, rebuild: bool = False
) -> Iterator[Library]:
    """The library, for one writer at a time."""
    with _locked(folder):
        library = Library(folder, create=True, replace=rebuild)
        check_model(library, embedder, rebuild=rebuild)
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
            f"another process is writing to the index in {str(folder)!r}: wait until it is done"
        ) from exc
    except OSError as exc:
        raise unwritable(folder, exc) from exc
    with held:
        yield


def _report(library: Library, file: Path, *, rebuild: bool) -> FileReport:
    """Reads a file into the library where it has changed, and says what became of it."""
    path = str(file)
    shown = path.encode("utf-8", "replace").decode()
    if shown != path:
        return FileReport(shown, None, "quarantined", "its name is not UTF-8: rename the file")
    return _Reading(library, file, library.file(path)).report(rebuild=rebuild)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What reading a file came to: a document to write, a twin's name, or neither."""

    report: FileReport
    document: Document | None = None
    chunks: tuple[Chunk, ...] = ()
    fingerprint: str = ""
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file on its way into the library."""

    library: Library
    file: Path
    known: FileRecord | None

    def report(self, *, rebuild: bool) -> FileReport:
        """Reads the file where it has changed, and says what became of it."""
        started = time.perf_counter()
        digest = sha256_of(self.file)
        entry = sha256(repr(registered(self.file)).encode()).hexdigest()[:16]
        known = self.known
        if known and not rebuild and (known.sha256, known.entry) == (digest, entry):
            return replace(FileReport(**json.loads(known.report)), status="unchanged")
        try:
            outcome = self._read(digest)
        except UnreadableFile as exc:
            outcome = self._refused(digest, str(exc))
        seconds = round(time.perf_counter() - started, 3)
        outcome = replace(outcome, report=replace(outcome.report, seconds=seconds))
        self._write(outcome, entry)
        return outcome.report

    def _read(self, digest: str) -> _Outcome:
        read, masked = mask_file(load(self.file))
        document_id = self._document_id()
        source = source_of(self.file, document_id=document_id, sha256=digest, title=read.title)
        document = document_from(source, read)
        fingerprint = _fingerprint(document.text)
        report = FileReport(
            str(self.file),
            document_id,
            "updated" if self.known and self.known.document_id else "indexed",
            pages=len(document.pages),
            pages_without_text=sum(not page.text.strip() for page in document.pages),
            pages_ocr=sum(page.read_by == "ocr" for page in document.pages),
            tables=document.tables,
            masked=masked,
            sha256=digest,
        )
        twin = self.library.fingerprints().get(fingerprint)
        if twin not in (None, document_id):
            reason = f"has the same text as {twin!r}"
            report = replace(report, document=None, status="duplicate", reason=reason)
            return _Outcome(report, duplicate_of=twin)
        chunks = split(document)
        return _Outcome(replace(report, chunks=len(chunks)), document, chunks, fingerprint)

    def _refused(self, digest: str, reason: str) -> _Outcome:
        """A file that cannot be read; an earlier version of it stays in the index."""
        kept = self.known.document_id if self.known else None
        if kept:
            reason = f"{reason}; the version read before stays in the index"
        return _Outcome(FileReport(str(self.file), kept, "quarantined", reason, sha256=digest))

    def _write(self, outcome: _Outcome, entry: str) -> None:
        report = outcome.report
        # A refused file's hash is not kept: it is tried again in the next run.
        digest = "" if report.status == "quarantined" else report.sha256
        record = FileRecord(
            str(self.file), digest, entry, report.document, outcome.duplicate_of,
            json.dumps(report.as_dict()),
        )  # fmt: skip
        if outcome.document:
            _keep_original(self.file, report.sha256, self.library.folder)
            self.library.put(outcome.document, outcome.chunks, record, outcome.fingerprint)
            return
        if outcome.duplicate_of and self.known and self.known.document_id:
            self.library.remove(self.known.document_id)
        self.library.put_file(record)

    def _document_id(self) -> str:
        """The file's stem; where another file has it, with the ending, then with a number."""
        if self.known and self.known.document_id:
            return self.known.document_id
        taken = {source.id for source in self.library.sources()}
        stem, ending = self.file.stem, self.file.suffix.lower().lstrip(".")
        candidates = [stem, f"{stem}-{ending}", *(f"{stem}-{n}" for n in range(2, len(taken) + 3))]
        return next(name for name in candidates if name not in taken)


def _find(
    paths: Sequence[Path], known: dict[str, FileRecord], index: Path
) -> tuple[list[Path], list[str]]:
    """The files to read, in order, and the known ones that are gone."""
    files: dict[Path, None] = {}
    gone: dict[str, None] = {}
    for path in (Path(os.path.abspath(path)) for path in paths):
        under = [name for name in known if name == str(path) or path in Path(name).parents]
        if not path.exists() and not under:
            raise UnknownPath(f"there is no file or folder {str(path)!r}: check the path")
        found = sorted(path.rglob("*")) if path.is_dir() else [path] if path.exists() else []
        files.update((file, None) for file in found if _is_document(file, path, index))
        gone.update((name, None) for name in under if not Path(name).is_file())
    # Duplicates last: in this run, the document that they repeat may become another.
    repeated = {name for name, record in known.items() if record.duplicate_of}
    return sorted(files, key=lambda file: str(file) in repeated), list(gone)


def _is_document(file: Path, root: Path, index: Path) -> bool:
    """Whether a file is to be read; the index's own are only where they are asked for."""
    if not file.is_file() or (index in file.parents and index not in (root, *root.parents)):
        return False
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(root).parts)
    return not hidden and file.name.lower() not in NOT_DOCUMENTS


def _remove(library: Library, record: FileRecord) -> FileReport:
    library.remove(record.document_id, record.path)
    return FileReport(record.path, record.document_id, "removed", sha256=record.sha256)


def _fingerprint(text: str) -> str:
    """Hash of the letters and digits alone: the same report in another file has the same."""
    plain = "".join(c for c in text.casefold() if c.isalnum())
    return sha256(plain.encode()).hexdigest()


def _keep_original(file: Path, digest: str, folder: Path) -> None:
    """A copy of the file as it was read, so that its pages can be shown whatever becomes of it."""
    kept = originals(folder) / f"{digest}{file.suffix.lower()}"
    if not kept.exists():
        kept.parent.mkdir(exist_ok=True)
        partial = kept.with_suffix(".partial")
        shutil.copyfile(file, partial)
        partial.replace(kept)


def _tidy_originals(library: Library) -> None:
    kept = {source.sha256 for source in library.sources()}
    for file in originals(library.folder).glob("*"):
        if file.stem not in kept:
            file.unlink(missing_ok=True)
