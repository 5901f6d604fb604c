"""How bright bare paper would be at every pixel, under whatever light fell on it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink, border_of

_WINDOW = 1 / 14
"""Side of the closing's window as a share of the picture's longer side, at most."""
_STROKES = 6
"""Side of the window in stroke widths: dense writing is narrower, the shadow of a finger wider."""
_BOLD = 3
"""Stroke widths that the window spans in any case, however bold the writing."""
_BOLDER = 75
"""Share of the strokes, in percent, that are thinner than what counts as their width."""
_LEAST = 15
"""Side of the smallest window in pixels: smaller ones follow the paper's noise."""
_WIDEST = 1 / 4
"""Side of the largest window as a share of the picture's longer side."""
_SIDE = 450
"""Strokes are measured on a copy whose longer side has so many pixels."""
_SHALLOW = 0.06
"""What darkens the paper by a smaller share is no stroke."""


def paper_of(grey: Grey) -> Grey:
    """The paper below dark writing.

    A grey closing with a window wider than any stroke fills the strokes with the brightness
    beside them and keeps gradients and the edges of shadows where they are (Serra, Image Analysis
    and Mathematical Morphology, 1982). Shadows narrower than the window would be filled as well,
    so it goes by the width of the strokes. The closing's input is smoothed, because it follows
    the brightest pixels and would otherwise lie above the paper by the camera's noise.

    Args:
        grey: uint8 (H, W), dark on light.

    Returns:
        uint8 (H, W).
    """
    smooth = np.asarray(cv2.medianBlur(grey, 3), dtype=np.uint8)
    if np.ptp(border_of(grey)) == 0:
        # Most drawings: if the smallest window fills all strokes with the brightest level there
        # is, any other does so too.
        paper = _closing(smooth, _LEAST)
        if paper.min() == smooth.max():
            return paper
    stroke = _stroke(grey)
    widest = _WINDOW * max(grey.shape)
    if stroke:
        widest = max(_BOLD * stroke, min(widest, _STROKES * stroke))
        widest = min(widest, _WIDEST * max(grey.shape))
    side = max(_LEAST, round(widest)) | 1
    return _closing(smooth, side)


def darkness_of(grey: Grey, paper: Grey) -> Ink:
    """The share of the paper's light that is missing.

    Args:
        grey: uint8 (H, W), dark on light.
        paper: uint8 (H, W), brightness of the bare paper, 0 where there is none.

    Returns:
        float32 (H, W) from -1 to 1, below 0 where noise makes the paper lighter; -1 where there is
        none.
    """
    missing = cv2.subtract(paper, grey, dtype=cv2.CV_32F)
    share = cv2.divide(missing, np.maximum(paper, 1), dtype=cv2.CV_32F)
    return np.asarray(np.maximum(share, -1, out=share), dtype=np.float32)


def _stroke(grey: Grey) -> float:
    """Width of the strokes in pixels, measured on a small copy; 0 without any.

    Twice the distance from the midlines of all that is dark to its edges, that of the bolder
    strokes where they differ. A shadow is dark too, but its midline is short beside theirs.
    """
    scale = min(1.0, _SIDE / max(grey.shape))
    size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    paper = _closing(small, max(3, min(size) // 3) | 1)
    depth = np.asarray(255 - cv2.divide(small, paper, scale=255), dtype=np.uint8)
    beyond = depth[depth > 255 * _SHALLOW]
    if not len(beyond):
        return 0.0
    level, _ = cv2.threshold(beyond, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    dark = cv2.copyMakeBorder((depth > level).view(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    distance = np.asarray(cv2.distanceTransform(dark, cv2.DIST_L2, 3))
    middle = (dark > 0) & (distance >= cv2.dilate(distance, np.ones((3, 3), np.uint8)))
    width = 2 * _bold(distance[middle].astype(np.float32)) - 0.5
    return max(1.0, width) / float(scale)


def _bold(widths: NDArray[np.float32]) -> float:
    """That of the bolder strokes, but of nothing that is far wider than most of them."""
    return float(np.percentile(widths[widths <= _BOLD * float(np.median(widths))], _BOLDER))


def _closing(grey: Grey, side: int) -> Grey:
    """Closing with a square window; beyond the border the picture goes on as it ends."""
    reach = side // 2
    padded = cv2.copyMakeBorder(grey, reach, reach, reach, reach, cv2.BORDER_REPLICATE)
    kernel = np.ones((side, side), np.uint8)
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, kernel)
    return np.asarray(closed[reach:-reach, reach:-reach], dtype=np.uint8)
