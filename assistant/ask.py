"""From a question to a reply: the whole of the assistant, in a few lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from threading import Lock

from assistant.cite import cite
from assistant.compose import QuotingWriter
from assistant.concepts import Concepts, no_concepts
from assistant.question import LONGEST, understand
from assistant.reply import Answer, NoAnswer, Reason, Reply
from assistant.retrieve import Retriever
from assistant.verify import verify
from ingest.embed import Embedder
from ingest.errors import QuestionError
from ingest.library import Library
from ingest.snapshot import Snapshot

PASSAGES = 10  # shown at most


@dataclass
class Assistant:
    """Answers from one library; safe to share between threads."""

    library: Library
    embedder: Embedder
    retriever: Retriever
    concepts: Concepts = field(default_factory=no_concepts)

    def __post_init__(self) -> None:
        self._lock = Lock()

    def ask(self, question: str, history: Sequence[str] = ()) -> Reply:
        """The reply to a question, seen with the visitor's earlier questions (oldest first).

        Raises:
            QuestionError: the question is empty, longer than `LONGEST` characters, or no text.
        """
        _check(question, history)
        understood = understand(question, history)
        asked = " ".join([*understood.context, understood.question])
        understood = replace(understood, alternatives=self.concepts.alternatives(asked))
        if understood.declined:
            return NoAnswer(understood.question, understood.kind, understood.declined)
        retriever = self._current()
        passages = retriever.retrieve(
            understood.question,
            PASSAGES,
            context=understood.context,
            alternatives=understood.alternatives,
        )
        nothing = NoAnswer(
            understood.question,
            understood.kind,
            Reason.NOTHING_FOUND,
            tuple(passages),
            understood.wording,
        )
        if not passages:
            return nothing
        writer = QuotingWriter(
            self.library, lambda stem: retriever.snapshot.lexical.rarity("stem", stem)
        )
        claims = writer.write(understood, passages)
        cited = [(claim, cite(claim, n, self.library)) for n, claim in enumerate(claims, start=1)]
        statements, citations = verify(cited)
        if not statements:
            return replace(nothing, reason=Reason.NOTHING_SUPPORTED)
        return Answer(
            understood.question,
            understood.kind,
            statements,
            citations,
            tuple(passages),
            understood.wording,
        )

    def _current(self) -> Retriever:
        """The retriever of the snapshot that is in force now."""
        with self._lock:
            if self.library.meta("snapshot") != self.retriever.snapshot.name:
                snapshot = Snapshot.open(self.library)
                self.retriever = replace(self.retriever, snapshot=snapshot)
            return self.retriever


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
