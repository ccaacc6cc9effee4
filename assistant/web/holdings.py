"""What the library holds, file by file: its documents, and the files that were set aside."""

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from assistant.ask import Assistant
from assistant.web import wording
from ingest.document import Source
from ingest.library import Library
from ingest.report import FileReport
from ingest.report_page import ADVICE
from ingest.rows import FileRecord
from ingest.uploads import uploads

State = Literal["ready", "check", "old", "aside"]


@dataclass(frozen=True, slots=True)
class Holding:
    """A file that was read or refused; `source` is None where it gave no document."""

    key: str  # names it in an address, and tells nothing of where it lies
    path: str
    source: Source | None
    report: FileReport
    uploaded: bool
    knowledge: str = ""  # how old what the document was written from is

    @property
    def name(self) -> str:
        """The file's name as people may see it."""
        return Path(self.report.path).name

    @property
    def title(self) -> str:
        """The document's title, or the file's name."""
        return self.source.title if self.source else self.name

    @property
    def state(self) -> State:
        """How far it can be used as it is."""
        report = self.report
        if not self.source:
            return "aside"
        if report.status == "quarantined":
            return "old"
        return "check" if report.pages_without_text or report.pages_ocr else "ready"


def holdings(assistant: Assistant) -> tuple[Holding, ...]:
    """The documents that are searched now by title, then the files that were set aside by name."""
    library, index = assistant.library, assistant.index
    records = {record.document_id: record for record in index.files() if record.document_id}
    searched, origins = library.sources(), library.origins()
    held = [
        replace(
            _holding(index.folder, records[source.id], source, library),
            knowledge=wording.knowledge(origins[source.id]),
        )
        for source in searched
        if source.id in records
    ]
    ids = {source.id for source in searched}
    aside = [
        _holding(index.folder, record, None, library)
        for record in index.files()
        if record.document_id not in ids and _is_aside(record)
    ]
    return (*sorted(held, key=_by_name), *sorted(aside, key=_by_name))


def holding(assistant: Assistant, key: str) -> Holding | None:
    """The file of this key, or None."""
    return next((held for held in holdings(assistant) if held.key == key), None)


def problems(held: Holding) -> list[str]:
    """What a reader of the document should know, a sentence each, in Danish."""
    report, counted = held.report, list[str]()
    if held.state == "old" and report.cause:
        problem, remedy = ADVICE[report.cause]
        return [f"Den nyeste udgave kunne ikke læses, så den tidligere bruges. {problem} {remedy}"]
    for number, one, several in (
        (report.pages_without_text, "side har ingen tekst", "sider har ingen tekst"),
        (report.pages_ocr, "side er læst fra et skannet billede",
         "sider er læst fra skannede billeder"),
        (report.repaired, "ord med læsefejl er rettet i søgningen",
         "ord med læsefejl er rettet i søgningen"),
        (report.masked, "personoplysning er fjernet fra teksten",
         "personoplysninger er fjernet fra teksten"),
    ):  # fmt: skip
        if number:
            counted.append(f"{number} {one if number == 1 else several}")
    return counted


def _holding(folder: Path, record: FileRecord, source: Source | None, library: Library) -> Holding:
    report = FileReport(**json.loads(record.report))
    if source and report.status == "quarantined":  # it counted nothing; the document does
        document = library.document(source.id)
        report = replace(report, pages=len(document.pages), tables=document.tables)
    key = hashlib.sha256(record.path.encode("utf-8", "surrogateescape")).hexdigest()[:24]
    uploaded = Path(record.path).parent == uploads(folder)
    return Holding(key, record.path, source, report, uploaded)


def _is_aside(record: FileRecord) -> bool:
    return record.document_id is None


def _by_name(held: Holding) -> str:
    return held.title.casefold()
