"""What a register (`sources.toml`) says of the documents beside it."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ingest.document import Source
from ingest.errors import SettingsError

REGISTER = "sources.toml"
# What scanners and printing programs leave where a title should stand: SKM_scan_0001, notat.doc.
_IS_FILE_NAME = re.compile(r"\S*(?:\d|_)\S*|(?:.* - )?\S.*\.(?:docx?|pdf|xlsx?|indd|pptx?|rtf)")


@dataclass(frozen=True, slots=True)
class Registered:
    """One document's entry; what is unknown is None."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    kind: str | None = None
    status: str | None = None
    reference: str | None = None


def registered(file: Path) -> Registered:
    """The entry of `file` in the register of its folder or the folder above; empty where none is.

    Raises:
        SettingsError: the register is not valid.
    """
    for folder in (file.parent, file.parent.parent):
        register = folder / REGISTER
        if register.is_file():
            return read_register(register).get(file.stem, Registered(file.stem))
    return Registered(file.stem)


def read_register(register: Path) -> dict[str, Registered]:
    """All entries of a register by document id."""
    try:
        data = tomllib.loads(register.read_text(encoding="utf-8"))
        entries = data.get("document", [])
        return {str(entry["id"]): _entry(entry) for entry in entries}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as exc:
        raise SettingsError(
            f"{register} is not a valid register ({exc}): every [[document]] needs at least an id"
        ) from exc


def source_of(
    file: Path, *, document_id: str, sha256: str, title: str | None, shown: Path | None = None
) -> Source:
    """The source of a file: the register's word, then the file's own title, then its name.

    `shown` is the file's path as people may see it, where that differs.
    """
    entry, shown = registered(file), shown or file
    own = title if title and not _IS_FILE_NAME.fullmatch(title) else None
    return Source(
        id=document_id,
        title=entry.title or own or shown.stem.replace("-", " ").replace("_", " ").capitalize(),
        publisher=entry.publisher,
        published=entry.published,
        kind=entry.kind,
        status=entry.status,
        reference=entry.reference,
        path=str(shown),
        sha256=sha256,
    )


def _entry(entry: dict[str, object]) -> Registered:
    # TOML has dates and whole numbers of its own: published = 2013-03-01, or 2016.
    known = {name: str(value) for name in Registered.__slots__ if (value := entry.get(name))}
    return Registered(**known)
