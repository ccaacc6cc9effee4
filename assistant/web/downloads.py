"""Answers to be fetched as files: each under a token that only its visitor has, for a while."""

import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock

from fastapi import APIRouter, HTTPException, Response

from assistant.reply import Answer
from assistant.web.markdown_file import markdown
from assistant.web.paper import paper
from assistant.web.places import Place
from assistant.web.word_file import TYPE, word_file

KEPT = 8 * 3_600  # seconds that an answer can be fetched
_MOST = 5_000  # answers of all visitors; the oldest fall out


@dataclass(frozen=True, slots=True)
class _Kept:
    answer: Answer
    places: tuple[Place, ...]
    day: date
    until: float


@dataclass
class Downloads:
    """The answers that can be fetched, in memory only; safe to share between threads."""

    clock: Callable[[], float] = time.monotonic
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def offer(self, answer: Answer, places: tuple[Place, ...]) -> str:
        """The token under which the answer can be fetched from now on."""
        token, now = secrets.token_urlsafe(24), self.clock()
        with self._lock:
            # In the order of their time: those that have expired come first.
            for old, kept in list(self._kept.items()):
                if kept.until > now and len(self._kept) < _MOST:
                    break
                del self._kept[old]
            self._kept[token] = _Kept(answer, places, date.today(), now + KEPT)
        return token

    def forget(self, tokens: Iterable[str]) -> None:
        """Takes these answers back."""
        with self._lock:
            for token in tokens:
                self._kept.pop(token, None)

    def kept(self, token: str) -> _Kept | None:
        """The answer of that token, or None."""
        with self._lock:
            found = self._kept.get(token)
        return found if found and found.until > self.clock() else None


def routes(downloads: Downloads) -> APIRouter:
    """`/hent/TOKEN.docx` and `/hent/TOKEN.md`; any other address is not there."""
    router = APIRouter()

    @router.get("/hent/{token}.{ending}")
    def hent(token: str, ending: str) -> Response:
        found = downloads.kept(token)
        if not found or ending not in ("docx", "md"):
            raise HTTPException(404)
        blocks = paper(found.answer, found.places, found.day)
        content, kind = (
            (word_file(blocks), TYPE)
            if ending == "docx"
            else (markdown(blocks).encode(), "text/markdown; charset=utf-8")
        )
        # Of the question nothing stands in the name: it lands in lists of files and in logs.
        name = f"holdepunkt-svar-{found.day.isoformat()}.{ending}"
        headers = {
            "content-disposition": f'attachment; filename="{name}"',
            "cache-control": "no-store",
        }
        return Response(content, media_type=kind, headers=headers)

    return router
