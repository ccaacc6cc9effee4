"""From a document to chunks: whole sentences under one heading, about 600 characters."""

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from ingest.document import Block, Chunk, Document, Heading
from ingest.sentences import sentences

CHUNK_SIZE = 600  # characters; short to rank, joined with neighbours to read
LONGEST_PIECE = 2_000  # characters; a "sentence" above it is cut at white space


def split(document: Document, *, size: int = CHUNK_SIZE) -> tuple[Chunk, ...]:
    """Chunks that joined are the document's text, each a slice of it.

    A chunk begins at a heading or a sentence, and holds at most `size` characters unless one
    sentence is longer. A heading stands in the chunk of the text that follows it. The id holds a
    hash of all that is indexed: title, headings and text.
    """
    text = document.text
    if not text:
        return ()
    starts = [start for start, _ in _cuts(document, size)]
    bounds = list(zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True))
    seen: Counter[str] = Counter()
    chunks = []
    paths = _paths(document.headings, [end for _, end in bounds])
    for (start, end), headings in zip(bounds, paths, strict=True):
        reading = document.reading(start, end)
        digest = _digest(document.source.title, *headings, reading)
        seen[digest] += 1
        repeat = f"-{seen[digest]}" if seen[digest] > 1 else ""
        chunk_id = f"{document.id}:{digest}{repeat}"
        own = reading if reading != text[start:end] else None
        chunks.append(Chunk(chunk_id, document.id, text[start:end], start, end, headings, own))
    return tuple(chunks)


def headings_at(headings: Sequence[Heading], offset: int) -> tuple[str, ...]:
    """The headings that the text just before `offset` stands under, outermost first."""
    path: list[str] = []
    level = None
    for i in range(bisect_left(headings, offset, key=attrgetter("start")) - 1, -1, -1):
        if level is None or headings[i].level < level:
            path.append(headings[i].text)
            level = headings[i].level
            if level <= 1:
                break
    return tuple(reversed(path))


def _paths(headings: Sequence[Heading], offsets: Iterable[int]) -> Iterator[tuple[str, ...]]:
    """The headings above each of the offsets, which rise."""
    path: list[Heading] = []
    coming = iter(headings)
    following = next(coming, None)
    for offset in offsets:
        while following and following.start < offset:
            path = [above for above in path if above.level < following.level] + [following]
            following = next(coming, None)
        yield tuple(heading.text for heading in path)


def _cuts(document: Document, size: int) -> Iterator[tuple[int, int]]:
    """Spans of the chunks, white space between them left out."""
    begin = end = -1
    only_headings = True
    for start, stop, heading in _pieces(document):
        new_section = heading and not only_headings
        if begin < 0:
            begin = start
        elif new_section or (stop - begin > size and not only_headings):
            yield begin, end
            begin, only_headings = start, True
        end = stop
        only_headings = only_headings and heading
    if begin >= 0:
        yield begin, end


def _pieces(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Sentences in order; the third says whether it is a heading."""
    blocks = document.blocks or (Block("paragraph", 0, 0, len(document.text)),)
    for block in blocks:
        if block.kind == "heading":
            yield block.start, block.end, True
            continue
        for start, end in sentences(document.text, block.start, block.end):
            for a, b in _short_enough(document.text, start, end):
                yield a, b, False


def _short_enough(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PIECE:
        space = text.rfind(" ", start + 1, start + LONGEST_PIECE)
        cut = space if space > start else start + LONGEST_PIECE
        yield start, cut
        start = cut
    yield start, end


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
