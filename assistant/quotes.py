"""Where the words of a quote that a person wrote down stand in a document's text."""

import re
from functools import lru_cache

_CELLS = " | "  # parts the cells of a table row in a quote


@lru_cache(maxsize=2048)
def find(quote: str, text: str) -> tuple[int, int] | None:
    """The span of a quote in `text`, or None; white space and marks between cells may differ."""
    words = quote.replace(_CELLS, " ").split()
    match = re.search(r"(?<![\w.,])" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", text)
    return match.span() if match else None
