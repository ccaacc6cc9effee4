"""An index opened by the one process that may write to it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ingest.embed import Embedder
from ingest.errors import IndexLocked, IndexMismatch, unwritable
from ingest.library import Library

_HOLDER = "lock.pid"


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


def _holder(folder: Path) -> str:
    try:
        return (folder / _HOLDER).read_text(encoding="ascii")
    except OSError:
        return "unknown"
