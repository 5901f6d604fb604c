"""The one normaliser of words and lines, shared by training, canvas and photo.

Writing is scaled so that its middle zone, the band of the small letters, always has about the same
height: "are" is not blown up to the size of "fly". The zone is measured from where the ink lies:
the rows that hold the middle 60 % of it span about two thirds of an x-height, whatever ascenders,
descenders and flourishes do. Several words of one line share one zone, measured on all of them.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, Matrix
from hwocr.glyph import stroke_width, thicken

HEIGHT = 40
"""Rows of a word image."""
BAND = 7.6
"""Rows that the middle 60 % of the ink span in a word image; an x-height is about 12."""
MARGIN = 8
"""Blank columns at either end."""
STEP = 16
"""The width of a word image is a multiple of this."""
MIN_STROKE = 1.6
"""Strokes thinner than this, in pixels of the word image, are thickened."""
MOST_COLUMNS = 4096
"""Longer lines are squeezed to this width."""
_LOW, _HIGH = 0.2, 0.8
_REST = 0.004
"""Share of the ink above and below that may be cut off: specks, ends of long flourishes."""
_LONG = 14.0
"""The slope is measured on ink that is at least so many bands wide; shorter words have none."""
_STEEPEST = 0.35
_BAND_IN_STROKES = 1.5
"""A band is at least so many stroke widths: a dot or a dash alone is not blown up."""
_EMPTY = 0.02


@dataclass(frozen=True)
class Zone:
    """Where the middle of the writing lies, in pixels of the ink.

    Attributes:
        centre: row of the middle of the ink at column 0.
        slope: rows that it sinks per column.
        band: rows spanned by the middle 60 % of the ink.
        reach: rows from the centre to the farthest ink that must stay in the picture.
    """

    centre: float
    slope: float
    band: float
    reach: float


@dataclass(frozen=True, eq=False)
class WordImage:
    """What the word network sees.

    Attributes:
        image: float32 (HEIGHT, W) in [0, 1], W a multiple of STEP.
        matrix: 3×3, from pixels of the image to pixels of the ink.
    """

    image: Ink
    matrix: Matrix


def zone_of(ink: Ink) -> Zone | None:
    """Measure the zone of a word or a line.

    Args:
        ink: float32 (H, W) in [0, 1].

    Returns:
        The zone, ``None`` where there is no ink.
    """
    clear = _clear(ink)
    if clear is None:
        return None
    slope = 0.0
    least = _BAND_IN_STROKES * stroke_width(clear)
    zone = _flat_zone(clear, slope, least)
    columns = np.flatnonzero(clear.any(axis=0))
    for _ in range(2):  # the first slope is drawn off by ascenders; the second starts level
        if columns[-1] - columns[0] < _LONG * zone.band:
            break
        slope = float(np.clip(slope + _slope(clear, slope), -_STEEPEST, _STEEPEST))
        zone = _flat_zone(clear, slope, least)
    return zone


def normalise(ink: Ink, zone: Zone | None = None) -> WordImage:
    """Bring the ink of a word or a line into the form that the network reads.

    Args:
        ink: float32 (H, W) in [0, 1], any size.
        zone: of the line that the ink belongs to, in the ink's pixels; measured if left out.

    Returns:
        The word image; blank, one STEP wide, where there is no ink.
    """
    clear = _clear(ink)
    zone = zone or zone_of(ink)
    if clear is None or zone is None:
        return WordImage(np.zeros((HEIGHT, STEP), np.float32), np.eye(3))
    return lay_out(ink, zone, HEIGHT, 1.0)


def lay_out(ink: Ink, zone: Zone, height: int, resolution: float) -> WordImage:
    """As :func:`normalise`, at ``resolution`` times its size on ``height`` rows (not empty ink)."""
    peak = float(np.percentile(ink[ink > EDGE * float(ink.max())], 90))
    columns = np.flatnonzero((ink > EDGE * peak).any(axis=0))
    size = ink.shape
    left, right = int(columns[0]), int(columns[-1]) + 1
    scale = scale_of(zone) * resolution
    scale = min(scale, (MOST_COLUMNS - 2 * MARGIN) / (right - left))
    missing = MIN_STROKE * resolution / scale - stroke_width((ink > 0.5 * peak).view(np.uint8))
    if missing * scale > 0.1 and missing > 1:
        ink = thicken(ink, missing)
    # Room for soft edges beyond the ink's own.
    ink = np.pad(ink, round(2 / scale) + 1)
    margin = MARGIN * resolution
    wide = round((right - left) * scale + 2 * margin)
    step = round(STEP * resolution)
    width = -(-wide // step) * step
    # From the ink's pixels to the image's; the slope is taken out by a shear.
    turn = np.array(
        [
            [scale, 0, margin + 0.5 * (width - wide) - scale * left],
            [-scale * zone.slope, scale, height / 2 - 0.5 - scale * zone.centre],
            [0, 0, 1],
        ]
    )
    source = ink
    if scale < 0.6:
        # Averaging first: a warp alone would skip pixels.
        soft = cv2.GaussianBlur(ink, (0, 0), 0.35 / scale, borderType=cv2.BORDER_CONSTANT)
        source = np.asarray(soft, np.float32)
    edge = (ink.shape[0] - size[0]) // 2
    place = turn @ np.array([[1, 0, -edge], [0, 1, -edge], [0, 0, 1]])
    image = cv2.warpAffine(source, place[:2], (width, height), flags=cv2.INTER_LINEAR)
    image = np.clip(image * np.float32(1 / max(peak, _EMPTY)), 0, 1)
    return WordImage(np.asarray(image, np.float32), np.linalg.inv(turn))


EDGE = 0.3
"""Ink fainter than this share of the darkest does not count when measuring."""


def scale_of(zone: Zone) -> float:
    """Pixels of the word image per pixel of ink."""
    return min(BAND / zone.band, (HEIGHT / 2 - 1) / zone.reach)


def _clear(ink: Ink) -> Grey | None:
    peak = float(ink.max(initial=0.0))
    if peak <= _EMPTY:
        return None
    return np.asarray((ink > EDGE * peak).view(np.uint8), np.uint8)


def _flat_zone(clear: Grey, slope: float, least: float) -> Zone:
    if slope:
        rows, columns = np.nonzero(clear)
        level = rows - slope * columns
        start = float(np.floor(level.min()))
        counts = np.bincount((level - start).astype(np.int64)).astype(np.float64)
    else:
        start = 0.0
        counts = clear.sum(axis=1, dtype=np.float64)
    share = np.concatenate([[0.0], np.cumsum(counts)]) / counts.sum()
    edges = np.arange(len(share)) + start - 0.5
    top, low, high, bottom = np.interp([_REST, _LOW, _HIGH, 1 - _REST], share, edges)
    centre = (low + high) / 2
    return Zone(
        centre=float(centre),
        slope=slope,
        band=max(float(high - low), least, 1.0),
        reach=max(float(bottom - centre), float(centre - top), 1.0),
    )


def _slope(clear: Grey, slope: float) -> float:
    """Further slope of the ink's middle, by least squares over its pixels."""
    rows, columns = np.nonzero(clear)
    level = rows - slope * columns
    spread = columns - columns.mean()
    return float((spread * level).sum() / max(float((spread**2).sum()), 1.0))
