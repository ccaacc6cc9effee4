"""The places that a page of the guide leans on, numbered in the order of its statements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.guide import Said, spots
from assistant.web.escape import escape
from assistant.web.places import Place, place_of
from assistant.web.source_list import cite_button
from ingest.library import Library


@dataclass(frozen=True, slots=True)
class Sources:
    """The places of the statements that stand; a statement that is not in it does not stand."""

    turn: int  # of the buttons: the page's, or a question's
    cited: Mapping[Said, tuple[Place, ...]]

    @property
    def places(self) -> tuple[Place, ...]:
        """All places in the order of their numbers, from 1."""
        return tuple({p.number: p for places in self.cited.values() for p in places}.values())

    def place(self, number: int) -> Place | None:
        """The place of that number, or None."""
        return next((place for place in self.places if place.number == number), None)

    def worded(self, said: Said, text: str | None = None) -> str:
        """A statement with its citations, which stay on the line of the last word.

        `text` stands for words of its own, as where the quote itself is shown.
        """
        head, space, last = (text or said.text).rpartition(" ")
        cites = self.cites(said)
        return f'{escape(head + space)}<span class="hp-citater">{escape(last)} {cites}</span>'

    def cites(self, said: Said) -> str:
        """The buttons that open the sources of a statement."""
        return "".join(cite_button(self.turn, place) for place in self.cited[said])

    def __contains__(self, said: object) -> bool:
        return said in self.cited


def sources(turn: int, said: Iterable[Said], library: Library) -> Sources:
    """The places of those statements that stand in the index; equal places have one number."""
    numbers: dict[tuple[str, int, int], int] = {}
    cited: dict[Said, tuple[Place, ...]] = {}
    for one in said:
        places = {}
        for spot in spots(one, library):
            where = (spot.document.id, spot.start, spot.end)
            number = numbers.setdefault(where, len(numbers) + 1)
            places[number] = place_of(spot.document, number, spot.start, spot.end)
        if places:
            cited[one] = tuple(places.values())
    return Sources(turn, cited)
