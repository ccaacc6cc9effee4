"""What became of each file: the signed-off list that every run ends with."""

from dataclasses import asdict, dataclass
from typing import Literal

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
    masked: int = 0  # CPR numbers
    sha256: str = ""
    seconds: float = 0.0

    def as_dict(self) -> dict[str, object]:
        """As other programs read it."""
        return asdict(self)
