"""Long thin strokes that run about level: candidates for printed lines."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey
from hwocr.connected import connected

_CHUNKS = 10
"""A stroke is followed in so many straight pieces across the picture, so that it may bend."""
_PIECE = 8.0
"""Stroke widths that a piece must run undisturbed to tell where its line goes."""
_STEEPEST = 0.84
"""Slope up to which a line counts as level: 40 degrees."""
_WAVER = 0.35
"""Share of the widest stroke by which a piece's ink may deviate from its line."""
_JUMP, _DRIFT = 0.35, 0.03
"""How far linked pieces may miss each other: share of the widest stroke, and of their gap."""
_KINK = 0.07
"""Greatest change of slope from one piece to the next."""
_GAP = 12.0
"""Stroke widths that letters may hide of a line at once."""
_MOST = 800
"""Pieces looked at, the longest first."""
_ROUNDS = 2
"""How often ink beside a piece's line is left out and the line fitted again."""
_FILLED = 0.5
"""Share of a piece's columns that must have ink on its line."""


@dataclass(frozen=True, eq=False)
class Straight:
    """One long thin stroke.

    Attributes:
        start: its first column.
        middle: float64 (N,), the row of its middle in each column from ``start``.
    """

    start: int
    middle: NDArray[np.float64] = field(repr=False)

    @property
    def length(self) -> int:
        return len(self.middle)

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Column and row of its first and its last point."""
        last = self.length - 1
        return (self.start, float(self.middle[0])), (self.start + last, float(self.middle[last]))

    def holds(self, other: Straight, apart: float) -> bool:
        """Whether another stroke's middle lies on this one, at most so many rows apart."""
        place = other.length // 2
        column = other.start + place - self.start
        if not 0 <= column < self.length:
            return False
        return bool(abs(self.middle[column] - other.middle[place]) <= apart)

    def enlarged(self, factor: int) -> Straight:
        """The same stroke in a picture whose sides are so many times longer."""
        columns = (np.arange(factor * self.length) + 0.5) / factor - 0.5
        middle = np.interp(columns, np.arange(self.length), self.middle)
        return Straight(factor * self.start, factor * (middle + 0.5) - 0.5)


def find_straights(inked: Grey, stroke: float, widest: int) -> list[Straight]:
    """Follow all long thin strokes that run about level.

    What is not higher than a stroke is wide is cut from the ink, column by column. The pieces left
    are fitted by straight lines, and those that continue each other are linked, over the letters
    that hide the line between them.

    Args:
        inked: uint8 (H, W), 1 where there is ink.
        stroke: width of the pen in pixels.
        widest: height in pixels up to which a column of ink may belong to a line.

    Returns:
        Strokes at least :data:`_PIECE` stroke widths long.
    """
    _, y, _, height = cv2.boundingRect(inked)
    top = max(0, y - 1)  # a bare row on either side, as far as there is one
    pieces = _pieces(thin(inked[top : y + height + 1], widest), stroke, widest)
    if not len(pieces):
        return []
    pieces[:, 2:] += top
    return [_joined(pieces[chain]) for chain in _chains(pieces, stroke, widest)]


def thin(inked: Grey, widest: int) -> Grey:
    """The ink that is at most ``widest`` pixels high, column by column."""
    high = cv2.morphologyEx(inked, cv2.MORPH_OPEN, np.ones((widest + 1, 1), np.uint8))
    return np.asarray(cv2.subtract(inked, high), dtype=np.uint8)


def _pieces(level: Grey, stroke: float, widest: int) -> NDArray[np.float64]:
    """Straight pieces as rows of first column, last column and the row at each."""
    chunk = max(level.shape[1] // _CHUNKS, round(3 * _PIECE * stroke))
    bridged = np.asarray(cv2.dilate(level, np.ones((3, widest + 1), np.uint8)), dtype=np.uint8)
    bridged[:, ::chunk] = 0
    found = connected(bridged, connectivity=4)
    wide = found.width >= _PIECE * stroke + widest
    wide &= found.height <= _STEEPEST * found.width + 2 * widest
    if not wide.any():
        return np.empty((0, 4))
    chosen = (level.ravel()[found.places] > 0) & wide[found.owners]
    rows, columns = np.divmod(found.places[chosen], level.shape[1])
    own = (np.cumsum(wide) - 1)[found.owners[chosen]]
    line = _Fit(own, columns, rows)
    for _ in range(_ROUNDS):
        off = np.abs(line.miss)
        near = off <= np.maximum(_WAVER * widest, line.deviation[own])
        own, columns, rows = own[near], columns[near], rows[near]
        line = _Fit(own, columns, rows)
    return line.pieces(_PIECE * stroke, _WAVER * widest)


class _Fit:
    """Straight lines fitted to groups of pixels, all at once."""

    def __init__(
        self, own: NDArray[np.int64], columns: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> None:
        pixels = np.maximum(np.bincount(own), 1)
        self._x, self._y = np.bincount(own, columns) / pixels, np.bincount(own, rows) / pixels
        x, y = columns - self._x[own], rows - self._y[own]
        self._slope = np.bincount(own, x * y) / np.maximum(np.bincount(own, x * x), 1e-9)
        self.miss = y - self._slope[own] * x
        self.deviation = np.sqrt(np.bincount(own, self.miss**2) / pixels)
        self._own, self._columns = own, columns

    def pieces(self, shortest: float, deviation: float) -> NDArray[np.float64]:
        """Rows of first column, last column and the row at each; the longest first."""
        left, right = np.full(len(self._x), 1 << 30), np.full(len(self._x), -1)
        np.minimum.at(left, self._own, self._columns)
        np.maximum.at(right, self._own, self._columns)
        inked = np.zeros((len(self._x), int(self._columns.max(initial=0)) + 1), np.bool_)
        inked[self._own, self._columns] = True
        found = right - left >= shortest
        found &= inked.sum(axis=1) >= _FILLED * np.maximum(right - left + 1, 1)
        found &= (self.deviation <= deviation) & (np.abs(self._slope) <= _STEEPEST)
        left, right = left[found], right[found]
        x, y, slope = self._x[found], self._y[found], self._slope[found]
        pieces = np.stack([left, right, y + slope * (left - x), y + slope * (right - x)], axis=1)
        return np.asarray(pieces[np.argsort(left - right)[:_MOST]], dtype=np.float64)


def _chains(pieces: NDArray[np.float64], stroke: float, widest: int) -> list[list[int]]:
    """Pieces that continue each other, from left to right."""
    left, right, at_left, at_right = pieces.T
    slope = (at_right - at_left) / np.maximum(right - left, 1)
    gap = left[None, :] - right[:, None]
    between = gap / 2
    miss = np.abs(at_right[:, None] + slope[:, None] * between - at_left + slope * between)
    fits = (gap > -widest) & (gap <= _GAP * stroke)
    fits &= miss <= _JUMP * widest + _DRIFT * np.maximum(gap, 0)
    fits &= np.abs(slope[:, None] - slope) <= _KINK
    cost = np.where(fits, np.maximum(gap, 0) + 4 * miss, np.inf)
    after, before = cost.argmin(axis=1), cost.argmin(axis=0)
    number = np.arange(len(pieces))
    linked = np.isfinite(cost[number, after]) & (before[after] == number)
    follows = np.zeros(len(pieces), bool)
    follows[after[linked]] = True
    chains = []
    for first in np.flatnonzero(~follows).tolist():
        chain = [first]
        while linked[chain[-1]]:
            chain.append(int(after[chain[-1]]))
        chains.append(chain)
    return chains


def _joined(pieces: NDArray[np.float64]) -> Straight:
    start, end = int(pieces[0, 0]), int(pieces[-1, 1])
    columns = np.arange(start, end + 1)
    known = pieces[:, :2].ravel(), pieces[:, 2:].ravel()
    return Straight(start, np.interp(columns, *known))
