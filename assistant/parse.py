"""Reads a language model's reply as it comes, and makes claims of it."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.reply import Claim, Passage, Quote

LONGEST = 16_000  # characters of a whole reply
_LONGEST_TEXT = 500  # of a statement: a sentence, not an essay behind one quote
_REPEATS = 3
_FURNITURE = re.compile(r"^(?:ja|nej)\b[\s,.:;–-]*|(?:\s*\[\d+\])+(?=\W*$)", re.IGNORECASE)
_QUOTE_MARKS = "»«\"“”„'"


class Unusable(Exception):
    """A language model's reply that cannot be used; its message is the cause, never the text."""


def parse(pieces: Iterable[str], passages: Sequence[Passage]) -> Iterator[Claim]:
    """The claims of a reply, each as soon as its JSON object is whole.

    What stands round the objects is passed over: code fences, an array's brackets, an object
    that wraps them, prose. A claim that names no passage (they are numbered from 1), or has no
    quote, or cannot be read comes without quotes and falls when it is verified.

    Raises:
        Unusable: the reply says nothing, repeats itself, or does not end.
    """
    said, repeated = set[str](), 0
    for found in _objects(pieces):
        claim = _claim(found, passages)
        if claim is None:
            continue
        if claim.text in said:
            repeated += 1
            if repeated == _REPEATS:
                raise Unusable("it repeats itself")
            continue
        said.add(claim.text)
        yield claim
    if not said:
        raise Unusable("no statement in it")


def _objects(pieces: Iterable[str]) -> Iterator[object]:
    """The JSON objects of the text, inner ones first; None for one that cannot be read."""
    text, seen = "", 0
    opened: list[int] = []  # where the braces stand that are not closed yet
    quoted = escaped = False
    for piece in pieces:
        text += piece
        if len(text) > LONGEST:
            raise Unusable("it does not end")
        for position in range(seen, len(text)):
            sign = text[position]
            if quoted and sign != "\n":  # a quotation mark too few costs its line only
                quoted, escaped = escaped or sign != '"', sign == "\\" and not escaped
            elif sign == "{":
                opened.append(position)
            elif sign == "}" and opened:
                yield _read(text[opened.pop() : position + 1])
            else:
                quoted, escaped = bool(opened) and sign == '"', False
        seen = len(text)
    if not text.strip():
        raise Unusable("it is empty")
    yield from (None for _ in opened)


def _read(text: str) -> object:
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return None


def _claim(found: object, passages: Sequence[Passage]) -> Claim | None:
    """The claim of one object; None where it is no statement."""
    if not isinstance(found, dict):
        return Claim("", ())
    if "tekst" not in found:
        return None
    text = " ".join(_FURNITURE.sub("", str(found["tekst"])).split())
    if not text:
        return None
    text = text[0].upper() + text[1:]
    number = re.search(r"\d{1,3}", str(found.get("kilde")))
    words = str(found.get("citat") or "").strip().strip(_QUOTE_MARKS)
    position = int(number[0]) - 1 if number else -1
    if not words or not 0 <= position < len(passages) or len(text) > _LONGEST_TEXT:
        return Claim(text, ())
    return Claim(text, (Quote(words, passages[position]),))
