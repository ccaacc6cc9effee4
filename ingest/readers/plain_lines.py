"""What lines of plain text are: headings, list items, table rows, contents or paragraphs."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, zip_longest

from ingest.document import CELL
from ingest.readers.blocks import ReadBlock, Token, row_block, text_block
from ingest.readers.lines import join_tokens
from ingest.readers.page_marks import words_of_text

_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)])\s+\S")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,})\s*")
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?\s+[A-ZÆØÅ]")
_CONTENTS = re.compile(r".*\S\s*(?:\.\s?){4,}\s*\d{1,4}\s*")
_CONTENTS_PAGE = re.compile(r"(?:indhold|indholdsfortegnelse|contents):?\s+\S", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[a-zæøå][.!?]\s+[A-ZÆØÅ]")
_PLACES = 3  # numbers at least in a list of contents, or
_LONGEST_SENTENCE = 300  # characters without the end of one
_AFTER_COLON = re.compile(r"(?<=:)\s+[-–]\s+")
_DASH = re.compile(r"\s+[-–]\s+")
_HEADING = 90  # characters at most
_ITEM = 600  # characters at most in one line: a longer one is a page that begins with a number
_LISTED = 70  # characters at most
_GLUED_ITEM = 160  # characters at most
_CAPITALS = 6  # letters at least, since a short one may be a name


def line_blocks(pieces: Sequence[str]) -> Iterator[ReadBlock]:
    """Blocks of `pieces`, the stretches that blank lines part, in their order."""
    known = words_of_text(pieces)
    for at, (piece, following) in enumerate(zip_longest(pieces, pieces[1:])):
        lines = [line for line in piece.splitlines() if line.strip()]
        if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) and len(lines[0]) <= _HEADING:
            yield text_block("heading", lines[0], 1 if lines[1].strip()[0] == "=" else 2)
            lines = lines[2:]
        elif len(lines) == 1 and (level := _heading_level(lines[0], following, first=at == 0)):
            yield text_block("heading", lines[0], level)
            continue
        yield from _blocks(lines, known)


def _heading_level(line: str, following: str | None, *, first: bool) -> int:
    """Level of a heading that stands alone; 0 where `line` is none."""
    line = line.strip()
    if following is None or len(line) > _HEADING or line.endswith((".", ":", ";", ",")):
        return 0
    numbered = _NUMBERED.match(line)
    if numbered and not _NUMBERED.match(following.strip()):
        return numbered["number"].count(".") + (2 if not first else 1)
    letters = [c for c in line if c.isalpha()]
    if len(letters) >= _CAPITALS and line.isupper() and not following.isupper():
        return 1 if first else 2
    return 0


def _blocks(lines: Sequence[str], known: Collection[str]) -> Iterator[ReadBlock]:
    """Blocks of lines without a blank one between them."""
    for cells, run in groupby(lines, key=_cells):
        rows = list(run)
        if cells > 1 and len(rows) > 1:
            yield from (row_block(row.strip().split(CELL)) for row in rows)
        else:
            yield from _prose(rows, known)


def _is_contents(lines: Sequence[str]) -> bool:
    """Whether lines lead to page numbers, or are a page of contents run together."""
    if len(lines) > 1 and all(map(_CONTENTS.fullmatch, lines)):
        return True
    text = " ".join(lines)
    return (
        _CONTENTS_PAGE.match(text) is not None
        and (len(re.findall(r"\b\d", text)) >= _PLACES or len(text) > _LONGEST_SENTENCE)
        and not _SENTENCE_END.search(text)
        and not text.rstrip().endswith(".")
    )


def _prose(lines: Sequence[str], known: Collection[str]) -> Iterator[ReadBlock]:
    if _is_contents(lines):
        yield from (text_block("contents", line) for line in lines)
        return
    items = _is_listing(lines)
    groups: list[list[str]] = []
    for line in (part for whole in lines for part in _unglued(whole)):
        if not groups or _BULLET.match(line) or items:
            groups.append([line])
        else:
            groups[-1].append(line)
    for at, group in enumerate(groups):
        tokens = join_tokens([[Token(word) for word in line.split()] for line in group], known)
        item = (items and at > 0) or _is_item(group[0])
        yield ReadBlock("list_item" if item else "paragraph", tuple(tokens), level=int(item))


def _is_item(line: str) -> bool:
    return bool(_BULLET.match(line)) and len(line) <= _ITEM


def _is_listing(lines: Sequence[str]) -> bool:
    """Whether short lines that each begin anew stand under one that ends in a colon."""
    intro, *items = lines
    return (
        intro.rstrip().endswith(":")
        and len(items) > 1
        and all(len(item) <= _LISTED and not item.strip()[0].islower() for item in items)
    )


def _unglued(line: str) -> list[str]:
    """A line, or its introduction and items where a list was run together in it."""
    if line.count("•") > 1 and not line.lstrip().startswith("•"):
        intro, *items = re.split(r"\s+•\s+", line)
        return [intro, *(f"• {item}" for item in items)]
    if line.count("•") > 1:
        return [f"• {item}" for item in re.split(r"\s*•\s+", line) if item.strip()]
    intro, *rest = _AFTER_COLON.split(line, maxsplit=1)
    items = _DASH.split(rest[0]) if rest else []
    if len(items) > 1 and all(len(item) <= _GLUED_ITEM for item in items):
        return [intro, *(f"- {item}" for item in items)]
    return [line]


def _cells(line: str) -> int:
    return line.strip().count(CELL) + 1
