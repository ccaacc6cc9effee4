"""Locates quotes: a quote that is not in its document has no citation."""

import re

from assistant.reply import Citation, Quote
from ingest.library import Library


def cite(quote: Quote, number: int, library: Library) -> Citation | None:
    """Where a quote stands, sliced from the document; None where it stands nowhere.

    The quote is looked for where it was taken from, else in its passage, then in the rest
    of the document, nearest first; white space may differ, nothing else. The page is the quote's
    own, not the passage's.
    """
    chunk = quote.passage.chunk
    document = library.document(chunk.document_id)
    window = (chunk.start, chunk.end)
    if quote.start is not None:
        window = (quote.start, quote.start + len(quote.text))
    span = _find(document.text, quote.text, *window)
    if span is None:
        return None
    start, end = span
    first, last = document.page_at(start), document.page_at(end - 1)
    return Citation(
        number=number,
        document_id=document.id,
        title=document.source.title,
        page=first.number,
        page_end=last.number,
        label=first.label,
        start=start,
        end=end,
        quote=document.text[start:end],
        ocr="ocr" in (first.read_by, last.read_by),
        origin=document.origin_at(start),
    )


def _find(text: str, quote: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the quote's whole words in `text[start:end]`, else the nearest one to it."""
    words = quote.split()
    if not words:
        return None
    # "5 kr." is not a quote of "15 kr.", nor "100" of "1.100".
    before = r"(?<!\w)(?<!\d[.,](?=\d))" if words[0][0].isalnum() else ""
    after = r"(?!\w)(?!(?<=\d)[.,]\d)" if words[-1][-1].isalnum() else ""
    pattern = before + r"\s+".join(map(re.escape, words)) + after
    words_found = re.compile(pattern)
    if (there := words_found.match(text, start)) and there.end() == end:
        return there.span()
    spans = [match.span() for match in words_found.finditer(text)]
    return min(spans, key=lambda span: max(start - span[0], span[1] - end, 0), default=None)
