"""Groups → lines: the slope of the page first, then each line followed from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from statistics import median

import numpy as np
from numpy.typing import NDArray

from hwocr.segment.joining import Group, Scale, is_small_group

MAX_SLOPE = 12.0
"""Degrees by which lines may rise or fall."""
_STEP = 0.5
_LEVEL = 0.004
"""How much a degree of slope must gain to be believed, as a share of the best score."""
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


def find_lines(groups: Sequence[Group], scale: Scale) -> tuple[list[list[Placed]], float]:
    """Sort groups into lines.

    Letters are taken from left to right; each continues the line that runs at its height or begins
    a new one. Small groups only join lines; where there is none they are left out.

    Returns:
        Lines from top to bottom, each from left to right; and the slope of the page in degrees,
        positive where lines fall to the right.
    """
    if not groups:
        return [], 0.0
    slope = page_slope(groups, scale)
    placed = sorted((_place(group, slope) for group in groups), key=lambda p: p.left)
    small = [is_small_group(item.group, scale) for item in placed]
    if all(small):
        small = [False] * len(placed)
    lines: list[list[Placed]] = []
    bands: list[tuple[float, float]] = []
    for item in (item for item, is_small in zip(placed, small, strict=True) if not is_small):
        shares = [_shared(band, item) for band in bands]
        best = int(np.argmax(shares)) if shares else -1
        if best < 0 or shares[best] < _SAME_LINE:
            lines.append([item])
            bands.append(_band([item]))
        else:
            lines[best].append(item)
            bands[best] = _band(lines[best][-_MEMORY:])
    _merge(lines)
    for item in (item for item, is_small in zip(placed, small, strict=True) if is_small):
        for line in (line for line in lines if _meet(line, [item], 0.2 * scale.height)):
            top, bottom = _band(_near(line, item))
            if top - 0.2 * scale.height < item.middle < bottom + 0.2 * scale.height:
                line.append(item)
                break
    lines.sort(key=lambda line: float(np.mean([p.middle for p in line])))
    return [sorted(line, key=lambda p: p.left + p.right) for line in lines], slope


def page_slope(groups: Sequence[Group], scale: Scale) -> float:
    """The angle at which the letters' bodies fall into the fewest rows, in degrees.

    For each angle the bodies are summed up along it; the sum of squares of that profile is largest
    where rows of letters and bare paper alternate most sharply (Postl, 1986).
    """
    centres = np.array([group.box.center for group in groups])
    if len(groups) < 3 or np.ptp(centres[:, 0]) < 3 * scale.height:
        return 0.0
    bin_size = scale.height / 5
    best, best_score = 0.0, 0.0
    for degrees in np.arange(-MAX_SLOPE, MAX_SLOPE + _STEP / 2, _STEP):
        angle = np.deg2rad(degrees)
        rows = (centres[:, 1] * np.cos(angle) - centres[:, 0] * np.sin(angle)) / bin_size
        rows = rows - rows.min()
        profile = np.zeros(int(rows.max()) + 3)
        low = rows.astype(int)
        share = rows - low
        np.add.at(profile, low, 1 - share)
        np.add.at(profile, low + 1, share)
        profile = np.convolve(profile, [0.25, 0.5, 1, 0.5, 0.25])
        score = float((profile**2).sum()) * (1 - _LEVEL * abs(float(degrees)))
        if score > best_score:
            best, best_score = float(degrees), score
    return best


def _place(group: Group, degrees: float) -> Placed:
    points = group.outline
    angle = np.deg2rad(degrees)
    cos, sin = np.cos(angle), np.sin(angle)
    along = points[:, 0] * cos + points[:, 1] * sin
    across = points[:, 1] * cos - points[:, 0] * sin
    return Placed(
        group, float(along.min()), float(along.max()), float(across.min()), float(across.max())
    )


def _merge(lines: list[list[Placed]]) -> None:
    """Put lines together whose letters, one with the other, stand at the same height.

    A letter high or low above its line may begin a line of its own and draw others to it.
    """
    for line in sorted(lines, key=len):
        for other in sorted(lines, key=len, reverse=True):
            if other is line or len(other) < len(line) or not _meet(line, other, 0):
                continue
            some = line[:: -(-len(line) // _SAMPLE)]
            shares = [_shared(_band(_near(other, item)), item) for item in some]
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


def _band(line: Sequence[Placed]) -> tuple[float, float]:
    """Where letters of a line usually begin and end, across the line."""
    return median(p.top for p in line), median(p.bottom for p in line)


def _shared(band: tuple[float, float], item: Placed) -> float:
    """How far a letter and a line's band overlap, as a share of the lower of both."""
    top, bottom = band
    shared = min(bottom, item.bottom) - max(top, item.top)
    return shared / max(1.0, min(bottom - top, item.bottom - item.top))


def baseline(line: Sequence[Placed], degrees: float) -> tuple[float, float]:
    """``(a, b)`` of ``y = a + b * x`` in working pixels: where most of a line's letters stand."""
    bottoms = np.array([p.bottom for p in line])
    middles = np.array([(p.left + p.right) / 2 for p in line])
    tilt, level = _steady_fit(middles, bottoms)
    angle = np.deg2rad(degrees)
    # (along, across) lies on across = level + tilt * along; turn that back to the picture's axes.
    run, rise = np.cos(angle) - tilt * np.sin(angle), np.sin(angle) + tilt * np.cos(angle)
    start = np.array([-level * np.sin(angle), level * np.cos(angle)])
    slope = float(rise / run)
    return float(start[1] - slope * start[0]), slope


def _steady_fit(x: NDArray[np.float64], y: NDArray[np.float64]) -> tuple[float, float]:
    """Slope and intercept through most points: descenders are left out after a first look."""
    if len(x) < 3 or np.ptp(x) == 0:
        return 0.0, float(np.median(y))
    chosen = y <= np.median(y) + 1.5 * np.median(np.abs(y - np.median(y))) + 1
    if chosen.sum() < 3 or np.ptp(x[chosen]) < 0.5 * np.ptp(x):
        return 0.0, float(np.median(y))
    tilt, level = np.polyfit(x[chosen], y[chosen], 1)
    return float(tilt), float(level)
