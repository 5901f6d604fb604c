"""Ink from pen strokes: the one way in which canvas drawings and training strokes are drawn."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import ArrayLike

from hwocr.arrays import Ink

_OVERSAMPLING = 2
"""Strokes are drawn this much larger and then averaged, which smooths their edges."""
_SOFT_EDGE = 1.5
"""In oversampled pixels."""
_SHIFT = 4
"""Fractional bits of the coordinates that OpenCV draws with."""


def render(strokes: Sequence[ArrayLike], size: tuple[int, int], pen_width: float) -> Ink:
    """Draw strokes with a round pen.

    Args:
        strokes: arrays of shape (N, 2), x and y in pixels; a single point is a dot.
        size: width and height of the result in pixels.
        pen_width: in pixels, more than 0.

    Returns:
        float32 (height, width), 1 where the pen went.

    Raises:
        ValueError: the size, the pen's width or the shape of a stroke is wrong.
    """
    width, height = size
    if width < 1 or height < 1:
        raise ValueError(f"size must be at least 1×1 pixels, got {width}×{height}")
    if not pen_width > 0:
        raise ValueError(f"pen_width must be more than 0 pixels, got {pen_width}")
    sheet = np.zeros((height * _OVERSAMPLING, width * _OVERSAMPLING), np.uint8)
    # OpenCV's soft edge adds about this much to a line's width.
    thickness = max(1, round(pen_width * _OVERSAMPLING - _SOFT_EDGE))
    for stroke in strokes:
        points = np.asarray(stroke, dtype=np.float64)
        if points.ndim != 2 or points.shape[1] != 2 or not np.isfinite(points).all():
            raise ValueError(f"a stroke is an (N, 2) array of finite numbers, got {points.shape}")
        if not len(points):
            continue
        # Pixel centres lie at half coordinates: keep them in place when oversampling.
        fixed = np.round(((points + 0.5) * _OVERSAMPLING - 0.5) * (1 << _SHIFT))
        # Far outside the sheet nothing shows; OpenCV's drawing is exact only in 32 bits.
        fixed = np.clip(fixed, -(1 << 24), 1 << 24).astype(np.int32)
        if len(fixed) == 1:
            x, y = fixed[0]
            radius = max(1, round(pen_width * _OVERSAMPLING * (1 << _SHIFT) * 0.6))
            cv2.circle(sheet, (int(x), int(y)), radius, 255, -1, cv2.LINE_AA, _SHIFT)
        else:
            cv2.polylines(sheet, [fixed], False, 255, thickness, cv2.LINE_AA, _SHIFT)
    small = cv2.resize(sheet, (width, height), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32) / np.float32(255)
