"""The report as a page for people: what was read, what was not and why, what to do about it."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ingest.danish import MONTHS
from ingest.errors import Cause
from ingest.library import Library
from ingest.report import FileReport
from ingest.template import template

REPORT_PAGE = "rapport.html"
_TEMPLATE = Path(__file__).parent / "data" / "report.html.j2"

# What is wrong with a file, and what a person can do about it.
ADVICE: dict[Cause, tuple[str, str]] = {
    "empty": ("Filen er tom.", "Hent eller gem den igen."),
    "not_its_kind": (
        "Indholdet er af en anden slags, end filens navn siger.",
        "Gem filen på ny i det format, som navnet angiver.",
    ),
    "unknown_kind": (
        "Filer af denne slags kan ikke læses.",
        "Gem indholdet som PDF, Word (.docx), webside (.html) eller ren tekst (.txt).",
    ),
    "locked": (
        "Filen er låst med en adgangskode.",
        "Åbn den med adgangskoden, og gem en kopi uden.",
    ),
    "damaged": (
        "Filen er beskadiget.",
        "Hent den igen, eller bed afsenderen om en ny udgave.",
    ),
    "no_text": ("Der er ingen tekst i filen.", "Kontrollér, at det er den rigtige fil."),
    "scan": (
        "Siderne er billeder, og der er ikke installeret noget program, der kan læse dem.",
        "Installér Tesseract med dansk (på Debian og Ubuntu pakkerne tesseract-ocr og "
        "tesseract-ocr-dan), og indlæs filen igen.",
    ),
    "unopened": (
        "Filen kunne ikke åbnes.",
        "Kontrollér, at der er adgang til den, og at ingen er i gang med at gemme den.",
    ),
    "too_large": (
        "Filen er for stor.",
        "Del den i flere filer, eller hæv grænsen med HOLDEPUNKT_MOST_BYTES.",
    ),
    "too_many_pages": (
        "Filen har for mange sider.",
        "Del den i flere filer, eller hæv grænsen med HOLDEPUNKT_MOST_PAGES.",
    ),
    "too_much_text": (
        "En side i filen har usandsynligt meget tekst.",
        "Kontrollér filen. Er teksten rigtig, kan grænsen hæves med HOLDEPUNKT_MOST_CHARACTERS.",
    ),
    "too_slow": (
        "Det tog for lang tid at læse filen.",
        "Gem den på ny fra det program, den er lavet i, eller hæv grænsen med "
        "HOLDEPUNKT_MOST_SECONDS.",
    ),
    "too_much_memory": (
        "Filen krævede for meget hukommelse.",
        "Gem den på ny fra det program, den er lavet i, eller hæv grænsen med "
        "HOLDEPUNKT_MOST_MEMORY.",
    ),
    "crashed": (
        "Filen fik læseprogrammet til at gå ned.",
        "Gem den på ny fra det program, den er lavet i.",
    ),
    "name": (
        "Filens navn indeholder tegn, der ikke kan læses.",
        "Giv filen et andet navn.",
    ),
    "personal_data": (
        "Der er CPR-numre i filen, og den er ikke gemt.",
        "Fjern numrene i filen, og læg den i igen.",
    ),
}


def write_report_page(library: Library, reports: Iterable[FileReport]) -> None:
    """Writes the page beside the index: every file that it knows, and this run's other `reports`.

    The page holds no personal data: a report's path is masked as its text is.
    """
    known = [FileReport(**json.loads(record.report)) for record in library.files()]
    unknown = [report for report in reports if report.cause == "name"]
    page = report_page([*known, *unknown], datetime.now())
    partial = library.folder / f"{REPORT_PAGE}.partial"
    partial.write_text(page, encoding="utf-8")
    partial.replace(library.folder / REPORT_PAGE)


def report_page(reports: Iterable[FileReport], when: datetime) -> str:
    """The page as HTML that fetches nothing."""
    ordered = sorted(reports, key=lambda report: Path(report.path).name.casefold())
    kinds: dict[str, list[FileReport]] = {"read": [], "refused": [], "repeated": []}
    for report in ordered:
        kinds[_KIND.get(report.status, "read")].append(report)
    return template(_TEMPLATE).render(
        **kinds, advice=ADVICE, when=_moment(when), name=_name, number=_number
    )


_KIND = {"quarantined": "refused", "duplicate": "repeated"}


def _name(report: FileReport) -> str:
    return Path(report.path).name


def _number(value: int) -> str:
    """A whole number as Danes write it: 1.000."""
    return f"{value:,}".replace(",", ".")


def _moment(when: datetime) -> str:
    return f"{when.day}. {MONTHS[when.month - 1]} {when.year} kl. {when:%H.%M}"
