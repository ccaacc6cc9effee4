"""The report as a page that fetches nothing, with everything escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from evals.quality import contents, wording
from evals.quality.before import Before
from evals.quality.miss import miss
from evals.quality.record import Record

_TEMPLATES = Path(__file__).parents[1] / "data"


def page(run: Record, before: Before | None) -> str:
    """The page as HTML."""
    return _template().render(
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


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("report.html.j2")
