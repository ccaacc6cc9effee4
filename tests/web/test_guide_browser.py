"""The page Kom godt i gang in a real browser: the path, sources, words, questions, every width."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from assistant.guide_file import FILE, load_guide
from assistant.web.examples import Examples
from assistant.web.serve import web_app
from tests.web.browsing import faults
from tests.web.conftest import serving
from tests.web.guiding import teacher

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FOCUSED = "document.activeElement.textContent.trim()"
TITLES = [step.title for step in load_guide(FILE).steps]


@pytest.fixture(scope="module")
def school(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app answers over the corpus that ships."""
    helper = teacher(tmp_path_factory.mktemp("corpus"))
    with serving(web_app(helper, Examples())) as address:
        yield address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext, school: str) -> Page:
    """The first step, on a desk."""
    return opened(visitor, school, "")


def opened(visitor: BrowserContext, address: str, name: str) -> Page:
    page = visitor.new_page()
    page.goto(f"{address}/?side=kom-godt-i-gang{name and '#'}{name}")
    page.locator(f'.hp-guide[data-vis="{name}"]' if name else ".hp-guide").wait_for()
    return page


def shows(page: Page, title: str) -> None:
    page.locator(".hp-guide-side h2", has_text=title).wait_for()


def read(page: Page, words: str) -> None:
    page.locator(".hp-guide-antal", has_text=words).wait_for()


def test_the_path_is_walked_by_name_and_counted(page: Page) -> None:
    read(page, "0 af 7 trin læst")
    for title in TITLES[1:]:
        page.get_by_role("link", name=f"Næste: {title}").click()
        shows(page, title)
        page.wait_for_function(f"{FOCUSED} === '{title}'")
    read(page, "6 af 7 trin læst")
    page.get_by_role("link", name="Næste: Sammenlign modellerne").click()
    shows(page, "Sammenlign modellerne")
    read(page, "7 af 7 trin læst")
    page.go_back()
    shows(page, TITLES[-1])
    page.get_by_role("link", name=f"Forrige: {TITLES[-2]}").click()
    shows(page, TITLES[-2])


def test_what_was_read_outlives_loading_and_is_forgotten_when_asked(page: Page) -> None:
    page.get_by_role("button", name="Markér som læst").click()
    read(page, "1 af 7 trin læst")
    page.reload()
    page.locator(".hp-guide").wait_for()
    read(page, "1 af 7 trin læst")
    assert page.evaluate("JSON.stringify(localStorage)") == '{"hp-guide-laest":"[\\"modeller\\"]"}'
    page.get_by_role("button", name="Glem det").click()
    read(page, "0 af 7 trin læst")
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("kept", ["{", '{"a": 1}', '[1, null, "findes-ikke"]'])
def test_what_somebody_else_wrote_in_the_browser_does_no_harm(page: Page, kept: str) -> None:
    page.evaluate("kept => localStorage.setItem('hp-guide-laest', kept)", kept)
    page.reload()
    page.locator(".hp-guide").wait_for()
    read(page, "0 af 7 trin læst")


def test_a_citation_opens_the_marked_page_and_focus_returns(
    visitor: BrowserContext, school: str
) -> None:
    page = opened(visitor, school, "resultater")
    cite = page.locator(".hp-guide-side .hp-cite").first
    cite.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("heading", name="FleksPilot i tal").wait_for()
    mark = dialog.locator(".hp-ark .hp-mark").first
    mark.wait_for()
    box = mark.bounding_box()
    assert box
    assert 0 < box["y"] < 900
    assert faults(page) == []
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert cite.evaluate("element => element === document.activeElement")
    assert page.url.endswith("#resultater")


def test_an_example_waits_filled_in_on_the_page_of_questions(page: Page) -> None:
    button = page.locator(".hp-guide-spoerg button").first
    question = button.inner_text().strip()
    button.click()
    page.wait_for_function("document.activeElement.tagName === 'TEXTAREA'")
    assert page.input_value("#hp-spoergsmaal textarea") == question
    assert page.locator(".hp-tur").count() == 0


def test_words_are_found_whatever_their_case_and_letters(
    visitor: BrowserContext, school: str
) -> None:
    page = opened(visitor, school, "ordliste")
    every = page.locator("#hp-ord-antal").inner_text()
    for typed in ("åben side", "AABEN", "aben SIDE"):
        page.fill("#hp-ord-soeg", typed)
        page.locator("#hp-ord-antal", has_text="1 ord").wait_for()
        assert page.locator(".hp-guide-ord dt:visible").all_inner_texts() == ["åben sideproduktion"]
    page.fill("#hp-ord-soeg", "makker")
    assert "mentor" in page.locator(".hp-guide-ord dt:visible").all_inner_texts()
    assert "makker" not in page.locator(".hp-guide-ord").inner_text()
    assert faults(page) == []
    page.fill("#hp-ord-soeg", "zzz")
    page.locator("#hp-ord-antal", has_text="Ingen ord passer.").wait_for()
    page.fill("#hp-ord-soeg", "")
    assert page.locator("#hp-ord-antal").inner_text() == every


def test_a_letter_leads_to_its_words(visitor: BrowserContext, school: str) -> None:
    page = opened(visitor, school, "ordliste")
    page.get_by_role("button", name="V", exact=True).click()
    heading = page.get_by_role("heading", name="V", exact=True)
    assert heading.evaluate("element => element === document.activeElement")
    box = heading.bounding_box()
    assert box
    assert 0 <= box["y"] < 900


def test_questions_are_answered_by_keyboard_told_about_and_taken_again(
    visitor: BrowserContext, school: str
) -> None:
    page = opened(visitor, school, "proev-dig-selv")
    page.get_by_role("button", name="Svar").click()
    page.get_by_text("Skriv et tal.").wait_for()
    assert faults(page) == []
    for question in load_guide(FILE).questions:
        form = page.locator(f'form[data-id="{question.id}"]')
        form.wait_for()
        if question.kind == "number":
            form.locator("input").press_sequentially(f"{question.right}\n")
        else:
            assert form.locator("input:checked").count() == 0
            form.locator("input").first.focus()
            page.keyboard.press("Space")
            page.keyboard.press("Enter")
        page.locator(".hp-guide-dom h3").wait_for()
        page.wait_for_function("document.activeElement.matches('.hp-guide-dom h3')")
        assert page.locator(".hp-guide-dom blockquote").count() > 0
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className").startswith("hp-cite")
        page.locator("[data-handling]").press("Enter")
    page.get_by_text("Du svarede rigtigt på ").wait_for()
    assert faults(page) == []
    page.get_by_role("button", name="Tag spørgsmålene igen").click()
    page.get_by_text("Spørgsmål 1 af ").wait_for()
    assert page.input_value("input[name=svar]") == ""


def test_the_answer_s_quote_opens_its_source(visitor: BrowserContext, school: str) -> None:
    page = opened(visitor, school, "proev-dig-selv")
    page.fill("input[name=svar]", "5")
    page.keyboard.press("Enter")
    page.get_by_text("Ikke rigtigt").wait_for()
    page.locator(".hp-guide-dom .hp-cite").click()
    page.get_by_role("dialog").locator("mark.hp-mark").first.wait_for()


def test_two_visitors_answer_each_their_own(
    visitor: BrowserContext, browser: Browser, school: str
) -> None:
    page = opened(visitor, school, "proev-dig-selv")
    page.fill("input[name=svar]", "4")
    page.keyboard.press("Enter")
    page.locator(".hp-guide-dom").wait_for()
    other = browser.new_context()
    assert opened(other, school, "proev-dig-selv").locator("form[data-id]").count() == 1
    other.close()


def test_a_library_of_other_documents_still_has_the_glossary(
    visitor: BrowserContext, address: str
) -> None:
    page = opened(visitor, address, "")
    page.get_by_text("Der er ingen trin at vise").wait_for()
    shows(page, "Ordliste")
    assert page.locator("[data-trin]").count() == 0
    assert faults(page) == []
    page.locator(".hp-guide-mangler").get_by_role("link", name="Dokumenter").click()
    page.get_by_role("heading", name="Dokumenter", exact=True).wait_for()


@pytest.mark.parametrize("name", ["modeller", "sammenlign", "ordliste", "proev-dig-selv"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    visitor: BrowserContext, school: str, name: str
) -> None:
    page = opened(visitor, school, name)
    for width in (1440, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(WIDER) <= 0
        if name == "ordliste":
            page.fill("#hp-ord-soeg", "mentor")  # all the words would take axe half a minute
        assert faults(page) == []


def test_on_a_phone_the_way_unfolds_and_a_source_fills_the_screen(
    browser: Browser, school: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = opened(context, school, "modeller")
    link = page.get_by_role("link", name="Roller")
    assert not link.is_visible()
    page.locator(".hp-guide-vej summary").click()
    assert faults(page) == []
    link.click()
    shows(page, "Roller")
    assert not link.is_visible()
    page.locator(".hp-guide-side .hp-cite").first.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("mark.hp-mark").first.wait_for()
    box = dialog.bounding_box()
    assert box
    assert (box["width"], box["height"]) == (390, 844)
    context.close()
