"""Take one line off the ink without cutting the strokes that cross it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.prepare.rules.strip import Strip

_INKED = 0.3
"""Share of full ink that writing has."""
_APART = 1.6
"""Writing is so many times darker than a pale line that it can be told from it."""


def erase(ink: Ink, removed: Grey, strip: Strip) -> None:
    """Set a line's ink to 0 in place, and the mask to 255 there.

    Ink stays where it is darker than the line and hangs together with writing, and where strokes
    enter the line on one side and leave it opposite, straight or slanted.

    Args:
        ink: float32 (H, W), changed.
        removed: uint8 (H, W), changed.
        strip: the line, laid out.
    """
    values, reach = strip.values, len(strip.values) // 2
    half = int(np.ceil(strip.height / 2))
    first, last = reach - half, reach + half
    inked = values > _INKED
    above = inked[first - 1] & inked[first - 2]
    below = inked[last + 1] & inked[last + 2]
    keep = _crossing(above, below, 2 * half + 1)
    if strip.depth * _APART < 1:
        touched = np.asarray((above | below)[None], dtype=np.uint8)
        near = cv2.dilate(touched, np.ones((1, 4 * half + 1), np.uint8))[0] > 0
        keep |= (values[first : last + 1] > max(_INKED, strip.depth * _APART)) & near
    gone = np.zeros(values.shape, bool)
    gone[first : last + 1] = ~keep
    # Soft edges just outside go with it, where they are no writing.
    gone[first - 1] = gone[first] & ~inked[first - 1]
    gone[last + 1] = gone[last] & ~inked[last + 1]
    gone &= values > 0
    at = strip.rows[gone], strip.columns[gone]
    ink[at] = 0
    removed[at] = 255


def _crossing(above: NDArray[np.bool_], below: NDArray[np.bool_], height: int) -> NDArray[np.bool_]:
    """Where strokes go through a band: between ink above it and ink opposite below.

    Returns:
        bool (height, N).
    """
    length = len(above)
    keep = np.zeros((height, length), bool)
    for shift in range(-height, height + 1):
        leaves = np.zeros(length, bool)
        if shift >= 0:
            leaves[: length - shift] = below[shift:]
        else:
            leaves[-shift:] = below[:shift]
        enters = np.flatnonzero(above & leaves)
        for row in range(height if len(enters) else 0):
            keep[row, enters + round(shift * (row + 1) / (height + 1))] = True
    return keep
