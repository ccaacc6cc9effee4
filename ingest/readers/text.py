"""Plain text: UTF-8, UTF-16 with a byte order mark, else Windows-1252 (a superset of Latin-1)."""

import codecs
import re
from pathlib import Path

from ingest.clean import clean
from ingest.readers.blocks import ReadBlock, ReadFile, ReadPage, text_block

_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+\S")


def read_text(path: Path) -> ReadFile:
    """Paragraphs are parted by blank lines; lines that begin with a bullet are list items."""
    text = clean(decode(path.read_bytes()))
    blocks = [block for part in re.split(r"\n\s*\n|\f", text) for block in _blocks(part)]
    return ReadFile((ReadPage(1),), tuple(blocks))


def decode(raw: bytes) -> str:
    """Text of `raw`; never fails, since every byte means something in Windows-1252 or Latin-1."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _blocks(part: str) -> list[ReadBlock]:
    """Blocks of a stretch without blank lines."""
    pieces: list[tuple[bool, str]] = []
    for line in filter(str.strip, part.splitlines()):
        if _BULLET.match(line):
            pieces.append((True, line))
        elif pieces:
            pieces[-1] = (pieces[-1][0], f"{pieces[-1][1]} {line}")
        else:
            pieces.append((False, line))
    return [
        text_block("list_item" if item else "paragraph", text, level=int(item))
        for item, text in pieces
    ]
