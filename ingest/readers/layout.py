"""From lines on paper to blocks: paragraphs, headings, list items, footnotes, contents lines.

Pure geometry and typography, so that it can be tested without a PDF. Sizes are in points.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from ingest.clean import close_letter_spacing
from ingest.danish import MONTHS
from ingest.document import BlockKind
from ingest.readers.blocks import ReadBlock, Token
from ingest.readers.lines import Line, join_tokens, rows

_BULLET = re.compile(r"[•·▪■●○◦‣\uf0b7\uf0a7o–*-]")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-zA-Z])[.)]")
_LEADERS = re.compile(r"(?:\.\s?){5,}\s*\d*\s*$")
_SECTIONS = re.compile(r"(?<!\d)\d{1,2}(?:\.\d{1,2})+\.?\s")
_FIGURE = re.compile(r"\d[\d.,]*\.?")
_CLOSED = re.compile(r"[.!?:;…][)\]\"'”»«]*$")
_HEADING_LENGTH = 140  # characters; a longer bold line is text that shouts


def blocks(pages: Sequence[Sequence[Line]]) -> list[ReadBlock]:
    """Blocks in reading order; one that runs over a page break is one block."""
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    body = _body_size(lines)
    ranks = _heading_ranks(lines, body)
    pitch = _typical_pitch(lines)
    found: list[ReadBlock] = []
    for page in pages:
        groups = _groups(rows(page), body, pitch, ranks)
        _add_page([_block(group, body, ranks) for group in groups], found)
    return _mended(found)


def _mended(read: list[ReadBlock]) -> list[ReadBlock]:
    """Puts right what only neighbours tell: rows of two lines, contents without leaders."""
    mended: list[ReadBlock] = []
    for block in read:
        before = mended[-1] if mended else None
        if (
            before
            and block.kind == "paragraph"
            and before.kind == "paragraph"
            and _is_figure(block)
        ):
            # The figure of a row whose label takes several lines stands beside their middle.
            mended[-1] = replace(before, kind="table_row", tokens=before.tokens + block.tokens)
        elif before and before.kind == "contents" and len(_SECTIONS.findall(_text(block))) > 1:
            mended.append(replace(block, kind="contents"))
        else:
            mended.append(block)
    return mended


def _is_figure(block: ReadBlock) -> bool:
    return len(block.tokens) == 1 and bool(_FIGURE.fullmatch(block.tokens[0].text))


def _text(block: ReadBlock) -> str:
    return " ".join(token.text for token in block.tokens)


def _add_page(page: Iterable[ReadBlock], found: list[ReadBlock]) -> None:
    """Appends a page's blocks; its first may continue the last block of the page before."""
    blocks_ = [b for b in page if b.tokens]
    notes = [b for b in blocks_ if b.kind == "footnote"]
    rest = [b for b in blocks_ if b.kind != "footnote"]
    if rest and found and _continues(found[-1], rest[0]):
        joined = join_tokens([found[-1].tokens, rest[0].tokens])
        found[-1] = replace(found[-1], tokens=tuple(joined))
        rest = rest[1:]
    # A note stands before a paragraph that runs on, so that the paragraph stays in one piece.
    open_end = bool(rest) and rest[-1].kind != "heading" and not _closed(rest[-1])
    ordered = [*rest[:-1], *notes, rest[-1]] if open_end else [*rest, *notes]
    found.extend(ordered)


def _continues(before: ReadBlock, after: ReadBlock) -> bool:
    """Whether a block goes on after a page break."""
    if before.kind not in ("paragraph", "list_item") or after.kind != "paragraph":
        return False
    return not _closed(before) and after.tokens[0].text[:1].islower()


def _closed(block: ReadBlock) -> bool:
    return bool(_CLOSED.search(block.tokens[-1].text))


def _groups(
    page: Sequence[Line], body: float, pitch: dict[float, float], ranks: dict[object, int]
) -> list[list[Line]]:
    """Lines of a page that belong together."""
    groups: list[list[Line]] = []
    for line in page:
        if groups and _same_group(groups[-1], line, body, pitch, ranks):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_group(
    group: Sequence[Line],
    line: Line,
    body: float,
    pitch: dict[float, float],
    ranks: dict[object, int],
) -> bool:
    last, first = group[-1], group[0]
    if _is_heading(last, body, ranks) or _is_heading(line, body, ranks):
        same = _is_heading(last, body, ranks) and last.style == line.style
        return same and line.y0 - last.y0 < 1.6 * line.size and not _NUMBERED.match(line.text)
    if (
        line.row
        or last.row
        or _is_item(line)
        or line.note
        or _LEADERS.search(last.text)
        or abs(line.size - last.size) > 0.8
    ):
        return False
    step = line.y0 - last.y0
    if step <= 0 or step > 1.15 * pitch.get(round(line.size), 1.3 * line.size):
        return False
    if not _is_item(first) or line.x0 > first.x0 + 1:
        return True
    # A dash that opens a remark ("- Det kan …") has no hanging indent; its lines go on below it.
    return first.tokens[0].text in "-–" and not _CLOSED.search(last.text)


def _block(group: Sequence[Line], body: float, ranks: dict[object, int]) -> ReadBlock:
    first = group[0]
    tokens = join_tokens([line.tokens for line in group])
    kind: BlockKind = "paragraph"
    level = 0
    if _LEADERS.search(first.text):
        kind = "contents"
    elif first.row:
        kind = "table_row"
    elif first.note and first.size < body:
        kind = "footnote"
    elif _is_heading(first, body, ranks):
        kind, level = "heading", ranks[first.style]
        tokens = _closed_up(tokens)
    elif _is_item(first):
        kind, level = "list_item", 1
        tokens = tokens[1:] if _BULLET.fullmatch(tokens[0].text) else tokens
    return ReadBlock(kind, tuple(tokens), level)


def _closed_up(tokens: list[Token]) -> list[Token]:
    """A heading set letter by letter becomes its word."""
    text = " ".join(token.text for token in tokens)
    closed = close_letter_spacing(text)
    if closed == text:
        return tokens
    boxes = tuple(box for token in tokens for box in token.boxes)
    return [replace(tokens[0], text=closed, boxes=boxes)]


def _is_item(line: Line) -> bool:
    if len(line.tokens) < 2:
        return False
    first, second = line.tokens[0].text, line.tokens[1].text
    numbered = _NUMBERED.fullmatch(first) and second.casefold() not in MONTHS
    return bool(_BULLET.fullmatch(first) or numbered)


def _is_heading(line: Line, body: float, ranks: dict[object, int]) -> bool:
    return line.style in ranks and _looks_like_heading(line, body)


def _looks_like_heading(line: Line, body: float) -> bool:
    if line.note or _BULLET.fullmatch(line.tokens[0].text) or len(line.text) > _HEADING_LENGTH:
        return False
    if not any(c.isalpha() for c in line.text) or _LEADERS.search(line.text):
        return False
    return line.size >= 1.12 * body or (line.bold and line.size > 0.95 * body)


def _body_size(lines: Sequence[Line]) -> float:
    """The type size that most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _heading_ranks(lines: Sequence[Line], body: float) -> dict[object, int]:
    """Level of each style that headings are set in: larger first, then bold, then upright."""
    styles = {line.style for line in lines if _looks_like_heading(line, body)}
    ordered = sorted(styles, key=lambda style: (-style[0], not style[1], style[2]))
    return {style: rank for rank, style in enumerate(ordered, start=1)}


def _typical_pitch(lines: Sequence[Line]) -> dict[float, float]:
    """Usual distance between the tops of consecutive lines, for each type size in whole points."""
    steps: dict[float, list[float]] = {}
    for above, below in pairwise(lines):
        step = below.y0 - above.y0
        if above.page == below.page and 0 < step < 2.2 * below.size:
            steps.setdefault(round(below.size), []).append(round(step, 1))
    return {size: min(median(values), 1.75 * size) for size, values in steps.items()}
