"""Masks personal data: CPR numbers always, phone numbers and e-mail addresses where asked for."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from ingest.contacts import find_emails, find_phones
from ingest.cpr import find_cpr as find_cpr
from ingest.cpr import find_cpr_in_name
from ingest.document import CELL
from ingest.readers.blocks import ReadBlock, ReadFile, Token

Kind = Literal["cpr", "phone", "email"]
MASK = "[CPR fjernet]"
MASKS: dict[Kind, str] = {
    "cpr": MASK,
    "phone": "[telefonnummer fjernet]",
    "email": "[e-mail fjernet]",
}


@dataclass(frozen=True, slots=True)
class Span:
    """Where personal data stands in a text: 0-based, end exclusive."""

    start: int
    end: int
    kind: Kind


def find_personal_data(text: str, contacts: bool) -> tuple[Span, ...]:
    """Where personal data stands in `text`, in order, none overlapping.

    CPR numbers; with `contacts` also Danish phone numbers and e-mail addresses.
    """
    spans = [Span(start, end, "cpr") for start, end in find_cpr(text)]
    if contacts:
        spans += [Span(start, end, "email") for start, end in find_emails(text)]
        spans += [Span(start, end, "phone") for start, end in find_phones(text)]
    return tuple(_apart(spans))


def mask(text: str, contacts: bool = False) -> str:
    """`text` with a mask in the place of all personal data; see `find_personal_data`."""
    return _masked(text, 0, find_personal_data(text, contacts))


def mask_name(file_name: str) -> str:
    """The file's name without CPR numbers, for what is shown of a file: title, id, report, log.

    Also where hyphens join the number to others, which is left alone in a text.
    """
    spans = [Span(start, end, "cpr") for start, end in find_cpr_in_name(file_name)]
    return _masked(file_name, 0, spans)


def mask_file(read: ReadFile, contacts: bool = False) -> tuple[ReadFile, int]:
    """The file with personal data masked in its text and its title, and how many there were.

    A number in several tokens, cells or, after a hyphen, blocks leaves one mask, which has the
    boxes of its block's tokens. What the title repeats from the text counts once.
    """
    text = _laid_out(read.blocks)
    spans = find_personal_data(text, contacts)
    title = read.title or ""
    in_title = find_personal_data(title, contacts)
    known = {text[span.start : span.end] for span in spans}
    count = len(spans) + sum(title[span.start : span.end] not in known for span in in_title)
    if count == 0:
        return read, 0
    shown = read.title and _masked(title, 0, in_title)
    return replace(read, blocks=tuple(_masked_blocks(read.blocks, spans)), title=shown), count


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans in order; those that overlap are one, of the kind that begins first."""
    last: Span | None = None
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if last and span.start < last.end:
            last = replace(last, end=max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _masked(text: str, offset: int, spans: Iterable[Span]) -> str:
    """`text`, which stands at `offset`, with a mask where a span begins."""
    kept, position = list[str](), offset
    for span in spans:
        kept.append(text[position - offset : max(span.start - offset, 0)])
        if span.start >= offset:
            kept.append(MASKS[span.kind])
        position = span.end
    return "".join(kept) + text[position - offset :]


def _laid_out(blocks: Iterable[ReadBlock]) -> str:
    """The blocks as one text, in which `_masked_blocks` counts."""
    return "".join(
        part
        for block in blocks
        for token in (*block.tokens, None)
        for part in ((token.before, token.text) if token else ("\f",))
    )


def _masked_blocks(blocks: Iterable[ReadBlock], spans: Sequence[Span]) -> Iterator[ReadBlock]:
    """The blocks with the spans masked; one of which nothing is left is left out."""
    position, upcoming = 0, deque(spans)
    for block in blocks:
        tokens, emptied = list[Token](), ""
        for token in block.tokens:
            begin = position + len(token.before)
            position = begin + len(token.text)
            while upcoming and upcoming[0].end <= begin:
                upcoming.popleft()
            hits = _begun(upcoming, position)
            kept = replace(token, text=_masked(token.text, begin, hits)) if hits else token
            if kept.text or not hits:
                continued = bool(hits) and hits[0].start < begin
                tokens.append(_parted(kept, emptied, continued=continued))
                emptied = ""
                continue
            emptied += token.before if CELL in token.before else ""
            if tokens:
                tokens[-1] = replace(tokens[-1], boxes=tokens[-1].boxes + token.boxes)
        position += 1
        if tokens or not block.tokens:
            yield replace(block, tokens=tuple(tokens))


def _begun(spans: Iterable[Span], end: int) -> list[Span]:
    """The spans, given in order, that begin before `end`."""
    return list(takewhile(lambda span: span.start < end, spans))


def _parted(token: Token, emptied: str, *, continued: bool) -> Token:
    """The token after cells that were `emptied`, or after a number that it `continued`."""
    if CELL in emptied + token.before:
        return replace(token, before=emptied + (token.before if CELL in token.before else ""))
    return replace(token, before="") if continued else token
