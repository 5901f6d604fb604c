"""Lines that bend: the ink of a line moved up and down until its baseline is straight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.page import Box

_STRAIGHT = 0.06
"""A line whose baseline strays from a straight one by less than this share of its height is left
as it is."""


def straightened(ink: Ink, box: Box, course: Sequence[tuple[float, float]]) -> tuple[Ink, float]:
    """The ink of a line with its baseline's bends taken out.

    Each column moves up or down as a whole, so columns stay where they are.

    Args:
        ink: float32 (box.height, box.width), of the line.
        box: where it lies, in working pixels.
        course: points (x, y) on the baseline, from left to right, in working pixels.

    Returns:
        Ink float32 (H', W) in [0, 1], W as before; and the rows that its baseline sinks per column.
    """
    knots = np.asarray(course, np.float64)
    if len(knots) < 2:
        return ink, 0.0
    columns = np.arange(ink.shape[1], dtype=np.float64) + box.x + 0.5
    heights = _at(columns, knots)
    slope, level = np.polyfit(columns, heights, 1) if len(columns) > 1 else (0.0, heights[0])
    bends = heights - (level + slope * columns)
    if float(np.abs(bends).max()) < _STRAIGHT * box.height:
        return ink, float(slope)
    reach = int(np.ceil(np.abs(bends).max()))
    padded = np.pad(ink, ((reach, reach), (0, 0)))
    x, y = np.meshgrid(np.arange(padded.shape[1]), np.arange(padded.shape[0]))
    rows = (y + bends).astype(np.float32)
    moved = cv2.remap(padded, x.astype(np.float32), rows, cv2.INTER_LINEAR)
    return np.asarray(moved, np.float32), float(slope)


def _at(
    columns: NDArray[np.floating[Any]], knots: NDArray[np.floating[Any]]
) -> NDArray[np.float64]:
    """Heights between the knots; beyond them the course goes on as it ends."""
    x, y = knots[:, 0], knots[:, 1]
    out = np.interp(columns, x, y)
    for first, second, beyond in ((0, 1, columns < x[0]), (-1, -2, columns > x[-1])):
        run = x[first] - x[second]
        rise = (y[first] - y[second]) / run if run else 0.0
        out[beyond] = y[first] + rise * (columns[beyond] - x[first])
    return np.asarray(out, np.float64)
