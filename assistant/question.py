"""What a question asks for: its kind, its parts, and its wording on its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.concepts import Alternatives
from assistant.reply import Kind, Reason
from assistant.understanding.decision import asks_for_a_decision, means_somebody
from assistant.understanding.follow_up import Answered, changed_between, leans, stand_alone
from assistant.understanding.kind import kind_of as kind_of
from assistant.understanding.language import Language, asked_in_danish, language_of
from assistant.understanding.parts import parts_of
from assistant.understanding.small_talk import is_small_talk
from assistant.understanding.spelling import respelt
from ingest.personal_data import find_cpr

LONGEST = 1_000  # characters of a question


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it will be searched for and answered."""

    question: str  # that stands alone where a plain reading of it was found
    kind: Kind
    parts: tuple[str, ...]  # the questions within it, at least one
    context: tuple[str, ...] = ()  # earlier questions that it leans on, latest last
    declined: Reason | None = None
    alternatives: Alternatives = field(default_factory=dict)  # other words for the question's
    original: str = ""  # as it was asked
    language: Language = "da"

    @property
    def wording(self) -> str | None:
        """The stand-alone wording that is searched for; None where the question stands alone."""
        if self.original and self.question != respelt(self.original):
            return self.question
        return " – ".join([*self.context, self.question]) if self.context else None


def understand(
    question: str, history: Sequence[str] = (), answered: Answered | None = None
) -> Understood:
    """What the question asks for, seen with the visitor's earlier questions (oldest first).

    `answered` gives the statements that answer an earlier question, for one that means an item of
    them.
    """
    asked = " ".join(question.split())
    language = language_of(asked)
    if find_cpr(asked) or any(find_cpr(earlier) for earlier in history):
        return Understood(
            asked, "fact", (asked,), (), Reason.PERSONAL_DATA, original=asked, language=language
        )
    context = _context(asked, history)
    spelt = respelt(asked) if language == "da" else asked
    text = _rewritten(spelt, context, answered) or spelt
    parts = parts_of(text)
    if language == "en":
        parts = tuple(map(asked_in_danish, parts))
    declined = Reason.DECISION_ABOUT_A_PERSON if _decides(asked, context) else None
    declined = Reason.OUTSIDE if is_small_talk(asked) else declined
    return Understood(text, kind_of(text), parts, context, declined, {}, asked, language)


def _decides(asked: str, context: Sequence[str]) -> bool:
    """Whether a question, or the one whose person it speaks of, asks to decide in a case."""
    if asks_for_a_decision(asked, follows=bool(context)):
        return True
    return means_somebody(asked) and any(asks_for_a_decision(earlier) for earlier in context)


def _rewritten(asked: str, context: Sequence[str], answered: Answered | None) -> str | None:
    """The question as it stands alone after the earlier ones, each understood by those before."""
    if not context:
        return None
    if changed := changed_between(asked, context):
        return changed
    wording: str | None = context[0]
    for follow_up in (*context[1:], asked):
        wording = wording and stand_alone(follow_up, wording, answered)
    return wording


def _context(text: str, history: Sequence[str]) -> tuple[str, ...]:
    """The earlier questions that this one leans on: none where it stands alone."""
    context: list[str] = []
    # An earlier question may itself lean on the one before it.
    for earlier in (" ".join(earlier.split()) for earlier in reversed(history)):
        if not leans(text):
            break
        if earlier:
            context.insert(0, earlier)
            text = earlier
    return tuple(context)
