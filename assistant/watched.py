"""A file that staff edit, read again when it has changed."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TypeVar

from ingest.errors import SettingsError

_T = TypeVar("_T")
_log = logging.getLogger("holdepunkt.watched")


def watched(file: Path, load: Callable[[Path], _T], name: str) -> Callable[[], _T]:
    """What gives the content of a file as it is now, read when it is first asked for.

    A file that is not valid any more is logged under its `name`, and the content that was there
    stays. What is given back raises SettingsError where there was none before.
    """
    known: dict[tuple[int, int] | None, _T] = {}
    reading = Lock()

    def current() -> _T:
        with reading:
            now = _changed(file)
            if now not in known:
                try:
                    content = load(file)
                except SettingsError as exc:
                    if not known:
                        raise
                    _log.error("%s stays as it was: %s", name, exc)
                    content = next(iter(known.values()))
                known.clear()
                known[now] = content
            return known[now]

    return current


def _changed(file: Path) -> tuple[int, int] | None:
    """What differs when a file was written to; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
