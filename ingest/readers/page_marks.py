"""Page numbers and running feet that stand in plain text, and the sentences they part."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.danish import ABBREVIATIONS
from ingest.readers.blocks import Token
from ingest.readers.lines import join_tokens

_FOOT = re.compile(
    r"(?:^|(?<=\s))(?:side|s\.|page)\s+(?P<number>\d{1,4})\s*(?:af|of|/)\s*(?P<all>\d{1,4})\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_ALONE = re.compile(r"[-–]?\s*(?:side\s+|page\s+)?(?P<number>\d{1,3})\s*[-–]?", re.IGNORECASE)
_LAST = re.compile(r"\s+(?P<number>\d{1,3})\s*$")
_FIRST = re.compile(r"\s*(?P<number>\d{1,3})\s+(?=\S)")
_LONG = 400  # characters: a piece that may be a page
_RUN = 3  # numbers that make a run
_MOST = 0.6
_RUNNING_LINES = 3  # at most at the top and at the bottom of a page
_FIGURES = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"(?P<word>\S+)[.!?][”\")]?\s+(?=[A-ZÆØÅ])")
_NOTE_AFTER_HYPHEN = re.compile(r"(?<=[a-zæøå]-)\s+(?=\d{1,2}\s+[A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between blank lines; `opens_page` tells that a page ended before it."""

    text: str
    opens_page: bool = False


def pieces_of(text: str) -> list[Piece]:
    """What blank lines and form feeds part `text` into, without lines that run over the pages."""
    pages = _without_running_lines([page.strip().splitlines() for page in text.split("\f")])
    return [
        Piece(part.strip("\n"), opens_page=number > 0 and place == 0)
        for number, page in enumerate("\n".join(lines) for lines in pages)
        for place, part in enumerate(filter(str.strip, re.split(r"\n\s*\n", page)))
    ]


def _without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the first and last lines that most of them share but for a number."""
    for place in (0, -1):
        for _ in range(_RUNNING_LINES):
            said = [_FIGURES.sub("#", page[place].strip()) if page else "" for page in pages]
            shared = {line for line, times in Counter(said).items() if times >= _RUN and line}
            if sum(line in shared for line in said) < _MOST * len(pages):
                break
            pages = [
                (page[1:] if place == 0 else page[:-1]) if line in shared else page
                for page, line in zip(pages, said, strict=True)
            ]
    return pages


def without_page_marks(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` without page numbers and feet; a sentence that a page's end parts is one again."""
    return _with_whole_sentences(_without_alone(_without_last(_without_feet(list(pieces)))))


def _without_feet(pieces: list[Piece]) -> list[Piece]:
    """Without "Side 3 af 14", where it counts up to one number."""
    feet = [match for piece in pieces for match in _FOOT.finditer(piece.text)]
    numbers = [int(foot["number"]) for foot in feet]
    if len(feet) < 2 or len({foot["all"] for foot in feet}) > 1 or numbers != sorted(set(numbers)):
        return pieces
    kept = [replace(p, text=_FOOT.sub("", p.text).strip()) for p in pieces]
    ends = [bool(_FOOT.search(piece.text)) for piece in pieces]
    return _opened(kept, ends)


def _without_last(pieces: list[Piece]) -> list[Piece]:
    """Without the number that ends each page, and the same one before it, where pages are long."""
    last = [_number(_LAST.search(piece.text)) for piece in pieces]
    votes = Counter(
        number - at
        for at, (piece, number) in enumerate(zip(pieces, last, strict=True))
        if number is not None and len(piece.text) >= _LONG
    )
    (offset, votes_for), *_ = votes.most_common(1) or [(0, 0)]
    long = sum(len(piece.text) >= _LONG for piece in pieces)
    if votes_for < _RUN or votes_for < _MOST * long:
        return pieces
    ends = [number == at + offset for at, number in enumerate(last)]
    kept = [
        replace(piece, text=_LAST.sub("", piece.text)) if end else piece
        for piece, end in zip(pieces, ends, strict=True)
    ]
    return _opened(_without_first(kept, offset), ends)


def _without_first(pieces: list[Piece], offset: int) -> list[Piece]:
    first = [_number(_FIRST.match(piece.text)) for piece in pieces]
    begins = [number == at + offset for at, number in enumerate(first)]
    if sum(begins) < max(_RUN, _MOST * len(pieces)):
        return pieces
    return [
        Piece(_FIRST.sub("", piece.text, count=1), opens_page=True) if begin else piece
        for piece, begin in zip(pieces, begins, strict=True)
    ]


def _without_alone(pieces: list[Piece]) -> list[Piece]:
    """Without pieces that are a number only, where those count up with text between them."""
    found = [at for at, piece in enumerate(pieces) if _ALONE.fullmatch(piece.text.strip())]
    numbers = [_number(_ALONE.fullmatch(pieces[at].text.strip())) for at in found]
    steps = [b - a for a, b in pairwise(numbers) if a and b]
    apart = all(b - a > 1 for a, b in pairwise(found))
    if len(found) < _RUN or not apart or steps != [1] * (len(found) - 1):
        return pieces
    ends = [at in found for at in range(len(pieces))]
    opened = _opened(pieces, ends)
    return [piece for at, piece in enumerate(opened) if at not in found]


def _opened(pieces: Sequence[Piece], ends: Sequence[bool]) -> list[Piece]:
    """`pieces` where each after one that ends a page opens one; the empty are gone."""
    opened: list[Piece] = []
    ended = False
    for piece, end in zip(pieces, ends, strict=True):
        if piece.text.strip():
            opened.append(replace(piece, opens_page=piece.opens_page or ended))
            ended = False
        ended = ended or end
    return opened


def _with_whole_sentences(pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` where the rest of a sentence that began on the page before stands with its start."""
    known = words_of_text(piece.text for piece in pieces)
    whole: list[Piece] = []
    for piece in pieces:
        before = whole[-1].text if whole else ""
        if not before.strip() or not piece.opens_page or not piece.text[0].islower():
            whole.append(piece)
            continue
        note = _NOTE_AFTER_HYPHEN.search(before)
        head, foot = (before[: note.start()], before[note.end() :]) if note else (before, "")
        if not note and before.rstrip().endswith((".", "!", "?", ":")):
            whole.append(piece)
            continue
        rest, following = _first_sentence(piece.text)
        whole[-1] = Piece(_joined(head, rest, known), whole[-1].opens_page)
        whole += [Piece(text, opens_page=False) for text in (foot, following) if text]
    return whole


def words_of_text(texts: Iterable[str]) -> frozenset[str]:
    """The words of `texts` in small letters, to tell which hyphens belong to a word."""
    return frozenset(
        word.strip(".,;:!?()»«”\"'").casefold() for text in texts for word in text.split()
    )


def _first_sentence(text: str) -> tuple[str, str]:
    for end in _SENTENCE_END.finditer(text):
        if end["word"].casefold().lstrip('("”') not in ABBREVIATIONS:
            return text[: end.end()].rstrip(), text[end.end() :]
    return text, ""


def _joined(start: str, rest: str, known: Collection[str]) -> str:
    """Two stretches as one; a word hyphenated between them is whole."""
    *head, last = start.rstrip().rsplit(maxsplit=1)
    first, *tail = rest.lstrip().split(maxsplit=1)
    middle = [token.text for token in join_tokens([[Token(last)], [Token(first)]], known)]
    return " ".join([*head, *middle, *tail])


def _number(match: re.Match[str] | None) -> int | None:
    return int(match["number"]) if match else None
