"""The page on a phone: the source is a dialog, and nothing is wider than the screen."""

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browsing import AXE, QUESTION, ask, faults

# Gradio's queue asks pandas for what pandas is about to drop.
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
FOCUSED = "document.activeElement.closest('#hp-hoejre') !== null"


def opened(phone: Page) -> None:
    ask(phone, QUESTION)
    phone.locator("article p button.hp-cite").first.click()
    phone.get_by_role("dialog").wait_for()


def test_a_source_opens_as_a_dialog_and_takes_the_focus(phone: Page) -> None:
    opened(phone)
    dialog = phone.get_by_role("dialog").bounding_box()
    assert dialog == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert phone.evaluate("document.activeElement.tagName") == "H2"


def test_tab_stays_in_the_dialog(phone: Page) -> None:
    opened(phone)
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 10:
        phone.keyboard.press(key)
        assert phone.evaluate(FOCUSED)


@pytest.mark.parametrize("way", ["Escape", "button", "back"])
def test_closing_returns_to_the_number(phone: Page, way: str) -> None:
    opened(phone)
    if way == "Escape":
        phone.keyboard.press("Escape")
    elif way == "button":
        phone.get_by_role("button", name="Luk kilden").click()
    else:
        phone.go_back()
    phone.get_by_role("dialog").wait_for(state="detached")
    phone.wait_for_function("document.activeElement.dataset.n === '1'")
    assert phone.locator(".hp-tur").count() == 1


def test_the_source_that_is_already_shown_opens_again(phone: Page) -> None:
    opened(phone)
    phone.keyboard.press("Escape")
    phone.get_by_role("dialog").wait_for(state="detached")
    phone.locator("article p button.hp-cite").first.click()
    phone.get_by_role("dialog").wait_for()
    assert phone.evaluate(FOCUSED)


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#hp-spoergsmaal textarea")
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) == 0
    ask(page, QUESTION)
    assert page.evaluate(wider) == 0
    page.locator("article p button.hp-cite").first.click()
    page.get_by_role("dialog").wait_for()
    assert page.evaluate(wider) == 0
    context.close()


def test_axe_finds_nothing_on_a_phone(phone: Page) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    assert faults(phone) == []
    opened(phone)
    assert faults(phone) == []
