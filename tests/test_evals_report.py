"""Claims about the tables that people read."""

from rich.console import Console

from evals.case import Case
from evals.report import evidence_table, misses, summary, table
from evals.run import Outcome

NUMBER = Case("a", "Hvor mange?", "number", facts=(("3",),), style="plain")
RIGHT = Outcome(
    NUMBER, "answered", None, "3 pladser.", True, 1, True, {1: 0.5, 5: 1, 10: 1}, 6_000, 0.1
)
LONG = Outcome(
    NUMBER, "answered", None, "3".ljust(800, "."), False, 1, True, {1: 0, 5: 0.5, 10: 0.5},
    4_000, 0.2,
)  # fmt: skip
WRONGLY_REFUSED = Outcome(
    Case("b", "Hvilke?", "list", facts=(("mentor",), ("kok",)), style="plain"),
    "not_found", "nothing_supported", "Det fremgår ikke.", False, 0, False, {}, 9_000, 0.3,
)  # fmt: skip
REFUSED = Outcome(
    Case("c", "Hvor er månen?", "unanswerable", facts=(), style="plain"),
    "declined", "personal_data", "Nej.", True, 0, False, {}, 0, 0.4,
)  # fmt: skip
WRONG = Outcome(
    Case("d", "hvr er sloen?", "unanswerable", facts=(), style="typo"),
    "answered", None, "Solen står midt på himlen her.", False, 1, False, {}, 0, 0.5,
)  # fmt: skip
LACKING = Outcome(
    Case("e", "Hvem?", "list", facts=(("mentor", "vejleder"), ("kok",)), style=""),
    "answered", None, "En mentor.", False, 0.5, True, {}, 0, 0.5,
)  # fmt: skip


def shown(what: object) -> list[str]:
    console = Console(width=132, highlight=False)
    with console.capture() as capture:
        console.print(what)
    return [" ".join(line.split()) for line in capture.get().splitlines()]


def test_the_table_shows_all_kinds_and_styles_with_intervals() -> None:
    lines = shown(table([RIGHT, REFUSED, WRONG]))
    assert lines[0] == "n fully right coverage refused wrongly refused evidence@5"
    assert lines[1] == (
        "all 3 0.67 (0.21–0.94) 1.00 (0.21–1.00) 0.50 (0.09–0.91) 0.00 (0.00–0.79) 1.00 (0.21–1.00)"
    )
    assert [line.split(" ")[0] for line in lines[3:6]] == ["by", "number", "unanswerable"]
    assert [line.split(" ")[0] for line in lines[7:]] == ["by", "plain", "typo"]


def test_the_table_shows_a_dash_where_no_case_says_anything() -> None:
    assert "number 1 1.00 (0.21–1.00) 1.00 (0.21–1.00) – 0.00 (0.00–0.79) 1.00 (0.21–1.00)" in (
        shown(table([RIGHT, REFUSED]))
    )


def test_a_mean_that_is_no_share_has_a_bootstrapped_interval() -> None:
    assert shown(table([RIGHT, LACKING]))[1].startswith("all 2 0.50 (0.09–0.91) 0.75 (0.50–1.00)")


def test_the_summary_holds_what_the_table_has_no_room_for() -> None:
    assert summary([RIGHT, LONG]) == (
        "evidence @1 0.250 @5 0.750 @10 0.750, 5000 characters read; cited 1.000; "
        "answers 405 characters; seconds p50 0.100 p95 0.200"
    )


def test_the_evidence_table_shows_the_characters_read() -> None:
    lines = shown(evidence_table([RIGHT, LONG, WRONG]))
    assert lines[0] == "n evidence@1 evidence@5 evidence@10 characters"
    assert lines[1] == "all 2 0.25 (0.00–0.50) 0.75 (0.50–1.00) 0.75 (0.50–1.00) 5000"
    assert [line.split(" ")[0] for line in lines[1:]] == ["all", "plain"]


def test_a_miss_says_why_it_is_one() -> None:
    assert misses([RIGHT, LONG, WRONGLY_REFUSED, REFUSED, WRONG, LACKING]) == [
        "a  800 characters, at most 700  ·  Hvor mange?",
        "b  not_found (nothing_supported)  ·  Hvilke?",
        "d  answered, though unanswerable  ·  hvr er sloen?",
        "e  lacks 'kok'  ·  Hvem?",
    ]
