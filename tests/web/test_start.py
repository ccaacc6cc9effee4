"""Starting: what is wrong is said in one sentence, and the exit code is 1."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import httpx
import pytest

from assistant.web.not_started import why
from ingest.embed import SHIPPED, load_embedder
from ingest.errors import HoldepunktError, LibraryError, ModelError, SettingsError
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]


def start(index: Path, port: int, **more: str) -> subprocess.CompletedProcess[str]:
    settings = {"HOLDEPUNKT_INDEX": str(index), "HOLDEPUNKT_PORT": str(port), **more}
    return subprocess.run(
        [sys.executable, "app.py"],
        check=False,
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.skipif(not SHIPPED.is_dir(), reason="the model that ships is not in ingest/embedder")
def test_it_says_where_it_answers_once_it_does(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(
        "# Bogbussen\n\nBogbussen kører hver torsdag.", encoding="utf-8"
    )
    ingest([tmp_path], tmp_path / "index", load_embedder(), processes=0)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = {"HOLDEPUNKT_INDEX": str(tmp_path / "index"), "HOLDEPUNKT_PORT": str(port)}
    app = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=os.environ | settings, stdout=PIPE, text=True
    )
    with app:
        assert app.stdout
        assert app.stdout.readline() == f"Holdepunkt svarer på http://127.0.0.1:{port}\n"
        assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 200
        app.terminate()


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    done = start(tmp_path / "nowhere", 0)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("Holdepunkt kan ikke starte: Der er intet indeks i ")
    assert f"»python -m ingest --index {tmp_path / 'nowhere'}«" in done.stderr


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = start(tmp_path, port)
    assert done.returncode == 1
    assert f"Port {port} på 127.0.0.1 er optaget." in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_wrong_setting_is_named_with_its_value(tmp_path: Path) -> None:
    done = start(tmp_path, 0, HOLDEPUNKT_FEEDBACK_DAYS="mange")
    assert done.returncode == 1
    told = "HOLDEPUNKT_FEEDBACK_DAYS er sat til »mange«, og det kan den ikke være."
    assert done.stderr == f"Holdepunkt kan ikke starte: {told}\n"


FAULTS = [
    fault
    for kind in (LibraryError, ModelError, SettingsError)
    for fault in (kind, *kind.__subclasses__())
]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_english_reason_stands_in_the_danish_sentence(fault: type[HoldepunktError]) -> None:
    said = why(fault("there is something wrong with the index"), Path("mappe"))
    assert "something" not in said
    assert said[0].isupper()
    assert said.endswith(".")
    assert said.count("mappe") >= issubclass(fault, LibraryError)


def test_each_fault_of_the_index_is_told_apart() -> None:
    faults = (LibraryError, *LibraryError.__subclasses__())
    assert len({why(fault("x"), Path("mappe")) for fault in faults}) == len(faults)
