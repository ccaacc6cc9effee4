"""From a file to what it says: picks the reader by the file's ending."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from ingest.errors import UnreadableFile
from ingest.readers.blocks import ReadFile
from ingest.readers.docx import read_docx
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text

READERS: dict[str, Callable[[Path], ReadFile]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".pdf": read_pdf,
    ".docx": read_docx,
}


def load(file: Path) -> ReadFile:
    """What the file says.

    Raises:
        UnreadableFile: no reader for its kind, or nothing in it can be read; says why.
    """
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        known = " ".join(READERS)
        raise UnreadableFile(f"{file.name!r} is of a kind that is not read; these are: {known}")
    try:
        read = reader(file)
    except OSError as exc:
        raise UnreadableFile(f"{file.name!r} cannot be opened: {exc.strerror or exc}") from exc
    if not any(token.text for block in read.blocks for token in block.tokens):
        raise UnreadableFile(f"{file.name!r} holds no text")
    return read


def sha256_of(file: Path) -> str:
    """Hash of the file's bytes, hexadecimal; of nothing where the file cannot be opened."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(b"").hexdigest()
