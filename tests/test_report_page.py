"""Claims about the Danish of the page that stands beside the index."""

from dataclasses import replace
from datetime import datetime

import pytest

from ingest.report import FileReport
from ingest.report_page import report_page

READ = FileReport("kaj.pdf", "kaj", "indexed", pages=9)
WHEN = datetime(2013, 3, 1, 9, 30)


@pytest.mark.parametrize(
    ("number", "scanned", "blank"),
    [
        (1, "1 side læst fra et skannet billede. Sam", "1 side uden tekst: tom eller et billede,"),
        (2, "2 sider læst fra skannede billeder. Sam", "2 sider uden tekst: tomme eller billeder,"),
    ],
)
def test_one_and_several_pages_are_told_apart(number: int, scanned: str, blank: str) -> None:
    page = report_page([replace(READ, pages_ocr=number, pages_without_text=number)], WHEN)
    assert scanned in page
    assert blank in page
