"""Where one piece of ink may hold several characters: the cheapest seams from top to bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.page import Box
from hwocr.segment.layout import Component

_PEN = 2.5
"""Ink is looked at so small that the pen is about so many pixels wide…"""
_ROWS = 40
"""…and no higher than so many."""
_BARE = 1.0
"""What a seam pays on bare paper for going once from top to bottom, in pens of ink."""
_DEAREST = 3.5
"""Ink that a seam may cut, in pens."""
_LEVELS = (0.35, 0.65)
"""Seams are looked for where they pass these shares of the height."""
_MET = 0.3
"""How much thicker than the pen ink is where strokes meet."""
_LOWEST = 0.3
"""Share of a component's height that each side of a seam reaches over, at least."""
_LEAST = 2.0
"""Ink between two seams, or beside one, in squares of the pen."""
_SEEN = 0.1
"""Ink fainter than this does not widen a piece's box."""
_INKED = 0.4
"""Ink from which on a pixel is of a stroke."""
_EASE = 4.0
"""Share of its price that ink loses where it is twice as thick as the pen."""
_SAME = 1e-9
"""Costs that differ by less are equal."""

Grid = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Seam:
    """A way from the top of a component to its bottom.

    Attributes:
        columns: float64 (H,): in each row, the ink left of this lies to its left.
        ink: how much ink it cuts, in widths of the pen.
    """

    columns: Grid
    ink: float


def cut(component: Component, seams: Sequence[Seam]) -> list[tuple[Component, float]]:
    """A component in pieces, from left to right, each with the ink of the seam before it.

    Args:
        component: with ink of as many rows as the seams have.
        seams: from left to right.
    """
    places = np.arange(component.ink.shape[1]) + 0.5
    number = np.zeros(component.ink.shape, np.int8)
    for seam in seams:
        number += places > seam.columns[:, None]
    pieces = []
    for index, price in enumerate([0.0, *(seam.ink for seam in seams)]):
        own = np.where(number == index, component.ink, np.float32(0))
        x, y, width, height = cv2.boundingRect(np.asarray(own > _SEEN, np.uint8))
        if width and height:
            box = Box(component.box.x + x, component.box.y + y, width, height)
            pieces.append((Component(box, own[y : y + height, x : x + width]), price))
    return pieces


def find_seams(ink: Ink, pen: float, most: int) -> list[Seam]:
    """The ways that part ink in two and cut little of it, from left to right.

    A way's cost is the ink on it and a little for its length; the cheapest through a point is
    the sum of the cheapest from above and from below (as in seam carving: Avidan, Shamir 2007,
    here with level steps too). Seams are those that are cheaper than all beside them.

    Args:
        ink: float32 (H, W) in [0, 1] of one component.
        pen: width of the pen in pixels.
        most: how many at most, the cheapest.
    """
    height, width = ink.shape
    scale = min(1.0, _PEN / pen, _ROWS / height)
    rows, columns = max(2, round(height * scale)), max(2, round(width * scale))
    small = cv2.resize(ink, (columns, rows), interpolation=cv2.INTER_AREA)
    amount = small.astype(np.float64) / (pen * scale)
    thick = _thickness(ink, pen, (columns, rows))
    eased = amount * np.maximum(1 - _EASE * thick, 0.05)
    cost = eased + _BARE / rows
    above, below = _from_top(cost), _from_top(cost[::-1])[::-1]
    up, down = _steps(above, cost), _steps(below[::-1], cost[::-1])
    left_of = np.cumsum(amount, axis=1)
    least = _LEAST * pen * scale
    chosen: list[tuple[NDArray[np.int_], float]] = []
    borders = [np.zeros(rows), left_of[:, -1]]
    for total, row, column in sorted(_through(above + below - cost, thick)):
        if total > _DEAREST + 2 * _BARE or len(chosen) == most:
            break
        path = _climb(up, row, column)
        path += [(rows - 1 - y, x) for y, x in _climb(down, rows - 1 - row, column)[1:]]
        ys, xs = np.array(path).T
        cut_ink = float(eased[ys, xs].sum())
        if cut_ink > _DEAREST:
            continue
        first, last = np.full(rows, columns), np.zeros(rows, np.int_)
        np.minimum.at(first, ys, xs)
        np.maximum.at(last, ys, xs)
        middle = (first + last) // 2
        beside = left_of[np.arange(rows), middle]
        low = min(_extent(beside), _extent(left_of[:, -1] - beside)) < _LOWEST * rows
        if not low and all(float(np.abs(beside - other).sum()) > least for other in borders):
            chosen.append((middle, cut_ink))
            borders.append(beside)
    chosen.sort(key=lambda item: float(item[0].mean()))
    whole = (np.arange(height) + 0.5) * rows / height - 0.5
    return [
        Seam(np.interp(whole, np.arange(rows), (middle + 0.5) * width / columns), cut_ink)
        for middle, cut_ink in chosen
    ]


def _extent(amount: Grid) -> int:
    """Rows from the first to the last with some ink."""
    rows = np.flatnonzero(amount > _SEEN)
    return int(rows[-1] - rows[0]) + 1 if len(rows) else 0


def _thickness(ink: Ink, pen: float, size: tuple[int, int]) -> Ink:
    """How much thicker than the pen a stroke is at each pixel: 0, to 1 where it is twice as thick.

    There two strokes lie side by side, or cross. The result has the given width and height.
    """
    inked = np.asarray(ink > _INKED, np.uint8)
    padded = cv2.copyMakeBorder(inked, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    depth = cv2.distanceTransform(padded, cv2.DIST_L2, 5)[1:-1, 1:-1]
    reach = 2 * round(0.2 * pen) + 1
    depth = cv2.dilate(depth, np.ones((reach, reach), np.uint8))
    excess = np.clip((2 * depth - 0.5) / pen - 1, 0, 1)
    return np.asarray(cv2.resize(excess, size, interpolation=cv2.INTER_AREA), np.float32)


def _from_top(cost: Grid) -> Grid:
    """The cost of the cheapest way from the top row to each pixel, by steps down and sideways."""
    best = np.empty_like(cost)
    before = np.zeros(cost.shape[1])
    for row, price in enumerate(cost):
        down = before + price
        run = np.cumsum(price)
        right = np.minimum.accumulate(down - run) + run
        back = np.cumsum(price[::-1])
        left = (np.minimum.accumulate(down[::-1] - back) + back)[::-1]
        before = best[row] = np.minimum(left, right)
    return best


def _through(cost: Grid, thick: Ink) -> Iterator[tuple[float, int, int]]:
    """Cost, row and column of points that seams are led through.

    These are the places where strokes meet, and what is cheaper on the middle row than all
    beside it: gaps, and thin joins.
    """
    count, labels = cv2.connectedComponents(np.asarray(thick > _MET, np.uint8), connectivity=8)
    for label in range(1, count):
        rows, columns = np.nonzero(labels == label)
        best = int(np.argmin(cost[rows, columns]))
        yield float(cost[rows[best], columns[best]]), int(rows[best]), int(columns[best])
    for row in sorted({int(level * cost.shape[0]) for level in _LEVELS}):
        line = np.round(cost[row], 6)
        change = np.flatnonzero(np.diff(line))
        starts = np.concatenate([[0], change + 1])
        ends = np.concatenate([change, [len(line) - 1]])
        level = line[starts]
        padded = np.concatenate([[np.inf], level, [np.inf]])
        low = (padded[:-2] > level) & (padded[2:] > level)
        for start, end in zip(starts[low].tolist(), ends[low].tolist(), strict=True):
            yield float(line[start]), row, (start + end) // 2


def _steps(best: Grid, cost: Grid) -> list[list[int]]:
    """The step by which the cheapest way from the top came to each pixel: 0 from above, else ±1,
    the column that it came from."""
    rest = best - cost
    apart = np.full((3, *best.shape), np.inf)
    apart[0, 0] = np.abs(rest[0])
    apart[0, 1:] = np.abs(rest[1:] - best[:-1])
    apart[1, :, 1:] = np.abs(rest[:, 1:] - best[:, :-1])
    apart[2, :, :-1] = np.abs(rest[:, :-1] - best[:, 1:])
    found: list[list[int]] = np.array([0, -1, 1])[np.argmin(apart > _SAME, axis=0)].tolist()
    return found


def _climb(steps: list[list[int]], row: int, column: int) -> list[tuple[int, int]]:
    """The cheapest way from a pixel up to the top row."""
    path = [(row, column)]
    for _ in range(len(steps) * len(steps[0])):
        step = steps[row][column]
        if step:
            column += step
        elif row:
            row -= 1
        else:
            break
        path.append((row, column))
    return path
