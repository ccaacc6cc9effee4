"""From a question to a reply: the whole of the assistant, in a few lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from assistant.cite import cite
from assistant.compose import QuotingWriter
from assistant.concepts import Concepts, no_concepts
from assistant.economics import Figures, no_figures
from assistant.question import LONGEST, Understood, understand
from assistant.reply import (
    Answer,
    Citation,
    Draft,
    NoAnswer,
    Passage,
    Progress,
    Reason,
    Reply,
    Statement,
)
from assistant.retrieve import Retriever
from assistant.search.named import names_of
from assistant.selection.rank import likeness_of
from assistant.understanding.language import IN_ENGLISH
from assistant.verify import verify
from assistant.word import may_be_worded, word
from ingest.errors import QuestionError
from ingest.library import Library
from ingest.narrowed import narrowed
from ingest.snapshot import Snapshot

if TYPE_CHECKING:  # it takes a second to load, and most have no model
    from assistant.language_model import LanguageModelWriter

PASSAGES = 10  # shown at most


@dataclass
class Assistant:
    """Answers from the state that the index has last come to; safe to share between threads."""

    index: Library
    retriever: Retriever
    concepts: Callable[[], Concepts] = no_concepts
    writer: "LanguageModelWriter | None" = None  # words the answers, where there is one
    figures: Figures = no_figures

    def __post_init__(self) -> None:
        self._lock = Lock()

    @property
    def library(self) -> Library:
        """The library as it is searched now."""
        return self._current().snapshot.library

    def ask(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        why: bool = False,
        within: frozenset[str] | None = None,
    ) -> Reply:
        """The reply to a question, seen with the visitor's earlier questions (oldest first).

        With `why` its passages say what brought them. Where the ids of documents are given
        (`within`), nothing else is searched, said or counted; ids that are not there are left out.

        Raises:
            QuestionError: the question is empty, longer than `LONGEST` characters, or no text.
        """
        *_, reply = self.stream(question, history, why=why, within=within)
        assert not isinstance(reply, Progress)
        return reply

    def stream(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        why: bool = False,
        within: frozenset[str] | None = None,
    ) -> Iterator[Progress | Reply]:
        """The reply at last; before it, where a language model words it, what stands so far.

        Raises:
            QuestionError: as for `ask`.
        """
        _check(question, history)
        understood = self.understood(question, history, within=within)
        if understood.declined:
            yield NoAnswer(understood.original, understood.kind, understood.declined)
            return
        retriever = self._searching(within)
        passages = _found(retriever, understood, PASSAGES, why=why)
        rarity = partial(retriever.snapshot.lexical.rarity, "stem")
        library = retriever.snapshot.library
        draft = QuotingWriter(
            library, rarity, retriever, self.figures, likeness_of(retriever.embedder)
        ).write(understood, passages)
        cited = [(c, [cite(quote, 1, library) for quote in c.quotes]) for c in draft.claims]
        reply = _reply(understood, passages, draft, *verify(cited, understood.question))
        if self.writer and isinstance(reply, Answer) and may_be_worded(draft):
            yield from word(reply, understood, self.writer, library)
        else:
            yield reply

    def passages(
        self,
        question: str,
        k: int = PASSAGES,
        *,
        history: Sequence[str] = (),
        within: frozenset[str] | None = None,
    ) -> list[Passage]:
        """The `k` passages nearest to a question, best first; none where it is declined.

        Raises:
            QuestionError: as for `ask`.
        """
        _check(question, history)
        understood = self.understood(question, history, within=within)
        return [] if understood.declined else _found(self._searching(within), understood, k)

    def understood(
        self,
        question: str,
        history: Sequence[str] = (),
        *,
        within: frozenset[str] | None = None,
    ) -> Understood:
        """What the question asks for, with the other words that the field has for its words."""
        understood = understand(question, history, partial(self._statements, within))
        asked = " ".join([*understood.context, understood.question])
        return replace(understood, alternatives=self.concepts().alternatives(asked))

    def _statements(self, within: frozenset[str] | None, question: str) -> list[str]:
        """What answers an earlier question, for one that means an item of it."""
        reply = replace(self, writer=None).ask(question, within=within)
        return [statement.text for statement in reply.statements]

    def _searching(self, within: frozenset[str] | None) -> Retriever:
        """The retriever over these documents, or over all."""
        now = self._current()
        if within is None:
            return now
        return replace(now, snapshot=narrowed(now.snapshot, within))

    def _current(self) -> Retriever:
        """The retriever of the snapshot that is in force now."""
        with self._lock:
            if self.index.meta("snapshot") != self.retriever.snapshot.name:
                snapshot = Snapshot.open(self.index)
                self.retriever = replace(self.retriever, snapshot=snapshot)
                # What they keep at hand would hold the files of older snapshots open.
                narrowed.cache_clear()
                names_of.cache_clear()
            return self.retriever


def _found(
    retriever: Retriever, understood: Understood, k: int, *, why: bool = False
) -> list[Passage]:
    return retriever.retrieve(
        understood.question,
        k,
        context=understood.context,
        alternatives=understood.alternatives,
        why=why,
    )


def _reply(
    understood: Understood,
    passages: Sequence[Passage],
    draft: Draft,
    statements: tuple[Statement, ...],
    citations: tuple[Citation, ...],
) -> Reply:
    """The answer where statements stand; else why there is none."""
    asked, wording = understood.original, understood.wording
    english = IN_ENGLISH if understood.language == "en" else None
    if not statements:
        reason = Reason.NOTHING_SUPPORTED if passages else Reason.NOTHING_FOUND
        return NoAnswer(asked, understood.kind, reason, tuple(passages), wording)
    if all(claim.lost for claim in draft.claims):
        return NoAnswer(
            asked, understood.kind, Reason.LOST_IN_SOURCE, tuple(passages), wording,
            statements, citations,
        )  # fmt: skip
    return Answer(
        asked, draft.kind or understood.kind, statements, citations, tuple(passages), wording,
        "\n".join(filter(None, (english, draft.introduction))) or None, draft.notes,
    )  # fmt: skip


def _check(question: str, history: Sequence[str]) -> None:
    if not question.strip():
        raise QuestionError("the question is empty: write what you want to know")
    if len(question) > LONGEST:
        raise QuestionError(
            f"the question has {len(question)} characters, at most {LONGEST} are read: shorten it"
        )
    try:
        "".join([question, *history]).encode()
    except UnicodeEncodeError as exc:
        raise QuestionError(f"the question holds half a character ({exc}): write it anew") from exc
