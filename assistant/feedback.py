"""Feedback on answers: one SQLite file beside the index, kept for a number of days.

Each use opens the file for itself, writes in one short transaction and forgets what is too old,
so several threads and processes may share it. What is erased is gone from the file's bytes too.
"""

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from assistant.discreet import discreet
from assistant.question import LONGEST as LONGEST_QUESTION
from assistant.reply import NoAnswer, Reply
from ingest.document import CELL
from ingest.errors import LibraryError, unwritable
from ingest.personal_data import mask

FILE_NAME = "feedback.sqlite"
VERSION = 1  # of the table below
DAYS = 180
MOST = 10_000  # pieces that are kept at once
LONGEST_COMMENT = 1_000  # characters
_LONGEST_TEXT = 4_000  # characters of a statement or a quote
_MOST_EACH = 40  # statements or citations
_NOT_YET = datetime.min.replace(tzinfo=UTC)
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    id TEXT PRIMARY KEY, made TEXT NOT NULL, said TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS feedback_made ON feedback (made);
"""
Mark = Literal[
    "helped", "wrong", "lacking", "not_in_source", "wrong_document", "outdated", "other"
]  # fmt: skip
MARKS: tuple[Mark, ...] = get_args(Mark)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation of the reply: id of the document, page from 1, and its words."""

    document: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody said of a reply, and what the reply was."""

    question: str
    marks: tuple[Mark, ...]
    comment: str = ""
    context: tuple[str, ...] = ()  # earlier questions that it leans on, oldest first
    status: str = "answered"  # answered or not_found
    reason: str | None = None
    kind: str = ""
    statements: tuple[str, ...] = ()
    citations: tuple[Quoted, ...] = ()
    index: str = ""  # state of the index that answered
    id: str = ""  # given when it is kept, as is the time
    made: datetime = _NOT_YET


def feedback_on(reply: Reply, marks: Sequence[Mark], comment: str, index: str) -> Feedback:
    """What somebody says of a reply; `index` names the state of the index that gave it."""
    refused = reply.reason if isinstance(reply, NoAnswer) else None
    return Feedback(
        reply.question,
        tuple(marks),
        comment,
        status=refused.status if refused else "answered",
        reason=refused.value if refused else None,
        kind=reply.kind,
        statements=tuple(said.text.replace(CELL, " | ") for said in reply.statements),
        citations=tuple(Quoted(c.document_id, c.page, c.quote) for c in reply.citations),
        index=index,
    )


@dataclass(frozen=True, slots=True)
class FeedbackStore:
    """The feedback that is kept in the folder of an index."""

    folder: Path
    days: int = DAYS
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)

    def add(self, said: Feedback) -> Feedback | None:
        """Keeps a piece, without personal data; as it was kept, or None where there is no room.

        Raises:
            PersonalData: the question or the comment holds a CPR number.
            LibraryError: the file cannot be written or is of another version.
        """
        kept = replace(_discreet(said), id=secrets.token_hex(8), made=self.clock())
        with self._open(create=True) as db:
            (count,) = db.execute("SELECT count(*) FROM feedback").fetchone()
            if count >= MOST:
                return None
            row = (kept.id, _moment(kept.made), json.dumps(_fields(kept), ensure_ascii=False))
            db.execute("INSERT INTO feedback VALUES (?, ?, ?)", row)
        return kept

    def all(self) -> tuple[Feedback, ...]:
        """Every piece that is kept, newest first.

        Raises:
            LibraryError: the file cannot be used.
        """
        query = "SELECT id, made, said FROM feedback ORDER BY made DESC, rowid DESC"
        with self._open() as db:
            return tuple(_read(*row) for row in db.execute(query)) if db else ()

    def get(self, feedback_id: str) -> Feedback | None:
        """The piece of that id, or None."""
        return next((said for said in self.all() if said.id == feedback_id), None)

    def erase(self, feedback_id: str | None = None) -> int:
        """Erases the piece of that id, or without one every piece; how many there were.

        Raises:
            LibraryError: the file cannot be used.
        """
        with self._open() as db:
            if not db:
                return 0
            whole, one = "DELETE FROM feedback", (feedback_id,)
            done = db.execute(f"{whole} WHERE id = ?", one) if feedback_id else db.execute(whole)
            return int(done.rowcount)

    def forget(self) -> None:
        """Erases what is too old; every other use does so too."""
        with self._open():
            pass

    @contextmanager
    def _open(self, *, create: bool = False) -> Iterator[Any]:
        """A transaction on the file without what is too old; None where there is no file yet."""
        file = self.folder / FILE_NAME
        if not create and not file.is_file():
            yield None
            return
        try:
            # Others write for milliseconds; whoever waits so long waits for a process that hangs.
            with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as db:
                db.execute("PRAGMA secure_delete = ON")
                db.execute("BEGIN IMMEDIATE")
                _prepare(db, file)
                oldest = self.clock() - timedelta(days=self.days)
                db.execute("DELETE FROM feedback WHERE made < ?", (_moment(oldest),))
                yield db
                db.execute("COMMIT")
        except sqlite3.DatabaseError as exc:
            raise unwritable(self.folder, exc) from exc


def _prepare(db: sqlite3.Connection, file: Path) -> None:
    (found,) = db.execute("PRAGMA user_version").fetchone()
    if found not in (0, VERSION):
        raise LibraryError(
            f"{str(file)!r} is of version {found}, this program reads {VERSION}: "
            "export it with the program that wrote it, and remove the file"
        )
    if found == 0:
        for statement in filter(str.strip, _TABLE.split(";")):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")


def _discreet(said: Feedback) -> Feedback:
    """The piece within its bounds, without personal data.

    Names are masked in what a person typed; what documents say of people stands in them anyway.
    """
    return replace(
        said,
        question=discreet(said.question, LONGEST_QUESTION),
        context=tuple(discreet(earlier, LONGEST_QUESTION) for earlier in said.context),
        comment=discreet(said.comment, LONGEST_COMMENT),
        marks=tuple(mark for mark in MARKS if mark in said.marks),
        statements=tuple(map(_cut, said.statements[:_MOST_EACH])),
        citations=tuple(
            replace(cited, quote=_cut(cited.quote)) for cited in said.citations[:_MOST_EACH]
        ),
    )


def _cut(text: str) -> str:
    return mask(text, contacts=True)[:_LONGEST_TEXT]


def _moment(when: datetime) -> str:
    """The time in UTC, so written that the order of texts is that of time."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _fields(said: Feedback) -> dict[str, Any]:
    fields = asdict(said)
    del fields["id"], fields["made"]
    return fields


def _read(feedback_id: str, made: str, said: str) -> Feedback:
    fields: dict[str, Any] = json.loads(said)
    fields["citations"] = [Quoted(**quoted) for quoted in fields["citations"]]
    for name in ("marks", "context", "statements", "citations"):
        fields[name] = tuple(fields[name])
    return Feedback(**fields, id=feedback_id, made=datetime.fromisoformat(made))
