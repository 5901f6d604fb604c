"""Connected pieces of ink with the measures that tell writing from other things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.connected import connected
from hwocr.page import Box
from hwocr.segment.edges import Edges

_AROUND = 14
"""Side of a part's surroundings in stroke widths."""
_LEAST_BARE = 0.02
"""Share of the surroundings that must be bare to tell whether they are paper."""


@dataclass(frozen=True, eq=False)
class Part:
    """One connected piece of ink.

    Attributes:
        label: its number in the label picture, from 1.
        box: in working pixels.
        outline: int32 (N, 2), the outer contour; holes belong to the part.
        area: inked pixels.
        sharpness: share of its outline that lies on Canny's edges, 0 to 1.
        darkness: mean ink over its pixels, 0 to 1.
        thickness: mean width of its strokes in pixels.
        dirt: mean ink of what lies around and is no stroke, 0 to 1; about 0 on paper.
    """

    label: int
    box: Box
    outline: NDArray[np.int32] = field(repr=False)
    area: int
    sharpness: float
    darkness: float
    thickness: float
    dirt: float = 0.0

    @property
    def size(self) -> int:
        """The longer side of its box."""
        return max(self.box.width, self.box.height)


def find_parts(found: Edges, ink: Ink) -> tuple[NDArray[np.int32], tuple[Part, ...]]:
    """Label the inked pieces and measure them.

    Returns:
        The labels, int32 (H, W), 0 on bare paper; and the parts in the order of their labels.
    """
    inked = found.inked
    pieces = connected(inked)
    labels, area = pieces.labels, pieces.area.tolist()
    sides = np.stack([pieces.left, pieces.top, pieces.width, pieces.height], axis=1).tolist()
    contours, _ = cv2.findContours(inked, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found_outlines = {}
    for contour in contours:
        points = np.asarray(contour, dtype=np.int32).reshape(-1, 2)
        found_outlines[int(labels[points[0, 1], points[0, 0]])] = points
    near_edge = cv2.dilate(found.edges, np.ones((3, 3), np.uint8)) > 0
    darkness = pieces.sums(ink).tolist()
    padded = cv2.copyMakeBorder(inked, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1]
    depth = pieces.sums(distance).tolist()
    boxes = [Box(*four) for four in sides]
    # A part inside another's hole is outlined by a second search.
    outlines = [
        found_outlines[label] if label in found_outlines else _outline(labels, boxes[label], label)
        for label in range(1, len(area))
    ]
    dirt = _dirt(inked, ink, found.stroke, outlines)
    parts = [
        Part(
            label=label,
            box=boxes[label],
            outline=points,
            area=area[label],
            sharpness=_sharpness(points, near_edge),
            darkness=darkness[label] / area[label],
            thickness=max(1.0, 4 * (depth[label] / area[label] - 0.5)),
            dirt=dirt[label - 1],
        )
        for label, points in enumerate(outlines, start=1)
    ]
    return labels, tuple(parts)


def _sharpness(points: NDArray[np.int32], near_edge: NDArray[np.bool_]) -> float:
    """Share of an outline that lies on edges; where it is cut by the border it cannot have any."""
    last_row, last_column = near_edge.shape[0] - 1, near_edge.shape[1] - 1
    x, y = points[:, 0], points[:, 1]
    free = (x > 0) & (y > 0) & (x < last_column) & (y < last_row)
    return float(near_edge[y[free], x[free]].mean()) if free.any() else 0.0


def _dirt(
    inked: Grey, ink: Ink, stroke: float, outlines: Sequence[NDArray[np.int32]]
) -> list[float]:
    """Mean ink per pixel around each outline, strokes with their soft edges left out."""
    reach = max(1, round(stroke))
    strokes = cv2.dilate(inked, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    bare = np.asarray(1 - strokes, dtype=np.uint8)
    paper = bare * ink
    if not outlines or not paper.any():  # as in most drawings
        return [0.0] * len(outlines)
    side = round(_AROUND * stroke) | 1
    points = np.concatenate(outlines)
    share = np.maximum(_sums_around(bare, points, side), _LEAST_BARE * side**2)
    dirt = _sums_around(paper, points, side) / share
    ends = np.cumsum([len(outline) for outline in outlines])
    return [float(own.mean()) for own in np.split(dirt, ends[:-1])]


def _sums_around(values: NDArray[Any], points: NDArray[np.int32], side: int) -> NDArray[np.float64]:
    """Sums over square windows around points, the picture mirrored at its border (Crow, Summed-area
    tables for texture mapping, 1984)."""
    reach = side // 2
    grown = cv2.copyMakeBorder(values, reach, reach, reach, reach, cv2.BORDER_REFLECT_101)
    sums = cv2.integral(grown)
    left, top = points[:, 0], points[:, 1]
    right, bottom = left + side, top + side
    around = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(around, dtype=np.float64)


def _outline(labels: NDArray[np.int32], box: Box, label: int) -> NDArray[np.int32]:
    own = np.asarray(labels[box.y : box.bottom, box.x : box.right] == label, dtype=np.uint8)
    begin = box.x, box.y
    contours, _ = cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE, offset=begin)
    return np.asarray(contours[0], dtype=np.int32).reshape(-1, 2)
