"""The quoting writer: answers with the documents' own words, and needs no language model.

It picks the sentences that cover the question best and hold what is asked for, takes a list whole
with the words that introduce it, and keeps the answer short.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.across.all_of_a_kind import all_of_a_kind
from assistant.across.comparison import comparison
from assistant.across.conflict import conflict
from assistant.across.library_wide import library_wide
from assistant.across.several_documents import several_documents
from assistant.calculation.calculate import calculate, joined
from assistant.economics import Figures, no_figures
from assistant.question import Understood, kind_of
from assistant.reply import Draft, Kind, Passage
from assistant.retrieve import Retriever
from assistant.selection import support
from assistant.selection.answer_type import steps_in
from assistant.selection.answerable import answerable
from assistant.selection.lists import (
    LISTED,
    fitting,
    is_column_heads,
    list_of,
    list_that_fits,
    run_of,
    with_its_list,
)
from assistant.selection.match import Query, Rarity, coverage, query
from assistant.selection.quoting import adjoins, quoted
from assistant.selection.rank import Likeness, no_likeness, rank
from assistant.selection.units import Unit, block_units, speaks_of_itself, units
from assistant.selection.wanted import holds_months, holds_slots
from ingest.library import Library

SHORT = 420  # characters of an answer to one point
LONG = 1_250  # of a list, a comparison or a procedure
_LONG_KINDS: tuple[Kind, ...] = ("list", "compare", "procedure")
_BUDGETS: dict[Kind, int] = {"definition": 560, "why": 480}  # what a word means takes more
_OF_A_DOCUMENT = re.compile(r"notat|vejledning|rapport|evaluering|tabel", re.IGNORECASE)
_PASSAGES = 5  # that sentences are taken from
# Below the lead's score, for a further unit to be said: one figure is answered in few words.
_WORTH: dict[Kind, float] = {"number": 1.6, "fact": 1.6, "yes_no": 1.6}
_WORTH_ELSE = 2.0
_NEW = 4.0  # weight of question words that the answer does not cover yet
_LOOKED_AT = 12  # best units whose lists are looked at
_FOLLOWS: dict[Kind, float] = {
    "definition": 0.6,
    "why": 0.5,
    "compare": 0.5,
}  # for the next sentence
_SHARES = {1: 1.0, 2: 0.72}  # of the room, for each part of a question; else an even share
_STEP = 0.3  # weight of a word that tells of a step
_ENOUGH_STEPS = 3
_CLOSE = 0.5  # below the best unit's score, to be said first instead
_TRIED = 3  # best units that may bear the answer
_ONE_THING: tuple[Kind, ...] = ("number", "yes_no")
_WHOLE_LIST = 700  # characters of a list that is


@dataclass(frozen=True, slots=True)
class QuotingWriter:
    """Writes claims that are quotes; `rarity` tells how rare a stem is in the library."""

    library: Library
    rarity: Rarity
    retriever: Retriever | None = None  # looks through the whole library, where it is given
    figures: Figures = no_figures  # the register of economic figures
    likeness: Likeness = no_likeness

    def write(self, understood: Understood, passages: Sequence[Passage]) -> Draft:
        """What answers the question; no claims where nothing supports an answer."""
        if not passages:
            return Draft()
        sums = calculate(understood, passages, self.library, self.figures())
        if len(sums) == len(understood.parts):
            return joined(sums.values())
        if not sums and self.retriever and (draft := self._wide(understood, self.retriever)):
            return draft
        found = [
            unit
            for unit in units(passages[:_PASSAGES], self.library)
            if not is_column_heads(unit)
            and (not speaks_of_itself(unit) or _OF_A_DOCUMENT.search(understood.question))
        ]
        chosen: list[Unit] = []
        lacking: set[tuple[str, int]] = set()
        for part in (part for part in understood.parts if part not in sums):
            kind = kind_of(part) if len(understood.parts) > 1 else understood.kind
            # What cannot be reckoned is answered with the figure itself.
            figure = "number" if kind == "calculation" else kind
            asked = query(understood, part, self.rarity, figure)
            ranked = rank(asked, found, best=passages[0].score, likeness=self.likeness)
            lead = self._lead(asked, ranked, understood)
            lack = next((u for _, u in ranked[:_TRIED] if support.is_missing(asked, u, lead)), None)
            if lack:
                lacking.add(lack.key)
                chosen.append(lack)
                continue
            if lead is None:
                continue
            if len(understood.parts) == 1 and (
                draft := conflict(asked, lead, passages, self.library)
            ):
                return draft
            for unit in self._about(asked, lead, ranked, understood, len(understood.parts)):
                if unit.key not in {u.key for u in chosen}:
                    chosen.append(unit)
        claims = quoted(chosen)
        if lacking and lacking == {unit.key for unit in chosen}:
            claims = [replace(claim, lost=True) for claim in claims]
        return joined([*sums.values(), Draft(tuple(claims))])

    def _wide(self, understood: Understood, retriever: Retriever) -> Draft | None:
        """What answers a question of the whole library, or of several documents by name."""
        return (
            comparison(understood, retriever, self.rarity, self.likeness)
            or library_wide(understood, retriever.snapshot)
            or all_of_a_kind(understood, retriever.snapshot)
            or several_documents(understood, retriever, self.alone)
        )

    def alone(
        self, understood: Understood, part: str, found: Sequence[Unit], best: float, sides: int
    ) -> list[Unit]:
        """What of `found` answers a question of one thing, in its share of the room.

        All of `found` is of that thing; `part` is what is asked of it.
        """
        asked = query(understood, part, self.rarity, understood.kind)
        ranked = rank(asked, found, best=best, likeness=self.likeness)
        whole = query(understood, understood.question, self.rarity, understood.kind)
        lead = self._lead(whole, ranked, understood)
        lack = next((u for _, u in ranked[:_TRIED] if support.is_missing(asked, u, lead)), None)
        if lack or lead is None:
            return [lack] if lack else []
        return self._about(asked, lead, ranked, understood, sides)

    def _lead(
        self, asked: Query, ranked: Sequence[tuple[float, Unit]], understood: Understood
    ) -> Unit | None:
        """The unit to say first: the best; of those about as good one that holds all it should.

        None where the best are not likely to bear an answer.
        """
        if not ranked or not answerable(asked, ranked, understood, self.likeness):
            return None
        close = [u for score, u in ranked[:_TRIED] if score >= ranked[0][0] - _CLOSE]
        whole = [unit for unit in close if support.satisfies(asked, unit, understood)]
        # What holds the price (or what else is asked for) itself, before what stands beside it.
        itself = [
            unit
            for unit in whole or close
            if holds_slots(asked.part, unit.reading)
            and holds_months(asked.part, f"{unit.about} {unit.reading}")
        ]
        return (itself or whole or close)[0]

    def _about(
        self,
        asked: Query,
        lead: Unit,
        ranked: Sequence[tuple[float, Unit]],
        understood: Understood,
        parts: int,
    ) -> list[Unit]:
        """What is said to one of the parts of a question."""
        wants_list = asked.kind in ("list", "procedure") or lead.text.endswith(":")
        listed = list_that_fits(asked, lead, ranked, LONG) if wants_list else []
        if listed and (asked.kind != "procedure" or _tells_steps(listed)):
            return listed
        if asked.kind == "procedure":
            return self._steps(asked, ranked, understood) or listed or _stretch(lead, LONG)
        budget = LONG if asked.kind in _LONG_KINDS else _BUDGETS.get(asked.kind, SHORT)
        chosen = _selection(asked, lead, ranked, int(budget * _SHARES.get(parts, 1 / parts)))
        return _made_whole(chosen, lead, asked.kind)

    def _steps(
        self, asked: Query, ranked: Sequence[tuple[float, Unit]], understood: Understood
    ) -> list[Unit]:
        """The stretch of text that tells of steps, among those round the best units."""
        found: dict[tuple[str, ...], tuple[float, list[Unit]]] = {}
        for score, unit in ranked[:_LOOKED_AT]:
            if unit.headings not in found and support.bears(asked, unit, understood):
                stretch = _stretch(unit, LONG)
                steps = min(steps_in(" ".join(u.text for u in stretch)), _ENOUGH_STEPS)
                found[unit.headings] = (score + _STEP * steps, stretch)
        return max(found.values(), key=lambda pair: pair[0], default=(0.0, []))[1]


def _tells_steps(listed: Sequence[Unit]) -> bool:
    """Whether a list is one of steps: numbered, or in words of sequence."""
    numbered = sum(unit.text[0].isdigit() for unit in listed)
    return numbered > 1 or steps_in(" ".join(unit.text for unit in listed)) >= _ENOUGH_STEPS


def _selection(
    asked: Query, lead: Unit, ranked: Sequence[tuple[float, Unit]], budget: int
) -> list[Unit]:
    """The lead, and further units while they are worth it and there is room, in reading order."""
    scores = {unit.key: score for score, unit in ranked}
    chosen = fitting(with_its_list(lead), max(budget, LONG)) or [lead]
    rest = [unit for _, unit in ranked[: 2 * _LOOKED_AT]]
    if asked.kind == "list":
        # Items torn from several lists are no list.
        rest = [u for u in rest if u.shape.kind not in LISTED or run_of(u) == run_of(lead)]
    while True:
        room = budget - sum(len(unit.text) for unit in chosen)
        pieces = {unit.key: _further(unit, chosen) for unit in rest}
        rest = [u for u in rest if 0 < sum(len(p.text) for p in pieces[u.key]) <= room]
        if not rest:
            break
        said = " ".join(unit.reading for unit in chosen)
        known = coverage(asked, said)
        worth = {
            unit.key: scores[unit.key]
            + _NEW
            * (coverage(asked, " ".join([said, *(p.reading for p in pieces[unit.key])])) - known)
            + _nearness(unit, [lead, *chosen], asked.kind)
            for unit in rest
        }
        best = max(rest, key=lambda unit: worth[unit.key])
        if worth[best.key] < scores[lead.key] - _WORTH.get(asked.kind, _WORTH_ELSE):
            break
        chosen += pieces[best.key]
    return _in_reading_order(chosen, lead)


def _made_whole(chosen: list[Unit], lead: Unit, kind: Kind) -> list[Unit]:
    """The chosen units; of a list that half is chosen of, or a list is asked for, the whole."""
    if kind in _ONE_THING:
        return chosen
    items = Counter(_list_of(unit) for unit in chosen)
    said = {unit.key: unit for unit in chosen}
    for unit in chosen:
        some = items[_list_of(unit)]
        if _list_of(unit) and some > 1:
            whole = list_of(unit)
            items_in_all = sum(u.shape.kind == "list_item" for u in whole)
            enough = kind == "list" or 2 * some >= items_in_all
            if enough and sum(len(u.text) for u in whole) <= _WHOLE_LIST:
                said |= {u.key: u for u in whole}
    return _in_reading_order(list(said.values()), lead)


def _list_of(unit: Unit) -> tuple[str, int] | None:
    """What tells the list that a unit is an item of; None where it is of none."""
    run = run_of(unit) if unit.shape.kind == "list_item" else None
    return (unit.document.id, run[0]) if run else None


def _further(unit: Unit, chosen: Sequence[Unit]) -> list[Unit]:
    """What saying a unit would add to what is chosen."""
    known = {other.key for other in chosen}
    if unit.key in known:
        return []
    return [piece for piece in with_its_list(unit) if piece.key not in known]


def _nearness(unit: Unit, chosen: Sequence[Unit], kind: Kind) -> float:
    """What speaks for a unit because of where it stands: what follows the lead explains it."""
    lead = chosen[0]
    if unit.document.id != lead.document.id or unit.headings != lead.headings:
        return 0.0
    if adjoins(unit, chosen):
        return _FOLLOWS.get(kind, 0.3) if unit.start > lead.start else 0.25
    return 0.2 if unit.block == lead.block + 1 else 0.1


def _stretch(lead: Unit, room: int) -> list[Unit]:
    """The blocks from the lead's on, and before it while there is room, under the same heading."""
    document, position = lead.document, lead.block
    taken = {position}
    size = document.blocks[position].end - document.blocks[position].start
    for step in (1, -1):
        other = position + step
        while 0 <= other < len(document.blocks) and document.blocks[other].kind != "heading":
            size += document.blocks[other].end - document.blocks[other].start
            if size > room:
                break
            taken.add(other)
            other += step
    return [unit for i in sorted(taken) for unit in block_units(document, i, lead.passage)]


def _in_reading_order(chosen: Sequence[Unit], lead: Unit) -> list[Unit]:
    """The lead's block or list first; then by document in order of choice, each as written."""
    order = {document: i for i, document in enumerate(dict.fromkeys(u.document.id for u in chosen))}
    first = (run_of(lead) if lead.shape.kind == "list_item" else None) or [lead.block]
    return sorted(
        chosen,
        key=lambda unit: (
            unit.document.id != lead.document.id or unit.block not in first,
            order[unit.document.id],
            unit.start,
        ),
    )
