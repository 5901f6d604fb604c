"""A sheet that the view cuts: the straight edges beyond which its paper ends."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Picture
from hwocr.prepare.beside import Colours
from hwocr.prepare.corners import outline_of, straight
from hwocr.prepare.edges import Edges, Floats
from hwocr.prepare.evidence import Evidence, evidence_of
from hwocr.prepare.quads import areas_of, quads_of

_LEAST_AREA = 0.4
"""Share of the picture that the paper covers, at least."""
_TRIED, _CLOSELY = 48, 8
"""So many quadrilaterals are looked at, and of those fitted to the edges."""
_PALE = 0.25
"""Share of its colour that is left of what lies beyond the paper, where it is shown."""
_SMALL = 300
"""Longer side in pixels of the copy on which paper is extended."""
_INWARD = 0.006
"""How far within its edges the paper ends, as a share of the diagonal: edges are not ink."""


def paper_in_view(edges: Edges, colours: Colours, lines: Floats) -> Floats | None:
    """The part of a sheet that is in view, where one to three of its edges are.

    The picture's borders take the place of the edges that are out of view. Paper is
    lighter than what lies beyond, and of another hue, or two edges end in a corner, so that
    shadows and printed lines cut nothing off.

    Args:
        edges: of the picture.
        colours: of the picture.
        lines: (N, 2) as :func:`lines_of` gives them.

    Returns:
        The paper's outline (N, 2), x and y; ``None`` where no edge is beyond doubt.
    """
    height, width = edges.mask.shape
    borders = np.array([[0, 0.5], [0, width - 0.5], [90, 0.5], [90, height - 0.5]])
    least = _LEAST_AREA * width * height
    quads = quads_of(edges, np.concatenate([lines, borders]), least, len(borders))
    open_sides = quads.sides >= len(lines)
    middle = np.array([width, height]) / 2
    quads = quads[open_sides.any(axis=1) & ~open_sides.all(axis=1) & _holds(quads.corners, middle)]
    if not len(quads):
        return None
    quads = quads[np.argsort(quads.support.mean(axis=1))[::-1][:_TRIED]]
    is_border = quads.sides >= len(lines)
    evidence = evidence_of(edges, colours, [straight(corners) for corners in quads.corners])
    likely = np.flatnonzero(_is_sure(evidence, is_border))
    # One with more edges says more, and a larger one loses less.
    score = (~is_border).sum(axis=1) + areas_of(quads.corners) / (width * height)
    likely = likely[np.argsort(score[likely])[::-1][:_CLOSELY]]
    for number in likely.tolist():
        outline = outline_of(edges, quads.corners[number], fixed=is_border[number])
        seen = evidence_of(edges, colours, [outline])
        held = (seen.whole_sides | is_border[number]).all()
        if held and _is_sure(seen, is_border[number : number + 1])[0]:
            inward = _INWARD * float(np.hypot(height, width)) * ~is_border[number]
            shape = outline.places - inward[:, None, None] * outline.normals
            return np.asarray(shape.reshape(-1, 2), dtype=np.float64)
    return None


def _is_sure(evidence: Evidence, is_border: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(M,), whether each edge can only be the end of paper, by itself or as a part of a corner."""
    corner = (~is_border & ~np.roll(is_border, 1, axis=1)).any(axis=1)
    alone = (evidence.parts | is_border).all(axis=1)
    return np.asarray(alone | corner & (evidence.ends | is_border).all(axis=1))


def _holds(corners: Floats, place: Floats) -> NDArray[np.bool_]:
    """Which convex quadrilaterals (M, 4, 2) hold a place."""
    edge, to = np.roll(corners, -1, axis=1) - corners, place - corners
    side = edge[..., 0] * to[..., 1] - edge[..., 1] * to[..., 0]
    return np.asarray((side > 0).all(axis=1) | (side < 0).all(axis=1))


def outside_of(outline: Floats, shape: tuple[int, ...]) -> Grey:
    """255 beyond an outline (N, 2), 0 within: uint8 of the shape (H, W)."""
    mask = np.full(shape, 255, np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 0)
    return mask


def paled(picture: Picture, outside: Grey) -> Picture:
    """The picture, RGB uint8, with what is outside drawn pale."""
    pale = cv2.addWeighted(picture, _PALE, np.full_like(picture, 255), 1 - _PALE, 0)
    return np.where(outside[..., None] > 0, np.asarray(pale, np.uint8), picture)


def extended(grey: Grey, outside: NDArray[np.bool_]) -> Grey:
    """A small copy with each place outside as bright as the nearest one inside: the light on the
    paper, as if that went on.

    Args:
        grey: uint8 (H, W).
        outside: bool (H, W).
    """
    scale = min(1.0, _SMALL / max(grey.shape))
    size = max(1, round(grey.shape[1] * scale)), max(1, round(grey.shape[0] * scale))
    small = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
    share = cv2.resize(255 * outside.view(np.uint8), size, interpolation=cv2.INTER_AREA)
    beyond = np.asarray(share > 0)
    if beyond.all():
        return small
    _, nearest = cv2.distanceTransformWithLabels(
        beyond.view(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    light = np.zeros(int(nearest.max()) + 1, np.uint8)
    light[nearest[~beyond]] = small[~beyond]
    return np.where(beyond, light[nearest], small)
