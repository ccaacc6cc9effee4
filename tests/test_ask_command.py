"""Claims about `python -m assistant ask`: what goes in, what comes out, and the exit code."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.__main__ import main
from ingest.embed import load_embedder
from ingest.pipeline import ingest
from ingest.settings import PROJECT
from tests.making import write
from tests.programme import FILES, YEARBOOK

PRICE = "Hvad koster en plads i Fyrtårnet om ugen?"
MEALS = "Hvor mange måltider serverer kantinen om dagen?"
UNKNOWN = "Hvad koster en plads i Roskilde?"
KEYS = [
    "answer", "citations", "id", "kind", "passages", "reason", "seconds", "statements", "status",
    "understood",
]  # fmt: skip
CITATION_KEYS = [
    "document", "end", "label", "number", "ocr", "origin", "page", "page_end", "quote", "start",
    "title",
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command")
    ingest([write(folder / "documents", FILES)], folder / "index", load_embedder(), processes=0)
    return folder / "index"


class Ran:
    """What a run of the command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The JSON objects that were printed."""
        return [json.loads(line) for line in self.out.splitlines()]


class Command:
    """The command line within this process, its two streams kept apart."""

    def __init__(self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capfd, self._monkeypatch = capfd, monkeypatch

    def __call__(self, *arguments: str | Path) -> Ran:
        self._monkeypatch.setattr(sys, "argv", ["assistant", "ask", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self._capfd.readouterr()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, out, err)


@pytest.fixture
def ask(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(capfd, monkeypatch)


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    return tmp_path / "questions.jsonl"


def jsonl(file: Path, cases: Sequence[object]) -> Path:
    lines = (case if isinstance(case, str) else json.dumps(case) for case in cases)
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_an_answer_is_printed_with_its_places(ask: Command, index: Path) -> None:
    ran = ask(PRICE, "--index", index)
    answer, sources = ran.out.split("\n\n")
    assert "745 kr." in answer
    assert sources.splitlines()[0] == f"[1] Fyrtårnet i Sandbjerg, side 1 – {YEARBOOK}"


def test_what_is_not_found_is_printed_as_one_sentence(ask: Command, index: Path) -> None:
    assert ask(UNKNOWN, "--index", index).out == "Det fremgår ikke af dokumenterne.\n"


@pytest.mark.parametrize("question", [PRICE, UNKNOWN, "Hvad fik 010190-1234?"])
def test_a_question_that_is_replied_to_exits_with_0(
    ask: Command, index: Path, question: str
) -> None:
    assert ask(question, "--index", index).code == 0


@pytest.mark.parametrize("question", [PRICE, UNKNOWN, "Hvad fik 010190-1234?", ""])
def test_json_has_exactly_the_keys_of_the_contract(
    ask: Command, index: Path, question: str
) -> None:
    assert [sorted(line) for line in ask(question, "--json", "--index", index).lines] == [KEYS]


def test_a_citation_has_exactly_the_keys_of_the_contract(ask: Command, index: Path) -> None:
    citations = ask(PRICE, "--json", "--index", index).lines[0]["citations"]
    assert {tuple(sorted(citation)) for citation in citations} == {tuple(CITATION_KEYS)}


def test_json_tells_price_page_and_origin(ask: Command, index: Path) -> None:
    citation = ask(PRICE, "--json", "--index", index).lines[0]["citations"][0]
    assert "745 kr." in citation["quote"]
    assert (citation["page"], citation["origin"]) == (1, YEARBOOK)


def test_a_single_question_has_no_id(ask: Command, index: Path) -> None:
    assert ask(PRICE, "--json", "--index", index).lines[0]["id"] is None


def test_an_earlier_question_is_given_as_context(ask: Command, index: Path) -> None:
    ran = ask("Og hvad dækker beløbet?", "--context", PRICE, "--json", "--index", index)
    assert ran.lines[0]["understood"] == f"{PRICE} – Og hvad dækker beløbet?"


def test_several_earlier_questions_are_given_oldest_first(ask: Command, index: Path) -> None:
    ran = ask(
        "Og hvad dækker det?", "--context", PRICE, "--context", "Og om måneden?", "--json",
        "--index", index,
    )  # fmt: skip
    assert ran.lines[0]["understood"] == f"{PRICE} – Og om måneden? – Og hvad dækker det?"


def test_only_the_named_documents_are_searched(ask: Command, index: Path) -> None:
    line = ask(PRICE, "--document", "kantine", "--json", "--index", index).lines[0]
    assert line["status"] == "not_found"
    assert {passage["document"] for passage in line["passages"]} == {"kantine"}
    both = ("--document", "kantine", "--document", "fyrtaarnet")
    assert ask(PRICE, *both, "--json", "--index", index).lines[0]["status"] == "answered"


def test_a_document_that_is_not_there_is_named(ask: Command, index: Path) -> None:
    ran = ask(PRICE, "--document", "mangler", "--index", index)
    assert (ran.code, ran.out) == (2, "")
    assert "'mangler'" in ran.err


def test_a_batch_keeps_its_order(ask: Command, index: Path, batch: Path) -> None:
    cases = [{"id": str(n), "question": (PRICE, MEALS, UNKNOWN)[n % 3]} for n in range(9)]
    ran = ask("--batch", jsonl(batch, cases), "--json", "--index", index)
    assert [line["id"] for line in ran.lines] == [case["id"] for case in cases]


def test_a_batch_passes_over_unknown_keys(ask: Command, index: Path, batch: Path) -> None:
    case = {"id": "a", "question": MEALS, "facts": [["120"]], "kind": "why", "status": "failed"}
    line = ask("--batch", jsonl(batch, [case]), "--json", "--index", index).lines[0]
    assert (line["status"], line["kind"], sorted(line)) == ("answered", "number", KEYS)


def test_a_batch_reads_the_context_of_each_question(ask: Command, index: Path, batch: Path) -> None:
    cases = [
        {"id": "a", "question": "Og hvad dækker beløbet?", "context": [PRICE]},
        {"id": "b", "question": "Og hvad dækker beløbet?"},
    ]
    ran = ask("--batch", jsonl(batch, cases), "--json", "--index", index)
    assert [line["understood"] for line in ran.lines] == [
        f"{PRICE} – Og hvad dækker beløbet?",
        None,
    ]


@pytest.mark.parametrize("case", [{"question": ""}, {}, {"question": "hvad " * 2_000}])
def test_a_question_that_fails_does_not_stop_the_others(
    ask: Command, index: Path, batch: Path, case: dict[str, str]
) -> None:
    ran = ask("--batch", jsonl(batch, [case, {"question": MEALS}]), "--json", "--index", index)
    assert [line["status"] for line in ran.lines] == ["failed", "answered"]


@pytest.mark.parametrize(
    "case",
    [
        {"question": ""},
        {"question": PRICE, "context": "Hvad koster det?"},
        {"question": PRICE, "context": 5},
        {"question": "Hvad er \ud800?"},
    ],
)
def test_a_batch_with_a_question_that_fails_exits_with_1(
    ask: Command, index: Path, batch: Path, case: dict[str, object]
) -> None:
    ran = ask("--batch", jsonl(batch, [case]), "--json", "--index", index)
    assert (ran.code, ran.lines[0]["status"]) == (1, "failed")


def test_blank_lines_and_a_byte_order_mark_are_passed_over(
    ask: Command, index: Path, batch: Path
) -> None:
    lines = [f"\ufeff{json.dumps({'question': MEALS})}", "", "  "]
    ran = ask("--batch", jsonl(batch, lines), "--json", "--index", index)
    assert [line["status"] for line in ran.lines] == ["answered"]


def test_a_line_separator_within_a_question_does_not_part_its_line(
    ask: Command, index: Path, batch: Path
) -> None:
    line = json.dumps({"question": MEALS.replace(" ", "\u2028")}, ensure_ascii=False)
    ran = ask("--batch", jsonl(batch, [line]), "--json", "--index", index)
    assert [line["status"] for line in ran.lines] == ["answered"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (['{"question": "Hvad?"}', "{"], "ask: line 2 of {} is not JSON: "),
        (["[1]"], "ask: line 1 of {} is not a JSON object: '[1]'"),
    ],
)
def test_a_bad_line_is_one_sentence_and_exits_with_1(
    ask: Command, index: Path, batch: Path, lines: list[str], message: str
) -> None:
    ran = ask("--batch", jsonl(batch, lines), "--json", "--index", index)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(message.format(repr(str(batch))))


def test_a_batch_that_is_not_utf_8_is_one_sentence_and_exits_with_1(
    ask: Command, index: Path, batch: Path
) -> None:
    batch.write_bytes('{"question": "Hvad er løn?"}'.encode("latin-1"))
    ran = ask("--batch", batch, "--json", "--index", index)
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "is not UTF-8" in ran.err


def test_an_empty_question_is_one_sentence_and_exits_with_1(ask: Command, index: Path) -> None:
    ran = ask("", "--index", index)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "ask: the question is empty: write what you want to know\n"


def test_a_missing_index_is_one_sentence_and_exits_with_1(ask: Command, tmp_path: Path) -> None:
    ran = ask(PRICE, "--json", "--index", tmp_path / "none")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert ran.err.startswith(f"ask: there is no index in {str(tmp_path / 'none')!r}: run ")


def test_a_batch_that_is_not_there_is_one_sentence_and_exits_with_2(
    ask: Command, index: Path, batch: Path
) -> None:
    ran = ask("--batch", batch, "--json", "--index", index)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"ask: there is no file {str(batch)!r}: check the path\n"


@pytest.mark.parametrize("arguments", [[], [PRICE, "--batch", "x.jsonl"], ["--nonsense"]])
def test_wrong_use_exits_with_2(ask: Command, index: Path, arguments: list[str]) -> None:
    assert ask(*arguments, "--index", index).code == 2


def test_the_index_is_the_one_that_the_environment_names(
    ask: Command, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDEPUNKT_INDEX", str(index))
    assert ask(PRICE, "--json").lines[0]["status"] == "answered"


def process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as a program of its own, where the console speaks no Danish."""
    return subprocess.run(
        [sys.executable, "-m", "assistant", "ask", *map(str, arguments)],
        cwd=PROJECT,
        env={"PATH": "", "LC_ALL": "C"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_the_program_answers_in_utf_8_and_writes_nothing_else(index: Path) -> None:
    ran = process(PRICE, "--json", "--index", index)
    assert "Fyrtårnet koster 745 kr." in json.loads(ran.stdout)["answer"]
    assert ran.stderr == ""


@pytest.mark.slow
def test_the_program_without_an_index_tells_one_sentence_and_exits_with_1(tmp_path: Path) -> None:
    ran = process(PRICE, "--index", tmp_path / "none")
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (1, "", 1)


@pytest.mark.slow
def test_the_program_exits_with_2_on_wrong_use() -> None:
    assert process().returncode == 2
