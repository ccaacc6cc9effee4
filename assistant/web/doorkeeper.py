"""Asks the gate before a request goes on; who is not admitted waits, and hears no more than no."""

import asyncio
from collections.abc import Awaitable, Callable

from fastapi import HTTPException, Request

from assistant.web.access import Gate

Admitted = Callable[[Request], Awaitable[None]]
_AFTER_A_WRONG_KEY = 0.5  # seconds; one after the other, so that nobody tries thousands


def doorkeeper(gate: Gate) -> Admitted:
    """What a route awaits first; it raises HTTPException 403 where the gate does not admit."""
    wrong = asyncio.Lock()

    async def admitted(request: Request) -> None:
        if gate.admits(request):
            return
        async with wrong:
            await asyncio.sleep(_AFTER_A_WRONG_KEY)
        raise HTTPException(403)

    return admitted
