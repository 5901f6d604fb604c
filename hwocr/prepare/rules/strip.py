"""The ink along one line, laid out level."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink, counted_quantile
from hwocr.prepare.rules.straight import Straight

PALE = 0.1
"""Share of full ink from which a pixel may belong to a line: lines may be paler than writing."""
_UPPER = 0.8
"""Quantile of its heights that counts as a line's height."""
_LOWER, _EVEN = 0.4, 1.2
"""Quantile of the heights that is a line's own, and how much more it may be elsewhere."""
_SMOOTH = 4
"""A line bends over so many times its greatest width, not faster."""


@dataclass(frozen=True, eq=False)
class Strip:
    """What lies along a line, the line in the middle row.

    Attributes:
        middle: float64 (N,), the row of the line's middle in the picture.
        values: float32 (2 R + 1, N), ink; 0 outside the picture.
        rows, columns: where the values come from, intp of the same shape.
        off: float64 (N,), rows from the middle to that of the ink nearest to it.
        heights: int64 (N,), of that ink in pixels, 0 without any.
        free: bool (N,), where nothing but the line seems to be; somewhere it is.
    """

    middle: NDArray[np.float64] = field(repr=False)
    values: Ink = field(repr=False)
    rows: NDArray[np.intp] = field(repr=False)
    columns: NDArray[np.intp] = field(repr=False)
    off: NDArray[np.float64] = field(repr=False)
    heights: NDArray[np.int64] = field(repr=False)
    free: NDArray[np.bool_] = field(repr=False)

    @property
    def core(self) -> Ink:
        """Ink of the middle, float32 (N,)."""
        reach = len(self.values) // 2
        return np.asarray(self.values[reach - 1 : reach + 2].max(axis=0), dtype=np.float32)

    @property
    def cover(self) -> float:
        """Share of the columns that have ink in the middle."""
        return float((self.core > PALE).mean())

    def thin(self, widest: int) -> float:
        """Share of the columns with ink whose ink is at most so many pixels high."""
        inked = int((self.heights > 0).sum())
        return float(((self.heights > 0) & (self.heights <= widest)).sum()) / max(1, inked)

    @property
    def height(self) -> float:
        """Height of the line in pixels, softest edges included."""
        return counted_quantile(np.bincount(self.heights[self.free]), _UPPER)

    @property
    def depth(self) -> float:
        """Ink of the line."""
        return float(np.median(self.core[self.free]))

    @property
    def waver(self) -> float:
        """Median distance in pixels of the line's ink from the middle row."""
        off = self.off[self.free]
        return float(np.median(np.abs(off - np.median(off))))

    @property
    def sway(self) -> float:
        """Standard deviation in pixels of the line's ink from the middle row."""
        return float(np.std(self.off[self.free]))


def lay_out(
    ink: Ink, line: Straight, widest: int, beyond: int = 0, passes: int = 2
) -> Strip | None:
    """Cut the ink along a line out of a picture, bends taken off.

    Args:
        ink: float32 (H, W) in [0, 1].
        line: where the line about is.
        widest: height in pixels that it may have.
        beyond: columns to add at both ends, as far as the picture goes.
        passes: how often to look for the line's middle; the strip lies along the last but one.

    Returns:
        None where there is no line.
    """
    reach = widest + widest // 2 + 2
    start = max(0, line.start - beyond)
    end = min(ink.shape[1], line.start + line.length + beyond)
    places = np.clip(np.arange(start, end) - line.start, 0, line.length - 1)
    middle = line.middle[places]
    offsets = np.arange(-reach, reach + 1)[:, None]
    columns = np.broadcast_to(np.arange(start, end), (len(offsets), end - start))
    for _ in range(passes):
        wanted = np.rint(middle).astype(np.intp) + offsets
        rows = np.clip(wanted, 0, len(ink) - 1)
        values = ink[rows, columns]
        values[rows != wanted] = 0
        off, heights = _run(values > PALE, widest)
        free = (heights > 0) & (heights <= widest)
        if not free.any():
            return None
        # Where letters lie along the line, their ink is higher than the line alone.
        free &= heights <= _EVEN * counted_quantile(np.bincount(heights[free]), _LOWER) + 1
        middle = middle + _smooth(off, free, _SMOOTH * widest)
    return Strip(middle, values, rows, columns, off, heights, free)


def _run(inked: NDArray[np.bool_], widest: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Middle, from the middle row, and height of the ink nearest to it, column by column."""
    centre = len(inked) // 2
    row = np.arange(len(inked))[:, None]
    nearest = np.argsort(np.abs(row[:, 0] - centre), kind="stable")[: widest | 1]
    near = nearest[inked[nearest].argmax(axis=0)]
    bottom = (~inked & (row >= near)).argmax(axis=0)
    top = len(inked) - (~inked & (row <= near))[::-1].argmax(axis=0)
    found = inked[near, np.arange(inked.shape[1])]
    # Ink that reaches the strip's edge counts as high: argmax finds no end of it.
    whole = found & (bottom > near) & (top <= near)
    height = np.where(whole, bottom - top, np.where(found, len(inked), 0))
    return (bottom + top - 1) / 2 - centre, height


def _smooth(
    values: NDArray[np.float64], known: NDArray[np.bool_], window: int
) -> NDArray[np.float64]:
    """Running mean of the known values, gaps bridged."""
    filled = np.interp(np.arange(len(values)), np.flatnonzero(known), values[known])
    half = min(window, len(values)) // 2
    sums = np.cumsum(
        np.concatenate([np.zeros(1), filled[:1].repeat(half), filled, filled[-1:].repeat(half)])
    )
    means = (sums[2 * half + 1 :] - sums[: -2 * half - 1]) / (2 * half + 1)
    return np.asarray(means, dtype=np.float64)
