"""Writes the report's files into a folder."""

import json
from pathlib import Path

from evals.quality.before import Before
from evals.quality.contents import sections
from evals.quality.markdown import markdown
from evals.quality.page import page
from evals.quality.record import Record, as_json
from ingest.errors import SettingsError

PAGE, MARKDOWN, FIGURES = "report.html", "report.md", "report.json"


def make_folder(folder: Path) -> None:
    """Makes the folder, before time is spent on what is to lie in it.

    Raises:
        SettingsError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as exc:
        raise _unwritable(folder, exc) from exc


def write_report(folder: Path, run: Record, before: Before | None = None) -> Path:
    """Writes `report.json`, `report.md` with its charts, and `report.html`, whose path is returned.

    Raises:
        SettingsError: the folder cannot be written to.
    """
    texts = {
        f"{chart.key}.svg": chart.svg for part in sections(run, before) for chart in part.charts
    }
    texts[MARKDOWN] = markdown(run, before)
    texts[PAGE] = page(run, before)
    texts[FIGURES] = json.dumps(as_json(run), ensure_ascii=False, indent=1)
    try:
        for name, text in texts.items():
            partial = folder / f"{name}.partial"
            partial.write_text(text.rstrip() + "\n", encoding="utf-8")
            partial.replace(folder / name)  # whoever reads meanwhile sees the last one whole
    except OSError as exc:
        raise _unwritable(folder, exc) from exc
    return folder / PAGE


def _unwritable(folder: Path, exc: OSError) -> SettingsError:
    return SettingsError(f"cannot write the report to {str(folder)!r} ({exc}): choose another")
