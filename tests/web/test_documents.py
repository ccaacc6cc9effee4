"""The page Dokumenter in a real browser: what is there, what comes in, who may."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.making import pdf
from tests.web.browsing import AXE, ask, faults
from tests.web.serving import NOTE, Served, served

pytestmark = [
    pytest.mark.browser,
    # Gradio's queue asks pandas for what pandas is about to drop.
    pytest.mark.filterwarnings("ignore::Warning:gradio.queueing"),
]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
EVIL = "<img src=x onerror=window.owned=1> ${window.owned=1}"
LONG = 240_000  # milliseconds that reading may take on a busy machine
# Of each file of `bad`, what the page says when it is added.
SAID = {
    "3000-pages.pdf": "3000 sider",
    "cpr.txt": "Der er CPR-numre i filen, og den er ikke gemt.",
    "encrypted.pdf": "Filen er låst med en adgangskode.",
    "huge-page.pdf": "Lagt i biblioteket.",
    "injection.md": "Lagt i biblioteket.",
    "latin1.txt": "Lagt i biblioteket.",
    "not-a-pdf.pdf": "Indholdet er af en anden slags, end filens navn siger.",
    "nul-in-text.txt": "Lagt i biblioteket.",
    "truncated.pdf": "Filen er beskadiget.",
    "utf16.txt": "Lagt i biblioteket.",
    "zero-bytes.pdf": "Filen er tom.",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("app")
    pages = ["# Kajen\n\nKajen er lang.", "# Molen\n\nMolen er kort."]
    pdf(folder / "documents" / "kaj.pdf", pages, title="Om kajen")
    files = {"bogbus.md": NOTE, "tom.md": "", f"{EVIL}.txt": "Filen handler om ingenting."}
    with served(folder, files=files) as app:
        yield app


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("keyed"), key="hemmelig æøå") as app:
        yield app


def opened(browser: Browser, app: Served, width: int = 1440, height: int = 900) -> Page:
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(f"{app.address}/?side=dokumenter")
    page.get_by_role("tab", name="Dokumenter").click()
    page.locator(".hp-bestand tbody tr").first.wait_for()
    page.wait_for_function(
        "document.querySelector('.hp-indlaes:not([hidden]), .hp-laas:not([hidden])')"
    )
    return page


@pytest.fixture
def desk(browser: Browser, app: Served) -> Iterator[Page]:
    page = opened(browser, app)
    yield page
    page.context.close()


def add(page: Page, *files: Path | dict[str, object]) -> str:
    """Chooses the files and waits for what is said of them."""
    page.locator("#hp-vaelg").set_input_files(files)  # type: ignore[arg-type]
    page.locator(".hp-status [data-skjul]").first.wait_for(timeout=LONG)
    return page.locator(".hp-aendring").first.inner_text()


def note(name: str, text: str) -> dict[str, object]:
    return {"name": name, "mimeType": "text/markdown", "buffer": text.encode()}


def row(page: Page, title: str) -> str:
    return f".hp-bestand tr[data-titel={title!r}]"


def test_each_document_is_listed_with_its_figures(desk: Page) -> None:
    cells = desk.locator(row(desk, "Om kajen")).locator("td[data-navn]").all_inner_texts()
    assert cells == ["–", "–", "2", "0", "0", "Klar"]


def test_what_was_set_aside_is_told_with_what_to_do(desk: Page) -> None:
    aside = desk.locator(".hp-til-side li").inner_text()
    assert aside.startswith("tom.md\n")
    assert "Der er ingen tekst i filen. Kontrollér, at det er den rigtige fil." in aside


def test_the_list_is_searched(desk: Page) -> None:
    desk.get_by_role("searchbox").fill("bogbus")
    expect(desk.locator(".hp-antal")).to_have_text(re.compile(r"^Viser 1 af \d dokumenter\.$"))
    assert desk.locator(".hp-bestand tbody tr:visible th button").inner_text() == "Bogbussen"


def test_the_list_is_sorted(desk: Page) -> None:
    desk.get_by_label("Sortér efter").select_option("sider")
    assert desk.locator(".hp-bestand tbody tr th button").first.inner_text() == "Om kajen"


def test_a_document_opens_with_its_passage_marked(desk: Page) -> None:
    desk.get_by_role("button", name="Om kajen", exact=True).click()
    desk.locator(".hp-dokument .hp-mark").first.wait_for()
    desk.get_by_role("button", name="Næste").click()
    desk.get_by_text("Side 2 af 2", exact=True).wait_for()
    assert "Molen er kort." in desk.locator(".hp-stykker .hp-aktiv").inner_text()
    marks = desk.locator(".hp-dokument .hp-mark")
    sheet, mark = desk.locator(".hp-ark").bounding_box(), marks.first.bounding_box()
    assert sheet
    assert mark
    assert 0.05 < (mark["y"] - sheet["y"]) / sheet["height"] < 0.25


def test_leaving_a_document_returns_to_its_title(desk: Page) -> None:
    desk.get_by_role("button", name="Om kajen", exact=True).click()
    desk.locator(".hp-dokument h1").wait_for()
    desk.get_by_role("button", name="Alle dokumenter").click()
    desk.locator(".hp-bestand").wait_for()
    desk.wait_for_function("document.activeElement.dataset.dokument === 'kaj'")


def test_a_name_with_markup_is_shown_and_not_run(desk: Page) -> None:
    assert desk.get_by_role("button", name=EVIL, exact=True).count() == 1
    add(desk, note(f"{EVIL}.md", "# Navnet\n\nNavnet er sjovt."))
    assert f"{EVIL}.md" in desk.locator(".hp-aendring").first.inner_text()
    assert desk.evaluate("window.owned") is None


def test_an_added_file_can_be_asked_about_at_once(desk: Page) -> None:
    said = add(desk, note("laesecirkel.md", "# Læsecirklen\n\nLæsecirklen mødes hver torsdag."))
    assert "Lagt i biblioteket. Titel: »Læsecirklen«." in said
    desk.locator(row(desk, "Læsecirklen")).wait_for()
    desk.get_by_role("tab", name="Spørg").click()
    ask(desk, "Hvornår mødes læsecirklen?")
    assert "hver torsdag" in desk.locator(".hp-tur article").inner_text()


def test_a_file_that_is_dropped_is_added(desk: Page) -> None:
    script = """zone => {
      const data = new DataTransfer();
      data.items.add(new File(["# Slusen\\n\\nSlusen er dyb."], "sluse.md"));
      zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }));
    }"""
    desk.locator(".hp-slip").evaluate(script)
    desk.locator(row(desk, "Slusen")).wait_for(timeout=LONG)


def test_a_file_of_the_same_name_replaces_only_where_that_is_said(desk: Page) -> None:
    add(desk, note("fyr.md", "# Fyret\n\nFyret er rødt."))
    desk.locator("#hp-vaelg").set_input_files([note("fyr.md", "# Fyret\n\nFyret er hvidt.")])  # type: ignore[list-item]
    dialog = desk.get_by_role("dialog")
    assert "Skal den erstattes?" in dialog.inner_text()
    assert faults(desk) == []
    dialog.get_by_role("button", name="Behold den gamle").click()
    desk.locator(".hp-status").get_by_text("Sprunget over.").wait_for()


def test_a_document_is_removed_after_two_questions(desk: Page, app: Served) -> None:
    add(desk, note("bro.md", "# Broen\n\nBroen er smal."))
    desk.locator(row(desk, "Broen")).get_by_role("button", name="Fjern").click()
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("button", name="Fjern").click()
    assert "Er du sikker" in dialog.inner_text()
    dialog.get_by_role("button", name="Ja, fjern").click()
    desk.locator(row(desk, "Broen")).wait_for(state="detached", timeout=LONG)
    assert "Broen" not in app.titles()


def test_a_document_that_is_kept_after_all_stays(desk: Page) -> None:
    fjern = desk.locator(row(desk, "Bogbussen")).get_by_role("button", name="Fjern")
    for way in ("Escape", "Behold"):
        fjern.click()
        if way == "Escape":
            desk.keyboard.press("Escape")
        else:
            desk.get_by_role("dialog").get_by_role("button", name=way).click()
        assert desk.get_by_role("dialog").count() == 0
    assert desk.locator(row(desk, "Bogbussen")).count() == 1


def test_questions_are_answered_while_files_are_read(desk: Page, app: Served) -> None:
    many = [note(f"mange-{n}.md", f"# Mange {n}\n\nTekst {n} er lang.") for n in range(30)]
    desk.locator("#hp-vaelg").set_input_files(many)  # type: ignore[arg-type]
    desk.get_by_text(re.compile("^(Gør klar|Læser fil)")).first.wait_for()
    desk.get_by_role("tab", name="Spørg").click()
    ask(desk, "Hvad koster bogbussen om ugen?")
    assert "4.750 kr." in desk.locator(".hp-tur article").last.inner_text()
    assert "Mange 3" not in app.titles()
    desk.get_by_role("tab", name="Dokumenter").click()
    desk.get_by_role("button", name="Afbryd").click()
    status = desk.locator(".hp-status")
    status.get_by_text("biblioteket er, som det var").first.wait_for(timeout=LONG)


def test_nothing_of_an_upload_is_shown_to_another(
    desk: Page, browser: Browser, app: Served
) -> None:
    add(desk, note("mit.md", ""))
    other = opened(browser, app)
    assert other.locator(".hp-status").inner_text() == ""
    other.context.close()


def test_the_report_outlives_a_reload(desk: Page) -> None:
    add(desk, note("ro.md", "# Roen\n\nRoen er stor."))
    desk.reload()
    desk.get_by_role("tab", name="Dokumenter").click()
    desk.locator(".hp-status").get_by_text("Titel: »Roen«").wait_for()


def test_with_a_key_set_nothing_is_changed_without_it(browser: Browser, keyed: Served) -> None:
    page = opened(browser, keyed)
    assert page.locator(".hp-slip").is_hidden()
    assert page.get_by_role("button", name="Fjern").count() == 0
    page.get_by_label("Nøgle").fill("forkert")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("Nøglen passer ikke.").wait_for()
    assert faults(page) == []
    page.context.close()


def test_the_key_opens_and_stands_in_no_address(browser: Browser, keyed: Served) -> None:
    page = opened(browser, keyed)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Nøgle").fill("hemmelig æøå")
    page.keyboard.press("Enter")
    page.locator(".hp-slip").wait_for()
    assert "Lagt i biblioteket." in add(page, note("ny.md", "# Nyt\n\nDet er nyt."))
    assert not any("hemmelig" in url for url in asked)
    stored = "JSON.stringify([localStorage, sessionStorage, document.cookie])"
    assert "hemmelig" not in page.evaluate(stored)
    page.context.close()


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, app: Served, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    page = opened(browser, app, width, 800)
    assert (faults(page), page.evaluate(WIDER)) == ([], 0)
    page.get_by_role("button", name="Om kajen", exact=True).click()
    page.locator(".hp-dokument .hp-mark").first.wait_for()
    assert (faults(page), page.evaluate(WIDER)) == ([], 0)
    page.context.close()


def test_each_bad_file_gets_its_sentence_and_loses_nothing(
    desk: Page, app: Served, documents: Path
) -> None:
    before = app.titles()
    said = add(desk, *(documents / "bad" / name for name in SAID))
    lines = dict(line.split("\n\n", 1) for line in re.split(r"\n{2,}(?=\S+\.\w+\n)", said.strip()))
    for name, sentence in SAID.items():
        assert sentence in lines[name], name
    assert before < app.titles()
    assert faults(desk) == []
    assert desk.evaluate("window.owned") is None
