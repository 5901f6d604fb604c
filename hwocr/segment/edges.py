"""Blur and Canny, both scaled by the width of the pen."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, steady_median
from hwocr.connected import connected

_INKED = 0.4
"""Share of full ink from which a pixel counts as inked: about where Canny puts the edge."""
_THIN, _PALE = 3.0, 0.22
"""Strokes narrower than this, in pixels, may be as pale as this share of full ink."""
_DARK = 0.7
"""Share of full ink that the middle of a pen's stroke has."""
_BLUR = 0.2
"""Standard deviation of the blur, in stroke widths: closes a pencil's grain, keeps gaps."""
_HIGH, _LOW = 0.35, 0.12
"""Canny's thresholds as shares of the steepness of the writing's own edges."""
_SPECK = 0.25
"""Pieces that hold less than this share of what a usual one holds may be grain."""
_LARGE = 1.5
"""Power of the area by which large pieces count more: grain may hold as much ink as writing."""
_BOLDER, _LONG, _SEVERAL = 1.8, 8, 3
"""The rest is what is written where its strokes are so many times as wide, so many times as long
as they are wide, and in so many pieces: dark things are not."""


@dataclass(frozen=True, eq=False)
class Edges:
    """Where ink begins.

    Attributes:
        smooth: float32 (H, W), the blurred ink.
        inked: uint8 (H, W), 1 where the blurred ink is more than half there.
        edges: uint8 (H, W), 255 on Canny's edges.
        stroke: width of the pen in pixels, at least 1; 0 where nothing is inked.
    """

    smooth: Ink = field(repr=False)
    inked: Grey = field(repr=False)
    edges: Grey = field(repr=False)
    stroke: float


def find_edges(ink: Ink) -> Edges:
    """Blur the ink and find its edges (Canny, A computational approach to edge detection, 1986).

    Args:
        ink: float32 (H, W) in [0, 1].
    """
    stroke = pen_in_grain(ink)
    if not stroke:
        bare = np.zeros(ink.shape, np.uint8)
        return Edges(ink, bare, bare, 0.0)
    sigma = float(np.clip(_BLUR * stroke, 0.4, 3.0))
    smooth = np.asarray(cv2.GaussianBlur(ink, (0, 0), sigma), dtype=np.float32)
    inked = _inked(smooth, stroke)
    levels = np.asarray(255 * smooth, dtype=np.uint8)
    dx = cv2.Sobel(levels, cv2.CV_16S, 1, 0)
    dy = cv2.Sobel(levels, cv2.CV_16S, 0, 1)
    rim = cv2.morphologyEx(inked, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > 0
    steep = np.hypot(dx[rim].astype(np.float32), dy[rim].astype(np.float32))
    scale = float(np.percentile(steep, 75)) if steep.size else 0.0
    edges = cv2.Canny(dx, dy, _LOW * scale, _HIGH * scale, L2gradient=True)
    return Edges(smooth, inked, np.asarray(edges, dtype=np.uint8), stroke)


def _inked(smooth: Ink, stroke: float) -> Grey:
    """Inked pixels, 0 or 1; strokes that are hardly wider than a pixel may be paler in between.

    Such a stroke's ink is spread over two pixels wherever it runs between their centres, so
    pixels paler than usual count if they hang together with others that are not.
    """
    inked = np.asarray(smooth > _INKED, dtype=np.uint8)
    if stroke >= _THIN:
        return inked
    lowest = _PALE + (_INKED - _PALE) * max(0.0, stroke - 1) / (_THIN - 1)
    pale = np.asarray(smooth > lowest, dtype=np.uint8)
    count, labels = cv2.connectedComponents(pale, connectivity=8)
    strong = np.zeros(count, np.uint8)
    strong[labels[inked > 0]] = 1
    strong[0] = 0
    return np.asarray(strong[labels], dtype=np.uint8)


def pen_width(ink: Ink) -> float:
    """The typical width of strokes in pixels, 0 without any.

    Twice the median distance from the strokes' midlines to their edges, where the midline is dark:
    grain and ruled lines are mostly paler than the pen. Large dark areas hold many pixels but
    little midline, so they do not spoil it.

    Args:
        ink: float32 (H, W) in [0, 1].
    """
    inked = np.asarray(ink > _INKED, dtype=np.uint8)
    if not inked.any():
        return 0.0
    padded = cv2.copyMakeBorder(inked, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    distance = np.asarray(cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1])
    highest = cv2.dilate(distance, np.ones((3, 3), np.uint8))
    middle = (inked > 0) & (distance >= highest)
    dark = middle & (ink > _DARK)
    widths = distance[dark if dark.any() else middle]
    return max(1.0, 2 * float(np.median(widths)) - 0.5)


def pen_in_grain(ink: Ink) -> float:
    """The typical width of strokes also where specks hold most of the midlines, as the grain of
    cloth or what is left of a printed grid does.

    Args:
        ink: float32 (H, W) in [0, 1].
    """
    stroke = pen_width(ink)
    pieces = connected(np.asarray(ink > _INKED, dtype=np.uint8))
    area = pieces.area[1:]
    if len(area) < _SEVERAL:
        return stroke
    usual = steady_median(area, area**_LARGE)
    small = pieces.area < _SPECK * usual
    if not small[1:].any() or np.count_nonzero(~small[1:]) < _SEVERAL:
        return stroke
    left = ink.copy()
    left.ravel()[pieces.places[small[pieces.owners]]] = 0
    bold = pen_width(left)
    return bold if bold > _BOLDER * stroke and usual >= _LONG * bold**2 else stroke
