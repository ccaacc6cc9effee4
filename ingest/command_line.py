"""What every command line does alike: UTF-8 out, and a known error as one sentence on stderr."""

import sys
from collections.abc import Callable

from rich.console import Console

from ingest.errors import HoldepunktError, UnknownPath

STDERR = Console(stderr=True, highlight=False, soft_wrap=True)


def run(command: Callable[[], object], name: str) -> None:
    """Runs a command; exits with 2 for a path that leads nowhere, with 1 for other errors."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        command()
    except HoldepunktError as exc:
        STDERR.print(f"{name}: {exc}", markup=False)
        sys.exit(2 if isinstance(exc, UnknownPath) else 1)
