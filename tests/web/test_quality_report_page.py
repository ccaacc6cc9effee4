"""Claims about the report of a run as a browser shows it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from evals.quality.before import read_before
from evals.quality.folder import FIGURES, write_report
from tests.test_evals_quality import ALL, NASTY, recorded
from tests.web.browsing import AXE, faults

pytestmark = pytest.mark.browser


def opened(browser: Browser, folder: Path, width: int, scheme: str) -> Page:
    write_report(folder, recorded(ALL))
    before = read_before(folder / FIGURES)
    file = write_report(folder, recorded([*ALL, NASTY], {"correct": 0.9}), before)
    size = {"width": width, "height": 844}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_the_report_never_scrolls_sideways(browser: Browser, tmp_path: Path, width: int) -> None:
    page = opened(browser, tmp_path, width, "light")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_report(
    browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    if not AXE.exists():
        pytest.skip("tests/web/axe/axe.min.js is not there")
    page = opened(browser, tmp_path, width, scheme)
    assert faults(page) == []
    page.context.close()
