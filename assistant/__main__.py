"""`python -m assistant ask`: answers one question, or a file of them. `feedback`: what was said."""

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.ask import Assistant
from assistant.assemble import assemble, read_settings
from assistant.feedback_command import feedback
from assistant.question_file import read_rows
from assistant.render import as_json, failed, plain_text, why_lines, worded
from assistant.reply import Reply
from ingest.command_line import STDERR
from ingest.command_line import run as run_command
from ingest.errors import HoldepunktError, QuestionError

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command()(feedback)


@app.callback()
def assistant() -> None:
    """Answers questions from the index, offline, with verified quotes."""


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    context: Annotated[
        list[str] | None, typer.Option(help="An earlier question; may be given more than once.")
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="Search this document only; may be given more often.")
    ] = None,
    index: Annotated[Path | None, typer.Option("--index", help="Folder of the index.")] = None,
    batch: Annotated[Path | None, typer.Option(help="JSONL file of questions.")] = None,
    as_lines: Annotated[
        bool, typer.Option("--json", help="Print JSON, one object per line.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Say what brought each passage.")] = False,
) -> None:
    """Answer a question, or every question of a file."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give either a QUESTION or --batch FILE.jsonl")
    cases = (
        [row for _, row in read_rows(batch)]
        if batch
        else [{"question": question, "context": context or []}]
    )
    settings = read_settings()
    helper = assemble(settings.model_copy(update={"index": index}) if index else settings)
    within = _known(helper, document) if document else None
    broke = False
    for case in cases:
        line, reply = _answer(helper, case, why=why, within=within)
        broke = broke or line["status"] == "failed"
        if as_lines:
            print(json.dumps(line, ensure_ascii=False))
        elif reply is None:
            STDERR.print(f"ask: {line['reason']}", markup=False)
        else:
            print(_for_a_person(reply))
            if why:
                print("\n".join(["", "Hvorfor disse kilder:", *why_lines(reply.passages)]))
    raise typer.Exit(int(broke))


def _answer(
    helper: Assistant, case: dict[str, Any], *, why: bool, within: frozenset[str] | None
) -> tuple[dict[str, object], Reply | None]:
    """One line of output; a question that breaks something does not stop the others."""
    started = time.perf_counter()
    try:
        question, context = str(case.get("question") or ""), _context(case)
        reply = helper.ask(question, context, why=why, within=within)
    except HoldepunktError as exc:
        return failed(case.get("id"), str(exc), seconds=time.perf_counter() - started), None
    seconds = time.perf_counter() - started
    return as_json(reply, helper.library, question_id=case.get("id"), seconds=seconds), reply


def _known(helper: Assistant, documents: Iterable[str]) -> frozenset[str]:
    """The ids of the documents to be searched, all of which are there."""
    for document_id in documents:
        if not helper.library.has(document_id):
            raise typer.BadParameter(
                f"there is no document {document_id!r}: `python -m ingest list` names them"
            )
    return frozenset(documents)


def _context(case: dict[str, Any]) -> list[str]:
    context = case.get("context") or []
    if not isinstance(context, list):
        raise QuestionError(f"the context is {context!r}: give a list of earlier questions")
    return [str(question) for question in context]


def _for_a_person(reply: Reply) -> str:
    lines = [*filter(None, (plain_text(reply), worded(reply)))]
    if reply.citations:
        lines.append("")
    for citation in reply.citations:
        origin = f" – {citation.origin}" if citation.origin else ""
        lines.append(f"[{citation.number}] {citation.title}, side {citation.page}{origin}")
    return "\n".join(lines)


def main() -> None:
    """Runs the command line."""
    run_command(app, "feedback" if sys.argv[1:2] == ["feedback"] else "ask")


if __name__ == "__main__":
    main()
