"""The calculator's figures as the index has them now, each with the place that it stands in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.ask import Assistant
from assistant.calculation.budget_fields import FIELDS
from assistant.calculation.budget_notes import CONTEXT
from assistant.economics import Figure, placed
from assistant.web.places import Place, place_of
from assistant.web.source_list import cite_button

TURN = 0  # of the buttons here; those of a conversation are counted from 1
_NAMES = tuple(dict.fromkeys([*(f.figure for f in FIELDS if f.figure), *CONTEXT]))


@dataclass(frozen=True, slots=True)
class Register:
    """Figures and their places by the figures' names; what stands in one place has one number."""

    figures: Mapping[str, Figure]
    places: Mapping[str, Place]

    @property
    def sources(self) -> tuple[Place, ...]:
        """The places in the order of their numbers."""
        return tuple({place.number: place for place in self.places.values()}.values())

    def place(self, number: int) -> Place | None:
        """The place of that number, or None."""
        return next((place for place in self.sources if place.number == number), None)

    def cites(self, names: Iterable[str]) -> str:
        """The buttons that open the sources of these figures."""
        found = {self.places[name].number: self.places[name] for name in names if name in self}
        buttons = "".join(cite_button(TURN, found[number]) for number in sorted(found))
        return f'<span class="hp-citater">{buttons}</span>' if buttons else ""

    def __contains__(self, name: object) -> bool:
        return name in self.places


def register(assistant: Assistant) -> Register:
    """The figures whose words stand in the index, numbered in the order of the calculator."""
    there = {p.figure.id: p for p in placed(assistant.figures(), assistant.library)}
    numbers: dict[tuple[str, int, int], int] = {}
    places = {}
    for name in _NAMES:
        if found := there.get(name):
            where = (found.document.id, found.start, found.end)
            number = numbers.setdefault(where, len(numbers) + 1)
            places[name] = place_of(found.document, number, found.start, found.end)
    return Register({name: there[name].figure for name in places}, places)
