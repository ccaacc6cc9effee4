"""Judges words that are not the document's own: whether the place they lean on says as much.

A quote can stand word for word in a document and still not say what is said of it. So the words
are held against the whole sentences that are quoted from, where nobody can leave out an »ikke«,
and against the headings and the title that these stand under.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.figures import Number, numbers
from assistant.reply import Citation, Quote
from assistant.selection.units import Unit, units_between
from ingest import analyze
from ingest.danish import ABBREVIATIONS, MONTHS
from ingest.document import Document
from ingest.everyday import rareness

SHORTEST_QUOTE = 12  # characters; fewer stand anywhere
_SHARED = 0.5  # of the content words, and more
_ORDINARY = 0.9  # a word below this rareness is no name
_MARGIN = 30  # characters before a number in which its reservation stands

_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_WORD = re.compile(r"[^\W\d_](?:\w|['’](?=s\b))*")
_POLITE = frozenset(("I", "De", "Dem", "Deres", "Jer", "Jeres"))
_OPENING = re.compile(r"(?:^|[.!?:;]\s)[\s»«\"“”'(\[–-]*$")
_ADDRESS = re.compile(r"\S*(?:://|@|\bwww\.)\S*", re.IGNORECASE)
_NOT = frozenset(("ikke", "ingen", "intet", "aldrig", "hverken", "uden", "næppe", "ej"))
_NEGATION = re.compile(
    rf"\b(?:{'|'.join(_NOT)})\b(?!-| (?:kun|bare|alene|mindst|blot)\b)", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"[;:]\s|[.!?]\s+(?=[A-ZÆØÅ»])|,?\s+men\b|,\s+(?:og|så|mens|eller|dog)\b", re.IGNORECASE
)


def _forms(forms: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{forms})(?!\w)", re.IGNORECASE)


_KRONER = _forms(r"kr|kroner|dkk")
_KRONER_BEFORE = re.compile(r"\b(?:kr\.?|dkk) ?$", re.IGNORECASE)
_MEASURES = (
    _KRONER,
    _forms(r"mio|million(?:er)?"),
    _forms(r"mia|milliard(?:er)?"),
    _forms(r"(?:procent|pct\.?|%)[- ]?point(?:s|et|ene)?"),
    _forms(r"%|pct|procent"),
    _forms(r"minut(?:ter)?s?"),
    _forms(r"timer?s?|timen"),
    _forms(r"(?<!i )(?:dage?|dagen|dagene|dages|daglige?t?)"),
    _forms(r"uger?s?|ugen|ugerne|ugentlige?t?"),
    _forms(r"måned(?:en|er|ers|erne|s)?|månedlige?t?|mdl|mdr|md"),
    _forms(r"år(?:et|ene|s)?|årlige?t?"),
)
# How much, how many and how surely: »kan« is not »skal«, and »nogle« are not »alle«.
_STRENGTHS = (
    _forms(r"skal|skulle|pligt\w*|krav\w*|kræve\w*"),
    _forms(r"alle|samtlige|enhver|ethvert|hver"),
    _forms(r"altid"),
    _forms(r"kun|udelukkende|alene"),
    _forms(r"fleste|flertal\w*|hovedpart\w*|størstedel\w*"),
    _forms(r"gratis|vederlagsfrit?"),
    _forms(r"dobbelt\w*"),
    _forms(r"halvdelen?|halve?|halvt"),
    _forms(r"tredjedele?n?"),
    _forms(r"fjerdedele?n?"),
)
_CALENDAR = tuple(_forms(rf"{name}(?:en|ene|e|s)?") for name in (*MONTHS, *_DAYS))
_RESERVATIONS = tuple(
    re.compile(rf"\b(?:{forms})\.?\s(?:(?:på|kr\.?)\s)?$", re.IGNORECASE)
    for forms in (
        "ca|cirka|omkring|omtrent|godt|knap|næsten",
        "op til|højst|maks|maksimalt|maksimum|under|mindre end|færre end",
        "mindst|min|minimum|over|mere end|flere end",
    )
)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What stands at the places that a statement leans on."""

    sentences: str  # whole, that are quoted from; an item with what introduces its list
    under: str  # the headings and titles that they stand under
    documents: str  # the whole text


def is_faithful(
    said: str,
    leans_on: Sequence[tuple[Quote, Citation]],
    document_of: Callable[[str], Document],
    asked: str = "",
) -> bool:
    """Whether the places that are leant on say what is `said`.

    Not where a quote is too short to tell a place, or where `said` speaks of something else than
    they do; has a name, month, weekday, address, unit, reservation or »alle« that they have not (a
    name of the question may come from anywhere in the document); or denies what they say, or says
    what they deny.
    """
    if any(len(citation.quote.strip()) < SHORTEST_QUOTE for _, citation in leans_on):
        return False
    ground = _ground(leans_on, document_of)
    return (
        not set(_ADDRESS.findall(said)) - set(_ADDRESS.findall(ground.sentences))
        and _shared(said, f"{ground.sentences} {ground.under} {asked}") > _SHARED
        and all(_is_held(name, ground, asked) for name in _names(said, ground, asked))
        and _marks(said) <= _marks(f"{ground.sentences} {ground.under}")
        and all(_is_as_quoted(number, said, ground.sentences) for number in numbers(said))
        and _denies_alike(said, ground.sentences)
    )


def _ground(
    leans_on: Sequence[tuple[Quote, Citation]], document_of: Callable[[str], Document]
) -> _Ground:
    sentences, under, texts = [], [], []
    for quote, citation in leans_on:
        document = document_of(citation.document_id)
        found = units_between(document, citation.start, citation.end, quote.passage)
        sentences += [_introduction(unit) + unit.reading for unit in found] or [citation.quote]
        under += [document.source.title, *(unit.about for unit in found)]
        texts.append(document.text)
    return _Ground("\n".join(sentences), "\n".join(under), "\n".join(texts))


def _introduction(unit: Unit) -> str:
    """What introduces the list that the unit is an item of: »Disse er ikke omfattet:«."""
    blocks, position = unit.document.blocks, unit.block
    while position > 0 and blocks[position].kind == "list_item":
        position -= 1
    said = unit.document.text[blocks[position].start : blocks[position].end]
    return f"{said}\n" if position < unit.block and said.endswith(":") else ""


def _shared(said: str, ground: str) -> float:
    """Share of the content words that the ground has, in some form or as part of a compound.

    Figures and units are judged by themselves; where nothing else is said, all is shared.
    """
    there = analyze.content_words(ground)
    stems = {analyze.stem(word) for word in there}
    grams = {gram for word in there for gram in analyze.word_grams(word)}
    spoken = [word for word in analyze.content_words(said) if not _is_figure(word)]
    shares = (
        1.0 if analyze.stem(word) in stems else sum(g in grams for g in pieces) / len(pieces)
        for word in spoken
        for pieces in [analyze.word_grams(word)]
    )
    return sum(shares) / len(spoken) if spoken else 1.0


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or any(forms.fullmatch(word) for forms in _MEASURES)


def _names(said: str, ground: _Ground, asked: str) -> Iterator[str]:
    """The names; a word that begins a sentence only where it seems to be one."""
    for match in _WORD.finditer(said):
        word = match[0]
        if word[0].isupper() and word not in _POLITE:
            begins = bool(_OPENING.search(said, 0, match.start()))
            if not (begins and _is_ordinary(word, ground.documents + asked)):
                yield word


def _is_ordinary(word: str, written: str) -> bool:
    """Whether a word has its capital from its place only."""
    small = word.lower()
    known = rareness(small) < _ORDINARY or small in ABBREVIATIONS
    return known or small[: max(4, len(small) - 3)] in written


def _is_held(name: str, ground: _Ground, asked: str) -> bool:
    root = _root(name)
    if root in _roots(f"{ground.sentences} {ground.under}"):
        return True
    return root in _roots(asked) and root in ground.documents.casefold()


def _roots(text: str) -> set[str]:
    return {_root(word) for word in _WORD.findall(text)}


def _root(name: str) -> str:
    """A name without its genitive."""
    return re.sub(r"['’]?s$", "", name.casefold())


def _marks(text: str) -> set[re.Pattern[str]]:
    """The units, strengths, months and weekdays that a text speaks of, each by its forms."""
    return {forms for forms in (*_MEASURES, *_STRENGTHS, *_CALENDAR) if forms.search(text)}


def _is_as_quoted(number: Number, said: str, sentences: str) -> bool:
    """Whether a number has the unit and the reservation that it has in the sentences."""
    quoted = [other for other in numbers(sentences) if other.value == number.value]
    measure = _measure_of(number, said)
    measured = {_measure_of(other, sentences) for other in quoted}
    reserved = {_reservation_of(other, sentences) for other in quoted}
    return (not quoted or _reservation_of(number, said) in reserved) and (
        measure is None or not measured or bool(measured & {measure, None})
    )


def _measure_of(number: Number, text: str) -> re.Pattern[str] | None:
    """The unit right behind a number, or the »kr.« before it."""
    behind = number.end
    while text[behind : behind + 1] in (" ", "\u00a0", "-"):
        behind += 1
    after = next((measure for measure in _MEASURES if measure.match(text, behind)), None)
    return after or (_KRONER if _KRONER_BEFORE.search(text, 0, number.start) else None)


def _reservation_of(number: Number, text: str) -> re.Pattern[str] | None:
    before = text[max(number.start - _MARGIN, 0) : number.start]
    return next((words for words in _RESERVATIONS if words.search(before)), None)


def _denies_alike(said: str, sentences: str) -> bool:
    """Whether what is said and the sentences deny the same things."""
    denied, affirmed = _clauses(said)
    denied_there, affirmed_there = _clauses(sentences)
    if denied and not denied & denied_there:
        return False
    return not (affirmed - denied) & (denied_there - affirmed_there)


def _clauses(text: str) -> tuple[set[str], set[str]]:
    """Stems of the clauses that deny something, with the marks of denying, and of the others."""
    sides: tuple[set[str], set[str]] = set(), set()
    for clause in _CLAUSE.split(text):
        stems = {analyze.stem(word) for word in analyze.content_words(clause) if word not in _NOT}
        sides[0 if _NEGATION.search(clause) else 1].update(stems)
    return sides
