"""Where a reply's words stand: each citation and near passage with its document at hand."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.reply import Citation, Passage, Reply
from assistant.web.cells import cell_texts
from ingest.document import BlockKind, Chunk, Document, Source
from ingest.library import Library

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NEAREST = 3  # passages shown where there is no answer


class QuoteMovedError(Exception):
    """A quote is not where its citation says: the document changed while the answer was made."""


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered quote, ready to be shown."""

    number: int  # from 1 within its turn
    source: Source
    page: int  # 1-based physical page
    label: str | None  # printed page number
    paged: bool  # False: a format without pages
    heading: str | None  # the nearest heading above the quote
    form: BlockKind  # of the block in which the quote begins
    header: tuple[str, ...]  # of a table row: what its table's first row says
    start: int
    end: int
    quote: str
    origin: str | None

    @property
    def whereabouts(self) -> str:
        """ "Side 6"; in a format without pages the heading, or that it is in the text."""
        if self.paged:
            printed = f" (trykt {self.label})" if self.label not in (None, str(self.page)) else ""
            return f"Side {self.page}{printed}"
        return f"Afsnittet »{self.heading}«" if self.heading else "I teksten"

    @property
    def year(self) -> str:
        """How old the words are: the year of what they were written from, else of the source.

        "" where what they were written from bears no year: the note about it is younger.
        """
        if self.origin:
            return next(iter(origin_years([self.origin])), "")
        return (self.source.published or "")[:4]


def origin_years(citations: Iterable[str]) -> tuple[str, ...]:
    """The years, in order, of the publications that these citations name; each names its last."""
    return tuple(sorted({years[-1] for one in citations if (years := _YEAR.findall(one))}))


def places(reply: Reply, library: Library) -> tuple[Place, ...]:
    """The places of a reply's citations, or of the passages nearest to an answer.

    Raises:
        QuoteMovedError: a quote does not stand where its citation says.
    """
    if reply.citations:
        return tuple(_cited(library, citation) for citation in reply.citations)
    return tuple(_near(library, reply.passages[:NEAREST]))


def place_of(document: Document, number: int, start: int, end: int) -> Place:
    """The place of that number where `document.text[start:end]` stands."""
    return _place(document, number, start, end, document.origin_at(start))


def passage_place(document: Document, chunk: Chunk, number: int) -> Place:
    """Where a passage of the document stands, under a number of its own."""
    start, end = _body(document, chunk)
    return _place(document, number, start, end, document.origin_at(start))


def _cited(library: Library, citation: Citation) -> Place:
    document = library.document(citation.document_id)
    if document.text[citation.start : citation.end] != citation.quote:
        raise QuoteMovedError(f"citation {citation.number} is not in {citation.document_id!r}")
    return _place(document, citation.number, citation.start, citation.end, citation.origin)


def _near(library: Library, passages: Iterable[Passage]) -> Iterable[Place]:
    for number, passage in enumerate(passages, start=1):
        document = library.document(passage.chunk.document_id)
        yield passage_place(document, passage.chunk, number)


def _body(document: Document, chunk: Chunk) -> tuple[int, int]:
    """The chunk's span without the headings it begins with; they are shown beside it."""
    starts = (b.start for b in document.blocks if b.end > chunk.start and b.kind != "heading")
    start = max(chunk.start, next(starts, chunk.start))
    return (start, chunk.end) if start < chunk.end else (chunk.start, chunk.end)


def _place(document: Document, number: int, start: int, end: int, origin: str | None) -> Place:
    page = document.page_at(start)
    above = [h.text for h in document.headings if h.start <= start]
    position = bisect_right([b.start for b in document.blocks], start) - 1
    return Place(
        number,
        document.source,
        page.number,
        page.label,
        paged=page.width > 0,
        heading=above[-1] if above else None,
        form=document.blocks[position].kind if position >= 0 else "paragraph",
        header=_header(document, position),
        start=start,
        end=end,
        quote=document.text[start:end],
        origin=origin,
    )


def _header(document: Document, position: int) -> tuple[str, ...]:
    """The cells of the first row of the table that the block at `position` is a row of."""
    first = position
    while first >= 0 and document.blocks[first].kind == "table_row":
        first -= 1
    if first == position:
        return ()
    block = document.blocks[first + 1]
    return cell_texts(document.text[block.start : block.end])
