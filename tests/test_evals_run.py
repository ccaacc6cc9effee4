"""Claims about asking the cases, and about the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.ask import Assistant
from evals.__main__ import app, main
from evals.case import Case, Evidence
from evals.run import ask, is_cited, judge, run
from ingest.embed import load_embedder
from ingest.errors import QuestionError
from ingest.pipeline import ingest
from tests.making import indexed, markdown, write
from tests.programme import FILES, assistant_over

RIGHT = Case(
    "right",
    "Hvad koster en plads i Fyrtårnet om ugen?",
    "number",
    facts=(("745",),),
    evidence=(Evidence("fyrtaarnet", "En plads i Fyrtårnet koster 745 kr. om ugen"),),
    style="plain",
)
REFUSED = Case("refused", "Hvordan laver man en pizza med ananas?", "unanswerable", facts=())
SENSIBLE = Case("far", "Hvad er hovedstaden i Bolivia?", "fact", facts=(("sucre",),))
KEYS = (
    "n correct coverage refused wrongly_refused cited evidence@1 evidence@5 evidence@10 characters"
    " length seconds_p50 seconds_p95 by_kind by_style"
).split()


@pytest.fixture(scope="module")
def helper(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_over(indexed(tmp_path_factory.mktemp("programme"), FILES))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index as the command line opens it, with the model that ships."""
    folder = tmp_path_factory.mktemp("shipped")
    ingest([write(folder / "documents", FILES)], folder / "index", load_embedder())
    return folder / "index"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    rows = [
        {"id": "right", "question": RIGHT.question, "kind": "number", "style": "plain",
         "facts": [["745"]], "evidence": [{"document": "d", "quote": RIGHT.evidence[0].quote}]},
        {"id": "refused", "question": REFUSED.question, "kind": "unanswerable", "facts": []},
    ]  # fmt: skip
    return markdown(tmp_path / "q.jsonl", "\n".join(map(json.dumps, rows)))


def test_a_right_answer_is_judged_right_with_its_evidence(helper: Assistant) -> None:
    (outcome,) = run(helper, [RIGHT])
    assert (outcome.correct, outcome.coverage, outcome.cited) == (True, 1, True)
    assert outcome.evidence == {1: 1, 5: 1, 10: 1}


def test_a_question_that_the_documents_do_not_answer_is_right_when_refused(
    helper: Assistant,
) -> None:
    (outcome,) = run(helper, [REFUSED])
    assert (outcome.status, outcome.correct, outcome.evidence) == ("not_found", True, {})


def test_nothing_is_said_where_nothing_is_answered(helper: Assistant) -> None:
    (outcome,) = run(helper, [Case("a", SENSIBLE.question, facts=(("fremgår ikke",),))])
    assert (outcome.answered, outcome.coverage, outcome.correct) == (False, 0, False)


def test_earlier_questions_go_along(helper: Assistant) -> None:
    case = Case("f", "Hvad koster den?", context=("Hvad er en plads i Fyrtårnet?",))
    assert ask(helper, case)["understood"] is not None


def test_a_question_that_cannot_be_asked_has_failed(helper: Assistant) -> None:
    (outcome,) = run(helper, [Case("long", "hvad " * 400, facts=())])
    assert outcome.status == "failed"
    assert "characters" in str(outcome.reason)


def test_characters_are_those_of_the_first_five_passages(helper: Assistant) -> None:
    line = ask(helper, RIGHT)
    line["passages"] = [{"text": "x" * 10**rank} for rank in range(7)]
    assert judge(RIGHT, line, helper.library).characters == 11_111


def test_the_language_model_that_worded_an_answer_is_kept(helper: Assistant) -> None:
    line = ask(helper, RIGHT)
    assert judge(RIGHT, {**line, "model": "viking-7b"}, helper.library).model == "viking-7b"
    assert judge(RIGHT, line, helper.library).model is None


def test_cases_without_facts_are_not_judged(helper: Assistant) -> None:
    with pytest.raises(QuestionError, match=r"1 of 2 questions have no 'facts' \(first 'bare'\)"):
        run(helper, [RIGHT, Case("bare", "Hvad?")])


def test_a_reply_is_cited_when_every_quote_stands_where_its_citation_says(
    helper: Assistant,
) -> None:
    assert is_cited(ask(helper, RIGHT), helper.library)


@pytest.mark.parametrize("fault", ["moved", "uncited", "unknown number", "nothing said"])
def test_a_reply_is_not_cited_with_a_fault(helper: Assistant, fault: str) -> None:
    line = ask(helper, RIGHT)
    if fault == "moved":
        line["citations"][0]["start"] += 1
    elif fault == "nothing said":
        line["statements"] = []
    else:
        line["statements"][0]["citations"] = [] if fault == "uncited" else [99]
    assert not is_cited(line, helper.library)


def test_run_prints_the_figures_of_the_contract_and_no_others(index: Path, questions: Path) -> None:
    command = ["run", "--questions", str(questions), "--index", str(index), "--json"]
    result = CliRunner().invoke(app, command)
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert list(found) == KEYS
    assert list(found["by_kind"]["number"]) == list(found["by_style"]["plain"]) == KEYS[:-2]
    assert (found["n"], found["correct"], found["evidence@1"]) == (2, 1, 1)


@pytest.mark.parametrize(("least", "code"), [(1, 0), (1.01, 1)])
def test_run_ends_with_1_only_below_the_baseline(
    index: Path, questions: Path, tmp_path: Path, least: float, code: int
) -> None:
    baseline = markdown(tmp_path / "b.json", json.dumps({"correct": least}))
    result = CliRunner().invoke(
        app,
        ["run", "--questions", str(questions), "--index", str(index), "--baseline", str(baseline)],
    )
    assert result.exit_code == code
    assert ("evals: correct is 1.0 (baseline 1.01)" in result.stderr) is bool(code)


def test_run_writes_a_report_and_says_where_even_below_the_baseline(
    index: Path, questions: Path, tmp_path: Path
) -> None:
    baseline = markdown(tmp_path / "b.json", '{"correct": 1.01}')
    command = ["run", "--questions", str(questions), "--index", str(index), "--json"]
    result = CliRunner().invoke(
        app, [*command, "--report", str(tmp_path / "r"), "--baseline", str(baseline)]
    )
    assert result.exit_code == 1
    assert list(json.loads(result.stdout)) == KEYS
    assert f"report: {tmp_path / 'r' / 'report.html'}" in result.stderr
    found = json.loads((tmp_path / "r" / "report.json").read_text(encoding="utf-8"))
    assert (found["questions"], found["documents"]) == ("q.jsonl", len(FILES))
    assert found["cases"][0]["citations"][0]["document"] == "fyrtaarnet"


def test_before_is_asked_for_only_with_a_report(index: Path, questions: Path) -> None:
    command = ["run", "--questions", str(questions), "--index", str(index), "--before", "b.json"]
    result = CliRunner().invoke(app, command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--report" in result.stderr


def test_run_ends_with_1_where_a_question_failed(index: Path, tmp_path: Path) -> None:
    row = {"id": "long", "question": "hvad " * 400, "facts": []}
    path = markdown(tmp_path / "q.jsonl", json.dumps(row))
    result = CliRunner().invoke(app, ["run", "--questions", str(path), "--index", str(index)])
    assert result.exit_code == 1
    assert "evals: long failed: the question has" in result.stderr


def test_evidence_prints_its_figures_alone(index: Path, questions: Path) -> None:
    command = ["evidence", "--questions", str(questions), "--index", str(index)]
    found = json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)
    assert list(found) == ["n", "evidence@1", "evidence@5", "evidence@10", "characters"]
    assert (found["n"], found["evidence@1"]) == (1, 1)  # the one that names evidence
    assert "evidence@5" in CliRunner().invoke(app, command).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "--questions", "nowhere.jsonl"], 2, "evals: there is no file 'nowhere.jsonl'"),
        (["run", "--index", "nowhere"], 1, "evals: there is no index in 'nowhere'"),
        (["run", "--report", "r", "--before", "none.json"], 2, "there is no baseline 'none.json'"),
        (["run", "--report", "taken/r"], 1, "evals: cannot write the report to 'taken/r'"),
        (["evidence"], 2, "--questions"),
    ],
)
def test_what_is_wrong_is_said_on_stderr(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    monkeypatch.chdir(markdown(tmp_path / "taken", "a file, not a folder").parent)
    monkeypatch.setattr("sys.argv", ["evals", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (code, "")
    assert message in said.err
