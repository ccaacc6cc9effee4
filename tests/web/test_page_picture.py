"""The picture of a page while it is fetched, once it is there, and where it does not come."""

import pytest
from playwright.sync_api import FloatRect as Box
from playwright.sync_api import Page, Route

from tests.web.browsing import QUESTION, ask, faults

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
SHEET = ".hp-kilde .hp-ark"
LOADED = f"document.querySelector('{SHEET} img').naturalWidth > 0"


def boxes(page: Page) -> list[Box | None]:
    marks = page.locator(f"{SHEET} .hp-mark").all()
    return [found.bounding_box() for found in (page.locator(SHEET), *marks)]


def shape(box: Box | None) -> float:
    return box["height"] / box["width"] if box else 0


def test_a_page_says_that_it_is_fetched_and_nothing_moves_once_it_is_there(desktop: Page) -> None:
    held: list[Route] = []
    desktop.route("**/side/**", lambda route: held.append(route))
    ask(desktop, QUESTION)
    desktop.locator(SHEET).get_by_text("Henter siden …").wait_for()
    before = boxes(desktop)
    assert shape(before[0]) == pytest.approx(842 / 595, abs=0.01)
    assert faults(desktop) == []
    for route in held:
        route.continue_()
    desktop.wait_for_function(LOADED)
    desktop.locator(f"{SHEET} .hp-henter").wait_for(state="hidden")
    for then, now in zip(before, boxes(desktop), strict=True):
        assert then
        assert now == pytest.approx(then, abs=1)


def test_a_page_that_does_not_come_is_said_so_without_marks(desktop: Page) -> None:
    desktop.route("**/side/**", lambda route: route.abort())
    ask(desktop, QUESTION)
    said = "Siden kunne ikke hentes som billede. Prøv igen om lidt, eller åbn dokumentet."
    desktop.locator(SHEET).get_by_text(said).wait_for()
    assert desktop.locator(f"{SHEET} :is(img, .hp-mark):visible").count() == 0
    assert shape(boxes(desktop)[0]) == pytest.approx(842 / 595, abs=0.01)
    assert desktop.locator("#hp-live").inner_text() == said
    assert faults(desktop) == []
