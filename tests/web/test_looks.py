"""What only a browser's own drawing shows: pages alike, marks seen, and other ways of seeing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from assistant.web.pages import PAGES
from tests.web.browsing import AXE, QUESTION, ask, faults

# Gradio's queue asks pandas for what pandas is about to drop.
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
OTHERS = [name for slug, name, _ in PAGES if slug != "spoerg"]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIDES = """<article><dl class="hp-sider hp-to"><div><dt>den ene</dt><dd><p>Ord.</p></dd></div>
<div><dt>den anden</dt><dd><p>Ord.</p></dd></div></dl></article>"""


@pytest.fixture
def seen(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The start page on a screen, or in a way of seeing, that the test names."""
    ways = {"width": 1440, "height": 900} | request.param
    size = {name: ways.pop(name) for name in ("width", "height")}
    context = browser.new_context(viewport=size, **ways)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".hp-eksempler button")
    yield page
    context.close()


def style(page: Page, selector: str, name: str) -> str:
    script = "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]"
    return str(page.evaluate(script, [selector, name]))


@pytest.mark.parametrize("seen", [{}, {"width": 390}], indirect=True)
def test_every_page_begins_in_the_same_place(seen: Page) -> None:
    places = set()
    for name in OTHERS:
        seen.get_by_role("tab", name=name).click()
        # What stands there while the page is fetched has no head of its own.
        box = seen.locator(".hp-sidehoved h1:visible", has_text=name).bounding_box()
        assert box
        places.add((box["x"], box["y"], box["height"]))
        assert seen.get_by_role("link", name="Tilgængelighed").is_visible()
    assert len(places) == 1


def test_a_chosen_box_shows_its_mark(desktop: Page) -> None:
    ask(desktop, QUESTION)
    desktop.get_by_role("button", name="Meld en fejl").click()
    box = ".hp-meldeform input[type=checkbox]"
    assert style(desktop, box, "backgroundImage") == "none"
    desktop.locator(box).first.check()
    assert style(desktop, box, "backgroundImage").startswith("url")
    assert style(desktop, box, "backgroundColor") == "rgb(10, 77, 92)"


@pytest.mark.parametrize(("seen", "rows"), [({}, 1), ({"width": 390}, 2)], indirect=["seen"])
def test_two_sides_share_a_row_where_there_is_room(seen: Page, rows: int) -> None:
    ask(seen, QUESTION)
    script = "html => document.querySelector('.hp-tur').insertAdjacentHTML('beforeend', html)"
    seen.evaluate(script, SIDES)
    tops = seen.locator(".hp-to dt").evaluate_all("all => all.map(one => one.offsetTop)")
    assert len(set(tops)) == rows
    assert faults(seen) == []


@pytest.mark.parametrize("seen", [{"width": 320, "height": 256}], indirect=True)
def test_nothing_covers_the_answer_on_a_low_window(seen: Page) -> None:
    assert style(seen, "#hp-felt", "position") == "static"


@pytest.mark.parametrize("seen", [{"color_scheme": "dark"}], indirect=True)
def test_a_browser_that_asks_for_dark_gets_the_light_page(seen: Page) -> None:
    assert style(seen, "body", "backgroundColor") == "rgb(255, 255, 255)"
    assert style(seen, ".hp-start h1", "color") == "rgb(26, 26, 26)"
    assert style(seen, "#hp-spoergsmaal textarea", "backgroundColor") == "rgb(255, 255, 255)"
    assert faults(seen) == []


@pytest.mark.parametrize("seen", [{"forced_colors": "active"}], indirect=True)
def test_with_the_systems_own_colours_what_is_chosen_is_still_seen(seen: Page) -> None:
    ask(seen, QUESTION)
    seen.locator(".hp-kilde").wait_for()
    assert style(seen, "button[role=tab][aria-selected=true]", "borderBottomWidth") == "4px"
    assert style(seen, ".hp-cite.hp-aktiv, .hp-aktiv > .hp-cite", "outlineStyle") == "solid"
    assert style(seen, ".hp-ark .hp-mark", "outlineStyle") == "solid"
    assert style(seen, "#hp-send", "borderTopStyle") == "solid"


@pytest.mark.parametrize("seen", [{"reduced_motion": "reduce"}], indirect=True)
def test_nothing_moves_for_who_wants_rest(seen: Page) -> None:
    point = '<ol class="hp-trin"><li class="hp-nu"><span class="hp-prik"></span></li></ol>'
    seen.evaluate("html => document.querySelector('.hp-start').innerHTML += html", point)
    assert style(seen, ".hp-prik", "animationName") == "none"


@pytest.mark.parametrize("seen", [{"width": 768}, {"width": 320}], indirect=True)
def test_axe_finds_nothing_on_screens_between(seen: Page) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    assert faults(seen) == []
    ask(seen, "Hvem er medlem af læsecirklen?")
    ask(seen, QUESTION)
    assert (faults(seen), seen.evaluate(WIDER)) == ([], 0)
    seen.locator("article p button.hp-cite").last.click()
    seen.get_by_role("dialog").wait_for()
    assert (faults(seen), seen.evaluate(WIDER)) == ([], 0)
