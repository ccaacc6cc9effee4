"""The page in a real browser, at a desk."""

import json
import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from assistant.ask import Assistant
from assistant.reply import Answer
from ingest.personal_data import find_cpr
from ingest.readers.blocks import document_from
from ingest.readers.pdf import read_pdf
from tests.web.browsing import AXE, QUESTION, ask, faults

# Gradio's queue asks pandas for what pandas is about to drop.
pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::Warning:gradio.queueing")]
CASES = Path(__file__).parents[1] / "data" / "cpr_cases.json"
# What numbers and what stands round them is made of, drawn from for texts nobody thought of.
PIECES = (
    "010190", "1234", "0101901234", "01", "90", "31", "12", "20", "2012", "6", "0", "-", "–", "--",
    ".", "/", " ", "  ", "\n", "\t", "\u00a0", "\u00ad", ",", ":", "kr.", " kr. ", "%", "cpr",
    "CPR-nr. ", "CVR ", "konto", "DK", "tlf. ", "å", "+", "sag ",
)  # fmt: skip


def printed(helper: Assistant, quote: str) -> list[tuple[float, ...]]:
    """Where the quote stands, as shares of its page, read from the file and not from the index."""
    document = helper.library.document("bogbus")
    fresh = document_from(document.source, read_pdf(helper.library.original("bogbus")))
    start, page = fresh.text.index(quote), fresh.pages[1]
    return [
        (b.x0 / page.width, b.y0 / page.height, b.x1 / page.width, b.y1 / page.height)
        for b in fresh.boxes(start, start + len(quote))
    ]


def marked(page: Page) -> list[tuple[float, ...]]:
    """Where the marks lie on the picture of the page, as the browser has drawn them."""
    script = """() => {
      const sheet = document.querySelector(".hp-ark img").getBoundingClientRect();
      return [...document.querySelectorAll(".hp-ark .hp-mark")].map((mark) => {
        const box = mark.getBoundingClientRect();
        return [(box.left - sheet.left) / sheet.width, (box.top - sheet.top) / sheet.height,
                (box.right - sheet.left) / sheet.width, (box.bottom - sheet.top) / sheet.height];
      });
    }"""
    return [tuple(box) for box in page.evaluate(script)]


def test_the_marks_lie_over_the_cited_words(desktop: Page, helper: Assistant) -> None:
    reply = helper.ask(QUESTION)
    assert isinstance(reply, Answer)
    ask(desktop, QUESTION)
    desktop.locator("article button.hp-cite").first.click()
    desktop.locator(".hp-ark .hp-mark").first.wait_for()
    expected = printed(helper, reply.citations[0].quote)
    assert len(marked(desktop)) == len(expected)
    for drawn, stands in zip(marked(desktop), expected, strict=True):
        assert drawn == pytest.approx(stands, abs=0.002)


def test_the_chosen_source_is_yellow_on_both_sides(desktop: Page) -> None:
    ask(desktop, QUESTION)
    cite = desktop.locator("article p button.hp-cite").first
    cite.click()
    desktop.locator(".hp-kilde").wait_for()
    assert cite.get_attribute("aria-current") == "true"
    assert desktop.locator(".hp-kilde header .hp-aktiv").inner_text() == "1"


def test_paging_away_and_back_to_the_quote(desktop: Page) -> None:
    ask(desktop, QUESTION)
    marks = desktop.locator(".hp-ark .hp-mark")
    marks.first.wait_for()
    there = marks.count()
    desktop.get_by_role("button", name="Forrige").click()
    desktop.get_by_text("Side 1 af 2", exact=True).wait_for()
    assert marks.count() == 0
    desktop.get_by_role("button", name="Til citatet").click()
    desktop.get_by_text("Side 2 af 2", exact=True).wait_for()
    assert marks.count() == there


def test_an_example_is_asked_by_one_click(desktop: Page) -> None:
    desktop.locator(".hp-eksempler button").click()
    desktop.locator(".hp-tur article").wait_for()
    assert desktop.locator(".hp-tur h2").first.inner_text() == QUESTION


def test_the_box_is_emptied_and_keeps_the_focus(desktop: Page) -> None:
    ask(desktop, QUESTION)
    field = desktop.locator("#hp-spoergsmaal textarea")
    assert field.input_value() == ""
    assert field.evaluate("element => element === document.activeElement")
    assert desktop.locator("#hp-live").inner_text() == "Svaret er klar."


def test_a_cpr_number_does_not_leave_the_browser(desktop: Page) -> None:
    sent: list[str] = []
    desktop.on("request", lambda request: sent.append(request.post_data or ""))
    desktop.fill("#hp-spoergsmaal textarea", "Kan 010190-1234 låne bogbussen?")
    desktop.keyboard.press("Enter")
    desktop.get_by_role("alert").get_by_text("Det er ikke sendt.").wait_for()
    assert faults(desktop) == []
    desktop.get_by_role("button", name="Maskér og send").click()
    desktop.locator(".hp-tur").wait_for()
    assert "[CPR fjernet]" in desktop.locator(".hp-tur h2").first.inner_text()
    assert not any("010190" in text for text in sent)


def test_the_browser_finds_the_cpr_numbers_that_the_server_finds(desktop: Page) -> None:
    drawn = random.Random(7)
    made = ["".join(drawn.choices(PIECES, k=drawn.randint(3, 14))) for _ in range(4_000)]
    cases = json.loads(CASES.read_text(encoding="utf-8"))
    texts = [case["text"] for case in cases] + made
    script = """texts => texts.map((text) =>
      window.holdepunkt.findCpr(text).map(([start, end]) => text.slice(start, end)))"""
    found = desktop.evaluate(script, texts)
    assert found[: len(cases)] == [case["found"] for case in cases]
    expected = [[text[start:end] for start, end in find_cpr(text)] for text in texts]
    assert [pair for pair in zip(texts, expected, found, strict=True) if pair[1] != pair[2]] == []
    assert sum(map(bool, expected)) > len(cases)


def test_a_number_that_is_one_only_on_one_line_is_marked_too(desktop: Page) -> None:
    text = "Kan 010190\n\n\n1234 låne bogbussen?"
    assert find_cpr(text) == ()
    desktop.fill("#hp-spoergsmaal textarea", text)
    desktop.keyboard.press("Enter")
    desktop.get_by_role("alert").locator("mark").get_by_text("010190 1234").wait_for()


def test_what_the_server_refuses_is_sent_again_masked(desktop: Page) -> None:
    desktop.evaluate("window.holdepunkt.withCpr = () => []")  # a browser that finds nothing
    ask(desktop, "Hvad koster bogbussen for 010190-1234 om ugen?")
    assert "010190" not in desktop.locator("#hp-faner").inner_text()
    assert faults(desktop) == []
    desktop.get_by_role("button", name="Maskér og send").click()
    desktop.locator(".hp-tur").nth(1).wait_for()
    asked = desktop.locator(".hp-tur h2").nth(1).inner_text()
    assert asked == "Hvad koster bogbussen for [CPR fjernet] om ugen?"


def test_a_text_kept_for_the_next_loading_holds_no_number(desktop: Page) -> None:
    desktop.fill("#hp-spoergsmaal textarea", "Kan 010190-1234 låne bogbussen?")
    desktop.route("**/gradio_api/**", lambda route: route.abort())
    desktop.evaluate("fetch('/gradio_api/queue/join').catch(() => null)")
    desktop.get_by_role("alert").wait_for()
    assert desktop.evaluate("history.state.unsent") == "Kan [CPR fjernet] låne bogbussen?"


def test_hostile_words_are_shown_and_not_run(desktop: Page) -> None:
    evil = "<img src=x onerror=window.owned=1> ${window.owned=1} {{window.owned=1}} `a`"
    ask(desktop, evil)
    assert desktop.locator(".hp-tur h2").first.inner_text() == evil
    assert desktop.evaluate("window.owned") is None


def test_an_injected_handler_is_stopped_by_the_policy(desktop: Page) -> None:
    desktop.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.owned=1>')"
    )
    desktop.wait_for_timeout(300)
    assert desktop.evaluate("window.owned") is None


def test_lost_contact_is_said_and_the_question_stays(desktop: Page) -> None:
    desktop.route("**/gradio_api/**", lambda route: route.abort())
    desktop.fill("#hp-spoergsmaal textarea", QUESTION)
    desktop.keyboard.press("Enter")
    desktop.get_by_role("alert").get_by_text("Forbindelsen til Holdepunkt er afbrudt.").wait_for()
    assert desktop.input_value("#hp-spoergsmaal textarea") == QUESTION
    assert faults(desktop) == []
    desktop.unroute("**/gradio_api/**")
    ask(desktop, QUESTION)
    assert desktop.locator("#hp-advarsel").inner_text() == ""


def test_a_number_stays_on_the_line_of_its_words(desktop: Page) -> None:
    ask(desktop, QUESTION)
    script = """() => {
      const text = document.querySelector("article .hp-konklusion");
      const button = text.querySelector("button");
      for (let width = 200; width < 500; width += 3) {
        text.style.width = `${width}px`;
        const words = document.createRange();
        words.selectNodeContents(text.querySelector(".hp-citater").firstChild);
        const line = words.getBoundingClientRect();
        const place = button.getBoundingClientRect();
        if (place.top > line.bottom) return width;
      }
      return 0;
    }"""
    assert desktop.evaluate(script) == 0


def test_what_is_copied_has_the_sources(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#hp-spoergsmaal textarea")
    ask(page, QUESTION)
    page.get_by_role("button", name="Kopiér med kilder").click()
    page.get_by_text("Kopieret", exact=True).first.wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert re.search(r"\[1\]\n\nKilder:\n\[1\] Bibliotekerne \(2013\): .*, side 2: »", copied)


def test_nothing_is_asked_of_another_machine(browser: Browser, address: str) -> None:
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_selector("#hp-spoergsmaal textarea")
    ask(page, QUESTION)
    page.wait_for_timeout(500)
    context.close()
    local = (address, "data:", "blob:")
    assert [url for url in asked if not url.startswith(local)] == []


def test_nothing_of_the_visit_is_stored_in_the_browser(desktop: Page) -> None:
    ask(desktop, QUESTION)
    stored = (
        "Object.values(localStorage).concat(Object.values(sessionStorage)).join() + document.cookie"
    )
    assert "bogbussen" not in desktop.evaluate(stored)


def test_two_visitors_see_their_own_answers(desktop: Page, phone: Page) -> None:
    ask(desktop, QUESTION)
    assert phone.locator(".hp-tur").count() == 0


def test_axe_finds_nothing_in_any_state(desktop: Page) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    assert faults(desktop) == []
    ask(desktop, QUESTION)
    assert faults(desktop) == []
    ask(desktop, "Hvad er skatteprocenten i Aarhus?")
    assert faults(desktop) == []
    desktop.locator(".hp-intet button").last.click()
    desktop.locator(".hp-kilde").wait_for()
    assert faults(desktop) == []
