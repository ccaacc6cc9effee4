"""Serves the app: one process, one port, nothing from the network."""

import hashlib
import logging
import os
import socket
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Gradio reads this when it is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
import uvicorn
from fastapi import FastAPI
from pydantic import SecretStr

from assistant.ask import Assistant
from assistant.feedback import DAYS, FeedbackStore
from assistant.guide import Guides
from assistant.guide_file import FILE, watched_guide
from assistant.web import accessibility, downloads, economics_export
from assistant.web.access import Gate, is_local
from assistant.web.examples import Examples, read_examples
from assistant.web.feedback_routes import feedback_routes
from assistant.web.intake import Intake
from assistant.web.intake_routes import intake_routes
from assistant.web.page import page
from assistant.web.routes import STATIC, routes, static_files
from assistant.web.shell import Shell
from assistant.web.site import Site
from assistant.web.theme import theme
from ingest.bounds import Bounds
from ingest.errors import LibraryError


def web_app(
    assistant: Assistant,
    examples: Examples,
    *,
    gate: Gate | None = None,
    bounds: Bounds | None = None,
    feedback_days: int = DAYS,
    report: Path | None = None,
    guide: Guides | None = None,
) -> FastAPI:
    """Everything that answers over HTTP; without a gate nobody changes the library."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(routes(assistant))
    app.state.intake = Intake(assistant.index.folder, lambda: assistant.library)
    app.include_router(
        intake_routes(assistant, app.state.intake, gate or Gate(), bounds or Bounds())
    )
    feedback = FeedbackStore(assistant.index.folder, feedback_days)
    with suppress(LibraryError):  # whoever gives or reads feedback is told
        feedback.forget()
    app.include_router(feedback_routes(assistant, feedback, gate or Gate()))
    app.include_router(economics_export.routes(assistant))
    site = Site(assistant, examples, feedback, report, guide or watched_guide(FILE))
    app.include_router(downloads.routes(site.downloads))
    app.include_router(accessibility.routes())
    app.mount("/statisk", static_files())
    assets = _assets()
    names = [file.name for file in assets]
    app.add_middleware(Shell, version=_version(assets), assets=names)
    gr.mount_gradio_app(
        app,
        page(site),
        path="/",
        theme=theme(),
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size="50mb",
        pwa=False,
        enable_monitoring=False,
        ssr_mode=False,
    )
    return app


def serve(
    assistant: Assistant,
    port: socket.socket,
    *,
    admin_key: SecretStr | None = None,
    bounds: Bounds | None = None,
    feedback_days: int = DAYS,
    report: Path | None = None,
    guide: Guides | None = None,
) -> None:
    """Serves on an already bound socket until it is stopped; says where once it answers."""
    gate = Gate(admin_key, local=is_local(port.getsockname()[0]))
    app = web_app(
        assistant,
        read_examples(),
        gate=gate,
        bounds=bounds,
        feedback_days=feedback_days,
        report=report,
        guide=guide,
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    config = uvicorn.Config(app, log_config=None, log_level="warning", timeout_graceful_shutdown=2)
    _Server(config).run(sockets=[port])


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            print(f"Holdepunkt svarer på http://{host}:{port}", flush=True)


def _assets() -> list[Path]:
    """Styles and scripts, first those that the others build on."""
    files = sorted([*STATIC.glob("*.css"), *STATIC.glob("*.js")])
    return sorted(files, key=lambda file: file.stem != "holdepunkt")


def _version(files: Iterable[Path]) -> str:
    """A name that changes with style and script, so that browsers fetch them anew."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
