"""What is searched, chosen in a real browser."""

import pytest
from playwright.sync_api import Page

from tests.web.browsing import AXE, QUESTION, ask, faults

# Gradio's queue asks pandas for what pandas is about to drop.
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]


def choose(page: Page, year: str) -> None:
    """Opens the choices, takes a year, and folds them again."""
    page.locator(".hp-afgraens summary").click()
    page.locator(f"input[value='{year}']").check()
    page.locator(".hp-udvalg [role=status]").get_by_text("Der søges i 1 af 2").wait_for()
    page.get_by_role("button", name="Færdig").click()


def line(page: Page) -> str:
    return page.locator(".hp-afgraens summary b").inner_text()


def test_only_the_chosen_document_is_searched_and_said(desktop: Page) -> None:
    choose(desktop, "2013")
    ask(desktop, QUESTION)
    assert (
        desktop.locator("article .hp-meta").first.inner_text().endswith("Søgt i 1 af 2 dokumenter")
    )
    assert desktop.locator(".hp-kilde-gruppe").count() == 1


def test_what_is_not_there_is_looked_for_in_all_by_one_click(desktop: Page) -> None:
    choose(desktop, "2014")
    ask(desktop, QUESTION)
    refusal = desktop.locator(".hp-intet")
    assert "Det fremgår ikke af de valgte dokumenter." in refusal.inner_text()
    assert "Der er søgt i 1 af 2 dokumenter." in refusal.inner_text()
    desktop.get_by_role("button", name="Søg i alle dokumenter").click()
    desktop.locator(".hp-tur").nth(1).wait_for()
    assert desktop.locator(".hp-tur h2").nth(1).inner_text() == QUESTION
    assert "4.750 kr." in desktop.locator(".hp-tur article").nth(1).inner_text()
    assert line(desktop) == "alle dokumenter"


def test_the_choices_are_made_with_the_keyboard_alone(desktop: Page) -> None:
    desktop.locator(".hp-afgraens summary").focus()
    for key in ("Enter", "Tab", "Space"):
        desktop.keyboard.press(key)
    desktop.locator(".hp-udvalg [role=status]").get_by_text("Der søges i 1 af 2").wait_for()
    focused = "document.activeElement.name + document.activeElement.checked"
    assert desktop.evaluate(focused) == "yearstrue"
    desktop.keyboard.press("Escape")
    assert not desktop.locator(".hp-udvalg").is_visible()
    assert desktop.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_quick_choices_all_count(desktop: Page) -> None:
    desktop.evaluate(
        """() => {
          document.querySelector(".hp-afgraens summary").click();
          for (const box of document.querySelectorAll("input[name=documents]")) box.click();
        }"""
    )
    desktop.locator(".hp-afgraens summary b").get_by_text("2 af 2 dokumenter").wait_for()
    assert desktop.locator(".hp-udvalg input:checked").count() == 2


def test_what_one_visitor_chooses_is_not_chosen_for_another(desktop: Page, phone: Page) -> None:
    choose(desktop, "2013")
    choose(phone, "2014")
    ask(desktop, QUESTION)
    ask(phone, QUESTION)
    assert desktop.locator(".hp-intet").count() == 0
    assert phone.locator(".hp-intet").count() == 1


def test_the_choice_is_forgotten_with_the_visit(desktop: Page) -> None:
    choose(desktop, "2013")
    desktop.reload()
    desktop.wait_for_selector(".hp-afgraens")
    assert line(desktop) == "alle dokumenter"


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_axe_finds_nothing_in_the_open_choices(desktop: Page, width: int) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    desktop.set_viewport_size({"width": width, "height": 800})
    desktop.locator(".hp-afgraens summary").click()
    desktop.locator("input[value='2013']").check()
    desktop.locator(".hp-udvalg [role=status]").get_by_text("Der søges i 1 af 2").wait_for()
    assert faults(desktop) == []
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert desktop.evaluate(wider) == 0
