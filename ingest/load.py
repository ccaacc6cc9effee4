"""From a file to what it says: picks the reader by the file's ending."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ingest.bounds import Bounds
from ingest.errors import UnreadableFile
from ingest.readers.blocks import ReadFile
from ingest.readers.docx import read_docx
from ingest.readers.html import read_html
from ingest.readers.lines import Line
from ingest.readers.markdown import read_markdown
from ingest.readers.pdf import read_pdf
from ingest.readers.text import read_text

READERS_VERSION = 3  # files read by another version are read again
READERS: dict[str, Callable[[Path], ReadFile]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".txt": read_text,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".html": read_html,
    ".htm": read_html,
}


def load(
    file: Path,
    bounds: Bounds | None = None,
    *,
    scans: Mapping[int, Sequence[Line]] | None = None,
) -> ReadFile:
    """What the file says; `scans` are the lines of its scanned pages, where these were read.

    Raises:
        UnreadableFile: no reader for its kind, or nothing in it can be read; says why.
    """
    ending = file.suffix.lower()
    if ending not in READERS:
        known = " ".join(READERS)
        raise UnreadableFile(
            f"{file.name!r} is of a kind that is not read; these are: {known}", "unknown_kind"
        )
    try:
        if ending == ".pdf":
            most_pages = (bounds or Bounds()).most_pages
            read = read_pdf(file, most_pages=most_pages, scans=scans)
        else:
            read = READERS[ending](file)
    except OSError as exc:
        raise UnreadableFile(
            f"{file.name!r} cannot be opened: {exc.strerror or exc}", "unopened"
        ) from exc
    if not read.scanned and not any(token.text for b in read.blocks for token in b.tokens):
        raise UnreadableFile(f"{file.name!r} holds no text", "no_text")
    return read


def sha256_of(file: Path) -> str:
    """Hash of the file's bytes, hexadecimal; of nothing where the file cannot be opened."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(b"").hexdigest()
