"""Claims about PDFs, made here with PyMuPDF."""

from contextlib import suppress
from pathlib import Path

import pymupdf
import pytest

from ingest.errors import UnreadableFile
from ingest.readers.blocks import Token
from ingest.readers.lines import Line
from ingest.readers.pdf import gray_picture, picture, read_pdf
from tests.making import pdf


def text_of(path: Path) -> str:
    return "\n".join(" ".join(t.text for t in b.tokens) for b in read_pdf(path).blocks)


def footnoted(path: Path, mark: str, *, size: float = 6, rise: float = 4) -> Path:
    """A PDF of one line with a raised `mark` glued to its last word."""
    with pymupdf.open() as document:
        writer = pymupdf.TextWriter(document.new_page().rect)
        _, end = writer.append((72, 100), "Det kostede 4 mia.kr.", fontsize=11)
        _, end = writer.append((end.x, 100 - rise), mark, fontsize=size)
        writer.append((end.x, 100), " i alt.", fontsize=11)
        writer.write_text(document[0])
        document.save(path)
    return path


def test_headings_and_paragraphs_are_read(tmp_path: Path) -> None:
    file = pdf(tmp_path / "a.pdf", ["# Om svaner\nSvanen er stor, – og den\nbygger ved søen."])
    assert [(b.kind, " ".join(t.text for t in b.tokens)) for b in read_pdf(file).blocks] == [
        ("heading", "Om svaner"),
        ("paragraph", "Svanen er stor, – og den bygger ved søen."),
    ]


def test_each_word_has_its_page_and_box(tmp_path: Path) -> None:
    read = read_pdf(pdf(tmp_path / "a.pdf", ["En svane.", "To svaner."]))
    tokens = [token for block in read.blocks for token in block.tokens]
    assert [(t.text, t.page, t.boxes[0].page) for t in tokens] == [
        ("En", 1, 1), ("svane.", 1, 1), ("To", 2, 2), ("svaner.", 2, 2),
    ]  # fmt: skip


def test_boxes_are_where_pymupdf_finds_the_word(tmp_path: Path) -> None:
    file = pdf(tmp_path / "a.pdf", ["En svane svømmer."])
    (block,) = read_pdf(file).blocks
    with pymupdf.open(file) as document:
        theirs = [round(word[0], 1) for word in document[0].get_text("words")]
    assert [round(token.boxes[0].x0, 1) for token in block.tokens] == theirs


def test_a_page_without_text_is_listed(tmp_path: Path) -> None:
    read = read_pdf(pdf(tmp_path / "a.pdf", ["En svane.", "", "To svaner."]))
    assert [page.number for page in read.pages] == [1, 2, 3]


def test_a_page_knows_its_size_in_points(tmp_path: Path) -> None:
    (page,) = read_pdf(pdf(tmp_path / "a.pdf", ["En svane."])).pages
    assert (page.width, page.height) == (595, 842)


@pytest.mark.parametrize(("title", "expected"), [(" Om svaner ", "Om svaner"), ("", None)])
def test_the_title_is_what_the_file_says(tmp_path: Path, title: str, expected: str | None) -> None:
    assert read_pdf(pdf(tmp_path / "a.pdf", ["En svane."], title=title)).title == expected


@pytest.mark.parametrize("mark", ["1", "12"])
def test_a_raised_footnote_mark_does_not_glue_to_its_word(tmp_path: Path, mark: str) -> None:
    assert text_of(footnoted(tmp_path / "a.pdf", mark)) == "Det kostede 4 mia.kr. i alt."


def test_a_figure_in_full_size_is_no_footnote_mark(tmp_path: Path) -> None:
    file = footnoted(tmp_path / "a.pdf", "1", size=11, rise=0)
    assert text_of(file) == "Det kostede 4 mia.kr.1 i alt."


def test_a_line_whose_letters_are_set_one_by_one_is_read(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        for number, letter in enumerate("VIRK"):
            font = ("helv", "hebo")[number % 2]
            page.insert_text((72 + 8 * number, 100), letter, fontname=font, fontsize=11)
        document.save(tmp_path / "a.pdf")
    assert text_of(tmp_path / "a.pdf").replace(" ", "") == "VIRK"


def pictured(path: Path, *texts: str) -> Path:
    """A PDF with a page for each text, and a page that is a picture of words."""
    with pymupdf.open(pdf(path, [*texts, "Svaner på et billede."])) as document:
        picture = document[-1].get_pixmap(dpi=50)
        document.delete_page(-1)
        page = document.new_page()
        page.insert_image(page.rect, pixmap=picture)
        document.save(path.with_stem("scan"))
    return path.with_stem("scan")


def cause_of(path: Path) -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_pdf(path)
    return refused.value.cause


def test_a_pdf_of_pictures_is_refused_as_a_scan(tmp_path: Path) -> None:
    assert cause_of(pictured(tmp_path / "a.pdf")) == "scan"


def test_a_pdf_of_blank_pages_has_no_text(tmp_path: Path) -> None:
    assert cause_of(pdf(tmp_path / "a.pdf", ["", ""])) == "no_text"


def test_a_page_that_is_a_picture_is_named(tmp_path: Path) -> None:
    assert read_pdf(pictured(tmp_path / "a.pdf", "En svane.")).scanned == (2,)


def test_what_was_read_from_a_picture_stands_on_its_page(tmp_path: Path) -> None:
    lines = [Line(1, (Token("Svaner", 1),), 72, 72, 110, 83, 11, bold=False, italic=False)]
    read = read_pdf(pictured(tmp_path / "a.pdf"), scans={1: lines})
    assert (read.pages[0].read_by, read.blocks[0].tokens[0].text) == ("ocr", "Svaner")


def test_letters_that_mean_nothing_are_no_text(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        writer = pymupdf.TextWriter(document.new_page().rect)
        writer.append((72, 100), "\ue001\ue002\ue003 \ue004\ue005 \ue006 ab")
        writer.write_text(document[0])
        document[0].draw_rect((10, 10, 50, 50))
        document.save(tmp_path / "a.pdf")
    assert cause_of(tmp_path / "a.pdf") == "scan"


def test_a_file_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="has 2 pages, more than the 1") as refused:
        read_pdf(pdf(tmp_path / "a.pdf", ["En.", "To."]), most_pages=1)
    assert refused.value.cause == "too_many_pages"


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tom.pdf").touch()
    with pytest.raises(UnreadableFile, match=r"'tom.pdf' is empty \(0 bytes\)") as refused:
        read_pdf(tmp_path / "tom.pdf")
    assert refused.value.cause == "empty"


def test_a_picture_with_another_name_is_refused(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page().get_pixmap().save(tmp_path / "a.png")
    renamed = (tmp_path / "a.png").rename(tmp_path / "a.pdf")
    with pytest.raises(UnreadableFile, match="is not a PDF, although") as refused:
        read_pdf(renamed)
    assert refused.value.cause == "not_its_kind"


def test_a_locked_file_is_refused(tmp_path: Path) -> None:
    with pymupdf.open(pdf(tmp_path / "open.pdf", ["Hemmeligt."])) as document:
        locked = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": "x", "owner_pw": "y"}
        document.save(tmp_path / "a.pdf", **locked)
    with pytest.raises(UnreadableFile, match="is locked with a password") as refused:
        read_pdf(tmp_path / "a.pdf")
    assert refused.value.cause == "locked"


def test_half_a_file_is_refused(tmp_path: Path) -> None:
    whole = pdf(tmp_path / "a.pdf", ["En svane."]).read_bytes()
    (tmp_path / "half.pdf").write_bytes(whole[: len(whole) // 4])
    with pytest.raises(UnreadableFile, match=r"'half.pdf'.* damaged") as refused:
        read_pdf(tmp_path / "half.pdf")
    assert refused.value.cause == "damaged"


@pytest.mark.slow
def test_a_file_with_bytes_changed_is_read_or_refused(tmp_path: Path) -> None:
    whole = pdf(tmp_path / "a.pdf", ["# Om svaner\nEn svane.", "To svaner."]).read_bytes()
    changed = tmp_path / "changed.pdf"
    for place in range(0, len(whole), max(1, len(whole) // 400)):
        raw = bytearray(whole)
        raw[place : place + 3] = b"\xff9)"
        changed.write_bytes(raw)
        with suppress(UnreadableFile):
            read_pdf(changed)


def test_a_picture_of_a_page_is_as_wide_as_asked(tmp_path: Path) -> None:
    png = picture(pdf(tmp_path / "a.pdf", ["En svane."]), 1, width=300)
    assert pymupdf.Pixmap(png).width == 300


def test_a_picture_of_a_huge_page_stays_small(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        document.new_page(width=100, height=20_000)
        document.save(tmp_path / "tall.pdf")
    assert pymupdf.Pixmap(picture(tmp_path / "tall.pdf", 1, width=4_000)).height == 4_000


@pytest.mark.parametrize("page", [0, 3])
def test_a_picture_of_no_page_names_the_pages(tmp_path: Path, page: int) -> None:
    file = pdf(tmp_path / "a.pdf", ["En.", "To."])
    with pytest.raises(ValueError, match=f"'a.pdf' has pages 1 to 2, not {page}"):
        picture(file, page)


def test_a_gray_picture_has_no_more_pixels_than_asked(tmp_path: Path) -> None:
    pixels, width, height = gray_picture(pdf(tmp_path / "a.pdf", ["En."]), 1, most_pixels=10_000)
    assert (pixels.size <= 10_500, pixels.min() < 255, width, height) == (True, True, 595, 842)
