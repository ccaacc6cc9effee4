"""Claims about the real programme documents and the bad files beside them."""

import re
from collections import Counter
from pathlib import Path

import pymupdf
import pytest

from evals.repair import measure
from evals.words import compare
from ingest.clean import clean
from ingest.document import Document
from ingest.library import Library
from ingest.load import load
from ingest.pipeline import ingest
from ingest.readers.blocks import document_from
from ingest.readers.tesseract import ocr_available
from ingest.report import FileReport
from tests.making import SOURCE, HashEmbedder

RUNNING = {
    "assens-omlaegning": "Assens Kommune Side af 15",
    "flekspilot-erfaringer": "Notat Erfaringer fra Projekt FleksPilot Cabi",
    "stv-inspirationsnotat": "Særlig Tilrettelagt Virksomhedsforløb Inspirationsnotat",
    "virksomhedscentre-modeller": "Virksomhedscentre Modeller og handlingsplaner",
}
CHARTS = {"assens-omlaegning": (2, 8)}  # pages; what stands in a chart is left out
COPENHAGEN = "vcg2-ansoegning-koebenhavn"
SCAN = f"pdf/{COPENHAGEN}.pdf"
REFUSED = {
    "encrypted.pdf": ("locked", "is locked with a password"),
    "truncated.pdf": ("damaged", "is damaged: no page of it can be read"),
    "zero-bytes.pdf": ("empty", "is empty (0 bytes)"),
    "not-a-pdf.pdf": ("not_its_kind", "is not a PDF, although its name ends in .pdf"),
}
# Charts, notes after their paragraph and margin boxes stand elsewhere in a transcript.
WORDS_RIGHT = {
    "assens-omlaegning": 0.95,
    "flekspilot-erfaringer": 0.99,
    "stv-inspirationsnotat": 0.98,
    "virksomhedscentre-modeller": 0.99,
}
HYPHENATED = re.compile(r"\u00ad\s*|(?<=\w)-\n(?=[a-zæøå])")
NOTE_MARK = re.compile(r"(?:(?<=[a-zæøå])|(?<=[a-zæøå]\.))[1-9](?!\d)")
WORD = re.compile(r"\w+")


@pytest.fixture(scope="module")
def read(documents: Path) -> dict[str, Document]:
    """The text PDFs by name."""
    files = (documents / "pdf" / f"{name}.pdf" for name in RUNNING)
    return {file.stem: document_from(SOURCE, load(file)) for file in files}


def text_of(index: Path, document_id: str | None) -> str:
    return Library(index).document(document_id or "").text


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
            if ours.number not in CHARTS.get(name, ()):
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
    """What became of each file of the whole folder, read in one go, by its folder and name."""
    return {
        "/".join(Path(line.path).parts[-2:]): line
        for line in ingest([documents], index, HashEmbedder())
    }


def test_every_file_has_the_status_that_it_should_have(reports: dict[str, FileReport]) -> None:
    refused = {f"bad/{name}" for name in REFUSED}
    same = {"bad/duplicate-of-stv.pdf", "pdf/stv-inspirationsnotat.pdf"}
    for name, line in reports.items():
        if name in refused or (name == SCAN and not ocr_available()):
            assert (name, line.status) == (name, "quarantined")
        elif name.startswith("bad/") and name not in same:
            assert (name, line.status) == (name, "indexed")
        else:
            assert line.status in ("indexed", "duplicate"), name
    assert "duplicate" in {reports[name].status for name in same}


@pytest.mark.parametrize(("name", "expected"), REFUSED.items())
def test_a_file_that_cannot_be_read_is_quarantined_with_its_reason(
    reports: dict[str, FileReport], name: str, expected: tuple[str, str]
) -> None:
    line = reports[f"bad/{name}"]
    cause, reason = expected
    assert line.cause == cause
    assert reason in (line.reason or "")


@pytest.mark.parametrize(("name", "least"), WORDS_RIGHT.items())
def test_the_words_of_a_transcript_are_read_in_order(
    documents: Path, reports: dict[str, FileReport], index: Path, name: str, least: float
) -> None:
    """Against the same document's text PDF, since its transcript is what it was set from."""
    text = text_of(index, reports[f"raw/{name}.txt"].document or reports[f"raw/{name}.txt"].twin)
    twin = reports[f"pdf/{name}.pdf"]
    found = compare(text, text_of(index, twin.document or twin.twin))
    assert found.share >= least, found.missing


@pytest.mark.skipif(not ocr_available(), reason="Tesseract with Danish is missing")
def test_the_words_of_the_scan_are_read(
    documents: Path, reports: dict[str, FileReport], index: Path
) -> None:
    truth = (documents / "truth" / f"{COPENHAGEN}-repaired.txt").read_text(encoding="utf-8")
    assert reports[SCAN].pages_ocr == 6
    assert compare(text_of(index, reports[SCAN].document), truth).share >= 0.995


def test_damaged_words_are_repaired_and_hardly_any_wrongly(
    documents: Path, reports: dict[str, FileReport], index: Path
) -> None:
    truth = (documents / "truth" / f"{COPENHAGEN}-repaired.txt").read_text(encoding="utf-8")
    document = Library(index).document(reports[f"raw/{COPENHAGEN}.txt"].document or "")
    found = measure(document.text, document.repairs, truth)
    assert found.precision >= 0.98, found.wrong
    assert found.recall >= 0.9, found.missed


def test_each_page_of_a_long_file_holds_its_own_text(
    reports: dict[str, FileReport], index: Path
) -> None:
    page = Library(index).document("3000-pages").pages[1_499]
    assert "Havnen i Årslev solgte 94.331 æsker" in page.text


def test_the_numbers_of_persons_are_masked(reports: dict[str, FileReport], index: Path) -> None:
    text = text_of(index, "cpr")
    assert reports["bad/cpr.txt"].masked == 2
    assert "010190" not in text
    assert all(
        kept in text for kept in ("2021-0004711", "20210514-03", "12.750 kr.", "12 34 56 78")
    )


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
