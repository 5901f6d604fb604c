"""Quadrilaterals with straight, visible sides: what could be a sheet's outline."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.prepare.edges import Edges, Floats, Indices

AWRY = 18.0
"""Degrees by which an edge's direction may differ from that of the side it is a part of."""
_STRIDE = 2.0
"""Pixels between the places where a line is looked at."""
REACH = 0.007
"""How far from its line a side's edge may lie, as a share of the diagonal: sheets curl."""
_PARALLEL = 25.0
"""Degrees between opposite sides, at most."""
_SQUARE = 50.0
"""Degrees between neighbouring sides, at least."""
_VISIBLE = 0.75
"""Share of a side that lies within the picture, at least."""
_SUPPORTED = 0.4
"""Share of a side's visible part that has an edge near its chord, at least."""


@dataclass(frozen=True, eq=False)
class Quads:
    """M quadrilaterals.

    Attributes:
        corners: float64 (M, 4, 2), in order round each.
        support: (M, 4), share of each side in view that is an edge; sides from each corner to the
            next.
        sides: (M, 4), the lines that the sides lie on.
    """

    corners: Floats
    support: Floats
    sides: Indices

    def __len__(self) -> int:
        return len(self.corners)

    def __getitem__(self, which: Indices | NDArray[np.bool_]) -> Quads:
        return Quads(self.corners[which], self.support[which], self.sides[which])


def quads_of(edges: Edges, lines: Floats, least_area: float, borders: int = 0) -> Quads:
    """All quadrilaterals of four of ``lines`` whose sides are edges for the most part.

    Args:
        edges: where the sides are looked for.
        lines: (N, 2) as :func:`lines_of` gives them.
        least_area: in pixels.
        borders: so many of the last lines are taken for edges from end to end.
    """
    none = Quads(np.zeros((0, 4, 2)), np.zeros((0, 4)), np.zeros((0, 4), np.int64))
    if len(lines) < 4:
        return none
    turn = np.deg2rad(lines[:, 0])
    normal = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    apart = np.abs(lines[:, None, 0] - lines[None, :, 0])
    apart = np.minimum(apart, 180 - apart)
    first, second = np.nonzero(np.triu(apart <= _PARALLEL, 1))
    one, two = np.nonzero(np.triu(np.ones((len(first),) * 2, bool), 1))
    a, c, b, d = first[one], second[one], first[two], second[two]
    keep = np.minimum.reduce([apart[a, b], apart[b, c], apart[c, d], apart[d, a]]) >= _SQUARE
    a, b, c, d = a[keep], b[keep], c[keep], d[keep]
    if not len(a):
        return none

    meet = crossings(normal, lines[:, 1])
    corners = np.stack([meet[d, a], meet[a, b], meet[b, c], meet[c, d]], axis=1)
    edge = np.roll(corners, -1, axis=1) - corners
    bend = edge[..., 0] * np.roll(edge, -1, 1)[..., 1] - edge[..., 1] * np.roll(edge, -1, 1)[..., 0]
    convex = (bend > 0).all(axis=1) | (bend < 0).all(axis=1)
    large = areas_of(corners) >= least_area
    keep = convex & large
    corners, sides = corners[keep], np.stack([a, b, c, d], axis=1)[keep]

    seen_until, held_until, start = _support(edges, normal, lines[:, 1])
    if borders:
        held_until[-borders:] = seen_until[-borders:]
    along = np.stack([-normal[:, 1], normal[:, 0]], axis=1)[sides]
    begin = (corners * along).sum(axis=2) - start[sides]
    finish = (np.roll(corners, -1, axis=1) * along).sum(axis=2) - start[sides]
    last = seen_until.shape[1] - 1
    low = np.clip(np.round(np.minimum(begin, finish) / _STRIDE), 0, last).astype(int)
    high = np.clip(np.round(np.maximum(begin, finish) / _STRIDE), 0, last).astype(int)
    seen = seen_until[sides, high] - seen_until[sides, low]
    held = held_until[sides, high] - held_until[sides, low]
    support = held / np.maximum(1, seen)
    length = np.abs(finish - begin) / _STRIDE
    keep = ((seen >= _VISIBLE * length) & (support >= _SUPPORTED)).all(axis=1)
    return Quads(corners[keep], support[keep], sides[keep])


def crossings(normal: Floats, offset: Floats) -> Floats:
    """Where each two lines meet, (N, N, 2); far away where they hardly do."""
    cross = normal[:, None, 0] * normal[None, :, 1] - normal[:, None, 1] * normal[None, :, 0]
    cross = np.where(np.abs(cross) < 1e-3, 1e-3, cross)
    x = (offset[:, None] * normal[None, :, 1] - offset[None, :] * normal[:, None, 1]) / cross
    y = (offset[None, :] * normal[:, None, 0] - offset[:, None] * normal[None, :, 0]) / cross
    return np.stack([x, y], axis=2)


def areas_of(corners: Floats) -> Floats:
    """Areas (M,) of quadrilaterals (M, 4, 2)."""
    x, y = corners[..., 0], corners[..., 1]
    ahead_x, ahead_y = np.roll(x, -1, axis=1), np.roll(y, -1, axis=1)
    return np.asarray(np.abs((x * ahead_y - y * ahead_x).sum(axis=1)) / 2)


def _support(edges: Edges, normal: Floats, offset: Floats) -> tuple[Indices, Indices, Floats]:
    """Along each line, stride by stride: how many lay in the picture so far, and how many of
    those at an edge of the line's direction.

    Returns:
        Two arrays (N, T) of running totals, and the place along each line at which they begin.
    """
    height, width = edges.mask.shape
    diagonal = float(np.hypot(height, width))
    reach = max(1, round(REACH * diagonal))
    along = np.stack([-normal[:, 1], normal[:, 0]], axis=1)
    start = along @ [width / 2, height / 2] - diagonal / 2
    steps = start[:, None] + np.arange(0, diagonal, _STRIDE)
    middle = (normal * offset[:, None])[:, None] + steps[..., None] * along[:, None]
    aside = np.arange(-reach, reach + 1, dtype=np.float64)
    points = middle[:, :, None] + aside[:, None] * normal[:, None, None]
    column, row = np.floor(points[..., 0]).astype(int), np.floor(points[..., 1]).astype(int)
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    column, row = np.clip(column, 0, width - 1), np.clip(row, 0, height - 1)
    turn = np.rad2deg(np.arctan2(normal[:, 1], normal[:, 0]))[:, None, None]
    astray = np.abs(edges.angle[row, column] - turn) % 180
    fits = (np.minimum(astray, 180 - astray) <= AWRY) & (edges.mask[row, column] > 0) & inside
    seen = inside[..., reach]
    return np.cumsum(seen, axis=1), np.cumsum(fits.any(axis=2) & seen, axis=1), start
