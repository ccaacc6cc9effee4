"""Makes what the tests read: PDFs, notes, small indexes, and an embedder one can check by hand."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
import pymupdf

from ingest.document import Source
from ingest.embed import Embedder, Vectors
from ingest.pipeline import ingest

HEADING = "# "  # a line of a made PDF that begins with it is set large and bold
SOURCE = Source("svaner", "Om svaner", None, None, None, None, None, "svaner.md", "")
_MARGIN = 72  # points
_LEADING = 15  # points from line to line
_PLAIN, _BOLD = pymupdf.Font("helv"), pymupdf.Font("hebo")


class HashEmbedder(Embedder):
    """Counts words: each adds 1 to the place that its checksum names."""

    def __init__(self, name: str = "hash", dimensions: int = 64) -> None:
        def encode(texts: list[str]) -> Vectors:
            vectors = np.zeros((len(texts), dimensions), dtype=np.float32)
            for row, text in enumerate(texts):
                for word in text.casefold().split():
                    vectors[row, crc32(word.strip(".,:;?!()").encode()) % dimensions] += 1
            return vectors

        super().__init__(name, dimensions, encode)


def pdf(path: Path, pages: Sequence[str | Sequence[str]], *, title: str = "") -> Path:
    """A PDF of A4 pages, each given as its lines (one string of lines, or a list of them).

    An empty line leaves a gap, a line that begins with `HEADING` is a heading.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with pymupdf.open() as document:
        for page in pages:
            _set_page(document, page.splitlines() if isinstance(page, str) else page)
        document.set_metadata({"title": title})
        document.save(path, no_new_id=True)
    return path


def markdown(path: Path, text: str) -> Path:
    """A Markdown file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """A folder of files; a `.pdf` is typeset, its pages parted by form feeds."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        if name.endswith(".pdf"):
            pdf(folder / name, text.split("\f"))
        else:
            markdown(folder / name, text)
    return folder


def opened_in(folder: Path) -> list[str]:
    """The files of a folder that this process has open, or had open when they were removed."""
    found = [os.readlink(entry) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()]
    mapped = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    return [line for line in (*found, *mapped) if str(folder) in line]


def indexed(tmp_path: Path, files: Mapping[str, str]) -> Path:
    """The index, in `tmp_path / "index"`, of files written to `tmp_path / "documents"`."""
    index = tmp_path / "index"
    ingest([write(tmp_path / "documents", files)], index, HashEmbedder(), processes=0)
    return index


def _set_page(document: pymupdf.Document, lines: Sequence[str]) -> None:
    page = document.new_page(width=595, height=842)
    writer = pymupdf.TextWriter(page.rect)
    y = _MARGIN + _LEADING
    for line in lines:
        heading = line.startswith(HEADING)
        if line.strip():
            font, size = (_BOLD, 16) if heading else (_PLAIN, 11)
            writer.append((_MARGIN, y), line.removeprefix(HEADING), font=font, fontsize=size)
        y += 2 * _LEADING if heading else _LEADING
    writer.write_text(page)
