"""Locates quotes: a quote that is not in the document has no citation."""

from assistant.reply import Citation, Claim
from ingest.library import Library


def cite(claim: Claim, number: int, library: Library) -> Citation | None:
    """Where the claim's quote stands, sliced from the document; None where it stands nowhere.

    The quote is looked for in the claim's passage, then in the rest of the document; white space
    may differ, nothing else. The page is the quote's own, not the passage's.
    """
    chunk = claim.passage.chunk
    document = library.document(chunk.document_id)
    span = _find(document.text, claim.quote, chunk.start, chunk.end) or _find(
        document.text, claim.quote
    )
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


def _find(text: str, quote: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    words = quote.split()
    if not words:
        return None
    stop = len(text) if end is None else end
    exact = text.find(quote, start, stop)
    if exact >= 0:
        return exact, exact + len(quote)
    position = text.find(words[0], start, stop)
    while position >= 0:
        if (after := _follow(text, words, position, stop)) is not None:
            return position, after
        position = text.find(words[0], position + 1, stop)
    return None


def _follow(text: str, words: list[str], position: int, stop: int) -> int | None:
    """Offset after `words` if they stand at `position`, parted by any white space."""
    for word in words:
        while position < stop and text[position].isspace():
            position += 1
        if not text.startswith(word, position) or position + len(word) > stop:
            return None
        position += len(word)
    return position
