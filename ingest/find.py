"""Which files to read: those under the given paths, and the known ones that are gone."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnknownPath
from ingest.sources import REGISTER

_NOT_DOCUMENTS = ("readme.md", REGISTER)


@dataclass(frozen=True, slots=True)
class Found:
    """Files in the order in which they are read, and the known paths that lead nowhere now."""

    files: tuple[Path, ...]
    gone: tuple[str, ...]


def find(paths: Sequence[Path], known: Collection[str], index: Path) -> Found:
    """The documents under `paths`, by absolute path; `known` are the paths read before.

    Raises:
        UnknownPath: a path leads nowhere, and never did.
    """
    files: dict[Path, None] = {}
    gone: dict[str, None] = {}
    for path in (Path(os.path.abspath(path)) for path in paths):
        under = [name for name in known if name == str(path) or path in Path(name).parents]
        if not path.exists() and not under:
            raise UnknownPath(f"there is no file or folder {str(path)!r}: check the path")
        found = sorted(path.rglob("*")) if path.is_dir() else [path] if path.exists() else []
        files.update((file, None) for file in found if _is_document(file, path, index))
        gone.update((name, None) for name in under if not Path(name).is_file())
    return Found(tuple(files), tuple(gone))


def _is_document(file: Path, root: Path, index: Path) -> bool:
    """Whether a file is to be read; the index's own are only where they are asked for."""
    if not file.is_file() or (index in file.parents and index not in (root, *root.parents)):
        return False
    hidden = any(part.startswith((".", "~$")) for part in file.relative_to(root).parts)
    return not hidden and file.name.lower() not in _NOT_DOCUMENTS
