"""The report as a page that fetches nothing, with everything escaped."""

from pathlib import Path

from evals.quality import contents, wording
from evals.quality.before import Before
from evals.quality.miss import miss
from evals.quality.record import Record
from ingest.template import template

_TEMPLATE = Path(__file__).parents[1] / "data" / "report.html.j2"


def page(run: Record, before: Before | None) -> str:
    """The page as HTML."""
    return template(_TEMPLATE).render(
        title=contents.TITLE,
        introduction=contents.introduction(run),
        requirements=contents.requirements(run),
        baseline=bool(run.baseline),
        tiles=[
            (wording.value(name, found.value), wording.FIGURES[name], wording.interval(name, found))
            for name in contents.KEY_FIGURES
            if (found := run.overall[name])
        ],
        sections=contents.sections(run, before),
        miss=miss,
    )
