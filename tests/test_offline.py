"""Claims about the network: nothing is ever looked up, sent or fetched."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.guarded import REACHED_OUT
from tests.making import write

ROOT = Path(__file__).parents[1]
GUARDED = [sys.executable, "tests/guarded.py"]
NO_NETWORK = ["unshare", "--net", "--map-root-user", sys.executable, "-m"]


def run(
    command: list[str], *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, *arguments], cwd=ROOT, env=os.environ | environment, check=False,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture
def documents_here(tmp_path: Path) -> str:
    note = "# Bogbussen\n\nBogbussen koster 4.750 kr. om ugen at holde kørende."
    return str(write(tmp_path / "documents", {"bogbus.md": note, "bus.pdf": "En bus.\fTo busser."}))


def ask(command: list[str], documents: str, index: Path) -> dict[str, object]:
    """Indexes the documents and asks one question, each in a process that may not reach out."""
    made = run(command, "ingest", documents, "--index", str(index))
    assert made.returncode == 0, made.stderr
    question = "Hvad koster bogbussen om ugen?"
    asked = run(command, "assistant", "ask", question, "--json", "--index", str(index))
    assert asked.returncode == 0, asked.stderr
    return dict(json.loads(asked.stdout))


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("socket.getaddrinfo('example.com', 80)", REACHED_OUT),
        ("socket.socket().connect_ex(('192.0.2.1', 80))", REACHED_OUT),
        ("socket.socket().connect_ex(('127.0.0.1', 1))", 0),
    ],
)
def test_the_guard_ends_a_module_that_reaches_out(tmp_path: Path, line: str, code: int) -> None:
    (tmp_path / "reaching.py").write_text(f"import socket\n{line}\n", encoding="utf-8")
    assert run(GUARDED, "reaching", PYTHONPATH=str(tmp_path)).returncode == code


@pytest.mark.slow
def test_ingesting_and_asking_open_no_socket(documents_here: str, tmp_path: Path) -> None:
    assert ask(GUARDED, documents_here, tmp_path / "index")["status"] == "answered"


@pytest.mark.slow
def test_ingesting_and_asking_need_no_network(documents_here: str, tmp_path: Path) -> None:
    if not shutil.which("unshare") or run(NO_NETWORK, "this").returncode:
        pytest.skip("a process without a network cannot be made here")
    assert ask(NO_NETWORK, documents_here, tmp_path / "index")["status"] == "answered"


@pytest.mark.slow
def test_the_page_framework_is_loaded_without_a_look_up() -> None:
    code = "import os, assistant.web.serve; print(os.environ['GRADIO_ANALYTICS_ENABLED'])"
    assert run([sys.executable, "-c", code]).stdout == "False\n"
    assert run(GUARDED, "assistant.web.serve").returncode == 0


@pytest.mark.slow
def test_serving_opens_no_socket_to_another_machine(documents_here: str, tmp_path: Path) -> None:
    index = tmp_path / "index"
    assert run(GUARDED, "ingest", documents_here, "--index", str(index)).returncode == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"HOLDEPUNKT_INDEX": str(index), "HOLDEPUNKT_PORT": str(port)}
    app = subprocess.Popen(
        [*GUARDED, "app"], cwd=ROOT, env=os.environ | settings, stdout=subprocess.PIPE, text=True
    )
    with app:
        assert app.stdout is not None
        assert app.stdout.readline() == f"Holdepunkt svarer på http://127.0.0.1:{port}\n"
        with urlopen(f"http://127.0.0.1:{port}/") as page:
            assert b"Holdepunkt" in page.read()
        assert app.poll() is None
        app.terminate()


@pytest.mark.slow
def test_a_language_model_is_not_loaded_where_none_is_set() -> None:
    code = "import sys, assistant.__main__; print({'openai', 'llama_index'} & set(sys.modules))"
    assert run([sys.executable, "-c", code]).stdout == "set()\n"


@pytest.mark.slow
def test_a_model_of_ones_own_is_loaded_offline(tmp_path: Path) -> None:
    model = Path(shutil.copytree(ROOT / "ingest" / "embedder", tmp_path / "model"))
    modules = json.loads((model / "modules.json").read_text(encoding="utf-8"))
    modules.append({**modules[1], "idx": 2, "name": "2"})  # more than the short way knows
    (model / "modules.json").write_text(json.dumps(modules), encoding="utf-8")
    documents = str(write(tmp_path / "documents", {"a.md": "Tekst."}))
    made = run(
        GUARDED,
        "ingest",
        documents,
        "--index",
        str(tmp_path / "index"),
        HOLDEPUNKT_MODEL=str(model),
    )
    assert made.returncode == 0, made.stderr
