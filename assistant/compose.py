"""The quoting writer: answers with the documents' own words, and needs no language model.

It picks the sentences that cover the question best and hold what is asked for, takes a list whole
with the words that introduce it, and keeps the answer short.
"""

import re
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
from assistant.reply import Claim, Draft, Passage
from assistant.retrieve import Retriever
from assistant.selection import support
from assistant.selection.answer_type import asks_for_steps, steps_in
from assistant.selection.answerable import answerable
from assistant.selection.asked_heading import is_answer, parts_of_answer, with_whole_answers
from assistant.selection.extent import (
    ENOUGH_STEPS,
    LONG,
    beside,
    made_whole,
    room,
    stretch_of,
    tells_steps,
)
from assistant.selection.gaps import tells_of_a_gap
from assistant.selection.lists import (
    LISTED,
    is_column_heads,
    list_that_fits,
)
from assistant.selection.match import Query, Rarity, coverage, query
from assistant.selection.quoting import quoted
from assistant.selection.rank import Likeness, no_likeness, rank
from assistant.selection.units import Unit, speaks_of_itself, units
from assistant.selection.wanted import holds_months, holds_slots
from ingest.library import Library

_OF_A_DOCUMENT = re.compile(r"notat|vejledning|rapport|evaluering|tabel", re.IGNORECASE)
_VERDICT = re.compile(r"(?:ja|nej|ikke altid|både og)[,:] (?=\w)", re.IGNORECASE)
_PASSAGES = 5  # that sentences are taken from
_LOOKED_AT = 12  # best units whose lists are looked at
_STEP = 0.3  # weight of a word that tells of a step
_CLOSE = 0.5  # below the best unit's score, to be said first instead
_TRIED = 3  # best units that may bear the answer
_SAID = 1.0  # what a unit loses that has answered an earlier part


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
        found = with_whole_answers(
            unit
            for unit in units(passages[:_PASSAGES], self.library)
            if not is_column_heads(unit)
            and (not speaks_of_itself(unit) or _OF_A_DOCUMENT.search(understood.question))
        )
        chosen: list[Unit] = []
        lacking: set[tuple[str, int]] = set()
        for part in (part for part in understood.parts if part not in sums):
            kind = kind_of(part) if len(understood.parts) > 1 else understood.kind
            # What cannot be reckoned is answered with the figure itself.
            figure = "number" if kind == "calculation" else kind
            asked = query(understood, part, self.rarity, figure)
            ranked = _said_last(
                rank(asked, found, best=passages[0].score, likeness=self.likeness), chosen
            )
            lead = self._lead(asked, ranked, understood)
            lack = self._lack(asked, ranked, lead)
            if lack:
                lacking.add(lack.key)
                chosen.append(lack)
                continue
            if lead is None:
                continue
            if len(understood.parts) == 1 and (
                draft := conflict(asked, _nearest(asked, lead), passages, self.library)
            ):
                return draft
            for unit in self._about(asked, lead, ranked, understood, len(understood.parts)):
                if unit.key not in {u.key for u in chosen}:
                    chosen.append(unit)
        claims = [_without_verdict(understood, claim) for claim in quoted(chosen)]
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
        ranked = rank(asked, with_whole_answers(found), best=best, likeness=self.likeness)
        whole = query(understood, understood.question, self.rarity, understood.kind)
        lead = self._lead(whole, ranked, understood)
        lack = self._lack(asked, ranked, lead)
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
        best = itself or whole or close
        listing = [unit for unit in best if asked.kind == "list" and _lists(unit)]
        return (listing or best)[0]

    def _lack(
        self, asked: Query, ranked: Sequence[tuple[float, Unit]], lead: Unit | None
    ) -> Unit | None:
        """What says that the source lacks what is asked for, among the best and beside the lead."""
        best = [unit for _, unit in ranked[:_TRIED]] + ([lead] if lead else [])
        near = (part for unit in best for part in parts_of_answer(unit))
        told = (
            [part for part in parts_of_answer(lead) if not tells_of_a_gap(part.reading)]
            if lead
            else []
        )
        rival = max(told, key=lambda part: coverage(asked, part.reading), default=None)
        return next((unit for unit in near if support.is_missing(asked, unit, rival)), None)

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
        wants_list = wants_list and not is_answer(lead)
        listed = list_that_fits(asked, lead, ranked, LONG) if wants_list else []
        if listed and (asked.kind != "procedure" or tells_steps(listed)):
            return listed
        if asked.kind == "procedure" and asks_for_steps(asked.part):
            return self._steps(asked, ranked, understood) or listed or stretch_of(lead, LONG)
        chosen = beside(asked, lead, ranked, room(asked.kind, parts))
        return made_whole(chosen, lead, asked.kind)

    def _steps(
        self, asked: Query, ranked: Sequence[tuple[float, Unit]], understood: Understood
    ) -> list[Unit]:
        """The stretch of text that tells of steps, among those round the best units."""
        found: dict[tuple[str, ...], tuple[float, list[Unit]]] = {}
        for score, unit in ranked[:_LOOKED_AT]:
            if unit.headings not in found and support.bears(asked, unit, understood):
                stretch = stretch_of(unit, LONG)
                steps = min(steps_in(" ".join(u.text for u in stretch)), ENOUGH_STEPS)
                found[unit.headings] = (score + _STEP * steps, stretch)
        return max(found.values(), key=lambda pair: pair[0], default=(0.0, []))[1]


def _without_verdict(understood: Understood, claim: Claim) -> Claim:
    """A claim without the yes or no to another question than the one that was asked."""
    verdict = _VERDICT.match(claim.text)
    if verdict is None or understood.kind == "yes_no":
        return claim
    said = claim.text[verdict.end() :]
    first, *others = claim.quotes
    start = None if first.start is None else first.start + verdict.end()
    return replace(
        claim,
        text=said[0].upper() + said[1:],
        quotes=(replace(first, text=first.text[verdict.end() :], start=start), *others),
    )


def _said_last(
    ranked: Sequence[tuple[float, Unit]], chosen: Sequence[Unit]
) -> list[tuple[float, Unit]]:
    """The units, those lower that answer an earlier part of the question already."""
    said = {unit.key for unit in chosen}
    lowered = [(score - _SAID * (unit.key in said), unit) for score, unit in ranked]
    return sorted(lowered, key=lambda pair: -pair[0])


def _lists(unit: Unit) -> bool:
    """Whether a unit is an answer that holds a list."""
    return sum(part.shape.kind in LISTED for part in parts_of_answer(unit)) > 1


def _nearest(asked: Query, lead: Unit) -> Unit:
    """The sentence, item or row of the lead that covers the question best."""
    return max(parts_of_answer(lead), key=lambda unit: coverage(asked, unit.reading))
