"""Where files arrive and changes of the library are asked for; each asks the gate first."""

import json
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from assistant.ask import Assistant
from assistant.web.access import Gate
from assistant.web.change_report import change_report, said_in_short
from assistant.web.doorkeeper import Admitted, doorkeeper
from assistant.web.holdings import Holding, holding
from assistant.web.intake import Change, Incoming, Intake
from assistant.web.wanted_files import wanted_files
from ingest.bounds import Bounds
from ingest.uploads import Order

_PIECE = 1_000_000  # bytes written at a time
_MOST_SAID = 1_000_000  # bytes of a request that is no file
_Json = dict[str, Any]


def intake_routes(assistant: Assistant, intake: Intake, gate: Gate, bounds: Bounds) -> APIRouter:
    """What changes the library, and how far it has come."""
    router = APIRouter()
    admitted = doorkeeper(gate)

    @router.get("/bibliotek/adgang")
    def access(request: Request) -> _Json:
        return {"adgang": gate.access(request), "mest": bounds.most_bytes}

    @router.post("/bibliotek/adgang", status_code=204)
    async def show_key(request: Request) -> None:
        await admitted(request)

    @router.post("/bibliotek/poster/{key}/{what}")
    async def change_one(key: str, what: str, request: Request) -> _Json:
        await admitted(request)
        there = await run_in_threadpool(holding, assistant, key)
        if there is None:
            raise HTTPException(404)
        return {"token": intake.order(_ordered(there, what)).token}

    # Gradio would keep what anyone sends to it.
    @router.post("/gradio_api/upload", status_code=404)
    def nothing_is_sent_to_gradio() -> None:
        return

    _add_files(router, assistant, intake, admitted, bounds)
    return router


def _add_files(
    router: APIRouter, assistant: Assistant, intake: Intake, admitted: Admitted, bounds: Bounds
) -> None:
    """From the names of files to their reports."""

    @router.post("/bibliotek/filer")
    async def open_change(request: Request) -> _Json:
        await admitted(request)
        said = await _said(request)
        files = await run_in_threadpool(wanted_files, said, assistant, bounds)
        change = intake.open(files)
        return {"token": change.token, "filer": [_offered(file) for file in files]}

    @router.put("/bibliotek/filer/{token}/{number}", status_code=204)
    async def send(token: str, number: int, request: Request) -> None:
        await admitted(request)
        change = _found(intake, token)
        if change.state != "receiving" or not 0 <= number < len(change.files):
            raise HTTPException(404)
        if change.files[number].refused:
            raise HTTPException(409)
        await _receive(request, change.waiting_file(number), bounds.most_bytes)

    @router.post("/bibliotek/filer/{token}", status_code=204)
    async def start(token: str, request: Request) -> None:
        await admitted(request)
        change, said = _found(intake, token), await _said(request)
        chosen = said.get("numre") if isinstance(said, dict) else None
        if change.state != "receiving" or not isinstance(chosen, list):
            raise HTTPException(404)
        intake.add(change, [n for n in range(len(change.files)) if n in chosen])

    @router.get("/bibliotek/filer/{token}")
    def progress(token: str) -> _Json:
        change = _found(intake, token)
        titles = {source.id: source.title for source in assistant.library.sources()}
        html = change_report(change, intake.position(change), titles)
        ended = change.ended
        return {"html": html, "slut": ended, "sagt": said_in_short(change) if ended else ""}

    @router.delete("/bibliotek/filer/{token}", status_code=204)
    async def cancel(token: str, request: Request) -> None:
        await admitted(request)
        intake.cancel(_found(intake, token))


def _found(intake: Intake, token: str) -> Change:
    change = intake.change(token)
    if change is None:
        raise HTTPException(404)
    return change


def _offered(file: Incoming) -> _Json:
    return {"navn": file.given, "afvist": file.refused, "erstatter": file.replaces}


def _ordered(held: Holding, what: str) -> Order:
    if what == "fjern" and (held.source or held.uploaded):
        return Order(remove=held.path)
    if what == "laes-igen":
        if not Path(held.path).is_file():
            raise HTTPException(409)
        return Order(again=held.path)
    raise HTTPException(404)


async def _said(request: Request) -> Any:  # noqa: ANN401 (whatever JSON there is)
    """The request's JSON."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _MOST_SAID:
            raise HTTPException(413)
    try:
        return json.loads(body or b"null")
    except ValueError as exc:
        raise HTTPException(400) from exc


async def _receive(request: Request, file: Path, most: int) -> None:
    """Writes the request's body to a file, whole or not at all."""
    partial, come = file.with_suffix(".partial"), 0
    await run_in_threadpool(file.parent.mkdir, parents=True, exist_ok=True)
    try:
        with partial.open("wb") as out:
            async for piece in _pieces(request):
                come += len(piece)
                if come > most:
                    raise HTTPException(413)
                await run_in_threadpool(out.write, piece)
        partial.replace(file)
    except ClientDisconnect as exc:
        raise HTTPException(400) from exc
    finally:
        partial.unlink(missing_ok=True)


async def _pieces(request: Request) -> Any:  # noqa: ANN401
    """The body in pieces that are worth a write."""
    gathered = b""
    async for piece in request.stream():
        gathered += piece
        if len(gathered) >= _PIECE:
            yield gathered
            gathered = b""
    if gathered:
        yield gathered
