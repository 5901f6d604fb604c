"""From brightness and paper to ink: 0 on bare paper whatever its light, 1 in the strokes."""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink

_GRAIN = 3.0
"""Depths below so many standard deviations of the paper's noise are paper."""
_LEAST_CONTRAST = 0.06
"""Writing that darkens the paper by less than this cannot be told from it."""
_CLEAR_OF_NOISE = 5.0
"""Writing must be so many standard deviations darker than paper."""
_FULL = 0.75
"""Ink that takes so much of the paper's light is black."""


def ink_of(grey: Grey, paper: Grey) -> Ink:
    """How much ink lies on each pixel.

    The depth is the share of the paper's light that is missing: ``1 - grey / paper``. What is left
    of the paper's unevenness (median) and noise (median absolute deviation) is taken off, and the
    rest scaled so that strokes reach 1. On a clean white picture with black ink both are 0, and
    the result is exactly ``1 - grey / 255``.

    Args:
        grey: uint8 (H, W), dark on light.
        paper: uint8 (H, W), brightness of the bare paper.

    Returns:
        float32 (H, W) in [0, 1]; all zero where there is no writing.
    """
    depth = np.subtract(1, grey / np.maximum(paper, 1).astype(np.float32), dtype=np.float32)
    sample = depth[:: max(1, depth.shape[0] // 500), :: max(1, depth.shape[1] // 500)]
    level = float(np.median(sample))
    # Ink lies on one side only: what is lighter than the median paper tells the paper's noise.
    noise = 1.4826 * float(np.median(np.abs(sample[sample <= level] - level)))
    floor = level + _GRAIN * noise
    contrast = _contrast(sample, floor)
    if contrast < max(_LEAST_CONTRAST, _CLEAR_OF_NOISE * noise):
        return np.zeros(grey.shape, np.float32)
    top = 1.0 if contrast >= _FULL and floor == 0 else min(1.0, level + contrast)
    ink = (depth - np.float32(floor)) * np.float32(1 / max(top - floor, 1e-3))
    return np.asarray(np.clip(ink, 0, 1, out=ink), dtype=np.float32)


def _contrast(sample: Ink, floor: float) -> float:
    """The depth of strokes: Otsu's threshold among all that is no paper, then the upper middle."""
    beyond = sample[sample > max(floor, _LEAST_CONTRAST)]
    if len(beyond) < 4:
        return float(sample.max(initial=0.0))
    levels = np.asarray(np.clip(255 * beyond, 0, 255), dtype=np.uint8).reshape(-1, 1)
    threshold, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    strokes = levels[levels > threshold]
    return float(np.median(strokes if len(strokes) else levels)) / 255
