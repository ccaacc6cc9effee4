"""Claims about the page Kvalitet as HTML."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

from assistant.feedback import Feedback, Quoted
from assistant.quality_report import Cited, Estimate, Miss, QualityReport
from assistant.web.quality_feedback import feedback_list
from assistant.web.quality_page import quality_page
from assistant.web.quality_tab import drawn

EVIL = '<img src=x onerror=alert(1)> "x" ${y} `z`'
MISS = Miss(
    "e1", "Hvad koster en plads?", "lacking", "12 kr. om ugen", "En plads koster noget. [1]",
    "number", "plain", None, ("Hvad er en plads?",), ("12",), (Cited("Prisen", 2, "noget"),),
)  # fmt: skip
REPORT = QualityReport(
    made=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    questions="q.jsonl",
    documents=3,
    n=40,
    kept=10,
    figures={
        "correct": Estimate(0.7, 0.61, 0.77, 40),
        "wrongly_refused": Estimate(0.12, 0.05, 0.2, 30),
        "refused": None,
        "length": Estimate(450, 400, 500, 30),
    },
    by_kind={"number": {"correct": Estimate(0.8, 0.5, 0.9, 20)}, "list": {"correct": None}},
    by_style={"typo": {"correct": Estimate(0.5, 0.2, 0.8, 4)}},
    targets={"correct": 0.66, "wrongly_refused": 0.1, "length": 450},
    misses=(MISS,),
)
SAID = Feedback(
    "Hvad koster en plads?", ("wrong", "outdated"), "Prisen er fra 2013.", id="a1",
    statements=("En plads koster 12 kr.",), citations=(Quoted("pris", 2, "12 kr."),),
    made=datetime(2026, 3, 2, 9, 5, tzinfo=UTC), index="snapshot-3",
)  # fmt: skip


def text(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split()).replace("\xa0", " ")


def key_figure(page: str, label: str) -> str:
    (found,) = html.fromstring(page).xpath(f"//dl[@class='hp-maaltal']/div[dt='{label}']")
    return " | ".join(part.text_content() for part in found).replace("\xa0", " ")


def test_a_figure_stands_beside_what_was_asked_for() -> None:
    assert key_figure(quality_page(REPORT), "Helt rigtige") == (
        "Helt rigtige | 70 % | Mål: mindst 66 % | Nået: 4 procentpoint over | Interval 61–77 %"
    )


def test_a_target_that_is_not_reached_is_told_in_words() -> None:
    said = key_figure(quality_page(REPORT), "Fejlagtigt afvist")
    assert "Mål: højst 10 % | Ikke nået: 2 procentpoint over" in said


def test_a_figure_without_a_target_gets_none() -> None:
    assert "Intet mål" in key_figure(quality_page(replace(REPORT, targets={})), "Helt rigtige")
    assert key_figure(quality_page(REPORT), "Rigtigt afvist") == "Rigtigt afvist | – | Intet mål"


def test_it_says_when_and_over_what_was_measured() -> None:
    said = text(quality_page(REPORT))
    assert "Seneste måling: 2. marts 2026 kl. 9.05, 40 spørgsmål til 3 dokumenter." in said
    assert "10 af spørgsmålene er holdt tilbage og vises ikke." in said


def test_each_kind_has_its_share_beside_its_bar() -> None:
    page = html.fromstring(quality_page(REPORT))
    (row,) = page.xpath("//tr[th='Tal'][td/span[@class='hp-andel']]")
    assert "80\xa0% (50–90\xa0%)" in row.text_content()
    assert row.xpath(".//span[@aria-hidden]/b/@style") == ["width:80.0%"]
    assert row.xpath(".//span[@aria-hidden]/i/@style") == ["left:50.0%;width:40.0%"]


def test_a_miss_says_what_was_wanted_and_what_came() -> None:
    (miss,) = html.fromstring(quality_page(REPORT)).xpath("//ul[@class='hp-misliste']/li")
    parts = {div[0].text: div[1].text_content() for div in miss.xpath(".//dl/div")}
    assert parts == {
        "Tidligere spørgsmål": "Hvad er en plads?",
        "Forventet svar": "12 kr. om ugen",
        "Mangler": "»12«",
        "Svar": "En plads koster noget. [1]",
        "Kilder": "Prisen, side 2: »noget«",
    }


def test_a_run_without_misses_says_so() -> None:
    assert "Alle spørgsmål blev helt rigtigt besvaret." in text(
        quality_page(replace(REPORT, misses=()))
    )
    held = replace(REPORT, misses=(), kept=40)
    assert "Alle spørgsmål er holdt tilbage" in text(quality_page(held))


def test_markup_in_a_report_is_shown_and_not_made() -> None:
    evil = Miss(EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, EVIL, (EVIL,), (EVIL,),
                (Cited(EVIL, 1, EVIL),))  # fmt: skip
    parts = {EVIL: {"correct": Estimate(0.5)}}
    page = quality_page(
        replace(REPORT, misses=(evil,), by_kind=parts, by_style=parts, models=(EVIL,))
    )
    assert "<img" not in page
    assert "${y}" not in page


def test_markup_in_feedback_is_shown_and_not_made() -> None:
    evil = replace(
        SAID, question=EVIL, comment=EVIL, context=(EVIL,), statements=(EVIL,), index=EVIL, id=EVIL,
        citations=(Quoted(EVIL, 1, EVIL),),
    )  # fmt: skip
    page = feedback_list([evil], {}, frozenset(), 180)
    assert "<img" not in page
    assert "${y}" not in page


def test_feedback_is_listed_with_its_reply_and_sources() -> None:
    said = text(feedback_list([SAID], {"pris": "Om prisen"}, frozenset(), 30))
    assert "1 melding. Meldinger slettes af sig selv efter 30 dage." in said
    assert "Svaret er forkert" in said
    assert "Oplysningen er forældet" in said
    assert "Prisen er fra 2013." in said
    assert "Om prisen, side 2: »12 kr.«" in said


def test_a_piece_that_is_a_case_already_is_offered_as_a_file() -> None:
    assert "Gør til testspørgsmål" in feedback_list([SAID], {}, frozenset(), 180)
    assert "Hent testspørgsmål" in feedback_list([SAID], {}, frozenset({"a1"}), 180)


def test_without_feedback_it_says_so() -> None:
    assert text(feedback_list([], {}, frozenset(), 1)) == (
        "Der er ingen meldinger. Meldinger slettes af sig selv efter 1 dag."
    )


def test_without_a_report_it_says_how_one_is_made(tmp_path: Path) -> None:
    for file in (None, tmp_path / "none.json"):
        said = text(drawn(file))
        assert "Der er ikke målt endnu." in said
        assert "kommandoenmake evalsDen måler" in said


@pytest.mark.parametrize("content", ["", "{}", '{"made": 7}'])
def test_a_broken_report_gets_one_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "report.json").write_text(content)
    said = text(drawn(tmp_path / "report.json"))
    assert said.startswith("KvalitetDen seneste måling kan ikke vises.")
