"""`python -m assistant feedback`: takes feedback out of the index's folder, or erases it."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.assemble import read_settings
from assistant.feedback import FeedbackStore
from assistant.feedback_files import as_csv, as_jsonl
from ingest.command_line import STDERR
from ingest.errors import IndexMissing, QuestionError

_WRITERS = {"jsonl": as_jsonl, "csv": as_csv}


def feedback(
    index: Annotated[Path | None, typer.Option("--index", help="Folder of the index.")] = None,
    form: Annotated[
        Literal["jsonl", "csv"], typer.Option("--format", help="Of the output.")
    ] = "jsonl",
    erase: Annotated[
        str | None, typer.Option(metavar="ID|all", help="Erase one piece, or all of them.")
    ] = None,
) -> None:
    """Print the feedback on answers, newest first, or erase it."""
    settings = read_settings()
    folder = index or settings.index
    if not folder.is_dir():
        remedy = f"run `python -m ingest --index {folder}` first"
        raise IndexMissing(f"there is no index in {str(folder)!r}: {remedy}")
    store = FeedbackStore(folder, settings.feedback_days)
    if erase is None:
        found = store.all()
        print(_WRITERS[form](found), end="")
        if not found:
            STDERR.print(f"feedback: there is none in {str(folder)!r}", markup=False)
        return
    erased = store.erase(None if erase == "all" else erase)
    if not erased and erase != "all":
        raise QuestionError(f"there is no feedback {erase!r}: the command without --erase lists it")
    print(f"erased {erased}")
