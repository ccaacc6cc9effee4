"""Serves the app: one process, one port, nothing from the network."""

import hashlib
import logging
import os
import socket
import sys

# Gradio reads this when it is imported.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
import uvicorn
from fastapi import FastAPI

from assistant.ask import Assistant
from assistant.web.examples import Examples, read_examples
from assistant.web.page import page
from assistant.web.routes import STATIC, routes, static_files
from assistant.web.shell import Shell
from assistant.web.theme import theme


def web_app(assistant: Assistant, examples: Examples) -> FastAPI:
    """Everything that answers over HTTP."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(routes(assistant.library))
    app.mount("/statisk", static_files())
    app.add_middleware(Shell, version=_version())
    gr.mount_gradio_app(
        app,
        page(assistant, examples),
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


def serve(assistant: Assistant, port: socket.socket) -> None:
    """Serves on an already bound socket until it is stopped; says where once it answers."""
    app = web_app(assistant, read_examples())
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    config = uvicorn.Config(app, log_config=None, log_level="warning", timeout_graceful_shutdown=2)
    _Server(config).run(sockets=[port])


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            print(f"Holdepunkt svarer på http://{host}:{port}", flush=True)


def _version() -> str:
    """A name that changes with style and script, so that browsers fetch them anew."""
    files = (STATIC / "holdepunkt.css", STATIC / "holdepunkt.js")
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
