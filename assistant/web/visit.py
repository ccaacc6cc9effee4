"""What is kept for one visitor while the page is open, and nowhere else."""

from dataclasses import dataclass

from assistant.reply import Answer, NoAnswer, Reason, Reply
from assistant.web.places import Place

TURNS = 20  # shown; the whole conversation is sent with each answer
HISTORY = 6  # earlier questions that a follow-up may lean on


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what came of it; `reply` is None where the answering broke."""

    id: int  # from 1 within the visit
    question: str
    reply: Reply | None
    places: tuple[Place, ...] = ()
    code: str | None = None  # of the failure, as it stands in the log
    searched: tuple[int, int] | None = None  # documents searched, and how many there were; or all
    token: str = ""  # under which the answer can be fetched as a file
    masked: str = ""  # a question that was refused for its CPR number, without it

    def place(self, number: int) -> Place | None:
        """The place of that number, or None."""
        return next((place for place in self.places if place.number == number), None)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the source panel shows."""

    turn: int
    number: int
    page: int


@dataclass(frozen=True, slots=True)
class Visit:
    """The turns so far, oldest first."""

    turns: tuple[Turn, ...] = ()

    @property
    def next_id(self) -> int:
        """The number of the turn that comes."""
        return self.turns[-1].id + 1 if self.turns else 1

    @property
    def history(self) -> tuple[str, ...]:
        """Earlier questions for a follow-up, oldest first: answered or not, but never declined."""
        return tuple(turn.question for turn in self.turns if _may_be_kept(turn.reply))[-HISTORY:]

    @property
    def tokens(self) -> tuple[str, ...]:
        """Under which its answers can be fetched."""
        return tuple(turn.token for turn in self.turns if turn.token)

    def turn(self, turn_id: int) -> Turn | None:
        """The turn of that number, or None."""
        return next((turn for turn in self.turns if turn.id == turn_id), None)

    def before(self, turn_id: int) -> tuple[str, ...]:
        """The history as it was when the turn of that number was asked."""
        return Visit(tuple(turn for turn in self.turns if turn.id < turn_id)).history

    def with_turn(self, turn: Turn) -> "Visit":
        """The visit after `turn`; the oldest turns fall out."""
        return Visit((*self.turns, turn)[-TURNS:])


def shown_first(turn: Turn) -> Shown | None:
    """What the panel shows when an answer is new: its first source."""
    if not isinstance(turn.reply, Answer) or not turn.places:
        return None
    return Shown(turn.id, turn.places[0].number, turn.places[0].page)


def _may_be_kept(reply: Reply | None) -> bool:
    if isinstance(reply, NoAnswer):
        return reply.reason is not Reason.PERSONAL_DATA
    return reply is not None
