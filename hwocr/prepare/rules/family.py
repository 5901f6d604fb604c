"""Lines that must be there because others are: paper repeats itself, and boxes are closed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hwocr.prepare.rules.straight import Straight

_LEAST = 3
"""Lines that a family needs before it tells of others."""
_EVEN = 0.15
"""Share of the distance between neighbours by which it may vary."""
_KIN = 0.5
"""Part of the gaps between a family's lines that must be such a distance; those of boxes differ."""
_MOST_MISSING = 4
"""Neighbouring lines that may be missing."""
_REST = 0.03
"""Share of the width that a line may end before the border."""
_LEAN = 0.15
"""Share of its height by which a box may lean."""


def missing(lines: list[Straight], width: int, height: int) -> list[Straight]:
    """Places between and beside evenly spaced lines where one should be.

    Args:
        lines: of one direction.
        width: of the picture; lines across less than half of it have no family.
        height: of the picture.

    Returns:
        As many lines as fit between neighbours that are two to five distances apart, each with
        the mean course of those around it; as many beyond the first and the last one; and what
        lies between the ends of each and the picture's border.
    """
    whole = [line for line in lines if 2 * line.length >= width]
    if len(whole) < _LEAST:
        return []
    courses = sorted((_course(line, width) for line in whole), key=lambda course: course.mean())
    gaps = np.array([float((below - above).mean()) for above, below in pairwise(courses)])
    distance = float(np.median(gaps[gaps < 1.5 * gaps.min()]))
    if np.mean(np.abs(gaps - distance) <= _EVEN * distance) < _KIN:
        return []
    found = [rest for line in whole for rest in _rests(line, width)]
    for above, below in ((courses[1], courses[0]), (courses[-2], courses[-1])):
        step = below - above
        if abs(float(np.abs(step).mean()) - distance) > _EVEN * distance:
            continue
        for number in range(1, _MOST_MISSING + 1):
            beyond = below + number * step
            if beyond.min() >= 0 and beyond.max() < height:
                found.append(Straight(0, beyond))
    for (above, below), gap in zip(pairwise(courses), gaps, strict=True):
        count = round(float(gap) / distance)
        if not 2 <= count <= _MOST_MISSING + 1 or abs(gap / count - distance) > _EVEN * distance:
            continue
        for number in range(1, count):
            found.append(Straight(0, above + (below - above) * number / count))
    return found


def _rests(line: Straight, width: int) -> list[Straight]:
    """The ways from a line's ends to the border."""
    course, end = _course(line, width), line.start + line.length
    rests = (Straight(0, course[: line.start]), Straight(end, course[end:]))
    return [rest for rest in rests if rest.length >= _REST * width]


def _course(line: Straight, width: int) -> NDArray[np.float64]:
    """A line's rows from border to border; beyond its ends it goes straight on."""
    columns = np.arange(width, dtype=np.float64)
    own = columns[line.start : line.start + line.length]
    slope, _ = np.polyfit(own, line.middle, 1)
    course = np.interp(columns, own, line.middle)
    course += slope * np.minimum(columns - own[0], 0) + slope * np.maximum(columns - own[-1], 0)
    return np.asarray(course, dtype=np.float64)


def sides(lines: list[Straight], near: float) -> list[Straight]:
    """Where the sides of boxes must be: between level lines that begin or end together.

    Args:
        lines: level ones.
        near: distance in pixels between columns that counts as none.

    Returns:
        Upright lines, rows for columns.
    """
    found = []
    for end in (0, -1):
        corners = sorted(
            (float(line.middle[end]), float(line.start if end == 0 else line.start + line.length))
            for line in lines
        )
        for number, (top, column) in enumerate(corners):
            for bottom, other in corners[number + 1 :]:
                if abs(other - column) <= near + _LEAN * (bottom - top):
                    if bottom - top > near:
                        rows = int(bottom) - int(top) + 1
                        found.append(Straight(max(0, int(top)), np.linspace(column, other, rows)))
                    break
    return found
