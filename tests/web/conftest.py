"""A tiny library of a made PDF and a note, the real assistant over it, and the app in a browser."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

import numpy as np
import pymupdf
import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.ask import Assistant
from assistant.retrieve import Retriever
from assistant.web.examples import Example, Examples
from assistant.web.serve import web_app
from ingest.embed import Embedder, Vectors
from ingest.library import Library
from ingest.pipeline import ingest
from ingest.snapshot import Snapshot

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
PAGES = (
    ("Om bogbussen", "Bogbussen er kommunens rullende bibliotek.", "Den betjener landsbyerne."),
    (
        "Hvad koster bogbussen?",
        "Bogbussen koster 4.750 kr. om ugen at holde kørende.",
        "Beløbet dækker chauffør og brændstof, men ikke de bøger, som",
        "bussen låner ud til landsbyerne i kommunen.",
    ),
)
NOTE = """# Læsecirklens regler

## Sådan melder du dig ind

En læsecirkel i bogbussen optager nye medlemmer hver torsdag. Indmeldelse kræver et lånerkort. \
[Kilde: Bogbussens håndbog, 2014, s. 7]

| Gruppe | Antal medlemmer |
|---|---|
| Voksne | 12 |
| Børn | 30 |

<script>alert("Hej")</script>
"""
REGISTER = """[[document]]
id = "bogbus"
title = "Bogbussen – drift & økonomi <2013>"
publisher = "Bibliotekerne"
published = "2013-03-01"
kind = "notat"
status = "historical"
"""


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index over one PDF of two pages and one note without pages."""
    documents = tmp_path_factory.mktemp("documents")
    make_pdf(documents / "bogbus.pdf", PAGES)
    (documents / "laesecirkel.md").write_text(NOTE, encoding="utf-8")
    (documents / "sources.toml").write_text(REGISTER, encoding="utf-8")
    folder = tmp_path_factory.mktemp("index")
    reports = ingest([documents], folder, plain_embedder(), processes=0)
    assert {report.status for report in reports} == {"indexed"}
    return folder


@pytest.fixture(scope="session")
def helper(library_folder: Path) -> Assistant:
    """The real assistant over the tiny library."""
    library, embedder = Library(library_folder), plain_embedder()
    return Assistant(library, Retriever(Snapshot.open(library), embedder))


@pytest.fixture(scope="session")
def address(helper: Assistant) -> Iterator[str]:
    """Where the app answers."""
    questions = (Example("Find et tal", "Hvad koster bogbussen om ugen?"),)
    with serving(web_app(helper, Examples("Spørg om bogbussen.", questions))) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or the reason that there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def desktop(browser: Browser, address: str) -> Iterator[Page]:
    """The start page on a desk; every address that the page asks for is in `page.asked`."""
    yield from _opened(browser, address, 1440, 900)


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Page]:
    """The start page on a phone."""
    yield from _opened(browser, address, 390, 844)


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """Where the app answers, as long as it is served."""
    port = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [port]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def make_pdf(path: Path, pages: Sequence[Sequence[str]]) -> None:
    """A PDF with a heading and lines on each page."""
    pdf = pymupdf.open()
    for heading, *lines in pages:
        page = pdf.new_page()
        page.insert_text((72, 96), heading, fontsize=16, fontname="hebo")
        for number, line in enumerate(lines):
            page.insert_text((72, 140 + 18 * number), line, fontsize=11)
    pdf.save(path)
    pdf.close()


def plain_embedder() -> Embedder:
    """Words counted in 64 buckets: as much of a model as a tiny library needs."""
    return Embedder("plain", 64, _counted)


def _counted(texts: list[str]) -> Vectors:
    vectors = np.zeros((len(texts), 64), dtype=np.float32)
    for row, text in zip(vectors, texts, strict=True):
        for word in text.lower().split():
            row[crc32(word.strip(".,?").encode()) % 64] += 1
    return vectors


def _opened(browser: Browser, address: str, width: int, height: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#hp-spoergsmaal textarea")
    page.wait_for_function("document.querySelector('.hp-eksempler button') !== null")
    yield page
    context.close()
