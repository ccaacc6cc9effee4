"""Claims about the real programme documents and the bad files beside them."""

import re
from collections import Counter
from pathlib import Path

import pymupdf
import pytest

from ingest.clean import clean
from ingest.document import Document
from ingest.library import Library
from ingest.load import READERS, load
from ingest.pipeline import ingest
from ingest.readers.blocks import document_from
from ingest.report import FileReport
from tests.making import SOURCE, HashEmbedder

RUNNING = {
    "assens-omlaegning": "Assens Kommune Side af 15",
    "flekspilot-erfaringer": "Notat Erfaringer fra Projekt FleksPilot Cabi",
    "stv-inspirationsnotat": "Særlig Tilrettelagt Virksomhedsforløb Inspirationsnotat",
    "virksomhedscentre-modeller": "Virksomhedscentre Modeller og handlingsplaner",
}
HYPHENATED = re.compile(r"\u00ad\s*|(?<=\w)-\n(?=[a-zæøå])")
NOTE_MARK = re.compile(r"(?:(?<=[a-zæøå])|(?<=[a-zæøå]\.))[1-9](?!\d)")
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def read(documents: Path) -> dict[str, Document]:
    """The text PDFs by name."""
    files = (documents / "pdf" / f"{name}.pdf" for name in RUNNING)
    return {file.stem: document_from(SOURCE, load(file)) for file in files}


def text_of(index: Path, document_id: str) -> str:
    return Library(index).document(document_id).text


def plain_words(page: str) -> Counter[str]:
    """Words of a page as PyMuPDF gives it: hyphenated words joined, footnote marks taken off."""
    return Counter(WORD.findall(NOTE_MARK.sub("", HYPHENATED.sub("", clean(page)))))


@pytest.mark.parametrize("name", RUNNING)
def test_every_page_holds_the_words_that_stand_on_it(
    documents: Path, read: dict[str, Document], name: str
) -> None:
    missing = []
    with pymupdf.open(documents / "pdf" / f"{name}.pdf") as pdf:
        for ours, theirs in zip(read[name].pages, pdf, strict=True):
            left_out = Counter([*RUNNING[name].split(), str(ours.number)])
            expected = plain_words(theirs.get_text())
            lost = expected - Counter(WORD.findall(ours.text)) - left_out
            missing.append(lost.total() / expected.total())
    # What is left is a title set letter by letter, and words that run on over a page break.
    assert max(missing) < 0.06
    assert sum(missing) / len(missing) < 0.01


@pytest.mark.parametrize("name", RUNNING)
def test_no_page_holds_words_that_do_not_stand_on_it(
    documents: Path, read: dict[str, Document], name: str
) -> None:
    extra = []
    with pymupdf.open(documents / "pdf" / f"{name}.pdf") as pdf:
        for ours, theirs in zip(read[name].pages, pdf, strict=True):
            found = Counter(WORD.findall(ours.text))
            text = theirs.get_text()
            invented = found - (plain_words(text) | Counter(WORD.findall(clean(text))))
            extra.append(invented.total() / max(1, found.total()))
    assert max(extra) < 0.015


@pytest.mark.parametrize("name", RUNNING)
def test_every_words_offsets_slice_back(read: dict[str, Document], name: str) -> None:
    document = read[name]
    words = [document.text[w.start : w.end] for page in document.pages for w in page.words]
    assert "".join("".join(words).split()) == "".join(document.text.split())


def test_a_footnote_mark_does_not_glue_to_its_word(read: dict[str, Document]) -> None:
    text = read["stv-inspirationsnotat"].text
    assert "116 mia.kr." in text
    assert "kr1" not in text


def test_a_label_and_its_figure_are_a_table_row(read: dict[str, Document]) -> None:
    document = read["flekspilot-erfaringer"]
    rows = {document.text[b.start : b.end] for b in document.blocks if b.kind == "table_row"}
    assert {"Lager:\t7", "Rengøring:\t2"} <= rows


def test_the_contents_are_told_from_the_text(read: dict[str, Document]) -> None:
    kinds = Counter(block.kind for block in read["stv-inspirationsnotat"].blocks)
    assert (kinds["contents"] > 10, kinds["footnote"]) == (True, 9)


def test_the_printed_page_numbers_are_the_labels(read: dict[str, Document]) -> None:
    labels = [page.label for page in read["assens-omlaegning"].pages]
    assert labels == [None, *(str(number) for number in range(2, 16))]  # the first bears none


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("index")


@pytest.fixture(scope="module")
def reports(documents: Path, index: Path) -> dict[str, FileReport]:
    """What became of each file but the one of 3000 pages, by its folder and name."""
    files = [
        file
        for folder in ("pdf", "docx", "html", "bad")
        for file in sorted((documents / folder).iterdir())
        if file.name != "3000-pages.pdf"
    ]
    lines = ingest(files, index, HashEmbedder())
    return {"/".join(Path(line.path).parts[-2:]): line for line in lines}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("pdf/assens-omlaegning.pdf", "indexed"),
        ("pdf/stv-inspirationsnotat.pdf", "indexed"),
        ("bad/duplicate-of-stv.pdf", "duplicate"),
        ("bad/latin1.txt", "indexed"),
        ("bad/utf16.txt", "indexed"),
        ("bad/nul-in-text.txt", "indexed"),
        ("bad/cpr.txt", "indexed"),
        ("bad/injection.md", "indexed"),
        ("bad/huge-page.pdf", "indexed"),
    ],
)
def test_a_file_has_its_status(reports: dict[str, FileReport], name: str, status: str) -> None:
    assert reports[name].status == status


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bad/encrypted.pdf", "is locked with a password"),
        ("bad/truncated.pdf", "is damaged: no page of it can be read"),
        ("bad/zero-bytes.pdf", r"is empty \(0 bytes\)"),
        ("bad/not-a-pdf.pdf", "is not a PDF, although its name ends in .pdf"),
        ("pdf/vcg2-ansoegning-koebenhavn.pdf", r"\(6 pages\) has a text layer: it is a scan"),
    ],
)
def test_a_file_that_cannot_be_read_is_quarantined_with_its_reason(
    reports: dict[str, FileReport], name: str, reason: str
) -> None:
    assert reports[name].status == "quarantined"
    assert re.search(reason, reports[name].reason or "")


def test_the_numbers_of_persons_are_masked(reports: dict[str, FileReport], index: Path) -> None:
    text = text_of(index, "cpr")
    assert reports["bad/cpr.txt"].masked == 2
    assert "010190" not in text
    assert all(
        kept in text for kept in ("2021-0004711", "20210514-03", "12.750 kr.", "12 34 56 78")
    )


def test_a_file_of_a_kind_that_is_not_read_is_told_which_are(
    reports: dict[str, FileReport],
) -> None:
    others = [line for line in reports.values() if Path(line.path).suffix not in READERS]
    known = " ".join(READERS)
    assert {line.status for line in others} <= {"quarantined"}
    assert [line.reason for line in others if not (line.reason or "").endswith(known)] == []


@pytest.mark.usefixtures("reports")
def test_nothing_of_script_or_html_is_in_the_text(index: Path) -> None:
    text = text_of(index, "injection")
    assert "385 kr. pr. måned" in text
    assert not re.search(r"<|>|script|angriber|onerror|javascript|AI-assistent", text)


@pytest.mark.usefixtures("reports")
@pytest.mark.parametrize(
    ("document", "words"), [("latin1", "²½§éü"), ("utf16", "–€"), ("nul-in-text", ["fremmødte"])]
)
def test_odd_encodings_are_read(index: Path, document: str, words: list[str]) -> None:
    text = text_of(index, document)
    assert [word for word in words if word not in text] == []


@pytest.mark.slow
def test_a_page_deep_in_a_long_file_is_found(documents: Path) -> None:
    read = document_from(SOURCE, load(documents / "bad" / "3000-pages.pdf"))
    assert "Havnen i Årslev solgte 94.331 æsker den 8. januar." in read.pages[1499].text
