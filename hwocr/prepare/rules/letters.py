"""How wide the pen is and how high the letters are, as far as lines let it be known."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, weighted_median
from hwocr.connected import connected
from hwocr.prepare.rules.straight import Straight

_INKED, _LEAST_INKED = 0.4, 0.25
"""Shares of full ink that writing has, and that it has where darker lines set the measure."""
_WIDEST = 1.6
"""Stroke widths up to which a stroke may be a line; more makes bars, not lines."""
_SOFT = 2
"""Pixels that soft edges add to a line's width."""
_LEAST = 3.0
"""Stroke widths below which ink is no letter."""


def pen_width(ink: Ink) -> float:
    """Typical width of strokes in pixels: ink per length of its outline; 0 without ink."""
    inked = np.asarray(ink > _INKED, dtype=np.uint8)
    area = cv2.countNonZero(inked)
    edges = cv2.countNonZero(inked[:, 1:] ^ inked[:, :-1])
    edges += cv2.countNonZero(inked[1:] ^ inked[:-1])
    # The outline is pi / 4 of the pixels' edges in the mean over all directions.
    return max(1.0, 2 * area / (np.pi / 4 * edges)) if edges else 0.0


def widest_line(stroke: float) -> int:
    """Height in pixels that a line's ink may have."""
    return round(_WIDEST * stroke) + _SOFT


def letter_height(
    ink: Ink, level: Sequence[Straight], upright: Sequence[Straight], stroke: float
) -> float:
    """Typical height in pixels of what is left without lines; infinite where nothing is.

    Args:
        ink: float32 (H, W) in [0, 1].
        level, upright: the lines to leave out; rows are columns for the upright ones.
        stroke: width of the pen in pixels.
    """
    inked = np.asarray(ink > _LEAST_INKED, dtype=np.uint8)
    for line in level:
        _leave_out(inked, line, widest_line(stroke))
    for line in upright:
        _leave_out(inked.T, line, widest_line(stroke))
    pieces = connected(inked)
    sizes = np.maximum(pieces.height, pieces.width / 2)
    letters = sizes >= _LEAST * stroke
    if not letters.any():
        return float("inf")
    return weighted_median(sizes[letters], pieces.area[letters])


def _leave_out(inked: Grey, line: Straight, widest: int) -> None:
    columns = np.arange(line.start, line.start + line.length)
    rows = np.rint(line.middle).astype(int) + np.arange(-(widest // 2), widest // 2 + 1)[:, None]
    inked[np.clip(rows, 0, inked.shape[0] - 1), np.minimum(columns, inked.shape[1] - 1)] = 0
