"""Letters that stand apart are followed from left to right, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from statistics import median

import numpy as np

from hwocr.segment.joining import Group

_SAME_LINE = 0.4
"""A letter shares such a part of its height, or of the line's, with the line it stands on."""
_SAME_LINES = 0.3
"""The same for all letters of a line that may be part of another."""
_SAMPLE = 15
"""Letters of a line that are enough to tell."""
_MEMORY = 6
"""Letters that tell where a line runs."""


@dataclass(frozen=True, eq=False)
class Placed:
    """A group with its extent along and across the lines, in pixels of the levelled page."""

    group: Group = field(repr=False)
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def follow(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Lines by height alone: each group continues the line that runs there or begins a new one."""
    lines: list[list[Placed]] = []
    bands: list[tuple[float, float]] = []
    for item in placed:
        shares = [_shared(band, item) for band in bands]
        best = int(np.argmax(shares)) if shares else -1
        if best < 0 or shares[best] < _SAME_LINE:
            lines.append([item])
            bands.append(band_of([item]))
        else:
            lines[best].append(item)
            bands[best] = band_of(lines[best][-_MEMORY:])
    _merge(lines)
    return lines


def _merge(lines: list[list[Placed]]) -> None:
    """Put lines together whose letters, one with the other, stand at the same height.

    A letter high or low above its line may begin a line of its own and draw others to it.
    """
    for line in sorted(lines, key=len):
        for other in sorted(lines, key=len, reverse=True):
            if other is line or len(other) < len(line) or not _meet(line, other, 0):
                continue
            some = line[:: -(-len(line) // _SAMPLE)]
            shares = [_shared(band_of(_near(other, item)), item) for item in some]
            if median(shares) > _SAME_LINES:
                other.extend(line)
                lines.remove(line)
                break


def _meet(line: Sequence[Placed], other: Sequence[Placed], reach: float) -> bool:
    """Whether two lines have any height in common."""
    return (
        min(p.top for p in line) - reach < max(p.bottom for p in other)
        and min(p.top for p in other) < max(p.bottom for p in line) + reach
    )


def _near(line: Sequence[Placed], item: Placed) -> list[Placed]:
    """The letters of a line that stand next to a place along it."""
    place = item.left + item.right
    return nsmallest(_MEMORY, line, key=lambda p: abs(p.left + p.right - place))


def band_of(line: Sequence[Placed]) -> tuple[float, float]:
    """Where letters of a line usually begin and end, across the line."""
    return median(p.top for p in line), median(p.bottom for p in line)


def _shared(band: tuple[float, float], item: Placed) -> float:
    """How far a letter and a line's band overlap, as a share of the lower of both."""
    top, bottom = band
    shared = min(bottom, item.bottom) - max(top, item.top)
    return shared / max(1.0, min(bottom - top, item.bottom - item.top))
