"""Typeset the manuscripts of the corpus as PDF.

Every manuscripts/NAME.typ becomes documents/NAME.pdf. The same manuscript always gives the same
bytes: its date stands in the manuscript, and only the fonts that come with Typst are used.

Run it from anywhere: python corpus/typeset.py
"""

from pathlib import Path

import typst

CORPUS = Path(__file__).resolve().parent


def typeset(manuscript: Path, folder: Path) -> Path:
    """Typeset one manuscript into the folder and return the path of the PDF."""
    pdf = folder / f"{manuscript.stem}.pdf"
    typst.compile(manuscript, output=pdf, ignore_system_fonts=True, timestamp=0)
    return pdf


def main() -> None:
    """Typeset every Typst manuscript."""
    for manuscript in sorted((CORPUS / "manuscripts").glob("*.typ")):
        print(typeset(manuscript, CORPUS / "documents"))


if __name__ == "__main__":
    main()
