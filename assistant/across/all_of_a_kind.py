"""Questions for all of a kind that stand spread over the library: every document's list of them."""

import re

from assistant.across.enumerations import Enumeration, counts_up, enumerations
from assistant.question import Understood
from assistant.reply import Claim, Draft, Passage
from assistant.selection.units import units_between
from ingest import analyze
from ingest.everyday import rareness
from ingest.snapshot import Snapshot

_ASKED = re.compile(
    r"\b(?:hvilke|alle|samtlige)\s+(?:de\s+)?(?P<kind>[^\W\d_]{4,})\b.*"
    r"\b(?:på tværs|(?:i|af)\s+(?:alle\s+|samtlige\s+)?(?:de\s+)?"
    r"(?:dokumenter(?:ne)?|kilder(?:ne)?|notater(?:ne)?|rapporter(?:ne)?|materialet|biblioteket))\b",
    re.IGNORECASE,
)
_DOCUMENTS = re.compile(r"^(?:dokument|kilde|notat|rapport|tekst)", re.IGNORECASE)
_MOST = 400  # chunks with the word
_COUNTS_UP = re.compile(r",\s+[A-ZÆØÅ][^,.;]*(?:,|\s+og)\s")  # names parted by commas
_EVERYDAY = 0.8  # a kind below this rareness is none that is counted up
_ROOM = 1_150  # characters of all lists with their titles
_FEWEST = 2  # documents; a list of one is found by the search


def all_of_a_kind(understood: Understood, snapshot: Snapshot) -> Draft | None:
    """Each document's list of what is asked for; None where fewer than two have one."""
    asked = _ASKED.search(understood.question)
    kind = asked["kind"].casefold() if asked else ""
    if not kind or _DOCUMENTS.match(kind) or rareness(kind) < _EVERYDAY:
        return None
    lists = _lists(kind, snapshot)
    by_document: dict[str, list[Enumeration]] = {}
    for found in lists:
        by_document.setdefault(found.unit.document.id, []).append(found)
    if len(by_document) < _FEWEST:
        return None
    room, claims = _ROOM, list[Claim]()
    for found in (found for lists in by_document.values() for found in lists):
        title, text = found.unit.document.source.title, found.unit.text
        room -= len(title) + len(text)
        if room < 0 and claims:
            break
        claims.append(Claim(text, found.quotes[:1], label=title))
    count = len(snapshot.library.sources())
    left_out = len(lists) - len(claims)
    notes = [
        f"Der er søgt efter opregninger i {count} dokumenter. "
        "Der kan stå flere i den løbende tekst."
    ]
    if left_out:
        word = "opregning" if left_out == 1 else "opregninger"
        notes.append(f"Der er {left_out} {word} mere, som der ikke er plads til.")
    introduction = f"{len(by_document)} af {count} dokumenter opregner {kind}:"
    return Draft(tuple(claims), introduction, tuple(notes))


def _lists(kind: str, snapshot: Snapshot) -> list[Enumeration]:
    """The lists of a kind, by document as the search finds them; what one repeats is left out."""
    hits = snapshot.lexical.holding([[("stem", (analyze.stem(kind),))]], _MOST)
    chunks = snapshot.library.chunks(chunk_id for chunk_id, _ in hits)
    units = {
        unit.key: unit
        for chunk in (chunks[chunk_id] for chunk_id, _ in hits)
        if _COUNTS_UP.search(chunk.text)
        for unit in units_between(
            snapshot.library.document(chunk.document_id),
            chunk.start,
            chunk.end,
            Passage(1, 1.0, chunk),
        )
    }
    found = [
        listed
        for listed in enumerations(units.values())
        if listed.unit.shape.kind == "paragraph" and counts_up(kind, listed)
    ]
    return list({(f.unit.document.id, f.items): f for f in found}.values())
