"""The one normaliser of words and lines, shared by training, canvas and photo.

Writing is scaled so that its middle zone, the band of the small letters, always has about the same
height: "are" is not blown up to the size of "fly". The zone is measured from where the ink lies:
the rows that hold the middle 60 % of it span about two thirds of an x-height, whatever ascenders,
descenders and flourishes do. Its width is scaled so that strokes follow each other at about the
same distance, whether a hand is narrow or wide. Several words of one line share one zone, measured
on all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink, Matrix, points_of
from hwocr.glyph import stroke_width, thicken

HEIGHT = 40
"""Rows of a word image."""
BAND = 7.6
"""Rows that the middle 60 % of the ink span in a word image; an x-height is about 12."""
PITCH = 12.5
"""Columns from one stroke to the next in a word image, on average."""
MARGIN = 8
"""Blank columns at either end."""
STEP = 16
"""The width of a word image is a multiple of this."""
COLUMNS_PER_FRAME = 4
"""Columns of a word image for each frame of the network's output."""
MIN_STROKE = 1.6
"""Strokes thinner than this, in pixels of the word image, are thickened."""
MOST_COLUMNS = 4096
"""Longer lines are squeezed to this width."""
EDGE = 0.3
"""Ink fainter than this share of the darkest does not count when measuring."""
_LOW, _HIGH = 0.2, 0.8
_REST = 0.012
"""Share of the ink above and below that may be cut off: specks, ends of long loops."""
_NARROWEST, _WIDEST = 0.8, 2.3
"""By how much the width is scaled beside the height, at least and at most."""
_PITCH_IN_BANDS = 1.1
"""Usual pitch; it counts like one stroke more."""
_SPACE = 1.6
"""Wider gaps, in bands, part words: what is wider does not count for the pitch."""
_LONG = 14.0
"""The slope is measured on ink that is at least so many bands wide; shorter words have none."""
_STEEPEST = 0.35
_LEVEL = 1e-6
"""What rises less does so by the computer's rounding."""
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
        pitch: columns from one stroke to the next.
    """

    centre: float
    slope: float
    band: float
    reach: float
    pitch: float

    @property
    def scale(self) -> float:
        """Rows of the word image per row of ink."""
        return min(BAND / self.band, HEIGHT / 2 / self.reach)

    @property
    def stretch(self) -> float:
        """By how much the width is scaled beside that."""
        wanted = PITCH / (self.pitch * self.scale)
        return min(max(wanted, _NARROWEST), _WIDEST)


@dataclass(frozen=True, eq=False)
class WordImage:
    """What the word network sees.

    Attributes:
        image: float32 (HEIGHT, W) in [0, 1], W a multiple of STEP.
        matrix: 3×3, from pixels of the image to pixels of the ink.
    """

    image: Ink
    matrix: Matrix


def zone_of(ink: Ink, slope: float | None = None) -> Zone | None:
    """Measure the zone of a word or a line.

    Args:
        ink: float32 (H, W) in [0, 1].
        slope: rows that the line sinks per column, if that is known better than by this ink.

    Returns:
        The zone, ``None`` where there is no ink.
    """
    clear = _clear(ink)
    if clear is None:
        return None
    known = slope is not None
    slope = slope if slope and abs(slope) > _LEVEL else 0.0
    least = _BAND_IN_STROKES * stroke_width(clear)
    zone = _flat_zone(clear, slope, least)
    columns = np.flatnonzero(clear.view(np.bool_).any(axis=0))
    for _ in range(2):  # the first slope is drawn off by ascenders; the second starts level
        if known or columns[-1] - columns[0] < _LONG * zone.band:
            break
        slope = float(np.clip(slope + _slope(clear, slope), -_STEEPEST, _STEEPEST))
        zone = _flat_zone(clear, slope, least)
    return replace(zone, pitch=_pitch(clear, zone, columns))


def normalise(ink: Ink, zone: Zone | None = None) -> WordImage:
    """Bring the ink of a word or a line into the form that the network reads.

    Args:
        ink: float32 (H, W) in [0, 1], any size.
        zone: of the line that the ink belongs to, in the ink's pixels; measured if left out.

    Returns:
        The word image; blank, one STEP wide, where there is no ink.
    """
    zone = zone or zone_of(ink)
    if zone is None or float(ink.max(initial=0.0)) <= _EMPTY:
        return WordImage(np.zeros((HEIGHT, STEP), np.float32), np.eye(3))
    return lay_out(ink, zone, HEIGHT, 1.0)


def lay_out(ink: Ink, zone: Zone, height: int, resolution: float) -> WordImage:
    """As :func:`normalise`, at ``resolution`` times its size on ``height`` rows (not empty ink)."""
    peak = float(np.percentile(ink[ink > EDGE * float(ink.max())], 90))
    columns = np.flatnonzero((ink > EDGE * peak).any(axis=0))
    size = ink.shape
    left, right = int(columns[0]), int(columns[-1]) + 1
    scale = zone.scale * resolution
    across = min(scale * zone.stretch, (MOST_COLUMNS - 2 * MARGIN) / (right - left))
    missing = MIN_STROKE * resolution / scale - stroke_width((ink > 0.5 * peak).view(np.uint8))
    if missing * scale > 0.1 and missing > 1:
        ink = thicken(ink, missing)
    # Room for soft edges beyond the ink's own.
    room = (round(2 / scale) + 1,) * 4
    ink = np.asarray(cv2.copyMakeBorder(ink, *room, cv2.BORDER_CONSTANT, value=0), np.float32)
    margin = MARGIN * resolution
    wide = round((right - left) * across + 2 * margin)
    step = round(STEP * resolution)
    width = -(-wide // step) * step
    # From the ink's pixels to the image's; the slope is taken out by a shear.
    turn = np.array(
        [
            [across, 0, margin + 0.5 * (width - wide) - across * left],
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


def _clear(ink: Ink) -> Grey | None:
    peak = float(ink.max(initial=0.0))
    if peak <= _EMPTY:
        return None
    return np.asarray((ink > EDGE * peak).view(np.uint8), np.uint8)


def _flat_zone(clear: Grey, slope: float, least: float) -> Zone:
    if slope:
        rows, columns = points_of(clear)
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
        pitch=_PITCH_IN_BANDS * max(float(high - low), least, 1.0),
    )


def _pitch(clear: Grey, zone: Zone, columns: NDArray[np.intp]) -> float:
    """Mean distance between strokes, counted along the rows of the zone that cross most."""
    first, last = int(columns[0]), int(columns[-1])
    across = np.arange(first, last + 1)
    offsets = np.linspace(-0.9, 0.9, 13) * zone.band
    rows = np.rint(zone.centre + zone.slope * across + offsets[:, None]).astype(np.intp)
    inside = clear[np.clip(rows, 0, clear.shape[0] - 1), across] > 0
    inside &= (rows >= 0) & (rows < clear.shape[0])
    counts = np.count_nonzero(inside[:, 1:] & ~inside[:, :-1], axis=1) + inside[:, 0]
    strokes = float(np.sort(counts)[-7:].mean())
    gaps = np.diff(np.flatnonzero(inside.any(axis=0)))
    width = float(np.minimum(gaps, _SPACE * zone.band).sum()) + 1
    return (width + _PITCH_IN_BANDS * zone.band) / (strokes + 1)


def _slope(clear: Grey, slope: float) -> float:
    """Further slope of the ink's middle, by least squares over its pixels."""
    rows, columns = points_of(clear)
    level = rows - slope * columns
    spread = columns - columns.mean()
    return float((spread * level).sum() / max(float((spread**2).sum()), 1.0))
