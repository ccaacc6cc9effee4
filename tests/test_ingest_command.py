"""Claims about `python -m ingest`: what it prints, where, and its exit codes."""

import json
import sys
from pathlib import Path

import pytest

from ingest.command import main
from tests.making import write

KEYS = ["path", "document", "status", "reason", "pages", "pages_without_text", "pages_ocr",
        "tables", "chunks", "masked", "left_out", "repaired", "sha256", "seconds", "cause",
        "twin"]  # fmt: skip


class Shell:
    """Runs the command in a folder of its own, with the model that ships."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, caught: pytest.CaptureFixture[str]
    ) -> None:
        self.documents = write(folder / "documents", {"svaner.md": "# Om svaner\n\nHvide, alle."})
        self._monkeypatch, self._caught = monkeypatch, caught
        monkeypatch.setattr(sys.stdout, "reconfigure", lambda **_: None, raising=False)
        monkeypatch.chdir(folder)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """The exit code, and what came on stdout and stderr."""
        self._monkeypatch.setattr(sys, "argv", ["ingest", *arguments])
        code = 0
        try:
            main()
        except SystemExit as exc:
            code = int(exc.code or 0)
        return code, *self._caught.readouterr()


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    return Shell(tmp_path, monkeypatch, capsys)


def test_a_run_that_is_well_says_what_became_of_each_file(shell: Shell) -> None:
    assert shell.run("documents") == (0, "indexed     svaner.md: 1 page(s), 1 chunk(s)\n", "")


def test_a_run_with_a_file_that_failed_ends_with_one(shell: Shell) -> None:
    (shell.documents / "tom.pdf").touch()
    code, out, _ = shell.run("documents")
    assert (code, out.splitlines()[1]) == (1, "quarantined tom.pdf: 'tom.pdf' is empty (0 bytes)")


def test_the_report_has_every_key_in_order(shell: Shell) -> None:
    shell.run("documents", "--report", "out/report.json")
    (line,) = json.loads(Path("out/report.json").read_text(encoding="utf-8"))
    assert list(line) == KEYS


def test_the_index_is_made_where_it_is_asked_for(shell: Shell) -> None:
    shell.run("documents", "--index", "other")
    assert (Path("other") / "library.sqlite").is_file()
    assert not Path(".holdepunkt").exists()


def test_a_rebuild_reads_everything_again(shell: Shell) -> None:
    shell.run("documents")
    assert shell.run("documents", "--rebuild")[1].startswith("updated ")


def test_documents_are_listed_with_their_titles(shell: Shell) -> None:
    shell.run("documents")
    assert shell.run("list") == (0, "svaner\tOm svaner\n", "")


def test_the_text_is_printed_to_the_character(shell: Shell) -> None:
    shell.run("documents")
    assert shell.run("text", "svaner") == (0, "Om svaner\n\nHvide, alle.", "")


def test_a_document_is_removed(shell: Shell) -> None:
    shell.run("documents")
    assert shell.run("remove", "svaner") == (0, "removed svaner\n", "")
    assert shell.run("list")[1] == ""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere"], 2, "ingest: there is no file or folder '"),
        (["--unknown"], 2, "Usage: "),
        (["list"], 1, "ingest: there is no index in '.holdepunkt': run `python -m ingest"),
        (["text", "svaner", "--index", "x"], 1, "ingest: there is no index in 'x'"),
        (["text"], 2, "Usage: "),
    ],
)
def test_what_is_wrong_is_said_on_stderr(
    shell: Shell, arguments: list[str], code: int, said: str
) -> None:
    found, out, err = shell.run(*arguments)
    assert (found, out) == (code, "")
    assert err.startswith(said)


def test_an_unknown_document_is_named(shell: Shell) -> None:
    shell.run("documents")
    code, _, err = shell.run("text", "aender")
    assert code == 1
    assert err == (
        "ingest: no document 'aender' in '.holdepunkt': `python -m ingest list` names them\n"
    )
