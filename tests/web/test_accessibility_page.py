"""Claims about the accessibility statement: it is found, in Danish and in order."""

import pytest
from playwright.sync_api import Browser, Page

from tests.web.browsing import AXE, faults

pytestmark = pytest.mark.browser


def test_the_page_leads_to_the_statement(desktop: Page) -> None:
    desktop.get_by_role("link", name="Tilgængelighed").click()
    desktop.get_by_role("heading", level=1).get_by_text("Tilgængelighedserklæring").wait_for()
    assert desktop.evaluate("document.documentElement.lang") == "da"
    desktop.get_by_role("link", name="Til Holdepunkt").click()
    desktop.wait_for_selector("#hp-spoergsmaal textarea")


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
def test_axe_finds_nothing_in_the_statement(browser: Browser, address: str, width: int) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}/tilgaengelighed")
    found = faults(page)
    wider = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    context.close()
    assert (found, wider) == ([], 0)
