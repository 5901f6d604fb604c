"""From brightness and paper to ink: 0 on bare paper whatever its light, 1 in the strokes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink, counted_quantile, weighted_median
from hwocr.connected import connected

_GRAIN = 3.0
"""Depths below so many standard deviations of the paper's noise are paper."""
_LEAST_CONTRAST = 0.06
"""Writing that darkens the paper by less than this cannot be told from it."""
_CLEAR_OF_NOISE = 5.0
"""Writing must be so many standard deviations darker than paper."""
_HAZY, _SOFTER = 13.0, 0.8
"""Writing that is less than so many of them darker is hazy; standard deviation in pixels of the
Gaussian that smoothes it."""
_FULL = 0.75
"""Ink that takes so much of the paper's light is black."""
_SAMPLED = 500
"""Noise and contrast are measured on about so many rows and columns."""
_WIDEST, _MOSTLY = 0.025, 0.5
"""Width of strokes as a share of the picture's longer side, at most; and the share of the ink that
is wider from which on bold writing is meant."""
_DARKEST = 0.15
"""With less than this share of the brightest paper's light a place is too dark to read."""
_STROKE, _DEEPEST = 0.6, 0.98
"""Depths from which on pixels are the strokes' own, and the share of those that are not among the
very darkest."""
_LIGHTS = np.arange(256, dtype=np.float64)
"""Every brightness that paper may have."""
_LEAST_RANGE = 0.5
"""Share of the writing's depth that is left between noise and full ink, however dark it is."""
_PALE = 0.22
"""Ink paler than this share of the writing's is dirt, or shines through from the other side."""
_EVEN = 0.85
"""Strokes that have such a share of the writing's ink are left as they are."""
_SPECK = 0.2
"""Pieces smaller than this share of the writing's height are left as they are."""
_LONG, _FLAT = 12.0, 0.15
"""A piece longer than so many heights of the writing is no word, and one that is longer than it
is high and less than this share of its length wide is a printed line."""


def smoothed(grey: Grey, tones: Tones) -> Grey:
    """The picture, smoothed where its noise comes so close to the writing that it breaks strokes.

    Args:
        grey: uint8 (H, W), dark on light.
        tones: its own.

    Returns:
        uint8 (H, W); the same array where there is little noise.
    """
    if tones.contrast * tones.usual >= _HAZY * tones.noise:
        return grey
    return np.asarray(cv2.GaussianBlur(grey, (0, 0), _SOFTER), dtype=np.uint8)


def ink_and_relief(grey: Grey, paper: Grey, tones: Tones | None = None) -> tuple[Ink, Ink | None]:
    """How much ink lies on each pixel, and by how much strokes are darker than usual.

    The depth is the share of the paper's light that is missing: ``1 - grey / paper``. What is left
    of the paper's unevenness (median) and noise (median absolute deviation) is taken off, more of
    it in the shadow, where noise takes a larger share of the light. The rest is scaled so that
    strokes reach 1, those of a paler pen too. On a clean white picture with black ink nothing is
    taken off, and the ink is exactly ``1 - grey / 255``; where there is no noise, no pen is made
    darker than it is.

    Where pen strokes touch or lie close together, the ink reaches 1 in the gaps between them too.
    Ink times relief keeps such gaps: it reaches 1 only where strokes are darkest.

    Args:
        grey: uint8 (H, W), dark on light.
        paper: uint8 (H, W), brightness of the bare paper.
        tones: of the picture before this paper, measured if left out.

    Returns:
        The ink, float32 (H, W) in [0, 1], all zero where there is no writing; and the relief,
        float32 (H, W) in (0, 1], ``None`` where the ink tells all.
    """
    light = np.maximum(paper, 1)
    tones = tones or tones_of(grey, paper)
    contrast, floor, usual = tones.contrast, tones.floor, tones.usual
    if contrast < max(_LEAST_CONTRAST, _CLEAR_OF_NOISE * tones.noise / usual):
        return np.zeros(grey.shape, np.float32), None
    if contrast >= _FULL and floor == 0:
        depth = np.subtract(1, grey / light.astype(np.float32), dtype=np.float32)
        return np.clip(depth, 0, 1, out=depth), None
    top = min(1.0, tones.level / usual + contrast)
    # In the shadow the floor comes close to the strokes; some range must be left between them.
    full = np.maximum(top * _LIGHTS - floor, _LEAST_RANGE * top * _LIGHTS)
    full[tones.darkest > _LIGHTS] = np.inf
    missing = np.asarray(cv2.subtract(light, grey, dtype=cv2.CV_32F), dtype=np.float32)
    missing -= floor
    missing /= np.asarray(cv2.LUT(light, full.astype(np.float32)), dtype=np.float32)
    relief = _relief(missing)
    ink = np.clip(missing, 0, 1, out=missing)
    return (_evened(ink) if floor > 0 and float(ink.max()) > _PALE else ink), relief


def _relief(depth: Ink) -> Ink | None:
    """See :func:`ink_and_relief`; ``depth`` is 1 where strokes are as dark as they usually are."""
    seen = depth[_grid(depth)]
    strokes = seen[seen > _STROKE]
    deepest = float(np.quantile(strokes, _DEEPEST)) if len(strokes) else 0.0
    if deepest <= 1:
        return None
    relief = np.clip(depth, 1, deepest)
    relief /= np.float32(deepest)
    return np.asarray(relief, dtype=np.float32)


@dataclass(frozen=True)
class Tones:
    """How dark paper and writing are.

    Attributes:
        darkest: brightness of paper that is too dark to read.
        level: by how much paper is usually darker than it should be, in levels of brightness.
        noise: its standard deviation, in the same.
        usual: brightness of the paper below the writing.
        contrast: share of that which the strokes take.
    """

    darkest: float
    level: float
    noise: float
    usual: float
    contrast: float

    @property
    def floor(self) -> float:
        """What is darker than paper by no more than this is paper, in levels of brightness."""
        return self.level + _GRAIN * self.noise


def tones_of(grey: Grey, paper: Grey) -> Tones:
    """Measure a picture, uint8 (H, W), before the brightness of its bare paper, uint8 (H, W)."""
    grid = _grid(grey)
    light = np.maximum(paper[grid], 1)
    there = light.astype(np.float32)
    missing = there - grey[grid]
    thick = _thick(missing > _LEAST_CONTRAST * there)
    darkest = _DARKEST * counted_quantile(np.bincount(light[::4, ::4].ravel()), 0.95)
    seen = there >= darkest
    if not seen.all():
        there, missing, thick = there[seen], missing[seen], thick[seen]
    levels = _counted(missing)
    level = counted_quantile(levels, 0.5) - 255
    # Ink lies on one side only: what is lighter than the median paper tells the paper's noise.
    noise = 1.4826 * (level + 255 - counted_quantile(levels[: int(level) + 256], 0.5))
    floor = level + _GRAIN * noise
    inked = missing > np.maximum(floor, _LEAST_CONTRAST * there)
    if floor > 0 and thick.any() and np.count_nonzero(inked & thick) < _MOSTLY * inked.sum():
        inked &= ~thick  # fingers and clips do not tell how dark the pen is
    # Noise of dark surroundings may be as deep as ink, but takes little light.
    taken = np.where(inked, missing, 0) ** 2
    usual = float(np.average(there, weights=taken) if inked.any() else np.median(there))
    return Tones(darkest, level, noise, usual, _contrast(missing, there, inked))


def _grid(picture: Grey | Ink) -> tuple[slice, ...]:
    """The rows and columns that are measured."""
    return tuple(slice(None, None, max(1, side // _SAMPLED)) for side in picture.shape)


def _counted(missing: Ink) -> NDArray[np.int64]:
    """How often each whole number from -255 to 255 is there, int64 (511,)."""
    counts = cv2.calcHist([missing], [0], None, [511], [-255, 256])
    return np.asarray(counts, dtype=np.int64).ravel()


def _thick(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is wider than strokes are, and what is close around it: bool (H, W)."""
    side = max(3, round(_WIDEST * max(dark.shape)))
    solid = cv2.morphologyEx(dark.view(np.uint8), cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    if not solid.any():
        return np.zeros(dark.shape, np.bool_)
    return np.asarray(cv2.dilate(solid, np.ones((side, side), np.uint8)) > 0)


def _contrast(missing: Ink, there: Ink, inked: NDArray[np.bool_]) -> float:
    """The depth of strokes: Otsu's threshold among all that is no paper, then the upper middle."""
    beyond = missing[inked] / there[inked]
    if len(beyond) < 4:
        return float((missing / there).max(initial=0.0))
    levels = np.asarray(np.clip(255 * beyond, 0, 255), dtype=np.uint8).reshape(-1, 1)
    threshold, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    strokes = levels[levels > threshold]
    return float(np.median(strokes if len(strokes) else levels)) / 255


def _evened(ink: Ink) -> Ink:
    """Strokes of a paler pen made as dark as the others, each connected piece by itself."""
    pieces = connected(np.asarray(ink > _PALE, dtype=np.uint8))
    places, number = pieces.places, pieces.owners
    amount = ink.ravel()[places]
    # Weighted by itself the mean ink hardly depends on a stroke's soft edges.
    weight = np.bincount(number, amount)[1:]
    darkness = np.bincount(number, amount**2)[1:] / weight
    usual = weighted_median(darkness, weight)
    pale = (darkness < _EVEN * usual) & _is_written(pieces.width[1:], pieces.height[1:])
    if not pale.any():
        return ink
    gain = np.concatenate([[1.0], np.where(pale, usual / darkness, 1.0)]).astype(np.float32)
    field = np.ones(ink.shape, np.float32)
    field.ravel()[places] = gain[number]
    around = np.asarray(cv2.dilate(field, np.ones((3, 3), np.uint8)), dtype=np.float32)
    around.ravel()[places] = gain[number]
    around *= ink
    return np.minimum(around, np.float32(1), out=around)


def _is_written(width: NDArray[np.int32], height: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which pieces have the shape of letters or words: no specks, printed lines or grids."""
    tall = weighted_median(height, height)
    long, flat = np.maximum(width, height), np.minimum(width, height)
    line = (long > tall) & (flat < _FLAT * long)
    return np.asarray((long > _SPECK * tall) & (long < _LONG * tall) & ~line)
