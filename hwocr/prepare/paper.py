"""The sheet, card or board whose edges are visible in a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from hwocr.arrays import Picture, border_of
from hwocr.prepare.beside import Colours, colours_of
from hwocr.prepare.corners import Outline, ordered, outline_of, straight
from hwocr.prepare.edges import Edges, Floats, edges_of, lines_of
from hwocr.prepare.evidence import evidence_of
from hwocr.prepare.partly import paper_in_view
from hwocr.prepare.patches import patches_of
from hwocr.prepare.quads import areas_of, quads_of

_SIDE = 480
"""The sheet is looked for on a copy whose longer side has so many pixels."""
_SMALLEST = 150
"""Pictures whose shorter side is below this are words and scraps, not photos of sheets."""
_EVEN = 2
"""Levels by which the border of a drawing varies, at most."""
_FINE = 5
"""Width in the copy's pixels of what a median removes: strokes and printed lines."""
_LEAST_AREA = 0.15
"""Share of the picture that a sheet covers, at least."""
_EDGE = 4.0
"""Change of colour, in levels, that makes an edge."""
_TRIED, _CLOSELY, _PATCHES, _CLOSEST = 48, 5, 3, 2
"""So many of the best supported quadrilaterals are looked at; of those, and of those round
patches, fitted to the edges; of all fitted to edges that are close."""
_LARGER = 0.7
"""Power of the area by which the larger of two like quadrilaterals is preferred."""
_CLOSE = 0.008
"""How far from a side of those the edge is looked for, as a share of the diagonal."""
_CONVINCING = 0.14
"""Score from which a sheet is believed."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet seen in a picture.

    Attributes:
        corners: float64 (4, 2), x and y of the top left, top right, bottom right and bottom left
            corner as seen in the picture, counted from the picture's own corner. One may lie a
            little outside.
    """

    corners: Floats


def find_paper(copy: Picture) -> tuple[Sheet | None, Floats | None]:
    """The sheet in a picture; without one, the outline (N, 2) of what is paper in the picture, x
    and y from its corner, where some edges of a sheet are in view. Both are None without any.

    Args:
        copy: RGB uint8 (H, W, 3).
    """
    height, width = copy.shape[:2]
    if min(height, width) < _SMALLEST or _is_drawn(copy):
        return None, None
    scale = min(1.0, _SIDE / max(height, width))
    size = round(width * scale), round(height * scale)
    enlarge = np.array([width / size[0], height / size[1]])
    small = cv2.resize(copy, size, interpolation=cv2.INTER_AREA)
    plain = cv2.GaussianBlur(cv2.medianBlur(small, _FINE), (5, 5), 0)
    lab = np.asarray(cv2.cvtColor(plain, cv2.COLOR_RGB2LAB), np.uint8)
    edges, colours = edges_of(lab, _EDGE), colours_of(lab)
    lines = lines_of(edges)
    outline = _whole(lab, edges, colours, lines)
    if outline is not None:
        return Sheet(ordered(outline.corners * enlarge)), None
    part = paper_in_view(edges, colours, lines)
    return None, None if part is None else part * enlarge


def _whole(lab: Picture, edges: Edges, colours: Colours, lines: Floats) -> Outline | None:
    """The outline of a sheet with four visible edges."""
    whole = edges.mask.size

    def score(outlines: list[Outline]) -> Floats:
        """How much each looks like a sheet."""
        areas = areas_of(np.array([outline.corners for outline in outlines]))
        likeness = evidence_of(edges, colours, outlines).likeness
        return np.asarray(likeness * (areas / whole) ** _LARGER, np.float64)

    def best(corners: Sequence[Floats] | Floats, count: int) -> list[Outline]:
        """Those that look most like a sheet with straight sides, the best first."""
        outlines = [straight(four) for four in corners]
        if not outlines:
            return []
        order = np.argsort(-score(outlines), kind="stable")[:count]
        return [outlines[place] for place in order]

    quads = quads_of(edges, lines, _LEAST_AREA * whole)
    supported = np.argsort(quads.support.mean(axis=1))[::-1][:_TRIED]
    likely = best(quads.corners[supported], _CLOSELY)
    likely += best(patches_of(lab, edges, _LEAST_AREA * whole), _PATCHES)
    if not likely:
        return None
    # A printed line near an edge must not draw the outline to itself.
    closest = best([outline.corners for outline in likely], _CLOSEST)
    outlines = [outline_of(edges, each.corners) for each in likely]
    outlines += [outline_of(edges, each.corners, _CLOSE) for each in closest]
    scores = score(outlines)
    place = int(scores.argmax())
    return outlines[place] if scores[place] >= _CONVINCING else None


def _is_drawn(picture: Picture) -> bool:
    """Whether the picture's border is of one colour, as no camera sees it."""
    return int(np.ptp(border_of(picture), axis=0).max()) <= _EVEN
