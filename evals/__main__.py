"""`python -m evals`: how well Holdepunkt answers, and how well it finds."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.ask import Assistant
from assistant.assemble import Settings, assemble, read_settings
from evals import report
from evals.ablation import ablation
from evals.bench.pool import document_passages, folder_passages, read_asked
from evals.bench.reading import reading
from evals.bench.searching import SIZES, as_json, searching
from evals.bench.searching import table as searching_table
from evals.bench.starting import starting
from evals.case import Case, read_cases
from evals.figures import evidence_figures, figures, read_baseline, worse
from evals.models import calibrate, compare_models
from evals.printing import show, show_json, warn
from evals.quality.before import read_before
from evals.quality.folder import make_folder, write_report
from evals.quality.record import record
from evals.repair import measure
from evals.retrieval import retrieval
from evals.run import Outcome, measured, run
from evals.words import compare
from ingest.command_line import STDERR
from ingest.command_line import run as run_command
from ingest.document import Document
from ingest.errors import QuestionError
from ingest.library import Library
from ingest.settings import CORPUS

QUESTIONS = Path(__file__).with_name("questions.jsonl")
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
bench = typer.Typer(rich_markup_mode=None)
app.add_typer(bench, name="bench")

Index = Annotated[Path | None, typer.Option("--index", help="Folder of the index.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Reference = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, help="Text file that says what should be read."),
]
DocumentId = Annotated[str, typer.Argument(help="Id of a document in the index.")]
Misses = Annotated[bool, typer.Option("--misses", help="Print what differs too.")]
Part = Annotated[str | None, typer.Option(help="Only the cases of this part: tune or kept.")]
Needed = Annotated[Path, typer.Option(help="JSONL file of questions.")]


@app.callback()
def evals() -> None:
    """Measures how well Holdepunkt finds and answers."""


@app.command("run")
def run_cases(
    questions: Needed = QUESTIONS,
    index: Index = None,
    part: Part = None,
    as_json: AsJson = False,
    baseline: Annotated[
        Path | None, typer.Option(help="JSON file of figures that must be reached.")
    ] = None,
    report_folder: Annotated[
        Path | None, typer.Option("--report", help="Folder for a report with charts.")
    ] = None,
    before: Annotated[
        Path | None, typer.Option(help="Earlier report.json, or figures, for the report.")
    ] = None,
) -> None:
    """Ask every question and judge the answers; exit 1 if a figure falls below the baseline.

    Of the part "kept" no miss is shown.
    """
    cases = _of(part, read_cases(questions))
    asked = read_baseline(baseline) if baseline else {}
    if before and not report_folder:
        raise typer.BadParameter("it takes --report", param_hint="--before")
    earlier = read_before(before) if before else None
    if report_folder:
        make_folder(report_folder)
    helper = _helper(index)
    outcomes = run(helper, cases)
    found = figures(outcomes)
    if as_json:
        show_json(found)
    else:
        show(report.table(outcomes), "", report.summary(outcomes), "")
        show(*report.misses([outcome for outcome in outcomes if outcome.case.part != "kept"]))
    if report_folder:
        documents = len(helper.library.sources())
        kept = record(outcomes, datetime.now().astimezone(), questions.name, documents, asked)
        STDERR.print(f"report: {write_report(report_folder, kept, earlier)}", markup=False)
    fallen = worse(found, asked)
    for line in fallen:
        STDERR.print(f"evals: {line}", markup=False)
    raise typer.Exit(int(bool(fallen) or _broke(outcomes)))


@app.command()
def evidence(
    questions: Needed, index: Index = None, part: Part = None, as_json: AsJson = False
) -> None:
    """Ask every question and look only at the passages found."""
    cases = _with_evidence(questions, part)
    outcomes = measured(_helper(index), cases)
    if as_json:
        show_json(evidence_figures(outcomes))
    else:
        show(report.evidence_table(outcomes))
    raise typer.Exit(_broke(outcomes))


@app.command("ablation")
def ablate(questions: Needed, index: Index = None, part: Part = None) -> None:
    """Find the evidence without each part of the search in turn."""
    show(report.ablation_table(ablation(_helper(index), _with_evidence(questions, part))))


def _with_evidence(questions: Path, part: str | None) -> list[Case]:
    return [case for case in _of(part, read_cases(questions)) if case.evidence]


def _of(part: str | None, cases: Iterable[Case]) -> list[Case]:
    found = [case for case in cases if part in (None, case.part)]
    if not found:
        raise QuestionError(f"no case is of the part {part!r}: leave out --part, or see the file")
    return found


@app.command("retrieval")
def retrieve_passages(
    passages: Annotated[Path, typer.Option(help="JSONL file of passages.")],
    questions: Needed,
    as_json: AsJson = False,
) -> None:
    """Rank passages for questions, in a throw-away index."""
    found = retrieval(passages, questions, read_settings())
    if as_json:
        show_json(found)
    else:
        show("  ".join(f"{name} {value}" for name, value in found.items()))


@app.command("models")
def measure_models(
    folders: Annotated[
        list[Path],
        typer.Argument(exists=True, file_okay=False, help="Sentence-transformers models."),
    ],
) -> None:
    """Compare models over the project's corpus, beside the one that ships."""
    show(report.models_table(compare_models(folders, read_settings().concepts)))


@app.command("calibrate")
def calibrate_weights(index: Index = None) -> None:
    """Find the weights that the models of the settings deserve; the index keeps them."""
    shipped, own = calibrate(_settings(index))
    found = own.calibration
    if found.dense is not None:
        show(f"HOLDEPUNKT_MODEL, {found.model}:", report.trials_table(own.trials, found.dense))
    if own.crossed:
        name = f"HOLDEPUNKT_CROSS_ENCODER, {found.cross_encoder}:"
        show(name, report.trials_table(own.crossed, found.cross))
    show("beside the model that ships:", report.models_table([shipped, own]))


@app.command("words")
def compare_words(
    reference: Reference, document: DocumentId, index: Index = None, misses: Misses = False
) -> None:
    """Compare a document's words with those of a reference, in order."""
    found = compare(_document(index, document).text, reference.read_text(encoding="utf-8"))
    show(
        f"{document}: {found.right} of {found.expected} words right ({found.share:.4f}), "
        f"{found.added} added"
    )
    if misses:
        show(*(f"- {words}" for words in found.missing))
        show(*(f"+ {words}" for words in found.surplus))


@app.command("repair")
def judge_repairs(
    truth: Reference, document: DocumentId, index: Index = None, misses: Misses = False
) -> None:
    """Judge the repairs of a text that scanning damaged, against the true text."""
    read = _document(index, document)
    found = measure(read.text, read.repairs, truth.read_text(encoding="utf-8"))
    show(
        f"{document}: {found.repairs} words repaired, {found.right} of them rightly "
        f"(precision {found.precision:.4f}); {found.damaged} damaged, {found.mended} mended "
        f"(recall {found.recall:.4f})"
    )
    if misses:
        show(*(f"wrong: {seen} -> {now}, truly {true}" for seen, now, true in found.wrong))
        show(*(f"missed: {seen}, truly {true}" for seen, _, true in found.missed))


@bench.callback(invoke_without_command=True)
def bench_all(context: typer.Context) -> None:
    """Measure speed: of indexing files, then of search."""
    if context.invoked_subcommand is None:
        bench_reading()
        show("")
        bench_searching()


@bench.command("reading")
def bench_reading(
    documents: Annotated[Path, typer.Option(help="Folder of PDFs to copy and read.")] = CORPUS,
) -> None:
    """Measure how fast files are indexed, beside what their bare text takes."""
    for line in reading(documents):
        show(
            f"{line.name}: {line.pages} pages, bare text {line.bare:.0f} pages/s, "
            f"ingest {line.ingest:.0f} pages/s, ratio {line.ratio:.2f}; "
            f"at most {line.memory / 1e6:.0f} MB in one process"
        )


@bench.command("searching")
def bench_searching(
    passages: Annotated[
        Path | None, typer.Option(help="Folder of JSONL files of passages; else the corpus.")
    ] = None,
    questions: Needed = QUESTIONS,
    size: Annotated[
        list[int] | None, typer.Option(min=1, help="Number of passages; more than once for more.")
    ] = None,
    report_file: Annotated[
        Path | None, typer.Option("--report", help="JSON file for the figures.")
    ] = None,
    plot_file: Annotated[
        Path | None, typer.Option("--plot", help="PNG file for the figures.")
    ] = None,
) -> None:
    """Measure how fast search is and what it costs, beside systems that do the same."""
    texts = folder_passages(passages) if passages else document_passages(CORPUS)
    found = searching(texts, read_asked(questions, texts), size or SIZES, say=warn)
    show(searching_table(found))
    if report_file:
        report_file.write_text(as_json(found), encoding="utf-8")
    if plot_file:
        from evals.bench.plot import plot  # Matplotlib is there for developers only

        plot(found, plot_file)
    raise typer.Exit(int(not found))


@bench.command("starting")
def bench_starting(index: Index = None) -> None:
    """Measure how long the app takes to start, beside what importing Gradio alone takes."""
    found = starting(index or read_settings().index)
    show(
        f"import gradio {found.bare:.2f} s, page served {found.page:.2f} s, ratio {found.ratio:.2f}"
    )


def _document(index: Path | None, document: str) -> Document:
    return Library(index or read_settings().index).document(document)


def _settings(index: Path | None) -> Settings:
    settings = read_settings()
    return settings.model_copy(update={"index": index}) if index else settings


def _helper(index: Path | None) -> Assistant:
    return assemble(_settings(index))


def _broke(outcomes: list[Outcome]) -> int:
    """1 where a question could not be asked at all; says which."""
    failed = [outcome for outcome in outcomes if outcome.status == "failed"]
    for outcome in failed:
        STDERR.print(f"evals: {outcome.case.id} failed: {outcome.reason}", markup=False)
    return int(bool(failed))


def main() -> None:
    """Runs the command line."""
    run_command(app, "evals")


if __name__ == "__main__":
    main()
