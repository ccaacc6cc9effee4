"""Feedback in a real browser, from the answer to a case that evals asks and back to nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.feedback import FeedbackStore, Mark, feedback_on
from evals.case import read_cases
from evals.quality.record import as_json, record
from evals.run import run
from tests.test_evals_quality import ALL, MISS
from tests.web.browsing import AXE, QUESTION, ask, faults
from tests.web.serving import Served, served

pytestmark = [
    pytest.mark.browser,
    # Gradio's queue asks pandas for what pandas is about to drop.
    pytest.mark.filterwarnings("ignore::Warning:gradio.queueing"),
]
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = [1440, 768, 390, 320]
EVIL = "<img src=x onerror=window.owned=1> ${window.owned=1}"
NOWHERE = "Hvor høj er Eiffeltårnet i Paris?"
GIVEN: tuple[tuple[tuple[Mark, ...], str], ...] = (
    (("helped",), ""), (("wrong", "other"), EVIL),
)  # fmt: skip
LONG = 60_000  # milliseconds on a busy machine


def opened(browser: Browser, app: Served, side: str = "", width: int = 1440) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.set_default_timeout(LONG)
    page.goto(f"{app.address}/{side}")
    return page


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("app")
    said = record([*ALL, MISS], datetime(2026, 3, 2, tzinfo=UTC), "q.jsonl", 3, {"correct": 0.5})
    (folder / "report.json").write_text(json.dumps(as_json(said)), encoding="utf-8")
    with served(folder, key="nøgle", report=folder / "report.json") as app:
        yield app


@pytest.fixture
def talk(browser: Browser, app: Served) -> Iterator[Page]:
    """A conversation with one answer, and no feedback kept yet."""
    FeedbackStore(app.index).erase()
    page = opened(browser, app)
    page.wait_for_selector("#hp-spoergsmaal textarea")
    ask(page, QUESTION)
    yield page
    page.context.close()


@pytest.fixture
def owner(browser: Browser, app: Served) -> Iterator[Page]:
    """The page Kvalitet, unlocked, with one piece of feedback that helped and one that did not."""
    store = FeedbackStore(app.index)
    store.erase()
    answered(store, app)
    page = unlocked(browser, app)
    yield page
    page.context.close()


def answered(store: FeedbackStore, app: Served) -> None:
    reply = app.assistant.ask(QUESTION)
    for marks, comment in GIVEN:
        store.add(feedback_on(reply, marks, comment, "snapshot-1"))


def unlocked(browser: Browser, app: Served, width: int = 1440) -> Page:
    page = opened(browser, app, "?side=kvalitet", width)
    page.get_by_label("Nøgle", exact=True).fill("nøgle")
    page.keyboard.press("Enter")
    page.locator(".hp-meldte > li").first.wait_for()
    return page


def focused(page: Page, script: str) -> bool:
    return bool(page.evaluate(f"() => {{ const at = document.activeElement; return {script}; }}"))


def test_a_fault_is_reported_with_the_keyboard_alone(talk: Page, app: Served) -> None:
    talk.get_by_role("button", name="Meld en fejl").focus()
    talk.keyboard.press("Enter")
    assert focused(talk, "at.value === 'wrong'")
    talk.keyboard.press("Tab")
    talk.keyboard.press("Space")
    talk.get_by_label("Uddyb gerne").focus()
    talk.keyboard.type("Der mangler benzin.")
    talk.keyboard.press("Tab")
    talk.keyboard.press("Enter")
    thanks = "Tak. Meldingen er gemt sammen med spørgsmålet og kilderne."
    expect(talk.locator(".hp-tak")).to_have_text(thanks)
    assert focused(talk, "at.className === 'hp-tak'")
    (kept,) = FeedbackStore(app.index).all()
    assert (kept.question, kept.marks, kept.comment) == (
        QUESTION, ("lacking",), "Der mangler benzin.",
    )  # fmt: skip
    assert kept.citations[0].document == "bogbus"


def test_that_an_answer_helped_is_one_click(talk: Page, app: Served) -> None:
    talk.get_by_role("button", name="Svaret hjalp mig").click()
    expect(talk.locator(".hp-tak")).to_contain_text("Tak. Det er gemt")
    assert [said.marks for said in FeedbackStore(app.index).all()] == [("helped",)]


def test_a_form_is_closed_with_the_focus_where_it_came_from(talk: Page) -> None:
    talk.get_by_role("button", name="Meld en fejl").click()
    talk.get_by_role("button", name="Fortryd").click()
    assert talk.locator(".hp-meldeform").count() == 0
    assert focused(talk, "at.dataset.melding === 'fejl'")
    assert focused(talk, "at.getAttribute('aria-expanded') === 'false'")


def test_nothing_is_sent_without_a_mark(talk: Page, app: Served) -> None:
    talk.get_by_role("button", name="Meld en fejl").click()
    talk.get_by_role("button", name="Send").click()
    expect(talk.locator(".hp-meldefejl")).to_have_text("Vælg mindst én af mulighederne.")
    assert FeedbackStore(app.index).all() == ()


@pytest.mark.parametrize("blind", [False, True])
def test_a_cpr_number_is_not_kept_even_where_the_browser_lets_it_through(
    talk: Page, app: Served, blind: bool
) -> None:
    if blind:
        talk.evaluate("window.holdepunkt.findCpr = () => []")
    talk.get_by_role("button", name="Meld en fejl").click()
    talk.get_by_label("Andet").check()
    talk.get_by_label("Uddyb gerne").fill("Borgeren er 010190-1234.")
    talk.get_by_role("button", name="Send").click()
    expect(talk.locator(".hp-meldefejl")).to_contain_text("ser ud til at indeholde et CPR-nummer")
    assert focused(talk, "at.name === 'kommentar' && at.getAttribute('aria-invalid') === 'true'")
    assert FeedbackStore(app.index).all() == ()


def test_what_is_typed_and_thanked_for_outlives_the_next_question(talk: Page) -> None:
    talk.get_by_role("button", name="Meld en fejl").click()
    talk.get_by_label("Uddyb gerne").fill("Halvfærdig")
    ask(talk, NOWHERE)
    first = talk.locator(".hp-tur").first
    assert first.get_by_label("Uddyb gerne").input_value() == "Halvfærdig"
    first.get_by_label("Andet").check()
    first.get_by_role("button", name="Send").click()
    first.locator(".hp-tak").wait_for()
    ask(talk, NOWHERE)
    assert first.locator(".hp-tak").count() == 1
    assert first.get_by_role("button", name="Meld en fejl").count() == 0


def test_feedback_becomes_a_case_that_evals_asks(owner: Page, app: Served) -> None:
    helped = owner.locator(".hp-meldte > li", has_text="Svaret hjalp")
    with owner.expect_download() as download:
        helped.get_by_role("button", name="Gør til testspørgsmål").click()
    file = app.index / "cases" / download.value.suggested_filename
    assert Path(download.value.path()).read_bytes() == file.read_bytes()
    (outcome,) = run(app.assistant, read_cases(file))
    assert outcome.correct
    expect(helped.locator(".hp-lagt")).to_have_text(f"Testspørgsmålet ligger i cases/{file.name}.")


def test_a_case_that_a_person_must_fill_in_says_so(owner: Page) -> None:
    wrong = owner.locator(".hp-meldte > li", has_text="Svaret er forkert")
    wrong.get_by_role("button", name="Gør til testspørgsmål").click()
    expect(wrong.locator(".hp-lagt")).to_contain_text("Udfyld »facts«")


def test_feedback_is_filtered_by_its_mark(owner: Page) -> None:
    owner.locator("[data-filter=valg]").select_option("other")
    expect(owner.locator(".hp-meldt .hp-antal")).to_have_text("Viser 1 af 2 meldinger.")
    assert owner.locator(".hp-meldte > li:visible").count() == 1


def test_markup_in_a_comment_is_shown_and_not_run(owner: Page) -> None:
    assert owner.get_by_text(EVIL, exact=True).count() == 1
    assert owner.evaluate("window.owned") is None


def test_one_piece_is_erased_after_two_questions(owner: Page, app: Served) -> None:
    owner.locator("[data-slet]").first.click()
    dialog = owner.get_by_role("dialog")
    dialog.get_by_role("button", name="Slet").click()
    assert len(FeedbackStore(app.index).all()) == 2
    dialog.get_by_role("button", name="Ja, slet").click()
    expect(owner.locator(".hp-meldte > li")).to_have_count(1)
    assert len(FeedbackStore(app.index).all()) == 1
    assert focused(owner, "at.matches('.hp-meldte h3')")


def test_all_are_erased_after_two_questions(owner: Page, app: Served) -> None:
    owner.get_by_role("button", name="Slet alle").click()
    dialog = owner.get_by_role("dialog")
    dialog.get_by_role("button", name="Slet").click()
    dialog.get_by_role("button", name="Behold").click()
    assert len(FeedbackStore(app.index).all()) == 2
    owner.get_by_role("button", name="Slet alle").click()
    dialog.get_by_role("button", name="Slet").click()
    dialog.get_by_role("button", name="Ja, slet").click()
    owner.get_by_text("Der er ingen meldinger.").wait_for()
    assert FeedbackStore(app.index).all() == ()


def test_feedback_is_taken_out_as_a_file(owner: Page) -> None:
    with owner.expect_download() as download:
        owner.get_by_role("button", name="Hent som regneark").click()
    assert download.value.suggested_filename == "meldinger.csv"
    assert QUESTION in Path(download.value.path()).read_text(encoding="utf-8")


def test_the_figures_are_for_all_and_feedback_for_who_holds_the_key(
    browser: Browser, app: Served
) -> None:
    page = opened(browser, app, "?side=kvalitet")
    page.get_by_text("Seneste måling: 2. marts 2026").wait_for()
    page.get_by_label("Nøgle", exact=True).fill("forkert")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_text("Nøglen passer ikke.").wait_for()
    assert page.locator(".hp-meldte").count() == 0
    assert faults(page) == []
    page.context.close()


def test_a_link_leads_down_the_page_and_back(owner: Page) -> None:
    owner.get_by_role("link", name="Meldinger fra brugerne").click()
    expect(owner.locator("#hp-meldt")).to_be_in_viewport()
    owner.go_back()
    expect(owner.get_by_role("tab", name="Kvalitet")).to_have_attribute("aria-selected", "true")
    assert owner.locator(".hp-meldte > li").count() == 2


def test_the_misses_are_filtered(owner: Page) -> None:
    owner.get_by_label("Hvad er galt").select_option("answered")
    expect(owner.locator(".hp-misser .hp-antal")).to_have_text("Viser 1 af 5 spørgsmål.")
    owner.get_by_label("Søg").fill("findes ikke")
    expect(owner.locator(".hp-misser .hp-antal")).to_have_text("Ingen passer.")


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_wrong_with_the_page(browser: Browser, app: Served, width: int) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    store = FeedbackStore(app.index)
    store.erase()
    answered(store, app)
    page = unlocked(browser, app, width)
    assert (faults(page), page.evaluate(WIDER)) == ([], 0)
    page.locator(".hp-alle-tal summary").click()
    page.locator(".hp-misliste summary").first.click()
    page.locator(".hp-meldte summary").first.click()
    page.locator("[data-lav]").first.click()
    page.locator(".hp-lagt:not(:empty)").wait_for()
    assert (faults(page), page.evaluate(WIDER)) == ([], 0)
    page.locator("[data-slet]").first.click()
    assert (faults(page), page.evaluate(WIDER)) == ([], 0)
    page.context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_wrong_with_the_form(browser: Browser, app: Served, width: int) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    page = opened(browser, app, "", width)
    page.wait_for_selector("#hp-spoergsmaal textarea")
    ask(page, QUESTION)
    assert (faults(page), page.evaluate(WIDER)) == ([], 0)
    page.get_by_role("button", name="Meld en fejl").click()
    page.get_by_role("button", name="Send").click()
    assert (faults(page), page.evaluate(WIDER)) == ([], 0)
    page.get_by_label("Andet").check()
    page.get_by_role("button", name="Send").click()
    page.locator(".hp-tak").wait_for()
    assert (faults(page), page.evaluate(WIDER)) == ([], 0)
    page.context.close()
