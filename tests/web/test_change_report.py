"""Claims about what a visitor is told of the files that were read."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.web.change_report import change_report, said_in_short
from assistant.web.intake import Change
from ingest.report import FileReport

READ = FileReport("kaj.pdf", "kaj", "indexed", pages=9)
EMPTY = FileReport("tom.pdf", None, "quarantined", cause="empty")


def done(*reports: FileReport) -> Change:
    return Change("t", Path(), state="done", reports=reports)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 side er læst fra et skannet billede. Tjek den. 1 personoplysning er fjernet"),
        (2, "2 sider er læst fra skannede billeder. Tjek dem. 2 personoplysninger er fjernet"),
    ],
)
def test_one_and_several_are_told_apart(number: int, said: str) -> None:
    report = replace(READ, pages_ocr=number, masked=number)
    assert said in change_report(done(report), 0, {})


def test_a_file_that_came_alone_is_not_counted() -> None:
    assert said_in_short(done(EMPTY)) == "Færdig. Filen er ikke lagt i biblioteket."
    assert said_in_short(done(EMPTY, READ)) == "Færdig. 1 af 2 filer er ikke lagt i biblioteket."
