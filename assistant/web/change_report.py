"""How a change of the library goes, and what came of each file, in Danish."""

from collections.abc import Mapping
from pathlib import Path

from assistant.web import icons
from assistant.web.escape import escape
from assistant.web.intake import Change
from ingest.report import FileReport, Step
from ingest.report_page import ADVICE

CANCELLED = "Indlæsningen er afbrudt, og biblioteket er, som det var."
BROKEN = (
    "Noget gik galt, og biblioteket er, som det var. Prøv igen. "
    "Sker det igen, så giv driften koden {code}."
)
_SOON = 2  # seconds that nobody wants to have counted
_GOOD, _NOTE, _BAD = "hp-godt", "hp-obs", "hp-galt"
_SAID = {
    "indexed": "Lagt i biblioteket.",
    "updated": "Den nye udgave er læst.",
    "unchanged": "Filen ligger allerede i biblioteket, og intet er ændret.",
    "removed": "Fjernet fra biblioteket.",
}


def change_report(change: Change, ahead: int, titles: Mapping[str, str]) -> str:
    """The change as HTML; `ahead` changes come before it, `titles` are those of the documents."""
    if change.state == "cancelled":
        return f'<p class="hp-obs">{CANCELLED}</p>'
    if change.state == "broken":
        return f'<p class="hp-galt">{BROKEN.format(code=escape(change.code))}</p>'
    if change.state == "done":
        return f'<ul class="hp-filer">{_lines(change, titles)}</ul>'
    said, share = _progress(change, ahead)
    value = "" if share is None else f' value="{share:.2f}" max="1"'
    return (
        f'<p id="hp-fremdrift">{escape(said)}</p><progress{value} '
        'aria-labelledby="hp-fremdrift"></progress>'
        f'<p class="hp-meta hp-tid">{duration(change.seconds)}</p>'
        '<p><button type="button" class="hp-knap" data-afbryd>Afbryd</button></p>'
    )


def said_in_short(change: Change) -> str:
    """The same in one sentence, for those who listen."""
    if change.state == "cancelled":
        return CANCELLED
    if change.state == "broken":
        return BROKEN.format(code=change.code)
    refused = sum(_verdict(report)[0] == _BAD for report in change.reports)
    if not refused:
        return "Biblioteket er opdateret."
    if len(change.reports) == 1:
        return "Færdig. Filen er ikke lagt i biblioteket."
    return f"Færdig. {refused} af {len(change.reports)} filer er ikke lagt i biblioteket."


def duration(seconds: float) -> str:
    """ "I gang i 12 sekunder.", "I gang i 2 minutter og 1 sekund."; at first ""."""
    minutes, rest = divmod(int(seconds), 60)
    if not minutes and rest < _SOON:
        return ""
    said = [f"{minutes} {'minut' if minutes == 1 else 'minutter'}"] if minutes else []
    said += [f"{rest} {'sekund' if rest == 1 else 'sekunder'}"] if rest else []
    return f"I gang i {' og '.join(said)}."


def _progress(change: Change, ahead: int) -> tuple[str, float | None]:
    """What is happening, and the share that is done, where it is known."""
    step = change.step
    if change.state == "waiting" and ahead:
        return "Venter på en anden indlæsning …", None
    if change.blocked:
        return "Venter på et andet program, der er ved at ændre biblioteket …", None
    if step is None or change.state != "reading":
        return "Gør klar …", None
    if step.unit == "passages":
        return f"Gør teksten søgbar: {step.done} af {step.total} stykker …", _share(step)
    if not step.name:
        return "Gør teksten søgbar …", None
    pages = f" {_pages(step.pages)} læst." if step.pages else ""
    return f"Læser fil {step.done + 1} af {step.total}: {step.name}.{pages}", _share(step)


def _share(step: Step) -> float:
    return step.done / step.total if step.total else 0.0


def _lines(change: Change, titles: Mapping[str, str]) -> str:
    given = {incoming.name: incoming.given for incoming in change.files}
    lines = []
    for report in change.reports:
        name = Path(report.path).name
        verdict, said = _verdict(report)
        mark = icons.CHECK if verdict == _GOOD else icons.ATTENTION
        title = titles.get(report.document or report.twin or "")
        more = _more(report, title)
        lines.append(
            f'<li class="{verdict}">{mark}<div><strong>{escape(given.get(name, name))}</strong>'
            f"<p>{escape(said)}{escape(more)}</p></div></li>"
        )
    return "".join(lines)


def _verdict(report: FileReport) -> tuple[str, str]:
    """The colour of a file's line, and what became of the file."""
    if report.status == "quarantined" and report.cause:
        kept = " Den tidligere udgave er bevaret." if report.document else ""
        return _BAD, " ".join(ADVICE[report.cause]) + kept
    if report.status == "duplicate":
        return _NOTE, "Filen er ikke lagt i igen, for teksten findes allerede"
    unread = report.pages_without_text or report.pages_ocr
    return _NOTE if unread else _GOOD, _SAID.get(report.status, "")


def _more(report: FileReport, title: str | None) -> str:
    """What to add of a file that was read."""
    if report.status == "duplicate":
        return f" som »{title}«." if title else "."
    if report.status not in ("indexed", "updated"):
        return ""
    parts = [f" Titel: »{title}«." if title else ""]
    if report.paged:
        parts.append(f" {_pages(report.pages)}.")
    if report.pages_ocr:
        one = report.pages_ocr == 1
        scanned = "et skannet billede. Tjek den." if one else "skannede billeder. Tjek dem."
        parts.append(f" {_pages(report.pages_ocr)} er læst fra {scanned}")
    if report.pages_without_text:
        parts.append(f" {_pages(report.pages_without_text)} har ingen tekst.")
    if report.masked:
        data = "personoplysning" if report.masked == 1 else "personoplysninger"
        parts.append(f" {report.masked} {data} er fjernet fra teksten.")
    return "".join(parts)


def _pages(number: int) -> str:
    return f"{number} side" if number == 1 else f"{number} sider"
