"""Ink of a picture that holds one character or word alone and little paper around it.

A page offers enough paper to learn its light from; a tight crop does not, so its border decides.
"""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, border_of

_MIN_CONTRAST = 12.0
"""Grey levels between paper and ink below which a crop counts as blank."""
_SPECK = 0.03
"""Parts smaller than this share of the ink are dirt."""


def crop_ink(grey: Grey) -> Ink:
    """The ink of a grey crop, dark on light or light on dark.

    Paper is the plane that fits the crop's border best, noise what varies around it. On a clean
    crop, black on white or white on black, the result is exactly the ink's share of grey.

    Args:
        grey: uint8 (H, W), at least 1×1.

    Returns:
        float32 (H, W) in [0, 1]; all zero where the crop is blank.
    """
    values = grey.astype(np.float32)
    border = border_of(values)
    paper = float(np.median(border))
    low, high = float(values.min()), float(values.max())
    if high - low < _MIN_CONTRAST:
        return np.zeros(grey.shape, np.float32)
    light_on_dark = paper - low < high - paper
    if light_on_dark:
        values, border, paper = 255 - values, 255 - border, 255 - paper
    spread = float(np.median(np.abs(border - paper)))
    if spread == 0.0:
        ink = np.clip(paper - values, 0, None) / max(paper, 1.0)
        return np.asarray(ink, dtype=np.float32)
    depth = _paper_plane(values) - values
    noise = 3.0 * 1.4826 * float(np.median(np.abs(depth - np.median(depth))))
    darkest = float(np.percentile(depth, 99.5))
    if darkest - noise < _MIN_CONTRAST:
        noise = 0.0
    ink = np.clip((depth - noise) / max(darkest - noise, 1.0), 0, 1).astype(np.float32)
    return _without_specks(ink)


def _paper_plane(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Ink:
    """Least-squares plane through the border's pixels, the dark ones (ink) left out."""
    height, width = values.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    edge = np.zeros(values.shape, bool)
    rim = max(1, min(height, width) // 10)
    edge[:rim], edge[-rim:], edge[:, :rim], edge[:, -rim:] = True, True, True, True
    edge &= values >= np.percentile(values[edge], 30)
    design = np.stack([xs[edge], ys[edge], np.ones(int(edge.sum()), np.float32)], axis=1)
    (a, b, c), *_ = np.linalg.lstsq(design, values[edge], rcond=None)
    return np.asarray(a * xs + b * ys + c, dtype=np.float32)


def _without_specks(ink: Ink) -> Ink:
    """Drop parts that hold too little of the ink, and leave the rest untouched."""
    strong = (ink > 0.35).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strong, connectivity=8)
    if count <= 2:
        return ink
    areas = stats[1:, cv2.CC_STAT_AREA]
    small = np.flatnonzero(areas < _SPECK * areas.sum()) + 1
    if not len(small):
        return ink
    dirt = cv2.dilate(np.isin(labels, small).astype(np.uint8), np.ones((3, 3), np.uint8))
    kept = cv2.dilate(((labels > 0) & ~np.isin(labels, small)).astype(np.uint8), np.ones((3, 3)))
    return np.where((dirt > 0) & (kept == 0), np.float32(0), ink)
