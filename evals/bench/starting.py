"""How long the app takes to start, beside what importing Gradio alone takes.

Both run in new processes in turn, in the same minute; the ratio is what counts, since machines
differ.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ingest.settings import PROJECT

_TIMES = 5  # of each, after one that warms the file cache
_LONGEST = 120  # seconds until a start that has not answered is given up


@dataclass(frozen=True, slots=True)
class Starting:
    """Seconds, each the median of its runs."""

    bare: float  # `import gradio`
    page: float  # from starting the app to having its page

    @property
    def ratio(self) -> float:
        """How many times as long as the bare import the page takes."""
        return self.page / self.bare


def starting(index: Path, times: int = _TIMES) -> Starting:
    """Starts the app over an index that exists; raises CalledProcessError where it does not."""
    runs = [(_imported(), _served(index)) for _ in range(times + 1)][1:]
    bare, page = zip(*runs, strict=True)
    return Starting(median(bare), median(page))


def _imported() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import gradio"], check=True, env=_settings())
    return time.perf_counter() - started


def _served(index: Path) -> float:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = _settings(HOLDEPUNKT_INDEX=str(index.resolve()), HOLDEPUNKT_PORT=str(port))
    settings["HOLDEPUNKT_HOST"] = "127.0.0.1"
    command = [sys.executable, "app.py"]
    started = time.perf_counter()
    app = subprocess.Popen(command, cwd=PROJECT, env=settings, stdout=subprocess.DEVNULL)
    try:
        _wait_for_page(app, command, f"http://127.0.0.1:{port}/")
        return time.perf_counter() - started
    finally:
        app.terminate()
        app.wait()


def _wait_for_page(app: subprocess.Popen[bytes], command: Sequence[str], address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(_LONGEST * 50):
        if code := app.poll():
            raise subprocess.CalledProcessError(code, command)
        try:
            opener.open(address, timeout=_LONGEST).read()
        except ConnectionError:  # it ended while the page was asked for
            pass
        except urllib.error.URLError as exc:
            if not isinstance(exc.reason, ConnectionError):
                raise
        else:
            return
        time.sleep(0.02)
    raise TimeoutError(f"no page at {address} after {_LONGEST} seconds")


def _settings(**more: str) -> dict[str, str]:
    return os.environ | {"GRADIO_ANALYTICS_ENABLED": "False"} | more
