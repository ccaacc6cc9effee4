"""Claims about answers as files: all that is said with its sources, for their visitor alone."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from markdown_it import MarkdownIt
from playwright.sync_api import Page

from assistant.ask import Assistant
from assistant.reply import Answer
from assistant.web.ask_tab import _ask
from assistant.web.downloads import KEPT, Downloads, routes
from assistant.web.examples import read_examples
from assistant.web.markdown_file import markdown
from assistant.web.paper import NO_DECISION, Heading, Items, Table, Text, paper
from assistant.web.scope import Scope
from assistant.web.visit import TURNS, Turn, Visit
from assistant.web.word_file import word_file
from tests.web.browsing import QUESTION, ask
from tests.web.building import LEAD, ROW, RULE, SCOPE, turn

DAY = date(2026, 3, 1)
HOSTILE = (
    Heading("# <script>alert(1)</script>", 1),
    Text("1. [klik](javascript:x) ![x](http://e) **fed** `kode` | streg"),
    Items(("- en\x00\x0b", "+ to"), ()),
    Items(("tredje", "fjerde"), (3, 4)),
    Table(("Gruppe|a", "Kilde"), (("Børn\n\n# x", "[1]"),)),
)


class Clock:
    """Time as it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def blocks(helper: Assistant, *quotes: tuple[str, str]) -> tuple[object, ...]:
    shown = turn(helper.library, *quotes)
    assert isinstance(shown.reply, Answer)
    return paper(shown.reply, shown.places, DAY)


def kept(downloads: Downloads, shown: Turn) -> str:
    assert isinstance(shown.reply, Answer)
    return downloads.offer(shown.reply, shown.places)


@pytest.fixture
def downloads() -> Downloads:
    return Downloads(Clock())


@pytest.fixture
def client(downloads: Downloads) -> Iterator[httpx.Client]:
    app = FastAPI()
    app.include_router(routes(downloads))
    with TestClient(app) as opened:
        yield opened


def test_a_paper_says_question_day_answer_reservation_and_sources(helper: Assistant) -> None:
    said = blocks(helper, ("bogbus", LEAD), ("bogbus", SCOPE))
    assert said[:4] == (
        Heading("Hvad koster bogbussen?", 1),
        Text("Tal · Holdepunkt · 1. marts 2026"),
        Text(f"{LEAD} [1]"),
        Text(f"{SCOPE} [2]"),
    )
    assert said[4:6] == (Text(NO_DECISION), Heading("Kilder", 2))
    assert [str(source)[:20] for source in said[6:]] == [
        "Text(text='[1] Bibli",
        "Text(text='[2] Bibli",
    ]


def test_a_row_of_a_table_is_a_table_with_its_source(helper: Assistant) -> None:
    assert Table(("Gruppe", "Antal medlemmer", "Kilde"), (("Børn", "30", "[2]"),)) in blocks(
        helper, ("laesecirkel", RULE), ("laesecirkel", ROW)
    )


def test_no_word_of_a_document_is_markup_in_markdown() -> None:
    text = markdown(HOSTILE)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    tags = set(re.findall(r"<(\w+)", html))
    assert tags == {"h1", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
    assert '<ol start="3">' in html
    assert "[klik](javascript:x) ![x](http://e) **fed** `kode` | streg" in html


def test_word_opens_the_file_and_finds_its_parts() -> None:
    document = docx.Document(BytesIO(word_file(HOSTILE)))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "# <script>alert(1)</script>"
    assert document.paragraphs[0].style.name == "Heading 1"
    assert "3. tredje" in texts
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Gruppe|a", "Kilde"]
    assert 'w:lang w:val="da-DK"' in document.styles["Normal"].element.xml
    assert "tblHeader" in document.tables[0]._tbl.xml


def test_a_word_file_asks_nothing_of_the_network() -> None:
    archive = zipfile.ZipFile(BytesIO(word_file(HOSTILE)))
    parts = [name for name in archive.namelist() if name.endswith(".rels")]
    assert not any(b'TargetMode="External"' in archive.read(part) for part in parts)


@pytest.mark.parametrize(("ending", "start"), [("docx", b"PK"), ("md", b"# Hvad koster")])
def test_an_answer_is_fetched_under_its_token(
    helper: Assistant, downloads: Downloads, client: httpx.Client, ending: str, start: bytes
) -> None:
    token = kept(downloads, turn(helper.library, ("bogbus", LEAD)))
    response = client.get(f"/hent/{token}.{ending}")
    assert response.content.startswith(start)
    name = f'attachment; filename="holdepunkt-svar-{date.today().isoformat()}.{ending}"'
    assert response.headers["content-disposition"] == name
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["x.docx", "{}.exe", "{}", "../{}.md", "%2e%2e%2f{}.md", ".md"])
def test_any_other_address_is_not_there(
    helper: Assistant, downloads: Downloads, client: httpx.Client, path: str
) -> None:
    token = kept(downloads, turn(helper.library, ("bogbus", LEAD)))
    assert client.get(f"/hent/{path.format(token)}").status_code == 404


def test_each_answer_has_a_token_of_its_own_that_nobody_guesses(
    helper: Assistant, downloads: Downloads
) -> None:
    shown = turn(helper.library, ("bogbus", LEAD))
    tokens = {kept(downloads, shown) for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 32


def test_an_answer_is_forgotten_with_its_time_or_its_visit(helper: Assistant) -> None:
    clock = Clock()
    downloads = Downloads(clock)
    first, second = (kept(downloads, turn(helper.library, ("bogbus", LEAD))) for _ in range(2))
    downloads.forget([first])
    assert downloads.kept(first) is None
    clock.now = KEPT + 1
    assert downloads.kept(second) is None
    third = kept(downloads, turn(helper.library, ("bogbus", LEAD)))
    assert list(downloads._kept) == [third]


@pytest.mark.browser
@pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")
def test_an_answer_is_fetched_from_the_page(desktop: Page, tmp_path: Path) -> None:
    ask(desktop, QUESTION)
    for name in ("Word", "Markdown"):
        with desktop.expect_download() as coming:
            desktop.get_by_role("link", name=f"Hent som {name}").click()
        coming.value.save_as(tmp_path / name)
    assert docx.Document(str(tmp_path / "Word")).paragraphs[0].text == QUESTION
    assert f"# {QUESTION}" in (tmp_path / "Markdown").read_text(encoding="utf-8")


def test_an_answer_that_falls_out_of_the_conversation_cannot_be_fetched_any_more(
    helper: Assistant, downloads: Downloads
) -> None:
    shown = turn(helper.library, ("bogbus", LEAD))
    tokens = [kept(downloads, shown) for _ in range(TURNS)]
    turns = tuple(replace(shown, id=i, token=t) for i, t in enumerate(tokens, start=1))
    list(_ask(helper, read_examples(), downloads, QUESTION, Visit(turns), Scope()))
    assert [token for token in tokens if not downloads.kept(token)] == tokens[:1]
