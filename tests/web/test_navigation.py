"""The way from page to page: by address, by keyboard, and back again."""

import pytest
from playwright.sync_api import Browser, Page

from assistant.web.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
CHOSEN = "#hp-faner > .tab-wrapper [role=tab][aria-current=page]"


def chosen(page: Page, name: str) -> None:
    page.locator(CHOSEN, has_text=name).wait_for()
    assert page.locator(CHOSEN).count() == 1


def test_the_address_names_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/?side=oekonomi")
    chosen(page, "Økonomi")
    assert page.title() == "Økonomi – Holdepunkt"
    page.goto(f"{address}/?side=findes-ikke")
    chosen(page, "Spørg")
    context.close()


def test_back_returns_to_the_page_before(desktop: Page) -> None:
    desktop.get_by_role("tab", name="Økonomi").click()
    chosen(desktop, "Økonomi")
    assert desktop.url.endswith("/?side=oekonomi")
    desktop.go_back()
    chosen(desktop, "Spørg")
    desktop.go_forward()
    chosen(desktop, "Økonomi")


def test_the_arrow_keys_go_round_the_pages(desktop: Page) -> None:
    names = [name for _, name, _ in PAGES]
    desktop.get_by_role("tab", name=names[0]).focus()
    for name in [*names[1:], names[0]]:
        desktop.keyboard.press("ArrowRight")
        chosen(desktop, name)
        assert desktop.evaluate("document.activeElement.textContent").strip() == name
    desktop.keyboard.press("ArrowLeft")
    chosen(desktop, names[-1])
    desktop.keyboard.press("Home")
    chosen(desktop, names[0])


def test_only_the_chosen_page_is_a_stop_of_the_tab_key(desktop: Page) -> None:
    stops = desktop.locator("#hp-faner > .tab-wrapper [role=tab][tabindex='0']")
    assert stops.all_inner_texts() == ["Spørg"]


def test_the_conversation_outlives_a_look_at_another_page(desktop: Page) -> None:
    desktop.fill("#hp-spoergsmaal textarea", "Hvad koster")
    desktop.get_by_role("tab", name="Økonomi").click()
    chosen(desktop, "Økonomi")
    desktop.get_by_role("tab", name="Spørg").click()
    chosen(desktop, "Spørg")
    assert desktop.input_value("#hp-spoergsmaal textarea") == "Hvad koster"


def test_the_chosen_page_is_in_sight_on_a_phone(phone: Page) -> None:
    last = phone.get_by_role("tab", name=PAGES[-1][1])
    last.click()
    chosen(phone, PAGES[-1][1])
    box = last.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_the_first_link_leads_past_the_navigation(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/?side=oekonomi")
    chosen(page, "Økonomi")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url == f"{address}/?side=oekonomi"
    assert page.evaluate("document.activeElement.getAttribute('role')") == "tabpanel"
    context.close()
