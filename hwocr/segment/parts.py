"""Connected pieces of ink with the measures that tell writing from other things."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

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
    outlines = {}
    for contour in contours:
        points = np.asarray(contour, dtype=np.int32).reshape(-1, 2)
        outlines[int(labels[points[0, 1], points[0, 0]])] = points
    near_edge = cv2.dilate(found.edges, np.ones((3, 3), np.uint8)) > 0
    darkness = pieces.sums(ink).tolist()
    padded = cv2.copyMakeBorder(inked, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    distance = cv2.distanceTransform(padded, cv2.DIST_L2, 3)[1:-1, 1:-1]
    depth = pieces.sums(distance).tolist()
    dirt = _dirt(inked, ink, found.stroke)
    parts = []
    for label in range(1, len(area)):
        box = Box(*sides[label])
        if label not in outlines:  # a part inside another's hole is outlined by a second search
            outlines[label] = _outline(labels, box, label)
        points = outlines[label]
        parts.append(
            Part(
                label=label,
                box=box,
                outline=points,
                area=area[label],
                sharpness=_sharpness(points, near_edge),
                darkness=darkness[label] / area[label],
                thickness=max(1.0, 4 * (depth[label] / area[label] - 0.5)),
                dirt=dirt(points),
            )
        )
    return labels, tuple(parts)


def _sharpness(points: NDArray[np.int32], near_edge: NDArray[np.bool_]) -> float:
    """Share of an outline that lies on edges; where it is cut by the border it cannot have any."""
    last_row, last_column = near_edge.shape[0] - 1, near_edge.shape[1] - 1
    x, y = points[:, 0], points[:, 1]
    free = (x > 0) & (y > 0) & (x < last_column) & (y < last_row)
    return float(near_edge[y[free], x[free]].mean()) if free.any() else 0.0


def _dirt(inked: Grey, ink: Ink, stroke: float) -> Callable[[NDArray[np.int32]], float]:
    """What measures the mean ink around outlines, strokes with their soft edges left out."""
    reach = max(1, round(stroke))
    strokes = cv2.dilate(inked, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    bare = np.asarray(1 - strokes, dtype=np.float32)
    paper = bare * ink
    if not paper.any():  # as in most drawings
        return lambda points: 0.0
    side = round(_AROUND * stroke) | 1
    share, left = cv2.blur(bare, (side, side)), cv2.blur(paper, (side, side))

    def dirt(points: NDArray[np.int32]) -> float:
        x, y = points[:, 0], points[:, 1]
        return float((left[y, x] / np.maximum(share[y, x], _LEAST_BARE)).mean())

    return dirt


def _outline(labels: NDArray[np.int32], box: Box, label: int) -> NDArray[np.int32]:
    own = np.asarray(labels[box.y : box.bottom, box.x : box.right] == label, dtype=np.uint8)
    begin = box.x, box.y
    contours, _ = cv2.findContours(own, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE, offset=begin)
    return np.asarray(contours[0], dtype=np.int32).reshape(-1, 2)
