"""Claims about `python -m assistant feedback`."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.feedback import Feedback, FeedbackStore


@pytest.fixture
def index(tmp_path: Path) -> Path:
    for question in ("Hvad koster en plads?", "Hvem er mentor?"):
        FeedbackStore(tmp_path).add(Feedback(question, ("wrong",), "Det er gammelt."))
    return tmp_path


class Ran:
    """The command line within this process."""

    def __init__(self, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capfd, self._monkeypatch = capfd, monkeypatch

    def __call__(self, *arguments: str | Path) -> tuple[int, str, str]:
        self._monkeypatch.setattr(sys, "argv", ["assistant", "feedback", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self._capfd.readouterr()
        return int(left.value.code or 0), out, err


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ran:
    return Ran(capfd, monkeypatch)


def test_it_prints_a_line_for_each_piece(run: Ran, index: Path) -> None:
    code, out, _ = run("--index", index)
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, [row["question"] for row in rows]) == (
        0, ["Hvem er mentor?", "Hvad koster en plads?"],
    )  # fmt: skip


def test_it_prints_a_table(run: Ran, index: Path) -> None:
    _, out, _ = run("--index", index, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    assert [row["spørgsmål"] for row in rows] == ["Hvem er mentor?", "Hvad koster en plads?"]


def test_it_reads_the_index_that_the_settings_name(
    run: Ran, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDEPUNKT_INDEX", str(index))
    assert len(run()[1].splitlines()) == 2


def test_it_erases_one_piece(run: Ran, index: Path) -> None:
    first = FeedbackStore(index).all()[0]
    assert run("--index", index, "--erase", first.id)[:2] == (0, "erased 1\n")
    assert [said.question for said in FeedbackStore(index).all()] == ["Hvad koster en plads?"]


def test_it_erases_all(run: Ran, index: Path) -> None:
    assert run("--index", index, "--erase", "all")[:2] == (0, "erased 2\n")
    code, out, err = run("--index", index)
    assert (code, out) == (0, "")
    assert err == f"feedback: there is none in {str(index)!r}\n"
    assert run("--index", index, "--erase", "all")[:2] == (0, "erased 0\n")


def test_a_piece_that_is_not_there_is_told(run: Ran, index: Path) -> None:
    code, _, err = run("--index", index, "--erase", "x")
    assert (code, "feedback: there is no feedback 'x'" in err) == (1, True)


def test_a_folder_that_is_not_there_is_told(run: Ran, tmp_path: Path) -> None:
    code, _, err = run("--index", tmp_path / "ingen")
    assert (code, "there is no index" in err) == (1, True)


def test_what_is_older_than_the_days_that_are_set_is_gone(
    run: Ran, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOLDEPUNKT_FEEDBACK_DAYS", "1")
    assert len(run("--index", index)[1].splitlines()) == 2
    monkeypatch.setenv("HOLDEPUNKT_FEEDBACK_DAYS", "0")
    assert run("--index", index)[0] == 1
