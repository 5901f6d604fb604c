"""Dotted paper: small dots at even distances."""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink
from hwocr.connected import connected

_PALE = (0.12, 0.35)
"""Share of full ink that dots must have; on paper whose grain is that dark, they must have more."""
_AROUND = (3, 5)
"""Side in pixels of the square around each of their pixels that goes with them."""
_SIZE, _SOFT = 1.8, 2.0
"""Stroke widths, and pixels of soft edges, up to which ink is a dot."""
_LEAST = 40
"""Dots that make a pattern."""
_SAMPLE = 200
"""Dots that tell the pattern's distance."""
_EVEN = 0.16
"""Share of the distance by which it may vary."""
_NEIGHBOURS, _SHARE = 2, 0.6
"""Dots at that distance that each dot of the pattern must have, and such a share of all dots."""
_RADIUS = 8
"""Pixels that the distance has where neighbours are counted."""


def pattern_dots(ink: Ink, stroke: float, lined: bool) -> Grey:
    """Find the dots of dotted paper.

    Args:
        ink: float32 (H, W) in [0, 1].
        stroke: width of the pen in pixels.
        lined: whether there are lines, whose crossings are darker spots too.

    Returns:
        uint8 (H, W), 1 on the dots and just around them; all 0 without a pattern.
    """
    for pale, around in list(zip(_PALE, _AROUND, strict=True))[: 1 if lined else None]:
        dots = _pattern(np.asarray(ink > pale, dtype=np.uint8), stroke)
        if dots is not None:
            return np.asarray(cv2.dilate(dots, np.ones((around, around), np.uint8)), dtype=np.uint8)
    return np.zeros(ink.shape, np.uint8)


def _pattern(inked: Grey, stroke: float) -> Grey | None:
    """The dots among what is inked; ``None`` without a pattern."""
    count, _ = cv2.connectedComponents(inked)
    if count <= _LEAST:  # as in most drawings
        return None
    pieces = connected(inked)
    sizes = np.maximum(pieces.width, pieces.height)
    small = np.flatnonzero(sizes[1:] <= _SIZE * stroke + _SOFT) + 1
    if len(small) < _LEAST:
        return None
    places = np.asarray(pieces.middles()[small], dtype=np.float32)
    sample = places[:: max(1, len(places) // _SAMPLE)]
    apart = np.hypot(*(sample[:, None] - places).transpose(2, 0, 1))
    distance = float(np.median(np.partition(apart, 1, axis=1)[:, 1]))
    even = _neighbours(places, distance) >= _NEIGHBOURS
    if distance <= 2 * float(np.median(sizes[small])) or even.sum() < max(
        _LEAST, _SHARE * len(small)
    ):
        return None
    chosen = np.zeros(len(sizes), np.uint8)
    chosen[small[even]] = 1
    return np.asarray(chosen[pieces.labels], dtype=np.uint8)


def _neighbours(places: np.ndarray[tuple[int, ...], np.dtype[np.float32]], distance: float) -> Ink:
    """How many others each place has at a distance."""
    columns, rows = np.rint(places * (_RADIUS / max(distance, 1.0))).astype(np.intp).T
    points = np.zeros((rows.max() + 1, columns.max() + 1), np.float32)
    points[rows, columns] = 1
    reach = _RADIUS + 2
    across = np.arange(-reach, reach + 1)
    off = np.abs(np.hypot(across, across[:, None]) - _RADIUS)
    ring = np.asarray(off <= _EVEN * _RADIUS + 0.5, dtype=np.float32)
    counts = cv2.filter2D(points, cv2.CV_32F, ring, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(counts[rows, columns] + 0.5, dtype=np.float32)
