"""Answers what needs arithmetic, from figures that the documents hold; no language model is asked.

A sum is known by the pattern of the question and by figures whose nouns and units fit it. Where
two sums would fit about as well there is none: an answer in quotes is better than a wrong sum.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import InvalidOperation

from assistant.calculation import counted, frequency, gaps, priced, shares, totals
from assistant.calculation.asked_sum import AskedSum, asked_sum
from assistant.calculation.evidence import Evidence, gathered
from assistant.calculation.text_figures import TextFigure
from assistant.calculation.worked import Worked
from assistant.economics import Figure, placed
from assistant.figures import written
from assistant.question import Understood
from assistant.reply import Claim, Draft, Passage, Quote
from assistant.selection.match import Query
from assistant.selection.units import Unit, units_between
from assistant.selection.units import units as units_of
from assistant.understanding.spelling import spelt
from ingest.analyze import words as words_of
from ingest.everyday import rareness
from ingest.library import Library

_WORKERS: dict[str, Callable[[AskedSum, Evidence], list[Worked]]] = {
    "cost": priced.cost,
    "difference": priced.difference,
    "break_even": priced.break_even,
    "share": shares.share,
    "change": counted.change,
    "average": counted.average,
    "missing": counted.missing,
    "sum": totals.total,
    "more": gaps.more,
    "times": frequency.times,
}
_COVERS = re.compile(
    r"(?:med)?regnet|\bmed i prisen|ikke med i|\bdækker\b|indeholder|inkl|ekskl|omfatter udgift",
    re.I,
)
_ASKS = re.compile(r"\bhv[aeio]\w+|\bwh|\bhow\b|^(?:be|ud)?regn|\?", re.IGNORECASE)
_ROOM = 640  # characters of the statements and notes together
_LONG = 240  # a longer unit is not said beside the sum: its citation shows it
_REACH = 3  # units after a price that may tell what it covers
_NEAREST = 1  # passages whose whole document is looked through
_WHOLE = 60_000  # characters of a document that is
_MONEY = ("cost", "difference", "break_even")


def calculate(
    understood: Understood,
    passages: Sequence[Passage],
    library: Library,
    figures: Sequence[Figure] = (),
) -> dict[str, Draft]:
    """The sums that a question asks for, by its parts; none where none is certain.

    A draft says the result with its calculation, quotes what went in and what the price covers.
    """
    found: dict[str, Draft] = {}
    for parts in _together(understood) if passages else ():
        question = ", ".join(parts)
        if asked_sum(spelt(question)) is None:
            continue
        known = {word for passage in passages for word in words_of(passage.chunk.text)}
        asked = asked_sum(spelt(question, known))
        if asked is None or not asked.words:
            continue
        weights = {word: rareness(word) for word in asked.words}
        query = Query("calculation", asked.question, weights, understood.alternatives)
        units = _units(asked, passages, library)
        evidence = gathered(query, units, placed(figures, library), passages)
        if worked := _worked(asked, evidence):
            draft = _draft(asked, evidence, worked, _ROOM // len(understood.parts))
            found |= dict.fromkeys(parts, draft)
    return found


def _worked(asked: AskedSum, evidence: Evidence) -> list[Worked]:
    try:
        return _WORKERS[asked.operation](asked, evidence)
    except InvalidOperation:  # the numbers have more digits than are reckoned with
        return []


def _together(understood: Understood) -> list[tuple[str, ...]]:
    """The parts of a question; one that asks nothing goes with the next: »10 uger, hvad koster«."""
    found: list[tuple[str, ...]] = []
    waiting: tuple[str, ...] = ()
    for part in understood.parts:
        waiting = (*waiting, part)
        if _ASKS.search(part):
            found.append(waiting)
            waiting = ()
    return [*found, waiting] if waiting else found


def joined(drafts: Iterable[Draft]) -> Draft:
    """Several drafts as one, each claim and note once."""
    drafts = tuple(drafts)
    claims = {claim.text: claim for draft in drafts for claim in draft.claims}
    notes = dict.fromkeys(note for draft in drafts for note in draft.notes)
    kind = next((draft.kind for draft in drafts if draft.kind), None)
    return Draft(tuple(claims.values()), notes=tuple(notes), kind=kind)


def _units(asked: AskedSum, passages: Sequence[Passage], library: Library) -> list[Unit]:
    """The units of the passages; what is counted may stand anywhere in the nearest documents."""
    found = {unit.key: unit for unit in units_of(passages, library)}
    if asked.operation not in _MONEY:
        for passage in passages[:_NEAREST]:
            document = library.document(passage.chunk.document_id)
            if len(document.text) <= _WHOLE:
                for unit in units_between(document, 0, len(document.text), passage):
                    found.setdefault(unit.key, unit)
    return list(found.values())


def _draft(asked: AskedSum, evidence: Evidence, worked: Sequence[Worked], room: int) -> Draft:
    """The results, then the words they were made of, then what a price covers."""
    claims = [Claim(w.sentence, _quotes(w.inputs), calculation=w.calculation) for w in worked]
    inputs = tuple(dict.fromkeys(figure for w in worked for figure in w.inputs))
    notes = _notes(asked, evidence, inputs)
    room -= sum(map(len, (*(claim.text for claim in claims), *notes)))
    said = {f.at.key: f.at for f in inputs if f.at}
    if asked.operation in _MONEY:
        said |= {unit.key: unit for f in inputs for unit in _covering(evidence, f)}
    for unit in said.values():
        # The sum has said what is in a row; the row itself says little without its heads.
        if unit.shape.kind != "table_row" and len(unit.text) <= min(_LONG, room):
            room -= len(unit.text)
            claims.append(Claim(unit.text, (Quote(unit.text, unit.passage, unit.start),)))
    return Draft(tuple(claims), notes=notes, kind="calculation")


def _quotes(inputs: Sequence[TextFigure]) -> tuple[Quote, ...]:
    places = {figure.at.key: figure.at for figure in inputs if figure.at}
    return tuple(Quote(unit.text, unit.passage, unit.start) for unit in places.values())


def _covering(evidence: Evidence, price: TextFigure) -> list[Unit]:
    """What stands right after a price and tells what it covers."""
    if price.at is None:
        return []
    after = [
        unit
        for unit in evidence.units
        if unit.document.id == price.at.document.id
        and unit.headings == price.at.headings
        and unit.start > price.at.start
    ]
    after.sort(key=lambda unit: unit.start)
    return [unit for unit in after[:_REACH] if _COVERS.search(unit.text)]


def _notes(asked: AskedSum, evidence: Evidence, inputs: Sequence[TextFigure]) -> tuple[str, ...]:
    """That the sum is ours, of which year's figures, and what the register says of the price."""
    entries = [entry for figure in inputs if (entry := evidence.entry(figure))]
    places = dict.fromkeys(
        f"{entry.place}, {entry.period}" if entry.period else entry.place
        for entry in entries
        if entry.place
    )
    level = f" Tallene er fra {'; '.join(p for p in places if p)}." if places else ""
    notes = [f"Beregnet af Holdepunkt.{level}"]
    if asked.operation in _MONEY:
        for entry in dict.fromkeys(entries):
            if entry.included:
                notes.append(f"Med i {_amount(entry)}: {', '.join(entry.included)}.")
            if entry.left_out:
                notes.append(f"Ikke med i {_amount(entry)}: {', '.join(entry.left_out)}.")
    return tuple(notes)


def _amount(entry: Figure) -> str:
    both = dict.fromkeys((written(entry.low), written(entry.high)))
    return f"{'-'.join(both)} {entry.unit}"
