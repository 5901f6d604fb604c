"""Pen strokes of a drawing, and the components that they made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from hwocr.arrays import Matrix, Points
from hwocr.segment import Component, LineRegion

_INKED = 0.1
"""Ink from which on a point of a stroke lies on a component."""
_OWN = 0.6
"""Share of a stroke's points that lie on the component that it belongs to."""
_SHARED = 0.3
"""Strokes lie beside each other if they share no more of their width."""
_POINTS = 48
"""Points of a stroke by which crossings are found."""
_END = 0.25
"""A crossing so far from all ends, as a share of the larger stroke's size, is a full one."""


def with_strokes(
    lines: Sequence[LineRegion], strokes: Sequence[ArrayLike], matrix: Matrix
) -> tuple[LineRegion, ...]:
    """The lines with each component's strokes.

    Args:
        strokes: arrays (N, 2) of x and y in source pixels.
        matrix: 3×3, from the lines' pixels to source pixels.
    """
    back = np.linalg.inv(matrix)
    drawn = [np.asarray(stroke, np.float64).reshape(-1, 1, 2) for stroke in strokes]
    placed = [
        np.asarray(cv2.perspectiveTransform(points, back)[:, 0], np.float32)
        for points in drawn
        if len(points)
    ]

    def own(component: Component) -> Component:
        mine = tuple(points for points in placed if _share_on(component, points) > _OWN)
        return replace(component, strokes=mine)

    return tuple(
        replace(
            line,
            words=tuple(
                replace(word, components=tuple(map(own, word.components))) for word in line.words
            ),
        )
        for line in lines
    )


def _share_on(component: Component, points: Points) -> float:
    places = np.floor(points - [component.box.x, component.box.y]).astype(int)
    height, width = component.ink.shape
    inside = ((places >= 0) & (places < [width, height])).all(axis=1)
    if not inside.any():
        return 0.0
    x, y = places[inside].T
    return float((component.ink[y, x] > _INKED).sum()) / len(points)


def has_sides(component: Component) -> bool:
    """Whether some of a component's strokes lie beside the others: it may be several letters."""
    ends = sorted((float(s[:, 0].min()), float(s[:, 0].max())) for s in component.strokes)
    right = -np.inf
    for number, (left, end) in enumerate(ends):
        later = max((other for _, other in ends[number:]), default=end)
        if number and right - left < _SHARED * min(right - ends[0][0], later - left):
            return True
        right = max(right, end)
    return False


def crossing(first: Points, second: Points) -> float:
    """How fully two strokes cross: 0 where they do not or just touch with an end, up to 1.

    A bar runs through its stem: the place is far from the ends of one or both strokes.
    """
    a, b = _thinned(first), _thinned(second)
    if len(a) < 2 or len(b) < 2:
        return 0.0
    p, r = a[:-1, None], np.diff(a, axis=0)[:, None]
    q, s = b[None, :-1], np.diff(b, axis=0)[None]
    turn = _cross(r, s)
    with np.errstate(divide="ignore", invalid="ignore"):
        along = _cross(q - p, s) / turn
        across = _cross(q - p, r) / turn
    met = (along >= 0) & (along <= 1) & (across >= 0) & (across <= 1) & (turn != 0)
    size = max(float(np.ptp(a, axis=0).max()), float(np.ptp(b, axis=0).max()), 1e-6)
    best = 0.0
    for i, j in np.argwhere(met).tolist():
        point = a[i] + along[i, j] * (a[i + 1] - a[i])
        ends = np.stack([a[0], a[-1], b[0], b[-1]])
        nearest = float(np.linalg.norm(ends - point, axis=1).min())
        best = max(best, min(1.0, nearest / (_END * size)))
    return best


def _cross(a: NDArray[np.float32], b: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0], np.float32)


def _thinned(points: Points) -> Points:
    step = max(1, len(points) // _POINTS)
    return np.concatenate([points[:-1:step], points[-1:]])
