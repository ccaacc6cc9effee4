"""The README is true: its commands run, and the files it names are there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("  #")[0].strip() for line in README.splitlines() if line.startswith("python -m")
]
LINKED = re.findall(r"\]\(([^)#]+)\)", README)
NAMED = re.findall(r"`((?:tests|assistant|ingest|corpus|evals|docs)/[\w./-]+)`", README)


@pytest.fixture(scope="module")
def stand_ins(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a reader puts in place of the capitals in the commands."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "noter").mkdir()
    (folder / "noter" / "pris.md").write_text("# Pris\n\nEn plads koster 12 kr.", encoding="utf-8")
    question = (
        '{"id": "q", "question": "Hvad koster en plads?", "kind": "number", "facts": [["12"]]}'
    )
    (folder / "q.jsonl").write_text(question + "\n", encoding="utf-8")
    return {
        "FOLDER": str(folder / "noter"),
        "DIR": str(folder / "index"),
        "QUESTIONS.jsonl": str(folder / "q.jsonl"),
        "CASES.jsonl": str(folder / "q.jsonl"),
        "HOLDEPUNKT_INDEX": str(folder / "default"),
    }


@pytest.mark.slow
def test_the_commands_run_in_their_order(stand_ins: dict[str, str]) -> None:
    environment = os.environ | {"HOLDEPUNKT_INDEX": stand_ins["HOLDEPUNKT_INDEX"]}
    for command in COMMANDS:
        words = [stand_ins.get(word, word) for word in shlex.split(command)]
        done = subprocess.run(
            [sys.executable, *words[1:]],
            check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert (command, done.returncode, done.stderr) == (command, 0, "")


def test_it_shows_every_command_that_there_is() -> None:
    assert {command.split()[2] for command in COMMANDS} == {"ingest", "assistant", "evals"}


@pytest.mark.parametrize("path", sorted({*LINKED, *NAMED}))
def test_what_it_names_is_there(path: str) -> None:
    assert (ROOT / path).exists()
