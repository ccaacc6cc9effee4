"""Tables of cases: a line without indentation names what the indented lines below it are."""

from pathlib import Path

DATA = Path(__file__).parent / "data"


def table(name: str) -> list[tuple[str, str]]:
    """The cases of a file in `tests/data`, each with what it is."""
    cases: list[tuple[str, str]] = []
    what = ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            cases.append((line.strip(), what))
        elif not line.startswith("#"):
            what = line
    return cases
