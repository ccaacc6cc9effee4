"""The list of the library's documents, and of the files that were set aside."""

from collections.abc import Sequence

from assistant.web import icons, wording
from assistant.web.escape import escape
from assistant.web.holdings import Holding, State, problems
from ingest.report_page import ADVICE

_STATES: dict[State, tuple[str, str]] = {
    "ready": ("hp-klar", "Klar"),
    "check": ("hp-tjek", "Tjek siderne"),
    "old": ("hp-rest", "Ikke opdateret"),
    "aside": ("hp-rest", "Lagt til side"),
}
_AGES = {"current": ("hp-gaeldende", "Gældende"), "historical": ("hp-historisk", "Historisk")}
_EMPTY = "Biblioteket er tomt. Læg det første dokument i for at kunne spørge."
_COMES_BACK = (
    "Filen ligger i en mappe uden for Holdepunkt, og dokumentet kommer med igen, næste gang mappen "
    "indlæses."
)
_SORTS = (
    ("titel", "Titel"),
    ("dato", "Dato, nyeste først"),
    ("sider", "Sider, flest først"),
    ("tilstand", "Tilstand, fejl først"),
)


def document_list(holdings: Sequence[Holding]) -> str:
    """The whole list as HTML; its buttons for changes are shown to whoever may use them."""
    held = [there for there in holdings if there.source]
    aside = [there for there in holdings if not there.source]
    return (
        f'<header class="hp-sidehoved"><h1 tabindex="-1">Dokumenter</h1>{_summary(held)}</header>'
        + (_filters(held) + _table(held) if held else "")
        + _aside(aside, {there.source.id: there.title for there in held if there.source})
    )


def _summary(held: Sequence[Holding]) -> str:
    if not held:
        return f"<p>{_EMPTY}</p>"
    pages = sum(there.report.pages for there in held if there.report.paged)
    scanned = sum(there.report.pages_ocr for there in held)
    said = wording.documents(len(held))
    if pages:
        said += f", {_number(pages)} {'side' if pages == 1 else 'sider'}"
    said += "."
    if scanned == 1:
        said += " 1 side er læst fra et skannet billede."
    elif scanned:
        said += f" {_number(scanned)} sider er læst fra skannede billeder."
    return f"<p>{said}</p>"


def _filters(held: Sequence[Holding]) -> str:
    kinds = sorted({there.source.kind or "" for there in held if there.source})
    states = [(state, words) for state, (_, words) in _STATES.items() if state != "aside"]
    return (
        '<div class="hp-filtre" role="search" aria-label="Find i listen">'
        '<label>Søg<input type="search" data-filter="tekst" autocomplete="off"></label>'
        + _select("Slags", "slags", [("", "Alle"), *((k, k.capitalize()) for k in kinds if k)])
        + _select("Gyldighed", "alder", [("", "Alle"), *((a, w) for a, (_, w) in _AGES.items())])
        + _select("Tilstand", "tilstand", [("", "Alle"), *states])
        + _select("Sortér efter", "orden", _SORTS)
        + '</div><p class="hp-antal hp-meta" role="status"></p>'
    )


def _select(label: str, name: str, options: Sequence[tuple[str, str]]) -> str:
    body = "".join(f'<option value="{escape(v)}">{escape(words)}</option>' for v, words in options)
    return f'<label>{label}<select data-filter="{name}">{body}</select></label>'


def _table(held: Sequence[Holding]) -> str:
    heads = (
        ("", "Dokument"), ("", "Slags"), ("", "Gyldighed"), ("hp-tal", "Sider"),
        ("hp-tal", "Skannet"), ("hp-tal", "Tabeller"), ("", "Tilstand"),
    )  # fmt: skip
    top = "".join(f'<th scope="col" class="{name}">{words}</th>' for name, words in heads)
    return (
        '<table class="hp-bestand"><caption class="hp-kun-oplaest">Bibliotekets dokumenter'
        f'</caption><thead><tr>{top}<th scope="col" class="hp-maa"><span class="hp-kun-oplaest">'
        f"Handlinger</span></th></tr></thead><tbody>{''.join(map(_row, held))}</tbody></table>"
    )


def _row(there: Holding) -> str:
    source, report = there.source, there.report
    assert source
    about = wording.about(source, there.knowledge)
    name, age = _AGES.get(source.status or "", ("", ""))
    tag = f'<span class="hp-maerke {name}">{age}</span>' if age else "–"
    return (
        f'<tr data-titel="{escape(there.title)}" data-dato="{escape(source.published or "")}" '
        f'data-slags="{escape(source.kind or "")}" data-alder="{escape(source.status or "")}" '
        f'data-sider="{report.pages}" data-tilstand="{there.state}">'
        f'<th scope="row"><button type="button" class="hp-link" data-dokument="{escape(source.id)}"'
        f'>{escape(there.title)}</button><span class="hp-meta">'
        f"{escape(about or there.name)}</span></th>"
        + _cell("Slags", escape((source.kind or "–").capitalize()))
        + _cell("Gyldighed", tag)
        + _cell("Sider", _number(report.pages) if report.paged else "–", "hp-tal")
        + _cell("Skannet", _number(report.pages_ocr), "hp-tal")
        + _cell("Tabeller", _number(report.tables), "hp-tal")
        + _cell("Tilstand", _state(there))
        + f'<td class="hp-maa">{_actions(there)}</td></tr>'
    )


def _cell(label: str, html: str, name: str = "") -> str:
    return f'<td data-navn="{label}" class="{name}">{html}</td>'


def _state(there: Holding) -> str:
    name, words = _STATES[there.state]
    said = "".join(f'<span class="hp-meta">{escape(problem)}</span>' for problem in problems(there))
    return f'<span class="hp-maerke {name}">{words}</span>{said}'


def _actions(there: Holding) -> str:
    title = f'<span class="hp-kun-oplaest"> »{escape(there.title)}«</span>'
    comes_back = "" if there.uploaded else _COMES_BACK
    address = f'data-noegle="{there.key}" data-titel="{escape(there.title)}"'
    made = [f'<button type="button" class="hp-knap" data-igen {address}>Læs igen{title}</button>']
    if there.uploaded and there.source:
        made.append(
            f'<button type="button" class="hp-knap" data-erstat {address}>Erstat{title}</button>'
        )
    if there.source or there.uploaded:
        made.append(
            f'<button type="button" class="hp-knap" data-fjern="{escape(comes_back)}" {address}>'
            f"Fjern{title}</button>"
        )
    return f'<div class="hp-handlinger">{"".join(made)}</div>'


def _aside(aside: Sequence[Holding], titles: dict[str, str]) -> str:
    if not aside:
        return ""
    items = "".join(
        f"<li>{icons.ATTENTION}<div><strong>{escape(there.name)}</strong>"
        f"<p>{escape(_why(there, titles))}</p></div>"
        f'<div class="hp-maa">{_actions(there)}</div></li>'
        for there in aside
    )
    return (
        f'<section class="hp-til-side"><h2>Lagt til side ({len(aside)})</h2>'
        "<p>Disse filer er ikke med, når der søges.</p>"
        f'<ul class="hp-filer">{items}</ul></section>'
    )


def _why(there: Holding, titles: dict[str, str]) -> str:
    """What is wrong with a file, and what to do."""
    report = there.report
    if report.status == "duplicate":
        return f"Teksten findes allerede som »{titles.get(report.twin or '', report.twin)}«."
    return " ".join(ADVICE[report.cause]) if report.cause else (report.reason or "")


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
