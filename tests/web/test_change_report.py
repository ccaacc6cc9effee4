"""Claims about what a visitor is told of the files that were read."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.web.change_report import change_report, duration, said_in_short
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


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.9, ""),
        (1.9, ""),
        (2.0, "I gang i 2 sekunder."),
        (60.0, "I gang i 1 minut."),
        (61.5, "I gang i 1 minut og 1 sekund."),
        (150.0, "I gang i 2 minutter og 30 sekunder."),
    ],
)
def test_the_time_that_it_takes_is_told(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_a_change_under_way_tells_how_long_it_has_been() -> None:
    begun = Change("t", Path(), state="reading", begun=time.monotonic() - 60.5)
    assert "I gang i 1 minut." in change_report(begun, 0, {})
    assert "I gang" not in change_report(Change("t", Path()), 0, {})
