"""The page Økonomi in a real browser: typing, sources, the file, and every width."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assistant.web.examples import Examples
from assistant.web.serve import web_app
from tests.web.browsing import AXE, faults
from tests.web.conftest import serving
from tests.web.counting import accountant

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def accounts(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app answers over a library that has the calculator's figures."""
    helper = accountant(tmp_path_factory.mktemp("accounts"))
    with serving(web_app(helper, Examples())) as address:
        yield address


@pytest.fixture
def page(browser: Browser, accounts: str) -> Iterator[Page]:
    """The page Økonomi on a desk."""
    yield from opened(browser, accounts, 1440)


def opened(browser: Browser, address: str, width: int) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/?side=oekonomi")
    page.wait_for_selector(".hp-resultat")
    yield page
    context.close()


def says(page: Page, words: str) -> None:
    page.locator(".hp-resultat").get_by_text(words).first.wait_for()


def test_other_places_give_another_result(page: Page) -> None:
    says(page, "ca. 947.000 kr.")
    page.fill("#hp-tal-pladser", "40")
    says(page, "ca. 1.143.000 kr.")
    assert page.input_value("#hp-tal-pladser") == "40"
    page.get_by_text("Virksomhedscenter pr. plads pr. uge").first.wait_for()
    assert "1.143.000 kr. pr. år" in page.locator("#hp-live").inner_text()


def test_hours_bought_are_worked_out_from_their_own_fields(page: Page) -> None:
    assert not page.locator("#hp-tal-mentor_timer").is_visible()
    page.get_by_text("Timer × timepris").click()
    says(page, "10 timer × 170–250 kr. × 52 uger × 35 pladser / 4 pladser")
    assert page.locator("#hp-tal-mentor_timer").is_visible()
    assert not page.locator("#hp-tal-mentor_maaned").is_visible()


def test_a_fault_is_named_and_gone_when_it_is_mended(page: Page) -> None:
    page.fill("#hp-tal-loen", "tolv")
    page.get_by_text("Det er ikke et tal.").wait_for()
    assert page.input_value("#hp-tal-loen") == "tolv"
    page.fill("#hp-tal-loen", "400.000")
    says(page, "1 jobkonsulent × 400.000 kr.")
    assert page.locator("#hp-fejl-loen").inner_text() == ""


def test_the_numbers_of_the_sources_come_back(page: Page) -> None:
    page.fill("#hp-tal-loen", "1")
    says(page, "1 jobkonsulent × 1 kr.")
    page.get_by_role("button", name="Nulstil til kildernes tal").click()
    says(page, "1 jobkonsulent × 375.000 kr.")
    assert page.input_value("#hp-tal-loen") == "375.000"


def test_a_source_opens_at_its_words_and_focus_returns(page: Page) -> None:
    cite = page.locator("#hp-om-kommunal button.hp-cite")
    cite.click()
    dialog = page.get_by_role("dialog")
    dialog.locator("mark.hp-mark").first.wait_for()
    assert dialog.locator("mark.hp-mark").inner_text().startswith("Et kommunalt aktiveringstilbud")
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert cite.evaluate("element => element === document.activeElement")


def test_a_source_closes_by_the_page_behind_it(page: Page) -> None:
    page.locator("#hp-om-kommunal button.hp-cite").click()
    page.get_by_role("dialog").wait_for()
    page.mouse.click(100, 500)
    page.get_by_role("dialog").wait_for(state="detached")
    assert "side=oekonomi" in page.url


def test_the_mark_of_a_source_is_in_sight(page: Page) -> None:
    page.locator("#hp-om-sparet_fra button.hp-cite").click()
    mark = page.get_by_role("dialog").locator("mark.hp-mark").first
    mark.wait_for()
    box = mark.bounding_box()
    assert box
    assert 0 < box["y"] < 900


def test_the_file_is_downloaded_and_adds_up(page: Page) -> None:
    page.fill("#hp-tal-pladser", "40")
    says(page, "40 pladser i 52 uger")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som CSV").click()
    assert download.value.suggested_filename == "oekonomi.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    amounts = {
        row[1]: int(row[3]) for row in rows if row[5] == "kr. pr. år" and row[0] == "Resultat"
    }
    items = ("Løn til jobkonsulent", "Mentorbetaling", "Mentorkurser")
    assert sum(amounts[item] for item in items) == amounts["Virksomhedscenter i alt"] == 1_145_000


def test_two_visitors_have_their_own_numbers(page: Page, browser: Browser, accounts: str) -> None:
    page.fill("#hp-tal-pladser", "40")
    says(page, "40 pladser i 52 uger")
    for other in opened(browser, accounts, 1440):
        says(other, "35 pladser i 52 uger")


def test_lost_contact_is_said(page: Page) -> None:
    page.route("**/gradio_api/**", lambda route: route.abort())
    page.fill("#hp-tal-pladser", "40")
    page.get_by_text("Tallene er ikke regnet om.").first.wait_for()
    assert page.input_value("#hp-tal-pladser") == "40"


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    browser: Browser, accounts: str, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    for page in opened(browser, accounts, width):
        assert (faults(page), page.evaluate(WIDER)) == ([], 0)
        page.get_by_text("Timer × timepris").click()
        page.fill("#hp-tal-loen", "tolv")
        page.locator(".hp-ret").wait_for()
        assert (faults(page), page.evaluate(WIDER)) == ([], 0)
        page.locator(".hp-resultat button.hp-cite").first.click()
        page.get_by_role("dialog").locator(".hp-mark").first.wait_for()
        assert (faults(page), page.evaluate(WIDER)) == ([], 0)
