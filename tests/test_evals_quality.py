"""Claims about the report of a run: what it holds, what it keeps to itself, what it says."""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt

from evals.__main__ import QUESTIONS
from evals.case import read_cases
from evals.figures import Estimate, figures
from evals.quality import wording
from evals.quality.before import change, read_before
from evals.quality.charts import Mark, Row, dots, histogram, split
from evals.quality.contents import sections
from evals.quality.folder import write_report
from evals.quality.markdown import plain
from evals.quality.record import Bin, Record, as_json, distribution, record
from evals.run import Outcome
from ingest.errors import SettingsError
from tests.making import markdown
from tests.test_evals_report import LACKING, LONG, REFUSED, RIGHT, WRONG, WRONGLY_REFUSED

ALL = [RIGHT, LONG, WRONGLY_REFUSED, REFUSED, WRONG, LACKING]
WHEN = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)
SOURCE = {
    "number": 1, "document": "notat", "title": "Notatet", "page": 4, "origin": None,
    "quote": "En mentor hjælper.",
}  # fmt: skip
MISS = replace(
    LACKING,
    case=replace(LACKING.case, answer="En mentor og en kok.", context=("Hvad er VCG2?",)),
    citations=(SOURCE,),
)
MARKUP = "<script>alert(1)</script> | **b** `c` [d](http://e) <img src=x> &amp; # f"
NASTY = replace(MISS, case=replace(MISS.case, question=MARKUP, answer=MARKUP), answer=MARKUP)
KEPT = replace(
    WRONG,
    case=replace(WRONG.case, id="hemmelig-id", question="Hemmeligt?", answer="Lukket", part="kept"),
    answer="Et hemmeligt svar.",
)


def recorded(outcomes: Sequence[Outcome], baseline: dict[str, Any] | None = None) -> Record:
    return record(outcomes, WHEN, "q.jsonl", 3, baseline or {})


def written(folder: Path, outcomes: Sequence[Outcome], **baseline: float) -> dict[str, str]:
    """The report's files by name."""
    write_report(folder, recorded(outcomes, baseline))
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def words(text: str) -> str:
    return " ".join(text.split())


def seen(page: str) -> str:
    """What a reader sees of HTML."""
    return words(html.document_fromstring(page).find("body").text_content())


@pytest.mark.parametrize("group", ["", "by_kind", "by_style", "by_part"])
def test_every_figure_has_its_interval_and_what_it_was_counted_from(group: str) -> None:
    said = as_json(recorded(ALL))["figures"]
    parts = said[group].values() if group else [said]
    found = [figure for part in parts for name, figure in part.items() if name[:3] != "by_"]
    assert all(f is None or (f["low"] <= f["value"] <= f["high"] and f["n"] > 0) for f in found)


def test_the_figures_are_those_that_are_printed() -> None:
    said, printed = as_json(recorded(ALL))["figures"], figures(ALL)
    assert {name: said[name]["value"] for name in ("correct", "refused", "length")} == {
        name: printed[name] for name in ("correct", "refused", "length")
    }
    assert said["by_kind"]["number"]["correct"]["value"] == printed["by_kind"]["number"]["correct"]


def test_a_case_says_what_became_of_it() -> None:
    (case,) = as_json(recorded([MISS]))["cases"]
    assert (case["correct"], case["fault"], case["lacking"]) == (False, "lacking", ["kok"])
    assert (case["answer"], case["citations"]) == ("En mentor.", [SOURCE])
    assert (case["length"], case["seconds"], case["expected"]) == (10, 0.5, "En mentor og en kok.")


@pytest.mark.parametrize(
    ("outcome", "fault"),
    [(RIGHT, None), (LONG, "too_long"), (WRONGLY_REFUSED, "refused"), (REFUSED, None),
     (WRONG, "answered"), (LACKING, "lacking"),
     (replace(WRONGLY_REFUSED, status="failed"), "failed")],
)  # fmt: skip
def test_a_fault_is_told_by_its_kind(outcome: Outcome, fault: str | None) -> None:
    assert outcome.fault == fault


def test_a_question_that_is_refused_lacks_every_fact() -> None:
    assert replace(WRONGLY_REFUSED, answer="Intet om en kok.").lacking == ["mentor", "kok"]


def test_a_miss_without_an_answer_says_why_there_is_none(tmp_path: Path) -> None:
    page = seen(written(tmp_path, [WRONGLY_REFUSED])["report.html"])
    assert "300 ms · intet sted fundet, der bærer et svar" in page.replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_of_the_part_that_is_kept_aside_only_totals_are_written(tmp_path: Path) -> None:
    files = written(tmp_path, [RIGHT, KEPT])
    assert json.loads(files["report.json"])["figures"]["correct"]["n"] == 2
    assert not [name for name, text in files.items() if re.search("hemmelig|Lukket", text, re.I)]


def test_the_part_that_is_kept_aside_has_its_own_totals() -> None:
    run = recorded([RIGHT, REFUSED, KEPT])
    assert run.groups["by_part"]["kept"]["correct"].value == 0  # type: ignore[union-attr]
    assert (run.n, run.kept) == (3, 1)


def test_a_run_of_what_is_kept_aside_alone_says_that_no_question_is_shown(tmp_path: Path) -> None:
    assert "Alle spørgsmål er holdt tilbage" in seen(written(tmp_path, [KEPT])["report.html"])


@pytest.mark.parametrize(("outcomes", "said"), [([RIGHT], False), ([RIGHT, KEPT], True)])
def test_that_questions_are_kept_aside_is_said_where_some_are(
    tmp_path: Path, outcomes: list[Outcome], said: bool
) -> None:
    page = seen(written(tmp_path, outcomes)["report.html"])
    assert ("1 af spørgsmålene er holdt tilbage" in page) is said
    assert ("Efter del" in page) is said


def test_the_language_models_that_worded_answers_are_named(tmp_path: Path) -> None:
    files = written(tmp_path, [replace(RIGHT, model="viking-7b"), RIGHT])
    assert json.loads(files["report.json"])["models"] == ["viking-7b"]
    assert "Svarene er formuleret af viking-7b." in seen(files["report.html"])


def test_lengths_are_those_of_answers_and_times_those_of_all() -> None:
    run = recorded([LONG, WRONGLY_REFUSED])
    assert sum(found.n for found in run.lengths) == 1
    assert [found.start for found in run.milliseconds if found.n] == [200, 300]


def test_refusals_are_counted_right_and_wrong() -> None:
    (section,) = [part for part in sections(recorded([*ALL, REFUSED]), None)
                  if part.key == "afvisninger"]  # fmt: skip
    assert section.charts[0].description == (
        "3 spørgsmål, som dokumenterne ikke besvarer: 2 rigtigt afvist, 1 fejlagtigt besvaret. "
        "4 spørgsmål, som dokumenterne besvarer: 3 besvaret, 1 fejlagtigt afvist."
    )


def test_the_kinds_of_which_there_are_most_questions_come_first() -> None:
    (section,) = [part for part in sections(recorded([RIGHT, *[REFUSED] * 2]), None)
                  if part.key == "by-kind-tal"]  # fmt: skip
    assert [row[:2] for row in section.tables[0].rows] == [("Uden svar", "2"), ("Tal", "1")]


def test_a_personal_number_in_a_question_is_not_written(tmp_path: Path) -> None:
    case = replace(WRONG.case, question="Er 010190-1234 med?", context=("Er 010190-1234?",))
    files = written(tmp_path, [replace(WRONG, case=case, reason="010190-1234")])
    assert not [name for name, text in files.items() if "010190" in text]


@pytest.mark.parametrize(
    "shown",
    ["Hvem?", "»kok«", "En mentor og en kok.", "En mentor.", "Hvad er VCG2?",
     "[1] Notatet, side 4: »En mentor hjælper.«"],
)  # fmt: skip
def test_a_miss_is_shown_with_what_it_lacks_its_answer_and_its_sources(
    tmp_path: Path, shown: str
) -> None:
    files = written(tmp_path, [MISS])
    assert shown in seen(files["report.html"])
    assert shown in seen(f"<body>{MarkdownIt().enable('table').render(files['report.md'])}")


def test_markup_in_a_question_or_an_answer_is_shown_not_run(tmp_path: Path) -> None:
    files = written(tmp_path, [NASTY])
    rendered = MarkdownIt().enable("table").render(files["report.md"])
    for page in (files["report.html"], f"<html><body>{rendered}</body></html>"):
        tree = html.fromstring(page)
        assert seen(page).count(words(MARKUP)) == 3
        assert not tree.xpath(
            "//script | //a[contains(@href, ':')] | //img[@src='x'] | //b/text()[.='b']"
        )


@pytest.mark.parametrize(
    "text", ["1. a", "- a", "+ a", "# a", "> a", "a|b", "=== a", "1.000 kr.", "| a |"]
)
def test_a_line_of_text_is_no_markdown(text: str) -> None:
    assert MarkdownIt().render(plain(text)) == f"<p>{text.replace('>', '&gt;')}</p>\n"


def test_a_cell_of_a_table_holds_no_bar_and_no_line_end() -> None:
    head = "| a | b |\n| --- | --- |\n"
    shown = (
        MarkdownIt()
        .enable("table")
        .render(f"{head}| {plain('x|y')} | {plain('x' + chr(10) + 'y')} |")
    )
    assert "<td>x|y</td>\n<td>x y</td>" in shown


def test_the_page_fetches_nothing(tmp_path: Path) -> None:
    page = written(tmp_path, ALL)["report.html"]
    assert "default-src 'none'" in page
    assert {link for _, _, link, _ in html.fromstring(page).iterlinks() if link[0] != "#"} == set()
    assert not re.search(r"@import|url\(", page)


class Opened(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_is_danish_and_its_tables_and_charts_say_what_they_are(tmp_path: Path) -> None:
    page = written(tmp_path, ALL)["report.html"]
    tags = Opened(page).tags
    ids = {attributes["id"] for _, attributes in tags if "id" in attributes}
    labels = [a["aria-labelledby"] for tag, a in tags if tag in ("svg", "table", "section")]
    assert ("html", {"lang": "da"}) in tags
    assert labels
    assert all(ids.issuperset((label or "").split()) for label in labels)
    assert len(ids) == sum("id" in attributes for _, attributes in tags)
    assert all("scope" in attributes for tag, attributes in tags if tag == "th")


def test_markdown_names_only_charts_that_are_written(tmp_path: Path) -> None:
    files = written(tmp_path, ALL)
    named = set(re.findall(r"\]\((\S+\.svg)\)", files["report.md"]))
    assert named == {name for name in files if name.endswith(".svg")}


def test_a_requirement_that_is_not_met_is_said_in_danish(tmp_path: Path) -> None:
    page = seen(written(tmp_path, ALL, correct=0.9, length=100, n=2)["report.html"])
    assert "Helt rigtige: 33 % (mål: mindst 90 %)" in page
    assert "Svarets længde i gennemsnit: 212 tegn (mål: højst 100 tegn)" in page
    assert "Antal spørgsmål:" not in page


def test_requirements_stand_in_markdown_and_beside_the_figures(tmp_path: Path) -> None:
    text = words(written(tmp_path, ALL, correct=0.9, length=100)["report.md"])
    assert "- Helt rigtige: 33 % (mål: mindst 90 %)" in text
    assert "| 4 | højst 100 tegn |" in text


def test_requirements_that_are_met_are_said_to_be(tmp_path: Path) -> None:
    assert "Alle mål er nået." in seen(written(tmp_path, ALL, correct=0.1)["report.html"])


def test_a_requirement_to_a_kind_names_it(tmp_path: Path) -> None:
    run = recorded(ALL, {"by_kind": {"number": {"correct": 1}}})
    page = write_report(tmp_path, run).read_text(encoding="utf-8")
    assert "Helt rigtige, Tal: 50 % (mål: mindst 100 %)" in seen(page)


def test_an_earlier_report_tells_which_answers_turned(tmp_path: Path) -> None:
    write_report(tmp_path, recorded([replace(RIGHT, correct=False), REFUSED, KEPT]))
    before = read_before(tmp_path / "report.json")
    run = recorded([RIGHT, REFUSED, WRONGLY_REFUSED, KEPT])
    found = change(run, before)
    assert found is not None
    assert ([case["id"] for case in found.gained], found.lost) == (["a"], ())
    assert (found.n, found.difference) == (2, 0.5)


def test_an_answer_that_was_right_before_is_lost(tmp_path: Path) -> None:
    write_report(tmp_path, recorded([RIGHT, WRONGLY_REFUSED]))
    run = recorded([replace(RIGHT, correct=False), WRONGLY_REFUSED])
    found = change(run, read_before(tmp_path / "report.json"))
    assert found is not None
    assert ([case["id"] for case in found.lost], found.gained) == (["a"], ())
    assert found.difference == -0.5


def test_a_question_that_was_rewritten_is_not_compared(tmp_path: Path) -> None:
    write_report(tmp_path, recorded([RIGHT]))
    rewritten = replace(RIGHT, case=replace(RIGHT.case, question="Hvor få?"))
    assert change(recorded([rewritten]), read_before(tmp_path / "report.json")) is None


def test_before_and_now_stand_beside_each_other(tmp_path: Path) -> None:
    write_report(tmp_path, recorded([WRONG, RIGHT]))
    before = read_before(tmp_path / "report.json")
    page = write_report(tmp_path, recorded([RIGHT]), before).read_text(encoding="utf-8")
    svg = (tmp_path / "before.svg").read_text(encoding="utf-8")
    assert attributes(svg, "circle", "was")[0]["cx"] < attributes(svg, "circle", "now")[0]["cx"]  # type: ignore[operator]
    assert "1 viste spørgsmål er de samme: 0 blev helt rigtige" in seen(page)
    assert "(0)" not in seen(page)
    assert "Helt rigtige 50 % (9–91 %) 100 % (21–100 %)" in seen(page.replace("</t", " </t"))


def test_figures_alone_may_be_what_is_compared_with(tmp_path: Path) -> None:
    before = read_before(markdown(tmp_path / "b.json", '{"n": 4, "correct": 0.65, "by_kind": {}}'))
    assert before.figures["correct"] == Estimate(0.65, None, None)
    page = write_report(tmp_path, recorded(ALL), before).read_text(encoding="utf-8")
    assert "Før er tallene i b.json." in seen(page)


@pytest.mark.parametrize("text", ['{"figures": {}}', '{"figures": {"n": 3}}', '{"figures": 1}'])
def test_what_is_no_report_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="is not the report of a run"):
        read_before(markdown(tmp_path / "r.json", text))


@pytest.mark.parametrize(
    ("values", "bins"),
    [
        ([], ()),
        ([30], (*(Bin(i * 5, i * 5 + 5, 0) for i in range(6)), Bin(30, None, 1))),
        ([9], (*(Bin(i * 2, i * 2 + 2, 0) for i in range(4)), Bin(8, 10, 1))),
        ([3.0], (Bin(0, 1, 0), Bin(1, 2, 0), Bin(2, 3, 0), Bin(3, None, 1))),
        ([0, 100, 199, 790], (Bin(0, 100, 1), Bin(100, 200, 2), *(Bin(i * 100, i * 100 + 100, 0)
          for i in range(2, 7)), Bin(700, 800, 1))),
        ([5] * 40 + [900], (*(Bin(i, i + 1, 0) for i in range(5)), Bin(5, None, 41))),
    ],
)  # fmt: skip
def test_values_are_counted_in_round_bins_of_which_the_last_takes_the_rest(
    values: list[float], bins: tuple[Bin, ...]
) -> None:
    assert distribution(values) == bins


def attributes(svg: str, tag: str, kind: str) -> list[dict[str, str | None]]:
    return [a for name, a in Opened(svg).tags if name == tag and a.get("class") == kind]


def test_a_dot_stands_at_its_share_within_its_interval() -> None:
    rows = [Row("a", Mark(share, (0, share)), "") for share in (0, 0.5, 1)]
    svg = dots("k", "t", "d", rows).svg
    grid = [line["x1"] for line in attributes(svg, "line", "grid")]
    assert [dot["cx"] for dot in attributes(svg, "circle", "now")] == grid
    assert [line["x2"] for line in attributes(svg, "line", "now")] == grid


def test_what_was_before_stands_beside_what_is() -> None:
    svg = dots("k", "t", "d", [Row("a", Mark(1, None), "", Mark(0, None))]).svg
    (was,), (now,) = attributes(svg, "circle", "was"), attributes(svg, "circle", "now")
    assert was["cx"] == attributes(svg, "line", "grid")[0]["x1"]
    assert was["cy"] != now["cy"]


def test_the_share_of_all_is_a_line_through_the_dots() -> None:
    svg = dots("k", "t", "d", [Row("a", Mark(0.5, None), "")], whole=0.5).svg
    (line,), (dot,) = attributes(svg, "line", "whole"), attributes(svg, "circle", "now")
    assert line["x1"] == line["x2"] == dot["cx"]


@pytest.mark.parametrize(("end", "last"), [(None, ">1 +<"), (2, ">2<")])
def test_the_last_bin_says_where_it_ends_or_that_it_does_not(end: int | None, last: str) -> None:
    assert last in histogram("k", "t", "d", [Bin(0, 1, 1), Bin(1, end, 2)], str).svg


def test_a_bar_is_parted_at_the_share_that_is_right() -> None:
    svg = split("k", "t", "d", [("a", 1, "right", 3, "wrong")]).svg
    (right,) = attributes(svg, "rect", "right")
    assert right["width"] == "95.0"  # a quarter of 380


def test_a_histogram_is_as_tall_as_its_counts() -> None:
    svg = histogram("k", "t", "d", [Bin(0, 1, 1), Bin(1, 2, 2)], str).svg
    assert [bar["height"] for bar in attributes(svg, "rect", "right")] == ["75.0", "150.0"]


def test_words_in_a_chart_are_escaped() -> None:
    svg = dots("k", "<t>", "<d>", [Row("<a>", Mark(1, None), "<b>")]).svg
    assert not re.search("<[tdab]>", svg)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (wording.value("correct", 0.676), "68 %"),
        (wording.value("length", 1_234.4), "1.234 tegn"),
        (wording.value("seconds_p95", 0.0894), "89 ms"),
        (wording.value("seconds_p95", 1.25), "1,2 s"),
        (wording.value("n", 1_000), "1.000"),
        (wording.interval("seconds_p50", Estimate(1, (0.5, 1.5), 3)), "500 ms–1,5 s"),
        (wording.estimate("correct", Estimate(0.5, (0.4, 0.6), 3)), "50 % (40–60 %)"),
        (wording.estimate("correct", Estimate(0.5, None, None)), "50 %"),
        (wording.estimate("correct", None), "–"),
        (wording.points(-0.031), "−3"),
        (wording.points(0.03), "+3"),
        (wording.points(-0.001), "0"),
        (wording.moment(WHEN), "2. marts 2026 kl. 9.05"),
        (wording.named(wording.KINDS, "yes_no"), "Ja eller nej"),
        (wording.named(wording.STYLES, "own"), "own"),
        (wording.named(wording.STYLES, ""), "Ikke angivet"),
    ],
)
def test_numbers_and_names_are_danish(said: str, text: str) -> None:
    assert said.replace("\N{NO-BREAK SPACE}", " ") == text


def test_every_kind_and_style_of_the_projects_questions_has_a_danish_name() -> None:
    cases = read_cases(QUESTIONS)
    assert {case.kind for case in cases} <= wording.KINDS.keys()
    assert {case.style for case in cases} <= wording.STYLES.keys()
