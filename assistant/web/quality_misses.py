"""The questions that were not answered fully right: what was wanted, what came, and from where."""

from collections.abc import Iterable

from assistant.quality_report import Miss, QualityReport
from assistant.web import quality_wording as wording
from assistant.web.escape import escape


def misses(report: QualityReport) -> str:
    """The list with its filters, or that there is nothing in it."""
    found = report.misses
    shown = report.n - report.kept
    heading = '<h2 id="hp-misser" tabindex="-1">Spørgsmål, der ikke blev helt rigtigt besvaret</h2>'
    if not shown:
        return (
            f"<section>{heading}<p>Alle spørgsmål er holdt tilbage, så ingen vises.</p></section>"
        )
    said = (
        f"{wording.number(len(found))} af {wording.number(shown)} spørgsmål. Vælg et spørgsmål for "
        "at se, hvad svaret skulle have været."
    )
    if not found:
        return f"<section>{heading}<p>Alle spørgsmål blev helt rigtigt besvaret.</p></section>"
    return (
        f'<section class="hp-misser">{heading}<p>{said}</p>{_filters(found)}'
        '<p class="hp-antal hp-meta" role="status"></p>'
        f'<ul class="hp-misliste">{"".join(map(_miss, found))}</ul>'
        '<button type="button" class="hp-knap" data-alle hidden>'
        f"Vis alle {wording.number(len(found))} spørgsmål</button></section>"
    )


def _filters(found: Iterable[Miss]) -> str:
    faults = sorted({miss.fault or "" for miss in found})
    kinds = sorted({miss.kind for miss in found})
    return (
        '<div class="hp-filtre" role="search" aria-label="Find i fejlene">'
        '<label>Søg<input type="search" data-filter="tekst" autocomplete="off"></label>'
        + select("Hvad er galt", "fejl", [(f, _fault(f)) for f in faults])
        + select("Slags", "slags", [(k, wording.named(wording.KINDS, k)) for k in kinds])
        + "</div>"
    )


def select(label: str, name: str, options: Iterable[tuple[str, str]]) -> str:
    """A choice that a list is filtered by; it begins with all."""
    body = "".join(f'<option value="{escape(v)}">{escape(words)}</option>' for v, words in options)
    return (
        f'<label>{label}<select data-filter="{name}"><option value="">Alle</option>{body}'
        "</select></label>"
    )


def _fault(fault: str) -> str:
    return wording.named(wording.FAULTS, fault)


def _miss(miss: Miss) -> str:
    kind = wording.named(wording.KINDS, miss.kind)
    style = wording.named(wording.STYLES, miss.style)
    return (
        f'<li data-fejl="{escape(miss.fault or "")}" data-slags="{escape(miss.kind)}">'
        f"<details><summary><span>{escape(miss.question)}</span>"
        f'<span class="hp-meta">{escape(_fault(miss.fault or ""))} · {escape(kind)} · '
        f"{escape(style)} · {escape(miss.id)}</span></summary>"
        f'<dl class="hp-parter">{_parts(miss)}</dl></details></li>'
    )


def _parts(miss: Miss) -> str:
    """What was wanted and what came, as far as the report holds it."""
    reason = wording.named(wording.REASONS, miss.reason) if miss.reason else ""
    lacking = ", ".join(f"»{said}«" for said in miss.lacking)
    sources = "".join(
        f"<li>{escape(cited.title)}, side {cited.page}: »{escape(cited.quote)}«</li>"
        for cited in miss.citations
    )
    parts = (
        ("Tidligere spørgsmål", escape("\n".join(miss.context))),
        ("Forventet svar", escape(miss.expected)),
        ("Mangler", escape(lacking)),
        ("Svar", escape(miss.answer)),
        ("Begrundelse", escape(reason.capitalize())),
        ("Kilder", f"<ol>{sources}</ol>" if sources else ""),
    )
    return "".join(f"<div><dt>{name}</dt><dd>{html}</dd></div>" for name, html in parts if html)
