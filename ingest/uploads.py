"""Files that were given to the app: where they are kept, and how an unfinished change is undone.

They lie in the index's folder under `uploads`, each under the name it was given. A change of them
begins with a journal of the names that it touches, and with the files of those names set aside;
until it is finished, all of it can be undone, also by the next process.
"""

import json
import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.personal_data import mask_name
from ingest.sources import REGISTER

_JOURNAL, _BEFORE = ".unfinished.json", ".before"
_LONGEST = 120  # characters of a name; file systems take 255 bytes
# What is not seen, or turns the rest round; and on some systems, what no name may hold.
_NOT_IN_A_NAME = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069"
    + ('<>:"|?*]+' if os.name == "nt" else "]+")
)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done; nothing but undoing what is unfinished where all fields are empty."""

    add: Mapping[str, str] = field(default_factory=dict)  # name in the library: the waiting file
    again: str = ""  # path of a file to be read again
    remove: str = ""  # path of a file whose document, if any, leaves the library


def uploads(folder: Path) -> Path:
    """Where the index in `folder` keeps the files that were given to the app."""
    return Path(os.path.abspath(folder)) / "uploads"


def incoming(folder: Path) -> Path:
    """Where a file waits until it is read; the finder of documents does not look there."""
    return uploads(folder) / ".incoming"


def safe_name(given: str) -> str | None:
    """The name under which a file is kept: no folder, no control character, no CPR number.

    None where nothing is left, or where a file of that name is never read.
    """
    text = unicodedata.normalize("NFC", given.encode("utf-8", "replace").decode())
    last = re.split(r"[/\\]", text)[-1]
    plain = _NOT_IN_A_NAME.sub("", mask_name(last)).strip().lstrip(".~$ ")
    stem, ending = os.path.splitext(plain)
    name = stem.rstrip(". ")[: _LONGEST - len(ending)] + ending
    if not stem.strip(". ") or len(ending) > 10 or name.lower() in ("readme.md", REGISTER):
        return None
    return name


def begin(folder: Path, names: Iterable[str]) -> None:
    """Begins a change: what is there under these names is set aside."""
    place = uploads(folder)
    shutil.rmtree(place / _BEFORE, ignore_errors=True)
    (place / _BEFORE).mkdir(parents=True)
    there = {name: (place / name).is_file() for name in names}
    partial = place / f"{_JOURNAL}.partial"
    partial.write_text(json.dumps(there), encoding="utf-8")
    partial.replace(place / _JOURNAL)
    for name in there:
        if there[name]:
            (place / name).replace(place / _BEFORE / name)


def put_back(folder: Path, name: str) -> None:
    """Undoes the change of one name: the file that was there is there again, or none is."""
    before, now = uploads(folder) / _BEFORE / name, uploads(folder) / name
    if before.is_file():
        before.replace(now)
    elif not _journal(folder).get(name, True):
        now.unlink(missing_ok=True)


def undo(folder: Path) -> list[Path]:
    """Undoes a change that was never finished; the files that it touched."""
    names = list(_journal(folder))
    for name in names:
        put_back(folder, name)
    return [uploads(folder) / name for name in names]


def finish(folder: Path) -> None:
    """Ends a change; what was set aside is gone for good."""
    (uploads(folder) / _JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(uploads(folder) / _BEFORE, ignore_errors=True)


def is_unfinished(folder: Path) -> bool:
    """Whether a change was begun and never finished."""
    return (uploads(folder) / _JOURNAL).is_file()


def _journal(folder: Path) -> dict[str, bool]:
    """Each name of the change that was begun, with whether a file was there before."""
    try:
        text = (uploads(folder) / _JOURNAL).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    return {str(name): bool(there) for name, there in json.loads(text).items()}
