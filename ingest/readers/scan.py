"""A scanned page made level and clean: even paper, no specks, rules found and taken out.

The edge to SciPy. Pictures are arrays of ink, 0 (paper) to 1 (the darkness of type), indexed
[row, column]; a level picture has `DPI` pixels to the inch whatever the scan has.
"""

from dataclasses import dataclass
from math import cos, radians, sin, tan

import numpy as np
import numpy.typing as npt
from scipy import ndimage

DPI = 200  # type of usual size is then as large as Tesseract reads best

Picture = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]
Rectangle = tuple[int, int, int, int]  # x0, y0, x1, y1 in pixels

_INCH = DPI
_POINT = DPI / 72
_STROKE_GAP = 0.16  # inches; wider dark areas are shade or holes, not type
_LEAST_PAPER = 0.45  # of the brightest paper; darker areas are ink however wide they are
_STEEPEST = 6.0  # degrees
_RULE = 0.5  # inches; a shorter stroke may be a dash or a part of a letter
_THICKEST_RULE = 0.05  # inches
_ALONE = 0.2  # of a stroke's length may have ink beside it
_FAINT = 0.2  # ink that is no more than the paper's grain
_STRONG = 0.4  # of the usual letters' darkness; a letter set in gray has more
_SPECK = 0.1  # of a letter's height; a full stop is twice as wide
_HOLE = 0.15  # inches; type that large has no solid letters
_DOT = 1.8  # points; the full stop of a text, or a speck
_NEAR = 4.0  # points between a dot and the letter it belongs to


@dataclass(frozen=True, slots=True)
class Scan:
    """A page made level: its ink without rules, and the boxes of the rules.

    `angle` is how far the lines of type fall to the right on the picture as it was, in degrees.
    """

    ink: Ink
    across: tuple[Rectangle, ...]
    upright: tuple[Rectangle, ...]
    angle: float
    width: int  # of the picture as it was, in pixels
    height: int
    scale: float  # pixels of the level picture to a pixel of the picture as it was

    def as_scanned(self, box: tuple[float, float, float, float]) -> tuple[float, ...]:
        """The box on the picture as it was that holds a level one, as shares of its sides."""
        rows, columns = self.ink.shape
        turn = radians(self.angle)
        corners = [
            ((x - columns / 2) / self.scale, (y - rows / 2) / self.scale)
            for x in (box[0], box[2])
            for y in (box[1], box[3])
        ]
        xs = [(x * cos(turn) - y * sin(turn)) / self.width + 0.5 for x, y in corners]
        ys = [(x * sin(turn) + y * cos(turn)) / self.height + 0.5 for x, y in corners]
        return min(xs), min(ys), max(xs), max(ys)


def prepared(picture: Picture, dpi: float) -> Scan:
    """The gray picture (0 is black) of a page, scanned or drawn at `dpi`, level and clean."""
    ink = _ink(_without_pepper(picture), dpi)
    angle = _skew(ink, dpi)
    scale = DPI / dpi
    level = _level(ink, angle, scale)
    across, upright = _rules(level, 1), _rules(level, 0)
    kept = np.where(_grown(across | upright, 2), np.float32(0), level)
    kept[_dirt(kept) | (kept < _FAINT / 2)] = 0
    height, width = picture.shape
    return Scan(kept, _boxes(across), _boxes(upright), angle, width, height, scale)


def stroke_width(ink: Ink) -> float:
    """How many pixels a stroke is wide on average, measured across; 0 where there is no ink."""
    edges = float(np.abs(np.diff(ink, axis=1, prepend=0, append=0)).sum())
    return 2 * float(ink.sum()) / edges if edges else 0.0


def height(ink: Ink) -> float:
    """How many pixels high the ink reaches, told finer than a pixel by how dark its edges are."""
    darkest = ink.max(axis=1, initial=0)
    if not (darkest > _FAINT).any():
        return 0.0
    from_above = np.maximum.accumulate(darkest)
    from_below = np.maximum.accumulate(darkest[::-1])[::-1]
    full = np.median(darkest[darkest > _FAINT])
    return float((np.minimum(from_above, from_below) / full).clip(0, 1).sum())


def spots(ink: Ink) -> list[Rectangle]:
    """The boxes of the pieces of ink, from the left."""
    labels, _ = ndimage.label(ink > 0.4)
    return sorted((x.start, y.start, x.stop, y.stop) for y, x in ndimage.find_objects(labels))


def _without_pepper(picture: Picture) -> Picture:
    """The picture without dark points of one or two pixels, which no stroke of type is."""
    third = ndimage.rank_filter(picture, 2, size=3)
    return np.where(third > picture.astype(np.int16) + 40, third, picture).astype(np.uint8)


def _ink(picture: Picture, dpi: float) -> Ink:
    """How dark each pixel is against the paper round it, the type's own darkness being 1."""
    step = max(1, round(dpi / 75))
    rows, columns = picture.shape
    padded = np.pad(picture, ((0, -rows % step), (0, -columns % step)), mode="edge")
    small = padded.reshape(padded.shape[0] // step, step, padded.shape[1] // step, step)
    paper = small.mean(axis=(1, 3))
    reach = max(3, round(_STROKE_GAP * dpi / step))
    paper = ndimage.grey_closing(paper, size=(reach, reach))
    paper = ndimage.gaussian_filter(np.maximum(paper, _LEAST_PAPER * np.percentile(paper, 95)), 2)
    paper = ndimage.zoom(paper, step, order=1, mode="nearest", grid_mode=True)[:rows, :columns]
    ink = np.asarray(1 - picture / paper, dtype=np.float32).clip(0, 1)
    wide = max(3, round(_STROKE_GAP / 2 * dpi))
    solid = ndimage.maximum_filter(ndimage.minimum_filter(ink, wide), 2 * wide) > _FAINT
    typed = ink[(ndimage.gaussian_filter(ink, dpi / 200) > _FAINT) & ~solid]
    dark = np.float32(np.percentile(typed, 75) if typed.size else 1)
    return np.asarray((ink / dark).clip(0, 1))


def _skew(ink: Ink, dpi: float) -> float:
    """Degrees that the lines fall to the right: where the rows of ink stand out most."""
    step = max(1, round(dpi / 100))
    y, x = np.nonzero(ink[::step, ::step] > 0.5)
    if len(y) == 0:
        return 0.0
    best, width = 0.0, 1.0
    angles = np.arange(-_STEEPEST, _STEEPEST + 0.01, 0.1)
    for fineness in (0.1, 0.02):
        best = float(max(angles, key=lambda angle: _sharpness(x, y, angle)))
        width = fineness
        angles = np.arange(best - width, best + width + 0.001, 0.02)
    return best


def _sharpness(x: npt.NDArray[np.intp], y: npt.NDArray[np.intp], angle: float) -> float:
    rows = np.round(y - x * tan(radians(angle))).astype(np.intp)
    counts = np.bincount(rows - rows.min())
    return float((np.diff(counts).astype(np.float64) ** 2).sum())


def _level(ink: Ink, angle: float, scale: float) -> Ink:
    turn = radians(angle)
    # rows and columns of the level picture to those of the picture as it was
    matrix = np.array([[cos(turn), sin(turn)], [-sin(turn), cos(turn)]]) / scale
    rows, columns = (round(side * scale) for side in ink.shape)
    offset = np.array(ink.shape) / 2 - 0.5 - matrix @ (np.array([rows, columns]) / 2 - 0.5)
    turned = ndimage.affine_transform(
        ink, matrix, offset, (rows, columns), order=3, mode="constant", prefilter=True
    )
    return np.asarray(turned, dtype=np.float32).clip(0, 1)


def _rules(ink: Ink, axis: int) -> Mask:
    """The long thin strokes that run along an axis (1: across, 0: down).

    Feet of letters may run together where they are faint; so a faint rule must stand alone.
    """
    faint = ink > _FAINT
    alone = ndimage.uniform_filter1d(faint.astype(np.float32), round(_RULE * _INCH), axis) < _ALONE
    aside = round(_THICKEST_RULE * _INCH / 2)
    clear = np.roll(alone, aside, 1 - axis) & np.roll(alone, -aside, 1 - axis)
    return np.asarray(_strokes(ink > _STRONG, axis) | (_strokes(faint, axis) & clear))


def _strokes(dark: Mask, axis: int) -> Mask:
    length = round(_RULE * _INCH)
    joined = ndimage.maximum_filter1d(dark, 3, axis=1 - axis)
    long = ndimage.minimum_filter1d(joined, length, axis=axis)
    long = ndimage.maximum_filter1d(long, length + 9, axis=axis)
    thick = round(_THICKEST_RULE * _INCH)
    solid = ndimage.minimum_filter1d(long, thick, axis=1 - axis)
    return np.asarray(long & ~ndimage.maximum_filter1d(solid, 2 * thick, axis=1 - axis))


def _grown(mask: Mask, pixels: int) -> Mask:
    size = 2 * pixels + 1
    return np.asarray(ndimage.maximum_filter1d(ndimage.maximum_filter1d(mask, size, 0), size, 1))


def _dirt(ink: Ink) -> Mask:
    """Spots that are no type: faint ones, the smallest, dots far from letters, holes."""
    labels, count = ndimage.label(ink > _FAINT)
    places = np.flatnonzero(labels)
    numbers = labels.ravel()[places]
    shades = ink.ravel()[places]

    def holding(mask: Mask) -> Mask:
        return np.bincount(numbers[mask.ravel()[places]], minlength=count + 1) > 0

    boxes = ndimage.find_objects(labels)
    high = np.array([0, *(y.stop - y.start for y, _ in boxes)])
    wide = np.array([0, *(x.stop - x.start for _, x in boxes)])
    side = np.maximum(high, wide)
    large = side > _DOT * _POINT
    peak = np.zeros(count + 1, np.float32)
    np.maximum.at(peak, numbers, shades)
    strong = peak > _STRONG * (np.median(peak[large]) if large.any() else 1)
    mass = np.bincount(numbers, shades, minlength=count + 1)
    letter = strong & large
    small = strong & ~letter
    usual = float(np.median(high[letter])) if letter.any() else 0.0
    near = _grown(letter[labels], round(_NEAR * _POINT))
    lonely = small & ~holding(near) & ~holding(_chains(small[labels]))
    hole = (mass > 0.6 * high * wide) & (
        np.minimum(high, wide) > np.maximum(_HOLE * _INCH, side / 2)
    )
    gone = ~strong | (mass < (_SPECK * usual) ** 2) | lonely | hole
    gone[0] = False
    dirty = gone[labels]
    return np.asarray((_grown(dirty, 1) & (labels == 0)) | dirty)


def _chains(dots: Mask) -> Mask:
    """Where dots stand in a row, as leaders do."""
    joined = ndimage.maximum_filter1d(dots, 2 * round(_NEAR * _POINT) + 1, axis=1)
    long = ndimage.minimum_filter1d(joined, round(_RULE * _INCH), axis=1)
    return np.asarray(ndimage.maximum_filter1d(long, round(_RULE * _INCH), axis=1))


def _boxes(mask: Mask) -> tuple[Rectangle, ...]:
    labels, _ = ndimage.label(mask)
    return tuple((x.start, y.start, x.stop, y.stop) for y, x in ndimage.find_objects(labels))
