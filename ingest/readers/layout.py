"""From lines on paper to blocks: paragraphs, headings, list items, footnotes, contents lines.

Pure geometry and typography, so that it can be tested without a PDF. Sizes are in points.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from ingest.clean import SOFT_HYPHEN, close_letter_spacing
from ingest.document import BlockKind
from ingest.readers.blocks import ReadBlock, Token
from ingest.readers.headings import LEADERS, Outline, body_size, heading_levels
from ingest.readers.lines import HYPHENS, Line, join_tokens, rows, with_marks, words_of
from ingest.readers.lists import BULLET, CLOSED, NUMBERED, item_levels

_SECTIONS = re.compile(r"(?<!\d)\d{1,2}(?:\.\d{1,2})+\.?\s")
_FIGURE = re.compile(r"\d[\d.,]*\.?")
_LEAST_PARTED = 3  # words at line ends; a document that parts so many so parts all so
_RAGGED = 3  # type sizes by which a full line may be short of the others


@dataclass(frozen=True, slots=True)
class _Typography:
    """What the lines of a document are, by their place among them."""

    lines: Sequence[Line]
    body: float
    pitch: dict[int, float]
    headings: dict[int, int]
    items: dict[int, int]
    known: Collection[str]


@dataclass(frozen=True, slots=True)
class _Laid:
    """A block, with the footnotes that are marked in it, or the mark that it begins with."""

    block: ReadBlock
    marks: tuple[str, ...]
    aside: bool

    @property
    def kind(self) -> BlockKind:
        """The block's."""
        return self.block.kind


def blocks(pages: Sequence[Sequence[Line]], outline: Outline = ()) -> list[ReadBlock]:
    """Blocks in reading order; one that runs over a page break or a column's end is one block.

    A footnote stands after the paragraph or list that it is marked in, what is aside last on
    its page; both stand before a paragraph that runs on over the page break.
    """
    body = body_size([line for page in pages for line in page])
    laid = [rows(with_marks(page, body)) for page in pages]
    lines = [line for page in laid for line in page]
    if not lines:
        return []
    headings = heading_levels(lines, outline)
    typography = _Typography(
        lines, body, _typical_pitch(lines), headings,
        item_levels(lines, headings), _known(lines),
    )  # fmt: skip
    found: list[ReadBlock] = []
    start = 0
    for page in laid:
        if page:
            groups = _groups(range(start, start + len(page)), typography)
            _add_page([_block(group, typography) for group in groups], found, typography)
        start += len(page)
    return _mended(found)


def _known(lines: Sequence[Line]) -> frozenset[str]:
    """The document's words, where a hyphen at a line's end asks for them."""
    ends = Counter(line.tokens[-1].text[-1] for line in lines)
    if ends[SOFT_HYPHEN] >= _LEAST_PARTED:
        return frozenset((SOFT_HYPHEN,))
    return words_of(lines) if any(ends[hyphen] for hyphen in HYPHENS) else frozenset()


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
    return " ".join([token.text for token in block.tokens])


def _add_page(page: Sequence[_Laid], found: list[ReadBlock], typography: _Typography) -> None:
    """Appends a page's blocks; its first may continue the last block of the page before."""
    notes = [laid for laid in page if laid.kind == "footnote"]
    aside = [laid for laid in page if laid.aside and laid.kind != "footnote"]
    flow: list[_Laid] = []
    for laid in page:
        if laid.aside or laid.kind == "footnote":
            continue
        if flow and _jumps(flow[-1].block, laid.block) and _continues(flow[-1].block, laid.block):
            flow[-1] = _joined(flow[-1], laid, typography)
        else:
            flow.append(laid)
    if flow and found and _continues(found[-1], flow[0].block):
        flow[0] = _joined(_Laid(found.pop(), (), False), flow[0], typography)
    open_end = bool(flow) and flow[-1].kind != "heading" and not _closed(flow[-1].block)
    last = flow[-1:] if open_end else []
    ordered = [*flow[: len(flow) - len(last)], *aside]
    for note in reversed(notes):
        ordered.insert(_place_of(note, ordered), note)
    found.extend([laid.block for laid in [*ordered, *last]])


def _joined(before: _Laid, after: _Laid, typography: _Typography) -> _Laid:
    tokens = join_tokens([before.block.tokens, after.block.tokens], typography.known)
    block = replace(before.block, tokens=tuple(tokens))
    return _Laid(block, before.marks + after.marks, before.aside)


def _place_of(note: _Laid, page: Sequence[_Laid]) -> int:
    """Where a footnote belongs: after the paragraph that bears its mark, or after its list."""
    marked = (n for n, laid in enumerate(page) if set(note.marks[:1]) & set(laid.marks))
    place = next((n for n in marked if page[n].kind != "footnote"), None)
    if place is None:
        return len(page)
    kind = page[place].kind
    place += 1
    while kind != "paragraph" and place < len(page) and page[place].kind == kind:
        place += 1
    if kind == "heading" and place < len(page):
        place += 1
    return place


def _jumps(before: ReadBlock, after: ReadBlock) -> bool:
    """Whether a block stands above the end of the one before: in the next column."""
    end, start = before.tokens[-1].boxes, after.tokens[0].boxes
    return bool(end and start) and start[0].page == end[-1].page and start[0].y1 < end[-1].y0


def _continues(before: ReadBlock, after: ReadBlock) -> bool:
    """Whether a block goes on after the end of a page or column."""
    if before.kind not in ("paragraph", "list_item") or after.kind != "paragraph":
        return False
    if _closed(before):
        return False
    first = after.tokens[0].text.lstrip("(\"'”»„“")[:1]
    return first.islower() or (first.isalnum() and _is_full(before))


def _is_full(block: ReadBlock) -> bool:
    """Whether a block of several lines ends at the right edge of them."""
    boxes = [box for token in block.tokens for box in token.boxes]
    last = boxes[-1:] and boxes[-1]
    own = [box for box in boxes if last and box.page == last.page]
    if not last or last.y0 - own[0].y0 < last.y1 - last.y0:
        return False
    edge = max(box.x1 for box in own)
    return last.x1 > edge - _RAGGED * (last.y1 - last.y0)


def _closed(block: ReadBlock) -> bool:
    return bool(CLOSED.search(block.tokens[-1].text))


def _groups(page: Sequence[int], typography: _Typography) -> Iterator[list[int]]:
    """Places of a page's lines that belong together."""
    group = [page[0]]
    for place in page[1:]:
        if _same_group(group, place, typography):
            group.append(place)
        else:
            yield group
            group = [place]
    yield group


def _same_group(group: Sequence[int], place: int, typography: _Typography) -> bool:
    lines, headings, items = typography.lines, typography.headings, typography.items
    first, last, line = lines[group[0]], lines[place - 1], lines[place]
    step = line.y0 - last.y0
    if place in headings or place - 1 in headings:
        same = headings.get(place) == headings.get(place - 1) and last.style == line.style
        follows = same and 0 < step < 1.6 * line.size and not CLOSED.search(last.text)
        return follows and not NUMBERED.match(line.text)
    if (
        line.row
        or last.row
        or place in items
        or line.note
        or line.aside != last.aside
        or line.cell != last.cell
        or abs(line.size - last.size) > 0.8
        or LEADERS.search(last.text)
    ):
        return False
    if step <= 0 or step > 1.15 * typography.pitch.get(round(line.size), 1.3 * line.size):
        return False
    if group[0] not in items or line.x0 > first.x0 + 1:
        return True
    # A dash that opens a remark ("- Det kan …") has no hanging indent; its lines go on below it.
    return first.tokens[0].text in "-–" and not CLOSED.search(last.text)


def _block(group: Sequence[int], typography: _Typography) -> _Laid:
    place = group[0]
    lines = typography.lines[place : place + len(group)]
    first = lines[0]
    tokens = join_tokens([line.tokens for line in lines], typography.known)
    kind: BlockKind = "paragraph"
    level = 0
    if LEADERS.search(first.text):
        kind = "contents"
    elif first.row:
        kind = "table_row"
    elif first.note and first.size < typography.body:
        kind = "footnote"
    elif place in typography.headings:
        kind, level = "heading", typography.headings[place]
        tokens = _closed_up(tokens)
    elif place in typography.items:
        kind, level = "list_item", typography.items[place]
        tokens = tokens[1:] if BULLET.fullmatch(tokens[0].text) else tokens
    marks = tuple([mark for line in lines for mark in line.marks])
    return _Laid(ReadBlock(kind, tuple(tokens), level), marks, first.aside)


def _closed_up(tokens: list[Token]) -> list[Token]:
    """A heading set letter by letter becomes its word."""
    text = " ".join(token.text for token in tokens)
    closed = close_letter_spacing(text)
    if closed == text:
        return tokens
    boxes = tuple(box for token in tokens for box in token.boxes)
    return [replace(tokens[0], text=closed, boxes=boxes)]


def _typical_pitch(lines: Sequence[Line]) -> dict[int, float]:
    """Usual distance between the tops of consecutive lines, for each type size in whole points."""
    steps: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        step = below.y0 - above.y0
        if above.page == below.page and 0 < step < 2.2 * below.size:
            steps.setdefault(round(below.size), []).append(round(step, 1))
    return {size: min(median(values), 1.75 * size) for size, values in steps.items()}
