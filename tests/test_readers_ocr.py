"""Claims about scanned pages, read from pictures that the tests draw, turn and dirty."""

import subprocess
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pymupdf
import pytest
from scipy import ndimage

from ingest.errors import UnreadableFile
from ingest.readers import layout, tesseract
from ingest.readers.lines import Line
from ingest.readers.ocr import read_scan
from ingest.readers.scan import prepared
from ingest.readers.tesseract import ocr_available

WIDTH, HEIGHT = 420, 300  # points
Gray = npt.NDArray[np.uint8]
PROSE = [
    "Borgeren får støtte af en mentor på virksomheden.",
    "Opfølgningen sker hver uge, også når forløbet går godt,",
    "og kommunen sørger for en fast kontaktperson.",
]

pytestmark = pytest.mark.skipif(not ocr_available(), reason="Tesseract with Danish is missing")


def drawn(
    lines: Sequence[tuple[float, float, str]],
    *,
    size: float = 11,
    bold: Sequence[int] = (),
    larger: Sequence[int] = (),
    rules: Sequence[tuple[float, float, float, float]] = (),
    dots: Sequence[tuple[float, float, float]] = (),
    dpi: int = 200,
) -> Gray:
    """A page with lines at (x, y of the baseline), rules from point to point and dots."""
    with pymupdf.open() as document:
        page = document.new_page(width=WIDTH, height=HEIGHT)
        for number, (x, y, text) in enumerate(lines):
            font = pymupdf.Font("hebo" if number in bold else "helv")
            writer = pymupdf.TextWriter(page.rect)
            writer.append((x, y), text, font=font, fontsize=size + 5 * (number in larger))
            writer.write_text(page)
        for x0, y0, x1, y1 in rules:
            page.draw_line((x0, y0), (x1, y1), width=0.7)
        for x, y, radius in dots:
            page.draw_circle((x, y), radius, color=(0, 0, 0), fill=(0, 0, 0))
        pixels = page.get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY, alpha=False)
        return np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.width)


def prose(**how: object) -> Gray:
    return drawn([(40, 60 + 15 * n, text) for n, text in enumerate(PROSE)], **how)  # type: ignore[arg-type]


def turned(picture: Gray, degrees: float) -> Gray:
    """The picture turned clockwise."""
    return np.asarray(ndimage.rotate(picture, -degrees, reshape=False, order=1, cval=255))


def dirtied(picture: Gray) -> Gray:
    """With grain, specks, a shadow along one side and a punch hole."""
    chance = np.random.default_rng(5)
    rows, columns = picture.shape
    gray = picture * np.linspace(0.95, 0.6, columns)
    gray += chance.normal(0, 9, gray.shape)
    gray[chance.random(gray.shape) < 0.001] *= 0.3
    y, x = np.mgrid[0:rows, 0:columns]
    gray[(y - rows / 2) ** 2 + (x - 40) ** 2 < 22**2] = 40
    return np.asarray(gray.clip(0, 255), dtype=np.uint8)


def read(picture: Gray) -> list[Line]:
    return read_scan(picture, 3, WIDTH, HEIGHT)


def texts(picture: Gray) -> list[str]:
    return [line.text for line in read(picture)]


def test_a_clean_page_is_read_word_for_word() -> None:
    assert texts(prose()) == PROSE


def test_a_page_set_askew_with_grain_shadow_and_hole_is_read_word_for_word() -> None:
    assert texts(dirtied(turned(prose(), 1.4))) == PROSE


@pytest.mark.parametrize("dpi", [150, 300])
def test_the_resolution_does_not_matter(dpi: int) -> None:
    assert texts(prose(dpi=dpi)) == PROSE


@pytest.mark.parametrize("degrees", [-2.5, -0.4, 0.0, 1.3])
def test_the_angle_is_found(degrees: float) -> None:
    assert prepared(turned(prose(), degrees), 200).angle == pytest.approx(degrees, abs=0.15)


def test_a_words_box_lies_over_the_word_on_the_crooked_page() -> None:
    crooked = turned(prose(), 2.0)
    box = next(t.boxes[0] for line in read(crooked) for t in line.tokens if t.text == "kommunen")
    scale = 200 / 72
    left, top, right, bottom = (round(side * scale) for side in (box.x0, box.y0, box.x1, box.y1))
    alone = np.full_like(crooked, 255)
    alone[top : bottom + 1, left : right + 1] = crooked[top : bottom + 1, left : right + 1]
    assert [t.text for line in read(alone) for t in line.tokens] == ["kommunen"]


def test_words_stand_on_the_page_that_was_asked_for() -> None:
    assert {box.page for line in read(prose()) for t in line.tokens for box in t.boxes} == {3}


def test_lines_of_one_type_size_have_one_size() -> None:
    assert len({line.size for line in read(dirtied(turned(prose(), 0.8)))}) == 1


def test_the_size_is_that_of_the_type() -> None:
    assert read(prose(size=11))[0].size == pytest.approx(11, abs=0.6)


def test_larger_type_becomes_a_heading() -> None:
    lines = [(40, 50, "Formål med indsatsen"), *((40, 80 + 15 * n, t) for n, t in enumerate(PROSE))]
    kinds = [block.kind for block in layout.blocks([read(drawn(lines, larger=[0]))])]
    assert kinds == ["heading", "paragraph"]


def test_bold_type_is_told_from_plain() -> None:
    assert [line.bold for line in read(prose(bold=[1]))] == [False, True, False]


def test_rules_yield_no_words() -> None:
    rules = [(30, 40, 390, 40), (30, 110, 390, 110), (30, 40, 30, 110), (390, 40, 390, 110)]
    assert texts(prose(rules=rules)) == PROSE


def test_cells_are_read_one_after_the_other() -> None:
    cells = [
        (40, 60, "Hvem er målgruppen"), (40, 75, "for forløbet?"),
        (220, 60, "Borgere, der har været"), (220, 75, "ledige i to år."),
        (40, 100, "Hvor mange pladser?"), (220, 100, "Der er 25 pladser."),
    ]  # fmt: skip
    across = [(30.0, y, 390.0, y) for y in (45.0, 82.0, 110.0)]
    upright = [(x, 45.0, x, 110.0) for x in (30.0, 210.0, 390.0)]
    picture = dirtied(turned(drawn(cells, rules=across + upright), -0.9))
    assert texts(picture) == [
        "Hvem er målgruppen for forløbet? Borgere, der har været ledige i to år.",
        "Hvor mange pladser? Der er 25 pladser.",
    ]


def test_a_round_dot_before_a_line_is_a_bullet() -> None:
    lines = [(60, 60 + 15 * n, text) for n, text in enumerate(PROSE)]
    picture = drawn(lines, dots=[(46, 56, 1.8)])
    assert texts(picture)[0] == f"• {PROSE[0]}"


def test_a_roman_numeral_at_the_beginning_of_a_line_is_not_small_letters() -> None:
    picture = drawn([(40, 60, "III. I forhold til borgeren"), (40, 90, PROSE[0])])
    assert texts(picture)[0] == "III. I forhold til borgeren"


def test_an_empty_page_has_no_lines() -> None:
    assert read(np.full((800, 1100), 255, np.uint8)) == []


def test_a_page_of_specks_has_no_lines() -> None:
    assert read(dirtied(np.full((833, 1167), 255, np.uint8))) == []


def test_without_the_program_a_scan_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr_available.cache_clear()
    try:
        with pytest.raises(UnreadableFile, match="install tesseract") as refused:
            read(prose())
    finally:
        monkeypatch.undo()
        ocr_available.cache_clear()
    assert refused.value.cause == "scan"


def test_a_reading_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "_LONGEST", 0.01)
    with pytest.raises(UnreadableFile) as refused:
        read(prose())
    assert refused.value.cause == "too_slow"
    assert isinstance(refused.value.__cause__, subprocess.TimeoutExpired)
