"""A document copied as text from a portal: which pieces are the portal's, by order and repetition.

A piece is what blank lines part. Nothing here knows a document: a list of titles stands under a
heading of the interface, a teaser says its title twice or breaks off, and ends with a link's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.clean import close_letter_spacing
from ingest.readers.boilerplate import READ_MORE, RELATED, TRANSCRIPT

_MANY_TITLES = 15  # fewer may be a note's own references
_FRONT_TITLES = 5  # enough before the word "Transkript"
_MANY_TEASERS = 3
_TITLE = 300  # characters at most
_TEASER_PIECES = 4
_MOST = 0.7
_CLOSED = (".", "!", "?", ":", ";", ".”", '."', ".)")


@dataclass(frozen=True, slots=True)
class Transcript:
    """The pieces that are the document's; the portal's title of it, and how much was left out."""

    pieces: tuple[str, ...]
    title: str | None = None
    left_out: int = 0


def without_portal(pieces: Sequence[str]) -> Transcript:
    """`pieces` without the lists, teasers and repeated headings of a portal; all of any other."""
    parted = [part for piece in pieces for part in _parted(piece)]
    kept = _without_teasers(parted)
    kept, title = _without_front(kept)
    kept = _without_titles(kept)
    if len(kept) == len(parted):
        return Transcript(tuple(pieces))
    if title is None and len(kept) > 1 and _repeats(kept[0], kept[1]):
        title, kept = kept[0], kept[1:]
    while title and len(kept) > 1 and _bare(kept[-1]) == _bare(title):
        kept = kept[:-1]
    return Transcript(tuple(kept), title and _plain(title), len(parted) - len(kept))


def _without_front(pieces: list[str]) -> tuple[list[str], str | None]:
    """What follows a portal's "Transkript", and the title that stood before it."""
    at = next((n for n, piece in enumerate(pieces) if _said(piece) in TRANSCRIPT), None)
    if at is None or at + 1 == len(pieces):
        return pieces, None
    front = pieces[:at]
    if len(_without_titles(front, _FRONT_TITLES)) < len(front) or _is_interface(front):
        return pieces[at + 1 :], front[0]
    return pieces, None


def _is_interface(front: Sequence[str]) -> bool:
    """Whether all but the first piece are labels of buttons, one of which quotes the first."""
    title, *labels = front or ("",)
    quoted = any(f'"{title}"' in label or f"”{title}”" in label for label in labels)
    return quoted and not any(label.endswith(".") or len(label) > _TITLE for label in labels)


def _without_titles(pieces: list[str], many: int = _MANY_TITLES) -> list[str]:
    """`pieces` without a long run of titles under a heading such as "Relaterede dokumenter"."""
    for at, piece in enumerate(pieces):
        if _said(piece) not in RELATED:
            continue
        titles = _titles(pieces[at + 1 :], pieces[0])
        if len(titles) >= many:
            open_ended = sum(not _is_sentence(title) for title in titles)
            if open_ended >= _MOST * len(titles):
                return pieces[:at] + pieces[at + 1 + len(titles) :]
    return pieces


def _titles(pieces: Sequence[str], own: str) -> list[str]:
    """The pieces that look like titles, up to the document's own or to three sentences in a row."""
    found: list[str] = []
    for piece in pieces:
        if len(piece) > _TITLE or "\n" in piece or _said(piece) in RELATED | TRANSCRIPT:
            break
        if _repeats(own, piece) or _repeats(piece, own):
            break
        found.append(piece)
        if all(map(_is_sentence, found[-3:])) and len(found) >= 3:
            return found[:-3]
    return found


def _without_teasers(pieces: list[str]) -> list[str]:
    """`pieces` without the run of teasers at the end."""
    ends = [n for n, piece in enumerate(pieces) if _said(piece) in READ_MORE]
    while len(ends) > 1 and ends[1] - ends[0] - 1 > _TEASER_PIECES:
        ends = ends[1:]
    if len(ends) < _MANY_TEASERS or len(pieces) - ends[-1] > _TEASER_PIECES:
        return pieces
    groups = [pieces[a + 1 : b] for a, b in pairwise(ends)]
    teasers = sum(_is_teaser(group) for group in groups)
    if teasers < _MOST * len(groups) or any(len(group) > _TEASER_PIECES for group in groups):
        return pieces
    before = pieces[: ends[0]]
    longest = max(len(piece) for group in groups for piece in group)
    if len(before) > 1 and _repeats(before[-2], before[-1]):
        return before[:-2]
    if before and len(before[-1]) <= longest and not _is_sentence(before[-1]):
        return before[:-1]
    return before


def _is_teaser(group: Sequence[str]) -> bool:
    return bool(group) and (
        any(_repeats(a, b) for a, b in pairwise(group)) or not _is_sentence(group[-1])
    )


def _parted(piece: str) -> list[str]:
    """A piece, or its first line apart where that is a heading of an interface."""
    first, _, rest = piece.partition("\n")
    return [first, rest] if rest and _said(first) in RELATED | TRANSCRIPT else [piece]


def _repeats(title: str, text: str) -> bool:
    return bool(_bare(title)) and _bare(text).startswith(_bare(title))


def _is_sentence(piece: str) -> bool:
    return piece.rstrip().endswith(_CLOSED)


def _said(piece: str) -> str:
    return piece.strip(" :>»…").casefold()


def _plain(title: str) -> str:
    return close_letter_spacing(" ".join(title.split()))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
