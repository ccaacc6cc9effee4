"""Where feedback is read, taken out, made into cases and erased; each request asks the gate first.

Reading is a POST too: only then does a browser say which page asks.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.concurrency import run_in_threadpool

from assistant.ask import Assistant
from assistant.feedback import Feedback, FeedbackStore
from assistant.feedback_files import as_csv, as_jsonl, case_file, is_filled_in, write_case
from assistant.web.access import Gate
from assistant.web.doorkeeper import doorkeeper
from assistant.web.quality_feedback import feedback_list
from ingest.errors import LibraryError

_FILES = {"jsonl": ("application/jsonl", as_jsonl), "csv": ("text/csv", as_csv)}
_Json = dict[str, Any]
_Found = TypeVar("_Found")


def feedback_routes(assistant: Assistant, store: FeedbackStore, gate: Gate) -> APIRouter:
    """What may be done with feedback by whoever the gate admits."""
    router = APIRouter()
    admitted = doorkeeper(gate)

    @router.post("/melding/liste")
    async def listed(request: Request) -> _Json:
        await admitted(request)
        return {"html": await _done(lambda: _listed(assistant, store))}

    @router.post("/melding/eksport/{form}")
    async def export(form: str, request: Request) -> Response:
        await admitted(request)
        if form not in _FILES:
            raise HTTPException(404)
        kind, write = _FILES[form]
        body = await _done(lambda: write(store.all()))
        headers = {"content-disposition": f'attachment; filename="meldinger.{form}"'}
        return Response(body, media_type=f"{kind}; charset=utf-8", headers=headers)

    @router.post("/melding/poster/{feedback_id}/testspoergsmaal")
    async def make_case(feedback_id: str, request: Request) -> _Json:
        await admitted(request)
        said = await _done(lambda: store.get(feedback_id))
        if said is None:
            raise HTTPException(404)
        return await _done(lambda: _case(store, said))

    @router.delete("/melding/poster/{feedback_id}", status_code=204)
    async def erase(feedback_id: str, request: Request) -> None:
        await admitted(request)
        if not await _done(lambda: store.erase(feedback_id)):
            raise HTTPException(404)

    @router.delete("/melding/poster", status_code=204)
    async def erase_all(request: Request) -> None:
        await admitted(request)
        await _done(store.erase)

    return router


def _listed(assistant: Assistant, store: FeedbackStore) -> str:
    titles = {source.id: source.title for source in assistant.library.sources()}
    pieces = store.all()
    cases = frozenset(said.id for said in pieces if case_file(store.folder, said.id).exists())
    return feedback_list(pieces, titles, cases, store.days)


def _case(store: FeedbackStore, said: Feedback) -> _Json:
    file = write_case(store.folder, said)
    text = file.read_text(encoding="utf-8")
    return {"navn": file.name, "indhold": text, "udfyldt": is_filled_in(text)}


async def _done(act: Callable[[], _Found]) -> _Found:
    """What `act` gives, off the event loop; 503 where the folder or the file cannot be used."""
    try:
        return await run_in_threadpool(act)
    except (LibraryError, OSError) as exc:
        raise HTTPException(503) from exc
