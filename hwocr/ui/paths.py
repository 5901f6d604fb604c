"""From the canvas's curves to the points that the reader takes."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, hypot, sqrt
from typing import Any

import numpy as np

from hwocr.arrays import Points

TOLERANCE = 0.1
"""How far, in canvas pixels, a flattened curve may lie from the real one."""
_DOT = 0.05
"""A stroke that extends no further than this many pixels is a dot."""


def flatten(path: Sequence[Sequence[Any]]) -> Points:
    """The points along a path of ``M`` (move), ``L`` (line) and ``Q`` (quadratic curve) commands.

    A quadratic Bézier curve cut into n equal steps of its parameter lies within
    ``|p0 - 2c + p1| / (4 n²)`` of its chords, the bound ``h²/8 · max|B''|`` on linear
    interpolation; n is the least that keeps to :data:`TOLERANCE`.

    Args:
        path: commands such as ``["M", x, y]``, ``["L", x, y]``, ``["Q", cx, cy, x, y]``.

    Returns:
        float32 (N, 2), x and y in canvas pixels; (1, 2) for a dot, (0, 2) for an empty path.

    Raises:
        ValueError: a command is none of the three.
    """
    points: list[tuple[float, float]] = []
    for name, *numbers in path:
        if name in ("M", "L"):
            points.append((float(numbers[0]), float(numbers[1])))
        elif name == "Q" and points:
            control = (float(numbers[0]), float(numbers[1]))
            points.extend(_quadratic(points[-1], control, (float(numbers[2]), float(numbers[3]))))
        else:
            raise ValueError(f"a pen stroke is made of M, L and Q, got {name!r}")
    flat = np.array(points, dtype=np.float32).reshape(-1, 2)
    if len(flat) > 1 and float(np.ptp(flat, axis=0).max()) <= _DOT:
        flat = np.asarray(flat.mean(axis=0, keepdims=True), dtype=np.float32)
    return flat


def _quadratic(
    start: tuple[float, float], control: tuple[float, float], end: tuple[float, float]
) -> list[tuple[float, float]]:
    """The points after ``start``; the last one is exactly ``end``."""
    bend = hypot(start[0] - 2 * control[0] + end[0], start[1] - 2 * control[1] + end[1])
    steps = max(1, ceil(sqrt(bend / (4 * TOLERANCE))))
    points = []
    for step in range(1, steps):
        t = step / steps
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        points.append(
            (
                a * start[0] + b * control[0] + c * end[0],
                a * start[1] + b * control[1] + c * end[1],
            )
        )
    return [*points, end]
