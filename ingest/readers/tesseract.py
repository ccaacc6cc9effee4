"""The edge to Tesseract, the program that reads pictures of Danish text."""

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from ingest.clean import clean
from ingest.errors import UnreadableFile

_PROGRAM = "tesseract"
_LANGUAGE = "dan"
_LONGEST = 120  # seconds; a page takes about three
_WORD = "5"  # the level of its table that holds words


@dataclass(frozen=True, slots=True)
class Word:
    """A word as read, its line, its box in pixels (x0, y0, x1, y1), and how sure that is."""

    text: str
    line: tuple[int, ...]  # block, paragraph, line
    box: tuple[int, int, int, int]
    sure: float  # 0-100


@cache
def ocr_available() -> bool:
    """Whether Tesseract and its Danish data are installed."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return _LANGUAGE in listed.stdout.split()


def read_words(gray: npt.NDArray[np.uint8], dpi: int, page: int) -> list[Word]:
    """The words on a gray picture of a page, which is named in errors, in the order of reading.

    Raises:
        UnreadableFile: Tesseract or its Danish data is missing, fails, or takes too long.
    """
    if not ocr_available():
        raise UnreadableFile(
            f"page {page} is a scan: to read it, install {_PROGRAM} with its data for Danish "
            f"({_LANGUAGE})",
            "scan",
        )
    rows, columns = gray.shape
    command = [
        _PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--oem", "1", "--psm", "3",
        "--dpi", str(dpi), "tsv",
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command,
            input=f"P5 {columns} {rows} 255\n".encode() + gray.tobytes(),
            capture_output=True,
            timeout=_LONGEST,
            check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as exc:
        raise UnreadableFile(
            f"page {page} is a scan that took more than {_LONGEST} seconds to read", "too_slow"
        ) from exc
    except (OSError, subprocess.CalledProcessError) as exc:
        raise UnreadableFile(
            f"page {page} is a scan, and reading it failed: {exc}", "crashed"
        ) from exc
    return list(_words(done.stdout.decode("utf-8", "replace")))


def _words(table: str) -> Iterator[Word]:
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = clean(row["text"] or "").strip()
        if row["level"] != _WORD or not text:
            continue
        x, y = int(row["left"]), int(row["top"])
        yield Word(
            text,
            tuple(int(row[f"{part}_num"]) for part in ("block", "par", "line")),
            (x, y, x + int(row["width"]), y + int(row["height"])),
            float(row["conf"]),
        )
