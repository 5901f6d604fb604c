"""From brightness and paper to ink: 0 on bare paper whatever its light, 1 in the strokes."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink

_GRAIN = 3.0
"""Depths below so many standard deviations of the paper's noise are paper."""
_LEAST_CONTRAST = 0.06
"""Writing that darkens the paper by less than this cannot be told from it."""
_CLEAR_OF_NOISE = 5.0
"""Writing must be so many standard deviations darker than paper."""
_FULL = 0.75
"""Ink that takes so much of the paper's light is black."""
_PALE = 0.22
"""Ink paler than this share of the writing's is dirt, or shines through from the other side."""
_EVEN = 0.85
"""Strokes that have such a share of the writing's ink are left as they are."""
_SPECK = 0.2
"""Pieces smaller than this share of the writing's height are left as they are."""
_LONG, _FLAT = 12.0, 0.15
"""A piece longer than so many heights of the writing is no word, and one that is longer than two
and has less than this share of its length in height, or in width, is a printed line."""


def ink_of(grey: Grey, paper: Grey) -> Ink:
    """How much ink lies on each pixel.

    The depth is the share of the paper's light that is missing: ``1 - grey / paper``. What is left
    of the paper's unevenness (median) and noise (median absolute deviation) is taken off, more of
    it in the shadow, where noise takes a larger share of the light. The rest is scaled so that
    strokes reach 1, those of a paler pen too. On a clean white picture with black ink nothing is
    taken off, and the result is exactly ``1 - grey / 255``.

    Args:
        grey: uint8 (H, W), dark on light.
        paper: uint8 (H, W), brightness of the bare paper.

    Returns:
        float32 (H, W) in [0, 1]; all zero where there is no writing.
    """
    light = np.maximum(paper, 1).astype(np.float32)
    depth = np.subtract(1, grey / light, dtype=np.float32)
    grid = (
        slice(None, None, max(1, grey.shape[0] // 500)),
        slice(None, None, max(1, grey.shape[1] // 500)),
    )
    sample, light_there = depth[grid], light[grid]
    missing = sample * light_there
    level = float(np.median(missing))
    # Ink lies on one side only: what is lighter than the median paper tells the paper's noise.
    noise = 1.4826 * float(np.median(np.abs(missing[missing <= level] - level)))
    base = level + _GRAIN * noise
    beyond = sample > np.maximum(base / light_there, _LEAST_CONTRAST)
    contrast = _contrast(sample, beyond)
    usual = float(np.median(light_there[beyond] if beyond.any() else light_there))
    if contrast < max(_LEAST_CONTRAST, _CLEAR_OF_NOISE * noise / usual):
        return np.zeros(grey.shape, np.float32)
    if contrast >= _FULL and base == 0:
        return np.asarray(np.clip(depth, 0, 1, out=depth), dtype=np.float32)
    top = np.float32(min(1.0, level / usual + contrast))
    floor = np.float32(base) / light
    ink = (depth - floor) / np.maximum(top - floor, np.float32(0.5) * top)
    np.clip(ink, 0, 1, out=ink)
    return _evened(ink) if float(ink.max()) > _PALE else ink


def _contrast(sample: Ink, inked: NDArray[np.bool_]) -> float:
    """The depth of strokes: Otsu's threshold among all that is no paper, then the upper middle."""
    beyond = sample[inked]
    if len(beyond) < 4:
        return float(sample.max(initial=0.0))
    levels = np.asarray(np.clip(255 * beyond, 0, 255), dtype=np.uint8).reshape(-1, 1)
    threshold, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    strokes = levels[levels > threshold]
    return float(np.median(strokes if len(strokes) else levels)) / 255


def _evened(ink: Ink) -> Ink:
    """Strokes of a paler pen made as dark as the others, each connected piece by itself."""
    inked = ink > _PALE
    count, labels, stats, _ = cv2.connectedComponentsWithStats(inked.view(np.uint8), connectivity=8)
    amount = ink[inked]
    # Weighted by itself the mean ink hardly depends on a stroke's soft edges.
    weight = np.bincount(labels[inked], amount, minlength=count)[1:]
    darkness = np.bincount(labels[inked], amount**2, minlength=count)[1:] / weight
    usual = _middle(darkness, weight)
    gain = np.where(_is_written(stats[1:], weight), usual / darkness, 1.0)
    gain[darkness >= _EVEN * usual] = 1.0
    if (gain == 1).all():
        return ink
    field = np.concatenate([[0.0], gain]).astype(np.float32)[labels]
    around = np.maximum(cv2.dilate(field, np.ones((3, 3), np.uint8)), 1)
    return np.asarray(np.minimum(ink * np.where(inked, field, around), 1), dtype=np.float32)


def _is_written(stats: NDArray[np.int32], weight: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which pieces have the shape of letters or words: no specks, printed lines or grids."""
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    tall = _middle(height, weight)
    long, flat = np.maximum(width, height), np.minimum(width, height)
    line = (long > 2 * tall) & (flat < _FLAT * long)
    return (long > _SPECK * tall) & (long < _LONG * tall) & ~line


def _middle(values: NDArray[Any], weight: NDArray[np.float64]) -> float:
    """The weighted median, of at least one value."""
    order = np.argsort(values)
    share = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(share, share[-1] / 2)])
