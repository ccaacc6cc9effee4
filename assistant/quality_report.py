"""Reads the report of an evals run, `report.json`, as docs/commands.md describes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import FiniteFloat, TypeAdapter, ValidationError

from ingest.errors import SettingsError, UnknownPath

WORSE_ABOVE = ("wrongly_refused", "characters", "length", "seconds_p50", "seconds_p95")
"""Figures that are worse when they are higher."""
_GROUPS = ("by_kind", "by_style")
_LARGEST = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, its 95 % interval, and from how many cases it was counted."""

    value: FiniteFloat
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    n: int | None = None


Estimates = Mapping[str, Estimate | None]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of an answer."""

    title: str
    page: int
    quote: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was not answered fully right; `fault` says why."""

    id: str
    question: str
    fault: str | None
    expected: str = ""
    answer: str = ""
    kind: str = ""
    style: str = ""
    reason: str | None = None
    context: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    citations: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class QualityReport:
    """A run over a file of questions."""

    made: datetime
    questions: str  # name of the file
    documents: int
    n: int
    kept: int  # of the n; of them only totals are known
    figures: Estimates
    by_kind: Mapping[str, Estimates] = field(default_factory=dict)
    by_style: Mapping[str, Estimates] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)
    models: tuple[str, ...] = ()
    misses: tuple[Miss, ...] = ()

    def reached(self, figure: str) -> bool | None:
        """Whether a figure is what was asked for; None where nothing was, or it is not known."""
        found, target = self.figures.get(figure), self.targets.get(figure)
        if found is None or target is None:
            return None
        return found.value <= target if figure in WORSE_ABOVE else found.value >= target


def read_report(file: Path) -> QualityReport:
    """The report that the file holds.

    Raises:
        UnknownPath: there is no such file.
        SettingsError: it is no such report, or one that this program does not know.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise SettingsError(f"{str(file)!r} is larger than a report ever is")
        text = file.read_bytes()
    except OSError as exc:
        raise UnknownPath(f"there is no report {str(file)!r}: check the path") from exc
    try:
        return _report(_raw().validate_json(text))
    except ValidationError as exc:
        # Not what was found there: it may hold questions, and this goes to a log.
        first = exc.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise SettingsError(
            f"{str(file)!r} is not the report of a run: {where}: {first['msg']}"
        ) from exc


@dataclass(frozen=True, slots=True)
class _Case(Miss):
    correct: bool = True


@dataclass(frozen=True, slots=True)
class _Raw:
    """What of the file is used."""

    made: datetime
    questions: str
    documents: int
    n: int
    kept: int
    figures: dict[str, Any]
    cases: tuple[_Case, ...]
    baseline: dict[str, FiniteFloat | dict[str, Any]] = field(default_factory=dict)
    models: tuple[str, ...] = ()


@cache
def _raw() -> TypeAdapter[_Raw]:
    return TypeAdapter(_Raw)


@cache
def _estimates() -> TypeAdapter[dict[str, Estimate | None]]:
    return TypeAdapter(dict[str, Estimate | None])


@cache
def _parts() -> TypeAdapter[dict[str, dict[str, Estimate | None]]]:
    return TypeAdapter(dict[str, dict[str, Estimate | None]])


def _report(raw: _Raw) -> QualityReport:
    whole = {name: found for name, found in raw.figures.items() if not name.startswith("by_")}
    by_kind, by_style = (_parts().validate_python(raw.figures.get(group, {})) for group in _GROUPS)
    targets = {
        name: asked
        for name, asked in raw.baseline.items()
        if isinstance(asked, float) and name in whole
    }
    return QualityReport(
        made=raw.made,
        questions=raw.questions,
        documents=raw.documents,
        n=raw.n,
        kept=raw.kept,
        figures=_estimates().validate_python(whole),
        by_kind=by_kind,
        by_style=by_style,
        targets=targets,
        models=raw.models,
        misses=tuple(case for case in raw.cases if not case.correct),
    )
