"""What became of each file: the signed-off list that every run ends with."""

from dataclasses import asdict, dataclass
from typing import Literal

from ingest.errors import Cause

Status = Literal[
    "indexed", "unchanged", "updated", "removed", "duplicate", "quarantined"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileReport:
    """One file's line. `seconds` is wall time; counts are 0 where nothing was read."""

    path: str
    document: str | None
    status: Status
    reason: str | None = None
    pages: int = 0
    pages_without_text: int = 0
    pages_ocr: int = 0
    tables: int = 0
    chunks: int = 0
    masked: int = 0  # CPR numbers; telephone numbers and e-mail addresses where these are asked for
    left_out: int = 0  # pieces round the document that are not of it
    repaired: int = 0  # words damaged in scanning that search reads as they should be
    sha256: str = ""
    seconds: float = 0.0
    cause: Cause | None = None  # what kind of fault a refused file has
    twin: str | None = None  # the document whose text a duplicate has

    @property
    def paged(self) -> bool:
        """Whether the file has pages of its own; other formats count as one."""
        return self.path.lower().endswith(".pdf")

    def as_dict(self) -> dict[str, object]:
        """As other programs read it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run has come: first with the files, then with the vectors of their passages."""

    done: int  # of the unit
    total: int
    name: str  # of the file that is being read; empty at the end
    pages: int  # read so far
    unit: Literal["files", "passages"] = "files"
