"""Which line a place on the page belongs to, and where ink of several lines is parted."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey
from hwocr.segment.parts import Part
from hwocr.segment.ridges import Ridge

_TALL = 1.8
"""Ink at least so high may be that of two lines; here and below in body heights."""
_HELD, _ACROSS = 0.7, 0.3
"""A piece of a part belongs to a line if it lies on the line's ridge over such a width, or reaches
so far beyond it to both sides."""
_FLAT = 0.25
"""Distance along the lines counts so much beside distance across them."""
_COARSE = 6
"""Regions are found on a map with so many rows per body height."""


def regions_of(ridges: Sequence[Ridge], shape: tuple[int, int], body: float) -> NDArray[np.int32]:
    """The nearest ridge of each pixel, int32 (H, W), numbered from 0; needs at least one ridge."""
    if len(ridges) == 1:
        return np.zeros(shape, np.int32)
    rows = _COARSE / body
    columns = rows * _FLAT
    size = max(1, round(shape[0] * rows)), max(1, round(shape[1] * columns))
    free = np.ones(size, np.uint8)
    owner = np.zeros(size, np.int32)
    for number, ridge in enumerate(ridges):
        x = np.clip((ridge.x * size[1] / shape[1]).astype(int), 0, size[1] - 1)
        y = np.clip((ridge.y * size[0] / shape[0]).astype(int), 0, size[0] - 1)
        free[y, x] = 0
        owner[y, x] = number
    _, nearest = cv2.distanceTransformWithLabels(
        free, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    number_of = np.zeros(int(nearest.max()) + 1, np.int32)
    number_of[nearest[free == 0]] = owner[free == 0]
    small = number_of[nearest].astype(np.float32)
    full = cv2.resize(small, shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.asarray(full, np.int32)


def part_lines(
    inked: Grey,
    labels: NDArray[np.int32],
    parts: Sequence[Part],
    ridges: Sequence[Ridge],
    regions: NDArray[np.int32],
    body: float,
) -> Grey:
    """Cut parts that stand on several lines along the seams between these.

    Args:
        inked: uint8 (H, W), 1 on ink.
        labels: int32 (H, W), the parts' numbers.
        parts: of the writing.
        ridges: of the lines.
        regions: int32 (H, W), which of the ridges is the nearest.
        body: height of the small letters in pixels.

    Returns:
        The same array where there is nothing to cut; otherwise a copy with the seams bare.
    """
    result = inked
    for part in parts:
        box = part.box
        if box.height < _TALL * body:
            continue
        place = (slice(box.y, box.bottom), slice(box.x, box.right))
        own = labels[place] == part.label
        near = regions[place].astype(np.float32)
        border = cv2.morphologyEx(near, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
        seam = own & border
        if not seam.any():
            continue
        columns = np.arange(box.x, box.right) + 0.5
        rows = np.arange(box.y, box.bottom)[:, None] + 0.5
        away = np.zeros(own.shape)
        for number in np.unique(regions[place]).tolist():
            away = np.where(near == number, rows - ridges[number].at(columns), away)
        seam &= ~_in_vain(own, seam, away / body, body)
        if seam.any():
            result = inked.copy() if result is inked else result
            result[place][seam] = 0
    return result


def _in_vain(
    own: NDArray[np.bool_], seam: NDArray[np.bool_], away: NDArray[np.float64], body: float
) -> NDArray[np.bool_]:
    """The seam around pieces that stand on no line: the end of a loop stays with its letter.

    Args:
        own: bool (H, W), the part's ink.
        seam: bool (H, W), where it may be cut.
        away: float64 (H, W), how far below its line's ridge a pixel is, in body heights.
        body: height of the small letters in pixels.
    """
    count, pieces = cv2.connectedComponents((own & ~seam).view(np.uint8), connectivity=8)
    held = np.zeros(count, np.bool_)
    for piece in range(1, count):
        rows, columns = np.nonzero(pieces == piece)
        off = away[rows, columns]
        on_ridge = columns[np.abs(off) <= 0.5 / body]
        wide = len(on_ridge) > 0 and np.ptp(on_ridge) >= _HELD * body
        held[piece] = wide or (len(on_ridge) > 0 and min(-off.min(), off.max()) >= _ACROSS)
    if held.sum() < 2:
        return seam
    held[0] = True
    loose = np.asarray(~held[pieces]).view(np.uint8)
    return seam & (cv2.dilate(loose, np.ones((3, 3), np.uint8)) > 0)
