"""Finds CPR numbers (Danish civil registration numbers) in any written form.

Six digits of a date and four more, parted by nothing, blanks, hyphens, dashes or dots. Days 61–91
are replacement numbers. No modulus 11 test: numbers given since 2007 need not pass it.
"""

import re
from dataclasses import replace

from ingest.readers.blocks import ReadBlock, ReadFile

MASK = "[CPR fjernet]"
_PART = r"[ .\u00a0]?"
_DASH = r"[ \u00a0]?[-–—‐‑.]?[ \u00a0]?"
_CPR = re.compile(
    rf"(?<!\d)(?<!\d[-–./])(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]){_PART}"
    rf"(?:0[1-9]|1[0-2]){_PART}\d\d{_DASH}\d{{4}}(?!\d)(?![-–./]\d)"
)


def find_cpr(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the CPR numbers in `text`; none within a longer number."""
    return tuple(match.span() for match in _CPR.finditer(text))


def mask(text: str) -> str:
    """`text` with every CPR number replaced by `MASK`."""
    return _CPR.sub(MASK, text)


def mask_file(read: ReadFile) -> tuple[ReadFile, int]:
    """The file with its CPR numbers masked, and how many its text held."""
    masked = [_mask_block(block) for block in read.blocks]
    count = sum(found for _, found in masked)
    blocks = tuple(block for block, _ in masked)
    return replace(read, blocks=blocks, title=read.title and mask(read.title)), count


def _mask_block(block: ReadBlock) -> tuple[ReadBlock, int]:
    joined = " ".join(token.text for token in block.tokens)
    spans = find_cpr(joined)
    if not spans:
        return block, 0
    tokens, position = [], 0
    for token in block.tokens:
        begin, end = position, position + len(token.text)
        position = end + 1
        hit = next(((a, b) for a, b in spans if a < end and b > begin), None)
        if hit is None:
            tokens.append(token)
            continue
        before, after = token.text[: max(hit[0] - begin, 0)], token.text[max(hit[1] - begin, 0) :]
        # A number of several words leaves one mask, where it begins.
        text = before + (MASK if hit[0] >= begin else "") + after
        if text:
            tokens.append(replace(token, text=text))
    return replace(block, tokens=tuple(tokens)), len(spans)
