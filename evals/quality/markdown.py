"""The report as Markdown, its charts beside it as files."""

import re
from collections.abc import Iterator

from evals.quality import contents
from evals.quality.before import Before
from evals.quality.miss import Miss, miss
from evals.quality.record import Record
from evals.quality.section import Section, Table

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>|#~&!^]")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)


def markdown(run: Record, before: Before | None) -> str:
    """The report; a chart is the file `KEY.svg`."""
    blocks = [f"# {contents.TITLE}", *map(plain, contents.introduction(run))]
    if missed := contents.requirements(run):
        blocks += ["**Mål, der ikke er nået**", _listed(missed)]
    elif run.baseline:
        blocks.append("Alle mål er nået.")
    for section in contents.sections(run, before):
        blocks += _section(section)
    return "\n\n".join(blocks) + "\n"


def plain(text: str) -> str:
    """Text as one line that Markdown shows as it is."""
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
    return _LINE_START.sub(lambda found: _guarded(found[1], found[2]), escaped)


def _guarded(space: str, start: str) -> str:
    # Of a numbered list the stop is what counts, and a digit takes no backslash.
    return f"{space}&#{ord(start[0])};{start[1:]}" if start[0].isdigit() else f"{space}\\{start}"


def _section(section: Section) -> Iterator[str]:
    yield f"## {plain(section.heading)}"
    yield from map(plain, section.paragraphs)
    for chart in section.charts:
        yield f"![{plain(f'{chart.title}. {chart.description}')}]({chart.key}.svg)"
    for table in section.tables:
        yield f"**{plain(table.caption)}**"
        yield _table(table)
    for fault in section.faults:
        yield f"### {plain(fault.heading)} ({len(fault.cases)})"
        for case in fault.cases:
            yield from _miss(miss(case))


def _table(table: Table) -> str:
    rows = (table.headings, ("---",) * len(table.headings), *table.rows)
    return "\n".join(
        f"| {' | '.join(row if row is rows[1] else map(plain, row))} |" for row in rows
    )


def _miss(told: Miss) -> Iterator[str]:
    yield f"#### {plain(told.question)}"
    yield plain(told.about)
    lines = [("Spurgt forinden", " / ".join(told.context)), ("Mangler", told.lacking)]
    lines.append(("Forventet svar", told.expected))
    yield "\n".join(
        [f"- {label}: {plain(text)}" for label, text in lines if text]
        + [f"- Svar: {'<br>'.join(map(plain, told.answer.splitlines())) or '–'}"]
        + [f"- Kilde {plain(source)}" for source in told.sources]
    )


def _listed(items: tuple[str, ...]) -> str:
    return "\n".join(f"- {plain(item)}" for item in items)
