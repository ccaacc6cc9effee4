"""Write docs/coverage.md: which note draws on which page of which publication.

The table is made from the origins in the notes. An origin of more than two pages, such as that of
a lead or of a table over a whole publication, shows too little about any one page to count.

Run it from anywhere: python corpus/coverage.py
"""

import re
import sys
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).resolve().parent
sys.path.insert(0, str(CORPUS.parent))  # run as a script, it would see only its own folder

from ingest.document import Document, Source  # noqa: E402
from ingest.load import load  # noqa: E402
from ingest.readers.blocks import document_from  # noqa: E402

COVERAGE = CORPUS.parent / "docs" / "coverage.md"
WIDEST = 2  # pages that an origin may name and still count

_CITATION = re.compile(r"(?P<name>.+), s\. (?P<first>\d+)(?:-(?P<last>\d+))?")
_HEAD = """\
# Coverage

Which notes draw on which page of each publication. Written by `python corpus/coverage.py` from the
origins in the notes; do not edit it by hand. Origins of more than two pages are left out.
"""


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication that the corpus is written from, as `sources.toml` describes it."""

    title: str
    cited_as: str
    pages: int


def publications() -> dict[str, Publication]:
    """The registered publications by key, in the register's order."""
    register = tomllib.loads((CORPUS / "sources.toml").read_text(encoding="utf-8"))
    return {
        entry["key"]: Publication(entry["title"], entry["cited_as"], entry["pages"])
        for entry in register["publication"]
    }


def note_files() -> list[Path]:
    """The files of the notes, by name."""
    return sorted(file for file in (CORPUS / "documents").iterdir() if file.is_file())


@cache
def read_note(file: Path) -> Document:
    """A note as the project reads it."""
    source = Source(file.stem, file.stem, None, None, None, None, None, str(file), "")
    return document_from(source, load(file))


def cited(citation: str) -> tuple[str, range]:
    """The publication's name and the pages that an origin names.

    Raises:
        ValueError: it is not of the form "NAME, s. N" or "NAME, s. N-M".
    """
    match = _CITATION.fullmatch(citation)
    if match is None:
        raise ValueError(f"not an origin: {citation!r}")
    first = int(match["first"])
    return match["name"], range(first, int(match["last"] or first) + 1)


def coverage() -> dict[str, list[list[str]]]:
    """For each publication by key and each of its pages, the ids of the notes that draw on it."""
    known = publications()
    table: dict[str, list[set[str]]] = {
        k: [set() for _ in range(p.pages)] for k, p in known.items()
    }
    key_of = {publication.cited_as: key for key, publication in known.items()}
    for file in note_files():
        for origin in read_note(file).origins:
            name, pages = cited(origin.citation)
            if len(pages) <= WIDEST:
                for page in pages:
                    table[key_of[name]][page - 1].add(file.stem)
    return {key: [sorted(notes) for notes in pages] for key, pages in table.items()}


def as_markdown(table: dict[str, list[list[str]]]) -> str:
    """The coverage as a Markdown document."""
    parts = [_HEAD]
    for key, publication in publications().items():
        rows = [f"| {page} | {', '.join(notes)} |" for page, notes in enumerate(table[key], 1)]
        parts.append(
            "\n".join([f"## {publication.title}", "", "| Page | Notes |", "|---|---|", *rows, ""])
        )
    return "\n".join(parts)


def main() -> None:
    """Write the coverage and print where it is."""
    COVERAGE.write_text(as_markdown(coverage()), encoding="utf-8")
    print(COVERAGE)


if __name__ == "__main__":
    main()
