"""Slivers along the edge of a straightened sheet: table, shadow, a board's frame."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink

_RIM = 0.015
"""Width of the rim as a share of the diagonal."""
_INKED = 0.1
"""Ink from which a pixel is a part of something."""
_EDGE = 2
"""Pixels from the border that are the sheet's edge."""


def without_rim(ink: Ink) -> Ink:
    """The ink of a sheet without what lies wholly within a narrow rim.

    Writing never does, be it as long as it may; what reaches out of the rim stays whole.

    Args:
        ink: float32 (H, W) in [0, 1], of a sheet that was cut out along its edges.
    """
    rim = max(1, round(_RIM * float(np.hypot(*ink.shape))))
    if min(ink.shape) <= 4 * rim:
        return ink
    inked = np.asarray(ink > _INKED, dtype=np.uint8)
    inked[2 * rim : -2 * rim, 2 * rim : -2 * rim] = 0
    count, labels = cv2.connectedComponents(inked, connectivity=8)
    if count == 1:
        return ink
    inner = labels[rim:-rim, rim:-rim]
    reaches_out = _along(inner, rim, count)
    reaches_out[0] = True
    return np.where(reaches_out[labels], ink, np.float32(0))


def without_edge(ink: Ink) -> Ink:
    """The ink of a sheet without what hangs together with its edge: fingers, clips, shadows.

    Printed lines must be gone, for they join writing to the edge.

    Args:
        ink: float32 (H, W) in [0, 1], of a sheet that was cut out along its edges.
    """
    inked = np.asarray(ink > _INKED, dtype=np.uint8)
    count, labels = cv2.connectedComponents(inked, connectivity=8)
    at_edge = _along(labels, _EDGE, count)
    at_edge[0] = False
    return np.where(at_edge[labels], np.float32(0), ink) if at_edge.any() else ink


def _along(labels: NDArray[Any], width: int, count: int) -> NDArray[np.bool_]:
    """Which of ``count`` labels lie in a strip of this width along the border, bool (count,)."""
    found = np.zeros(count, bool)
    for strip in (labels[:width], labels[-width:], labels[:, :width], labels[:, -width:]):
        found[strip] = True
    return found
