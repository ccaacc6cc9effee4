"""Only registered documents are served, each as what it is; every response is guarded."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.web.panel import open_link
from assistant.web.places import passage_place
from assistant.web.sheet import sheet
from ingest.document import Chunk
from ingest.library import Library
from ingest.pipeline import ingest
from tests.web.conftest import make_pdf, plain_embedder


@pytest.fixture
def http(address: str) -> Iterator[httpx.Client]:
    """A client that asks the app."""
    with httpx.Client(base_url=address) as client:
        yield client


def test_a_page_is_served_as_a_picture(http: httpx.Client) -> None:
    reply = http.get("/side/bogbus/2.png")
    assert reply.headers["content-type"] == "image/png"
    assert reply.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    [
        "/side/bogbus/0.png",
        "/side/bogbus/3.png",
        "/side/laesecirkel/1.png",
        "/side/nobody/1.png",
        "/side/..%2f..%2fetc/1.png",
        "/dokument/nobody",
        "/dokument/..%2f..%2fapp.py",
        "/dokument/%2e%2e/%2e%2e/app.py",
        "/statisk/..%2fserve.py",
        "/statisk/%2e%2e/serve.py",
    ],
)
def test_what_is_not_registered_is_not_there(http: httpx.Client, path: str) -> None:
    assert http.get(path).status_code == 404


def test_a_file_of_the_machine_is_refused(http: httpx.Client) -> None:
    assert http.get("/gradio_api/file=/etc/passwd").status_code == 403


def test_a_pdf_is_served_as_it_was(http: httpx.Client) -> None:
    reply = http.get("/dokument/bogbus")
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["content-disposition"].startswith("inline")
    assert reply.content.startswith(b"%PDF-")


def test_markdown_is_served_as_plain_text(http: httpx.Client) -> None:
    reply = http.get("/dokument/laesecirkel")
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert "# Læsecirklens regler" in reply.text


@pytest.mark.parametrize(
    "path", ["/", "/side/bogbus/1.png", "/dokument/bogbus", "/statisk/holdepunkt.js"]
)
def test_every_response_is_guarded(http: httpx.Client, path: str) -> None:
    headers = http.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_page_runs_only_scripts_that_carry_this_visits_nonce(http: httpx.Client) -> None:
    first, second = http.get("/"), http.get("/")
    policy = first.headers["content-security-policy"]
    nonce = re.search(r"script-src 'self' 'nonce-([\w-]+)' 'unsafe-eval';", policy)
    assert nonce
    assert first.text.count("<script") == first.text.count(f'<script nonce="{nonce[1]}"')
    assert "frame-ancestors 'none'" in policy
    assert nonce[1] not in second.text


def test_the_page_is_danish_and_points_nowhere_else(http: httpx.Client) -> None:
    html = http.get("/").text
    assert 'lang="da"' in html
    assert "og:title" not in html
    assert "twitter:" not in html
    assert not re.search(r'(?:src|href)="https?://', html)


def test_no_event_is_offered_as_an_api(http: httpx.Client) -> None:
    assert http.get("/gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}


def test_of_a_document_with_masked_cpr_numbers_only_the_text_is_shown(tmp_path: Path) -> None:
    documents, folder = tmp_path / "documents", tmp_path / "index"
    documents.mkdir()
    make_pdf(documents / "sag.pdf", [("Sagen", "Borgeren er 010190-1234 i registret.")])
    ingest([documents], folder, plain_embedder(), processes=0)
    library = Library(folder)
    document = library.document("sag")
    assert not [file for file in (folder / "originals").glob("*") if file.is_file()]
    chunk = Chunk("sag:1", "sag", document.text, 0, len(document.text), ())
    place = passage_place(document, chunk, 1)
    shown = sheet(document, document.pages[0], place) + open_link(document, document.pages[0])
    assert "[CPR fjernet]" in shown
    assert "/side/" not in shown
    assert "/dokument/" not in shown
