"""What the commands print: tables and lines for people, JSON for programs."""

import json

from rich.console import Console, RenderableType

from ingest.command_line import STDERR

_WIDTH = 132  # characters of a table that goes to a file or a log


def warn(line: str) -> None:
    """One line on standard error, with the command's name."""
    STDERR.print(f"evals: {line}", markup=False)


def show(*parts: RenderableType) -> None:
    """Tables and lines on standard output."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = _WIDTH
    for part in parts:
        console.print(part)


def show_json(found: dict[str, float | int]) -> None:
    """One JSON object on standard output."""
    print(json.dumps(found, ensure_ascii=False))
