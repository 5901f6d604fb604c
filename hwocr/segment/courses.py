"""The baseline of a line, straight or bent with the paper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwocr.segment.lines import TextLine

_KNOTS = 4.0
"""Distance of a course's knots, in body heights."""
_BENT = 0.25
"""A line that leaves a straight one by more than this, in body heights, is bent."""
_STANDING = 35
"""Percentile of the groups' lower ends, measured from the ridge, where letters stand: longer
words mostly have a descender."""


def course(line: TextLine, body: float) -> tuple[tuple[float, float], ...]:
    """Knots of the baseline from left to right, x and y in working pixels.

    Two where the line is straight.

    Args:
        line: with at least one group.
        body: height of the small letters in pixels.
    """
    boxes = [item.group.box for item in line.items]
    left, right = min(box.x for box in boxes), max(box.right for box in boxes)
    bottoms = [
        float((outline[:, 1] - line.ridge.at(outline[:, 0].astype(np.float64))).max())
        for outline in (item.group.outline for item in line.items)
    ]
    drop = float(np.percentile(bottoms, _STANDING, method="nearest")) + 1  # to the pixel's edge
    count = max(2, 1 + round((right - left) / (_KNOTS * body)))
    x = np.linspace(left, right, count)
    y = line.ridge.at(x) + drop
    straight = _fit(x, y)
    if float(np.abs(y - straight).max()) <= _BENT * body:
        x, y = x[[0, -1]], straight[[0, -1]]
    return tuple(zip(x.tolist(), y.tolist(), strict=True))


def _fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    away = x - x.mean()
    tilt = float((away * y).sum()) / max(float((away**2).sum()), 1e-6)
    return np.asarray(y.mean() + tilt * away, np.float64)
