"""An app over an index of its own, which a test may change, with the model that ships."""

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import uvicorn
from pydantic import SecretStr

from assistant.ask import Assistant
from assistant.assemble import assemble
from assistant.web.access import Gate
from assistant.web.examples import Examples
from assistant.web.intake import Intake
from assistant.web.serve import web_app
from ingest.bounds import Bounds
from ingest.embed import SHIPPED, load_embedder
from ingest.pipeline import ingest
from ingest.settings import Settings
from tests.making import write

NOTE = "# Bogbussen\n\nBogbussen koster 4.750 kr. om ugen at holde kørende."


@dataclass(frozen=True, slots=True)
class Served:
    """An app that answers."""

    address: str
    index: Path
    assistant: Assistant
    intake: Intake

    def titles(self) -> set[str]:
        return {source.title for source in self.assistant.library.sources()}


@contextmanager
def served(
    folder: Path,
    *,
    key: str | None = None,
    bounds: Bounds | None = None,
    files: Mapping[str, str] | None = None,
    report: Path | None = None,
) -> Iterator[Served]:
    """The app over a small library in `folder`."""
    if not SHIPPED.is_dir():
        pytest.skip("the model that ships is not in ingest/embedder")
    index = folder / "index"
    documents = write(folder / "documents", files or {"bogbus.md": NOTE})
    ingest([documents], index, load_embedder(), processes=0)
    assistant = assemble(Settings(index=index))
    gate = Gate(SecretStr(key) if key else None, local=True)
    examples = Examples("Spørg om bogbussen.", ())
    app = web_app(assistant, examples, gate=gate, bounds=bounds, report=report)
    port = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [port]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    address = f"http://127.0.0.1:{port.getsockname()[1]}"
    yield Served(address, index, assistant, app.state.intake)
    server.should_exit = True
    thread.join(10)


class Sender:
    """Sends files as the page does."""

    def __init__(self, address: str, **headers: str) -> None:
        self.http = httpx.Client(
            base_url=address, headers={"origin": address, **headers}, timeout=60
        )

    def offer(self, *names: str, size: int = 1, **more: object) -> httpx.Response:
        files = [{"navn": name, "stoerrelse": size} for name in names]
        return self.http.post("/bibliotek/filer", json={"filer": files, **more})

    def begin(self, files: Mapping[str, bytes]) -> str:
        """The token of a change that has begun."""
        token = str(self.offer(*files).json()["token"])
        for number, content in enumerate(files.values()):
            self.http.put(f"/bibliotek/filer/{token}/{number}", content=content)
        self.http.post(f"/bibliotek/filer/{token}", json={"numre": list(range(len(files)))})
        return token

    def ended(self, token: str) -> str:
        """The report of a change, as soon as it has ended."""
        while True:
            said = self.http.get(f"/bibliotek/filer/{token}").json()
            if said["slut"]:
                return str(said["html"])
            time.sleep(0.1)

    def add(self, files: Mapping[str, bytes]) -> str:
        """The report of adding files."""
        return self.ended(self.begin(files))
