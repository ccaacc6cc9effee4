"""How fast files are indexed, beside what PyMuPDF takes for their bare text.

Both run on the same files in the same minute; the ratio is what counts, since machines differ.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pymupdf

_COPIES = 50  # of each PDF, its pages in another order, or they would be duplicates
_LONG = 3_000  # pages of the long file


@dataclass(frozen=True, slots=True)
class Reading:
    """Pages a second, and the most memory (bytes) that any one process of the run took."""

    name: str
    pages: int
    bare: float
    ingest: float
    memory: int

    @property
    def ratio(self) -> float:
        """Speed of ingest, all steps included, as a share of the bare speed."""
        return self.ingest / self.bare


def reading(documents: Path) -> list[Reading]:
    """Measures on copies of the folder's text PDFs, and on one file of 3,000 pages."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pdfs = [file for file in sorted(documents.rglob("*.pdf")) if _has_text(file)]
        copies = list(_copies(pdfs, folder / "copies"))
        long = _long(pdfs, folder / "long")
        return [
            _measured("many reports", copies, folder / "index"),
            _measured("one long file", [long], folder / "index-long"),
        ]


def _measured(name: str, files: Sequence[Path], index: Path) -> Reading:
    started = time.perf_counter()
    pages = sum(_bare(file) for file in files)
    bare = pages / (time.perf_counter() - started)
    started = time.perf_counter()
    command = [sys.executable, "-m", "ingest", str(files[0].parent), "--index", str(index)]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)  # of it and its own children, not of earlier runs
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    seconds = time.perf_counter() - started
    return Reading(name, pages, bare, pages / seconds, 1_024 * used.ru_maxrss)


def _bare(file: Path) -> int:
    with pymupdf.open(file) as pdf:
        for page in pdf:
            page.get_text()
        return int(pdf.page_count)


def _has_text(file: Path) -> bool:
    try:
        with pymupdf.open(file) as pdf:
            return any(page.get_text().strip() for page in pdf)
    except (RuntimeError, ValueError):  # broken or locked
        return False


def _copies(pdfs: Iterable[Path], folder: Path) -> Iterable[Path]:
    folder.mkdir(parents=True)
    for file in pdfs:
        with pymupdf.open(file) as pdf:
            count = pdf.page_count
            for number in range(_COPIES):
                order = Random(number).sample(range(count), count)
                copy = folder / f"{file.stem}-{number}.pdf"
                with pymupdf.open() as made:
                    made.insert_pdf(pdf)
                    made.select(order)
                    made.save(copy)
                yield copy


def _long(pdfs: Sequence[Path], folder: Path) -> Path:
    folder.mkdir(parents=True)
    with pymupdf.open() as made:
        while made.page_count < _LONG:
            for file in pdfs:
                with pymupdf.open(file) as pdf:
                    made.insert_pdf(pdf, to_page=min(pdf.page_count, _LONG - made.page_count) - 1)
                if made.page_count == _LONG:
                    break
        made.save(folder / "long.pdf")
    return folder / "long.pdf"
