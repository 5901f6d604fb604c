"""Quadrilaterals round patches of one colour: where a sheet's edges are drowned by those of cloth,
keys or grain, its colour may still stand out."""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Grey, Picture
from hwocr.prepare.edges import Edges, Floats

_BRIDGE = 0.016
"""Width of what still parts patches, as a share of the diagonal: letters touch by less."""
_CELLS = 2
"""So many of the largest patches without edges are looked at."""
_FINEST, _COARSEST, _STEP = 0.01, 0.04, 0.005
"""How far a patch's outline may lie from the quadrilateral, as shares of its length."""


def patches_of(lab: Picture, edges: Edges, least_area: float) -> list[Floats]:
    """Corners (4, 2) in order round each quadrilateral.

    A patch is the largest piece of what is above or below Otsu's threshold of a channel, or is
    free of edges; the quadrilateral is its convex hull simplified (Douglas and Peucker, 1973).

    Args:
        lab: CIE Lab, uint8 (H, W, 3), without fine detail.
        edges: of the same picture.
        least_area: of a patch in pixels.
    """
    kernel = np.ones((max(3, round(_BRIDGE * float(np.hypot(*lab.shape[:2])))),) * 2, np.uint8)
    masks = []
    for channel in cv2.split(lab):
        _, above = cv2.threshold(channel, 0, 1, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
        for side in (above, 1 - above):
            opened = cv2.morphologyEx(np.asarray(side, np.uint8), cv2.MORPH_OPEN, kernel)
            masks += _largest(np.asarray(opened, np.uint8), 1, least_area)
    near = np.ones((3, 3), np.uint8)
    bare = np.asarray(1 - cv2.dilate((edges.mask > 0).view(np.uint8), near), np.uint8)
    bare[[0, -1]] = bare[:, [0, -1]] = 0
    masks += [np.asarray(cv2.dilate(m, near), np.uint8) for m in _largest(bare, _CELLS, least_area)]
    quads = map(_quadrilateral, masks)
    return [quad for quad in quads if quad is not None]


def _largest(mask: Grey, count: int, least_area: float) -> list[Grey]:
    """The largest connected pieces of a mask."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    areas = stats[1:, cv2.CC_STAT_AREA]
    best = [n for n in np.argsort(areas)[::-1][:count].tolist() if areas[n] >= least_area]
    return [(labels == n + 1).view(np.uint8) for n in best]


def _quadrilateral(mask: Grey) -> Floats | None:
    """The four corners of a piece; ``None`` where it has another shape."""
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    length = cv2.arcLength(hull, True)
    for share in np.arange(_FINEST, _COARSEST, _STEP):
        corners = cv2.approxPolyDP(hull, float(share) * length, True)
        if len(corners) == 4:
            return np.asarray(corners[:, 0] + 0.5, np.float64)
        if len(corners) < 4:
            break
    return None
