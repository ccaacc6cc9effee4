"""Everything that can go wrong, as one tree.

* HoldepunktError
  x UnreadableFile        this file cannot be indexed; the others can
  x LibraryError          something is wrong with the index folder
    - IndexMissing        there is no index in the folder
    - IndexMismatch       the index was built with another model or by another version
    - IndexLocked         another process is writing to the index
    - IndexUnwritable     the folder cannot be written to
  x UnknownPath           a path that leads to no file or folder
  x UnknownDocument       no document of that id
  x ModelError            the embedding model's folder is missing or is not a model
  x QuestionError         a question, or a file of them, that cannot be asked
  x PersonalData          a text that holds what may not be kept
  x SettingsError         a setting or a file that configures Holdepunkt is wrong
"""

from pathlib import Path
from typing import Literal


class HoldepunktError(Exception):
    """Base of all; its message says what, which, both values and what to do."""


Cause = Literal[
    "empty", "not_its_kind", "unknown_kind", "locked", "damaged", "no_text", "scan", "unopened",
    "too_large", "too_many_pages", "too_much_text", "too_slow", "too_much_memory", "crashed",
    "name", "personal_data",
]  # fmt: skip


class UnreadableFile(HoldepunktError):
    """A file that cannot be indexed; `cause` is what a person is told, in plain Danish, to mend."""

    def __init__(self, message: str, cause: Cause = "damaged") -> None:
        super().__init__(message)
        self.cause = cause

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[str, Cause]]:
        """Travels whole between processes."""
        return type(self), (str(self), self.cause)


class UnknownPath(HoldepunktError):
    """A path that leads to no file or folder."""


class LibraryError(HoldepunktError):
    """Something is wrong with the index folder."""


class IndexMissing(LibraryError):
    """There is no index in the folder."""


class IndexMismatch(LibraryError):
    """The index was built with another model or by another version."""


class IndexLocked(LibraryError):
    """Another process is writing to the index."""


class IndexUnwritable(LibraryError):
    """The index folder cannot be written to."""


class UnknownDocument(HoldepunktError):
    """No document of that id is in the library."""


class ModelError(HoldepunktError):
    """The embedding model's folder is missing or does not hold a model."""


class QuestionError(HoldepunktError):
    """A question, or a file of them, that cannot be asked."""


class PersonalData(HoldepunktError):
    """A text that holds what may not be kept."""


class SettingsError(HoldepunktError):
    """A setting, or a file that configures Holdepunkt, is wrong.

    `danish` says it to whoever starts the app, where it keeps the app from starting.
    """

    def __init__(self, message: str, danish: str = "") -> None:
        super().__init__(message)
        self.danish = danish


def unwritable(folder: Path, exc: Exception) -> IndexUnwritable:
    """The error that says that an index cannot be written."""
    return IndexUnwritable(
        f"cannot write the index to {str(folder)!r} ({exc}): "
        "choose another folder with --index or HOLDEPUNKT_INDEX"
    )
