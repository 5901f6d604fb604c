"""Families of pale lines: parallel ones at even distances, the whole page over."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hwocr.prepare.rules.courses import courses_of
from hwocr.prepare.rules.profiles import Profiles

_EVEN = 0.15
"""Share of the distance between neighbours by which it may vary from one to the next."""
_LEAST_APART = 8.0
"""Pixels that lines are apart at least."""
_LEAST_OFF = 3.0
"""Pixels that a line may be off in any case."""
_NEXT = 4
"""Lines among which the next one of a family is looked for: others may lie between."""
_TRIES, _OTHER = 2, 0.2
"""Distances tried, and by what share they differ."""
_PARTS = (1, 2, 3)
"""Lines may be so many times as dense as those found first."""
_MISSING = 3
"""Neighbouring lines that may be hidden."""
_HERE, _FULL = 4.0, 6.0
"""Strength of a line where it is looked for, and how much beyond it adds nothing."""
_CENTRAL = 0.3
"""Strength that a pixel's distance from where a line is looked for takes off."""
_NEAR = 2.5
"""Pixels that a line's place in a strip may be off its course."""
_SEEN = 0.5
"""Share of the strips in which a line must be seen."""


@dataclass(frozen=True, eq=False)
class Family:
    """Lines at even distances.

    Attributes:
        rows: float64 (N, K), at the strips' middles, from line to line; where a line leaves the
            picture they lie outside.
        seen: bool (N, K), where a line is seen; nowhere, if it is only known from its neighbours.
    """

    rows: NDArray[np.float64] = field(repr=False)
    seen: NDArray[np.bool_] = field(repr=False)

    @property
    def size(self) -> int:
        """Number of lines that are seen."""
        return int(self.seen.any(axis=1).sum())

    @property
    def hidden(self) -> int:
        """Number of lines that are not."""
        return len(self.seen) - self.size


def family_of(profiles: Profiles) -> Family | None:
    """The largest family of level lines; ``None`` without three lines at even distances."""
    courses, strength = courses_of(profiles)
    families = [
        _grown(profiles, first, (second - first) / part)
        for first, second, _ in courses[_threes(courses, strength)]
        for part in _PARTS
        if (second - first).mean() >= part * _LEAST_APART
    ]
    return max(families, key=lambda family: family.size - family.hidden, default=None)


def _threes(courses: NDArray[np.float64], strength: NDArray[np.float64]) -> NDArray[np.intp]:
    """Three lines each at even distances, the strongest for some distances: intp (N, 3)."""
    number = np.arange(len(courses))
    first, second, third = (
        axis.ravel() for axis in np.meshgrid(number, number, number, indexing="ij")
    )
    near = (first < second) & (second <= first + _NEXT)
    near &= (second < third) & (third <= second + _NEXT)
    first, second, third = first[near], second[near], third[near]
    above, below = courses[second] - courses[first], courses[third] - courses[second]
    apart = (above + below).mean(axis=1) / 2
    off = np.abs(above - below).max(axis=1, initial=0)
    even = (off <= np.maximum(_LEAST_OFF, _EVEN * apart)) & (apart >= _LEAST_APART)
    even &= above.min(axis=1, initial=np.inf) > apart / 2
    threes, apart = np.stack([first, second, third], axis=1)[even], apart[even]
    alike = np.abs(apart[:, None] / apart - 1) <= _OTHER
    # Of the distance itself there are more threes than of its multiples.
    order = np.lexsort((strength[threes].sum(axis=1), alike.sum(axis=1)))[::-1]
    chosen: list[int] = []
    for three in order.tolist():
        if not alike[three, chosen].any():
            chosen.append(three)
        if len(chosen) == _TRIES:
            break
    return np.asarray(threes[chosen], dtype=np.intp)


def _grown(profiles: Profiles, course: NDArray[np.float64], step: NDArray[np.float64]) -> Family:
    """All lines that go on from one with a step (K,) to the next."""
    first = _snapped(profiles, course, _LEAST_OFF)
    lines = [*_beyond(profiles, course, -step)[::-1], first, *_beyond(profiles, course, step)]
    return Family(np.array([rows for rows, _ in lines]), np.array([seen for _, seen in lines]))


def _beyond(
    profiles: Profiles, last: NDArray[np.float64], step: NDArray[np.float64]
) -> list[tuple[NDArray[np.float64], NDArray[np.bool_]]]:
    """Lines beyond the last one, a step (K,) from each to the next, as far as they are seen."""
    found: list[tuple[NDArray[np.float64], NDArray[np.bool_]]] = []
    height, hidden = profiles.strength.shape[1], 0
    while hidden <= _MISSING:
        ahead = last + (hidden + 1) * step
        inside = (ahead >= 0) & (ahead < height)
        if not inside.any():
            break
        rows, seen = _snapped(profiles, ahead, _EVEN * float(np.abs(step).mean()))
        if seen.sum() < _SEEN * inside.sum():
            found.append((ahead, np.zeros_like(seen)))
            hidden += 1
            continue
        if seen.sum() >= 3:
            step = (step + (rows - last) / (hidden + 1)) / 2
        last, hidden = rows, 0
        found.append((rows, seen))
    return found[: len(found) - hidden]


def _snapped(
    profiles: Profiles, rows: NDArray[np.float64], off: float
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Where near ``rows`` (K,) a line runs, and in which strips it is seen."""
    strips, height = np.arange(len(rows)), profiles.strength.shape[1]
    reach = max(2, int(off))
    window = np.arange(-reach, reach + 1)
    at = np.rint(rows).astype(int)[:, None] + window
    strength = profiles.strength[strips[:, None], np.clip(at, 0, height - 1)]
    near = np.where((at >= 0) & (at < height), strength, 0) - _CENTRAL * np.abs(window)
    best = near.argmax(axis=1)
    most, miss = near[strips, best], at[strips, best] - rows
    course = _fitted(profiles.middles, miss, np.clip(most - _HERE, 0, _FULL), reach)
    seen = (most > _HERE) & (np.abs(miss - course) <= _NEAR)
    return rows + np.where(seen, (miss + course) / 2, course), seen


def _fitted(
    x: NDArray[np.float64], miss: NDArray[np.float64], weight: NDArray[np.float64], most: float
) -> NDArray[np.float64]:
    """A straight line through what a course misses, 0 where too little is known."""
    if np.count_nonzero(weight) < 3:
        return np.zeros_like(miss)
    share = weight / weight.sum()
    away = x - share @ x
    slope = (share * away) @ miss / ((share * away) @ away)
    return np.asarray(np.clip(share @ miss + slope * away, -most, most), dtype=np.float64)
