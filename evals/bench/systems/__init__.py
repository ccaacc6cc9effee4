"""What search is measured on: Holdepunkt, and systems that do the same.

Each is a module with `NAME`, `build(documents, folder)`, which writes an index of documents, each
a sequence of passages, into an empty folder, and `opened(folder)`, which gives the function that
asks it.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

Search = Callable[[str], list[str]]
"""The ids of the documents of the best ten passages for a question, best first."""
Documents = Mapping[str, Sequence[str]]
"""The passages of each document, by its id."""
DEPTH = 10
SYSTEMS = ("holdepunkt", "llama_chroma", "llama_bm25", "bare_bm25s")


class System(Protocol):
    """A module of this package."""

    NAME: str

    def build(self, documents: Documents, folder: Path) -> None:
        """Writes an index of the passages."""

    def opened(self, folder: Path) -> Search:
        """Opens it again."""


def passages_of(documents: Documents) -> dict[str, str]:
    """The passages by ids of their own, for systems that know no documents."""
    return {
        f"{name}/{number}": text
        for name, texts in documents.items()
        for number, text in enumerate(texts)
    }


def document_of(passage_id: str) -> str:
    """The id of a passage's document."""
    return passage_id.rpartition("/")[0]
