"""`python -m ingest`: brings the index up to date, and says what became of each file."""

import gc
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from ingest.calibration import stored
from ingest.command_line import STDERR
from ingest.command_line import run as run_command
from ingest.embed import load_embedder
from ingest.library import Library
from ingest.pipeline import ingest, remove
from ingest.report import FileReport, Step
from ingest.report_page import REPORT_PAGE
from ingest.settings import CORPUS, read_settings

Index = Annotated[Path | None, typer.Option("--index", help="Folder of the index.")]
Document = Annotated[str, typer.Argument(help="A document's id, as `list` prints it.")]
_COMMANDS = ("text", "list", "remove")
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
commands = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command(
    epilog="Further commands: `list`, `text DOCUMENT` and `remove DOCUMENT`, each with --index."
)
def index_files(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files or folders; without any, the project's corpus."),
    ] = None,
    index: Index = None,
    report: Annotated[Path | None, typer.Option(help="Write the report to this file too.")] = None,
    rebuild: Annotated[bool, typer.Option(help="Read everything again.")] = False,
) -> None:
    """Index files: read what changed, leave the rest, report on each."""
    settings = read_settings()
    embedder = load_embedder(settings.model)
    folder = index or settings.index
    gc.freeze()  # or the collector goes through all that was imported again and again
    with _shown_progress() as progress:
        reports = ingest(
            paths or [CORPUS],
            folder,
            embedder,
            rebuild=rebuild,
            contacts=settings.mask_contacts,
            bounds=settings.bounds,
            progress=progress,
        )
    if report:
        report.parent.mkdir(parents=True, exist_ok=True)
        listed = [line.as_dict() for line in reports]
        report.write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for line in reports:
        print(_line(line))
    refused = sum(line.status == "quarantined" for line in reports)
    if refused:
        page = folder / REPORT_PAGE
        STDERR.print(
            f"ingest: {refused} file(s) set aside; what to do, in Danish: {page}", markup=False
        )
    if settings.model and stored(Library(folder), embedder).dense is None:
        STDERR.print(
            f"ingest: the model {embedder.name} has the weight of the one that ships until "
            f"`python -m evals calibrate --index {folder}` finds its own",
            markup=False,
        )
    raise typer.Exit(bool(refused))


@commands.command("list")
def list_documents(index: Index = None) -> None:
    """Print each document's id and title."""
    for source in Library(index or read_settings().index).sources():
        print(f"{source.id}\t{source.title}")


@commands.command("text")
def print_text(document: Document, index: Index = None) -> None:
    """Print a document's text, the one that all offsets count in."""
    sys.stdout.write(Library(index or read_settings().index).document(document).text)


@commands.command("remove")
def remove_document(document: Document, index: Index = None) -> None:
    """Take a document out of the index."""
    settings = read_settings()
    remove(document, index or settings.index, load_embedder(settings.model))
    print(f"removed {document}")


@contextmanager
def _shown_progress() -> Iterator[Callable[[Step], None]]:
    """A bar with files, pages and time left; none where nobody watches."""
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        TextColumn("{task.fields[pages]} pages"), TimeRemainingColumn(compact=True),
    )  # fmt: skip
    watched = sys.stderr.isatty()
    with Progress(*columns, console=STDERR, transient=True, disable=not watched) as bar:
        tasks: dict[str, TaskID] = {}

        def show(step: Step) -> None:
            if step.unit not in tasks:  # each has a pace of its own
                tasks[step.unit] = bar.add_task("", total=None, pages=0, unit=step.unit)
            bar.update(
                tasks[step.unit],
                completed=step.done,
                total=step.total,
                description=step.name or "indexing",
                pages=step.pages,
            )

        yield show


def _line(line: FileReport) -> str:
    """A file's report as a person reads it."""
    name = Path(line.path).name
    if line.reason:
        return f"{line.status:<12}{name}: {line.reason}"
    counted = {
        "without text": line.pages_without_text,
        "read by OCR": line.pages_ocr,
        "chunk(s)": line.chunks,
        "piece(s) round the document left out": line.left_out,
        "damaged word(s) repaired for search": line.repaired,
        "piece(s) of personal data masked": line.masked,
    }
    said = [f"{line.pages} page(s)", *(f"{n} {what}" for what, n in counted.items() if n)]
    return f"{line.status:<12}{name}: {', '.join(said)}"


def main() -> None:
    """Runs the command line."""
    run_command(commands if sys.argv[1:2] and sys.argv[1] in _COMMANDS else app, "ingest")
