"""Which of the files that a visitor offers may come, and what each would take the place of."""

from pathlib import Path
from typing import Any

from assistant.ask import Assistant
from assistant.web.holdings import Holding, holdings
from assistant.web.intake import Incoming
from ingest.bounds import Bounds
from ingest.report_page import ADVICE
from ingest.uploads import safe_name

ENDINGS = (".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt")
MOST_FILES = 200  # at once
_NAMELESS = "En fil med det navn kan ikke indlæses. Giv den et andet navn."
_TWICE = "En anden af filerne hedder det samme. Læg dem i hver for sig, med hvert sit navn."
_OTHER_KIND = "Den nye udgave skal være af samme slags som den gamle ({ending})."
_TOO_MANY = f"Du kan højst lægge {MOST_FILES} filer i ad gangen."


def wanted_files(said: Any, assistant: Assistant, bounds: Bounds) -> list[Incoming]:  # noqa: ANN401
    """The files as they are offered: `{"filer": [{"navn", "stoerrelse"}], "erstat": key or null}`.

    Whatever else a browser may say is passed over.
    """
    offered = said.get("filer") if isinstance(said, dict) else None
    held = [there for there in holdings(assistant) if there.uploaded]
    old = (
        next((there for there in held if there.key == said.get("erstat")), None)
        if offered
        else None
    )
    files: list[Incoming] = []
    for entry in offered if isinstance(offered, list) else []:
        if not isinstance(entry, dict):
            continue
        given, size = str(entry.get("navn", ""))[:500], entry.get("stoerrelse", 0)
        size = size if isinstance(size, int) else 0
        files.append(_wanted(given, size, files, held, old, bounds))
    return files[: 2 * MOST_FILES]


def _wanted(
    given: str,
    size: int,
    before: list[Incoming],
    held: list[Holding],
    old: Holding | None,
    bounds: Bounds,
) -> Incoming:
    name = safe_name(given)
    if name is None:
        return Incoming("", given, size, _NAMELESS)
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        return Incoming(name, given, size, " ".join(ADVICE["unknown_kind"]))
    if size > bounds.most_bytes:
        return Incoming(name, given, size, " ".join(ADVICE["too_large"]))
    if old and ending != Path(old.path).suffix.lower():
        return Incoming(name, given, size, _OTHER_KIND.format(ending=Path(old.path).suffix))
    same = old or next((h for h in held if _file_name(h).casefold() == name.casefold()), None)
    if same:
        name = _file_name(same)  # on some systems the same file, however it is capitalised
    if any(file.name.casefold() == name.casefold() for file in before if not file.refused):
        return Incoming(name, given, size, _TWICE)
    if len(before) >= MOST_FILES:
        return Incoming(name, given, size, _TOO_MANY)
    return Incoming(name, given, size, replaces=same.title if same and same.source else "")


def _file_name(held: Holding) -> str:
    return Path(held.path).name
