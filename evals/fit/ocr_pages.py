"""Makes pages whose misread letters `evals.fit.repair` counts.

    python -m evals.fit.ocr_pages DATA_FOLDER FONTS_FOLDER OUT_FOLDER

Each page is set in one of the fonts, turned a little, blurred and speckled, and read with
Tesseract's English model, which has no æ, ø and å: NAME.ocr beside NAME.truth.
"""

import argparse
import io
import json
import random
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

WORDS = 380  # on a page
PAGES = 120
FONT_SIZES = (16, 18, 20, 22, 24, 28, 30)  # pixels, at 200 a inch
BLURS = (0.5, 0.7, 0.9, 1.1)  # radius in pixels
NOISE = (5, 15, 25)  # standard deviation, of 255 shades of grey
TURN = 0.6  # degrees either way
_WIDTH, _MARGIN, _LINE = 1500, 70, 80  # pixels, pixels, characters


def texts(data: Path, rng: random.Random) -> Iterator[str]:
    """A page's words each: two pages of speeches to one of documentation."""
    speeches = _words(data / "folketing_indfoedsret/speeches.jsonl", "tekst", rng)
    manuals = _words(data / "msdocs_da_text/d365_operations.jsonl", "text", rng)
    for number in range(PAGES):
        source = manuals if number % 3 == 2 else speeches
        start = number * WORDS
        yield " ".join(source[start : start + WORDS])


def page(text: str, font: Path, rng: random.Random) -> bytes:
    """The text as a scanned page, in PNG."""
    face = ImageFont.truetype(str(font), rng.choice(FONT_SIZES))
    lines, leading = textwrap.wrap(text, _LINE), int(face.size * 1.35)
    picture = Image.new("L", (_WIDTH, leading * len(lines) + 2 * _MARGIN), 255)
    draw = ImageDraw.Draw(picture)
    for row, line in enumerate(lines):
        draw.text((_MARGIN, _MARGIN + row * leading), line, font=face, fill=rng.choice((0, 30, 60)))
    turned = picture.rotate(rng.uniform(-TURN, TURN), Image.Resampling.BICUBIC, fillcolor=255)
    shades = np.asarray(turned.filter(ImageFilter.GaussianBlur(rng.choice(BLURS))), dtype=float)
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, rng.choice(NOISE), shades.shape)
    png = io.BytesIO()
    Image.fromarray((shades + noise).clip(0, 255).astype("uint8")).save(png, "PNG", dpi=(200, 200))
    return png.getvalue()


def read(png: bytes) -> str:
    """What Tesseract's English model makes of a page."""
    command = ["tesseract", "-", "-", "-l", "eng", "--psm", "6"]
    return subprocess.run(command, input=png, capture_output=True, check=True).stdout.decode()


def _words(path: Path, key: str, rng: random.Random) -> list[str]:
    rows = [json.loads(line)[key] for line in path.read_text(encoding="utf-8").splitlines()]
    rng.shuffle(rows)
    return " ".join(rows).split()


def main() -> None:
    """Writes the pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("fonts", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    rng = random.Random(5)
    fonts = sorted(asked.fonts.rglob("*.ttf"))
    asked.out.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(texts(asked.data, rng)):
        seen = read(page(text, fonts[number % len(fonts)], rng))
        (asked.out / f"{number:03d}.truth").write_text(text, encoding="utf-8")
        (asked.out / f"{number:03d}.ocr").write_text(seen, encoding="utf-8")


if __name__ == "__main__":
    main()
