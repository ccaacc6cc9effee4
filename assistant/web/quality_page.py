"""The report of the last evals run as HTML: key figures beside what was asked for, by kind, misses.

A bar is drawn beside its number and never instead of it.
"""

from collections.abc import Mapping

from assistant.quality_report import WORSE_ABOVE, Estimate, Estimates, QualityReport
from assistant.web import icons
from assistant.web import quality_wording as wording
from assistant.web.escape import escape
from assistant.web.quality_misses import misses

_KEY_FIGURES = ("correct", "evidence@5", "cited", "refused", "wrongly_refused", "seconds_p95")
_OWN = "python -m evals run --questions SPØRGSMÅL.jsonl --report MAPPE"
_HOW = (
    "<p>Den, der driver Holdepunkt, laver målingen med kommandoen</p>"
    "<pre><code>make evals</code></pre><p>Den måler på de medfølgende dokumenter. Genindlæs siden, "
    "når den er færdig.</p><p>Jeres egne dokumenter måles med jeres egne spørgsmål:</p>"
    f"<pre><code>{_OWN}</code></pre><p>MAPPE er <code>.holdepunkt-report</code>, eller mappen i "
    "<code>HOLDEPUNKT_REPORT</code>.</p>"
)
_HERE = "?side=kvalitet"  # Gradio's page has a base, so a bare #place would lead to the first page
_JUMPS = (
    '<nav class="hp-paa-siden" aria-label="På siden">'
    f'<a href="{_HERE}#hp-misser">Spørgsmål med fejl</a>'
    f'<a href="{_HERE}#hp-meldt">Meldinger fra brugerne</a></nav>'
)
_READING = (
    "Et svar er helt rigtigt, når alt det krævede er med, og det ikke er for langt. Siger "
    "dokumenterne intet, er det rigtigt ikke at svare. Intervallet rummer den sande værdi i 95 af "
    "100 tilfælde; få spørgsmål giver et bredt interval."
)


def quality_page(report: QualityReport) -> str:
    """Everything that the report says, without what stands of feedback."""
    return (
        _head(_about(report))
        + _JUMPS
        + f'<section aria-label="Nøgletal">{_key_figures(report)}</section>'
        + f'<p class="hp-meta hp-laesning">{_READING}</p>'
        + _all_figures(report)
        + '<div class="hp-grupper">'
        + _group("Efter spørgsmålets slags", "Slags", report.by_kind, wording.KINDS, report)
        + _group("Efter formulering", "Formulering", report.by_style, wording.STYLES, report)
        + "</div>"
        + misses(report)
    )


def without_report(*, broken: bool) -> str:
    """What stands there where no run was reported, or the file is not such a report."""
    said = (
        "Den seneste måling kan ikke vises. Filen er ikke en rapport, som denne udgave af "
        "Holdepunkt kan læse, så målingen må laves igen."
        if broken
        else "Der er ikke målt endnu."
    )
    return f'{_head(said)}<div class="hp-uden-rapport">{_HOW}</div>'


def _head(said: str) -> str:
    title = '<h1 tabindex="-1">Kvalitet</h1>'
    return f'<header class="hp-sidehoved">{title}<p>{escape(said)}</p></header>'


def _about(report: QualityReport) -> str:
    asked = wording.counted(report.n, "spørgsmål", "spørgsmål")
    held = wording.counted(report.documents, "dokument", "dokumenter")
    said = f"Seneste måling: {wording.moment(report.made)}, {asked} til {held}."
    if report.models:
        said += f" Svarene er formuleret af {' og '.join(report.models)}."
    if report.kept:
        said += f" {wording.number(report.kept)} af spørgsmålene er holdt tilbage og vises ikke."
    return said


def _key_figures(report: QualityReport) -> str:
    cells = "".join(_key_figure(name, report) for name in _KEY_FIGURES)
    return f'<dl class="hp-maaltal">{cells}</dl>'


def _key_figure(name: str, report: QualityReport) -> str:
    found = report.figures.get(name)
    said = wording.value(name, found.value) if found else wording.NOTHING
    between = f"Interval {_interval(name, found)}" if found and found.low is not None else ""
    asked = f"Mål: {_asked(name, report)}" if name in report.targets else "Intet mål"
    lines = (asked, _reached(name, report), between)
    return (
        f'<div><dt>{wording.FIGURES[name]}</dt><dd class="hp-stort">{said}</dd>'
        f"{''.join(f'<dd>{line}</dd>' for line in lines if line)}</div>"
    )


def _reached(name: str, report: QualityReport) -> str:
    """Whether the target is reached, and how far the figure is from it; "" without a target."""
    reached, found = report.reached(name), report.figures.get(name)
    if reached is None or found is None:
        return ""
    far = _far(name, found.value - report.targets[name])
    sign, words, tag = (
        (icons.CHECK, "Nået", "hp-naaet")
        if reached
        else (icons.ATTENTION, "Ikke nået", "hp-ikke-naaet")
    )
    return f'<span class="{tag}">{sign}</span>{words}{f": {far}" if far else ""}'


def _far(name: str, difference: float) -> str:
    """How far over or under: "4 procentpoint over"; "" where a reader sees no difference."""
    if name in wording.SHORT:
        far = wording.points(abs(difference)).lstrip("+")
        size = "" if far == "0" else f"{far} procentpoint"
    else:
        size = wording.value(name, abs(difference)) if difference else ""
    return size and f"{size} {'over' if difference > 0 else 'under'}"


def _asked(name: str, report: QualityReport) -> str:
    asked = report.targets.get(name)
    if asked is None:
        return wording.NOTHING
    return f"{'højst' if name in WORSE_ABOVE else 'mindst'} {wording.value(name, asked)}"


def _interval(name: str, found: Estimate | None) -> str:
    if found is None or found.low is None or found.high is None:
        return wording.NOTHING
    return wording.interval(name, found.low, found.high)


def _all_figures(report: QualityReport) -> str:
    heads = ("Tal", "Værdi", "95 %-interval", "Spørgsmål", "Mål", "Forskel til målet")
    rows = "".join(
        f'<tr><th scope="row">{wording.FIGURES[name]}</th>'
        f"{''.join(f'<td>{cell}</td>' for cell in _cells(name, found, report))}</tr>"
        for name, found in report.figures.items()
        if name in wording.FIGURES
    )
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        '<details class="hp-alle-tal"><summary>Alle tal</summary><div class="hp-rulbar" '
        'tabindex="0" role="group" aria-label="Alle tal"><table><caption class="hp-kun-oplaest">'
        f"Alle tal med interval og mål</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _cells(name: str, found: Estimate | None, report: QualityReport) -> tuple[str, ...]:
    return (
        wording.value(name, found.value) if found else wording.NOTHING,
        _interval(name, found),
        wording.number(found.n) if found and found.n is not None else wording.NOTHING,
        _asked(name, report),
        _difference(name, found, report),
    )


def _difference(name: str, found: Estimate | None, report: QualityReport) -> str:
    if found is None or name not in report.targets:
        return wording.NOTHING
    return _far(name, found.value - report.targets[name]) or "0"


def _group(
    heading: str,
    first: str,
    parts: Mapping[str, Estimates],
    names: dict[str, str],
    report: QualityReport,
) -> str:
    """A table with a row and a bar for each part, those of most questions first."""
    found = {name: right for name, part in parts.items() if (right := part.get("correct"))}
    if not found:
        return ""
    whole = report.figures.get("correct")
    rows = "".join(
        _bar_row(wording.named(names, name), right, whole)
        for name, right in sorted(found.items(), key=lambda item: -(item[1].n or 0))
    )
    line = (
        f" Stiplet linje: alle spørgsmål, {wording.value('correct', whole.value)}." if whole else ""
    )
    return (
        f'<section class="hp-gruppe"><h2>{heading}</h2><p class="hp-meta">Andel helt rigtige svar '
        f"med 95 %-interval.{line}</p><table><caption class='hp-kun-oplaest'>{heading}: andel helt "
        f'rigtige svar</caption><thead><tr><th scope="col">{first}</th>'
        '<th scope="col">Helt rigtige</th><th scope="col" class="hp-tal">Spørgsmål</th></tr>'
        f"</thead><tbody>{rows}</tbody></table></section>"
    )


def _bar_row(label: str, right: Estimate, whole: Estimate | None) -> str:
    said = f"{wording.value('correct', right.value)} <small>({_interval('correct', right)})</small>"
    marks = f'<b style="width:{_percent(right.value)}"></b>'
    if right.low is not None and right.high is not None:
        left, width = _percent(right.low), _percent(right.high - right.low)
        marks += f'<i style="left:{left};width:{width}"></i>'
    if whole:
        marks += f'<u style="left:{_percent(whole.value)}"></u>'
    return (
        f'<tr><th scope="row">{escape(label)}</th><td><span class="hp-bjaelke" aria-hidden="true">'
        f'{marks}</span><span class="hp-andel">{said}</span></td>'
        f'<td class="hp-tal">{wording.number(right.n or 0)}</td></tr>'
    )


def _percent(share: float) -> str:
    return f"{100 * min(max(share, 0), 1):.1f}%"
