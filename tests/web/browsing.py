"""What the browser tests do with a page."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

QUESTION = "Hvad koster bogbussen om ugen?"
AXE = Path(__file__).parent / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def ask(page: Page, question: str) -> None:
    """Asks in the browser and waits for the reply."""
    before = page.locator(".hp-tur").count()
    page.fill("#hp-spoergsmaal textarea", question)
    page.keyboard.press("Enter")
    page.locator(".hp-tur").nth(before).wait_for()


def faults(page: Page) -> list[tuple[str, Any]]:
    """What axe finds wrong with the page as it stands, with the elements."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]]) for rule in found]
