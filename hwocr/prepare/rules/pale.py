"""Printed lines as pale as the paper's noise: known by their family, not by their ink."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.prepare.rules.profiles import profiles_of
from hwocr.prepare.rules.spaced import Family, family_of
from hwocr.prepare.rules.straight import Straight

_SIDE = 900
"""Lines are looked for in a copy whose longer side has about so many pixels."""
_CLIPPED = 3.0
"""Times the noise from which a pixel counts as no darker: writing is not to outweigh lines."""
_DARKEST = 6.0
"""Times the noise from which a line's ink shows without gaps."""
_LEAST_NOISE = 0.01
"""Share of the paper's light below which nothing is clipped."""
_SAMPLED = 4
"""Every so many rows and columns tell of the noise."""
_FEWEST = 4
"""Lines of a family."""
_ASIDE = 4
"""Pixels from a line's middle to the paper beside it."""
_WINDOW = 17
"""Pixels along a line that tell whether it is there."""
_TOLD = 0.5
"""Share of them that must tell of it: writing beside hides others."""
_THERE = 0.4
"""Share of its darkness that a line has everywhere."""
_EVEN = 0.85
"""Share of its length over which a line is there: writing has gaps."""
_BARE = 1.0
"""Times the noise up to which what is beside a line counts as paper."""


@dataclass(frozen=True, eq=False)
class PaleLines:
    """Evenly spaced lines of one direction.

    Attributes:
        lines: each from border to border.
        width: in pixels.
        depth: share of the paper's light that they take.
    """

    lines: list[Straight] = field(repr=False)
    width: float
    depth: float

    def enlarged(self, factor: int) -> PaleLines:
        """The same lines in a picture whose sides are so many times longer."""
        lines = [line.enlarged(factor) for line in self.lines]
        return PaleLines(lines, factor * self.width, self.depth)


def pale_lines(darkness: Ink) -> tuple[PaleLines | None, PaleLines | None]:
    """Find families of evenly spaced lines that hardly show in noise.

    Args:
        darkness: float32 (H, W), share of the paper's light that is missing; -1 where there is no
            paper.

    Returns:
        Level ones; and upright ones, rows for columns.
    """
    factor = max(1, round(max(darkness.shape) / _SIDE))
    size = -(-darkness.shape[1] // factor), -(-darkness.shape[0] // factor)
    _, grain = _paper(darkness[:: _SAMPLED * factor, :: _SAMPLED * factor])
    if min(size) < _WINDOW or not grain:  # as in drawings: what lines there are show whole
        return None, None
    small = darkness
    if factor > 1:
        small = np.asarray(cv2.resize(darkness, size, interpolation=cv2.INTER_AREA), np.float32)
    usual, noise = _paper(small[::_SAMPLED, ::_SAMPLED])
    most = _CLIPPED * max(_LEAST_NOISE, noise)
    found = []
    for picture in (small, cv2.transpose(small)):
        family = _lines(np.asarray(picture - np.float32(usual), dtype=np.float32), most)
        if family is not None and family.depth > _DARKEST * grain:
            family = None
        found.append(family if family is None else family.enlarged(factor))
    return found[0], found[1]


def _paper(darkness: Ink) -> tuple[float, float]:
    """How dark bare paper is, and the standard deviation of its noise."""
    there = darkness[darkness > -1]
    if not len(there):
        return 0.0, 0.0
    usual = float(np.median(there))
    return usual, 1.4826 * float(np.median(np.abs(there - usual)))


def _lines(darkness: Ink, most: float) -> PaleLines | None:
    """The level ones; no pixel counts as darker than ``most``, nor as lighter by so much."""
    clipped = np.asarray(np.clip(darkness, -most, most), dtype=np.float32)
    profiles = profiles_of(clipped)
    family = family_of(profiles)
    if family is None or family.size < _FEWEST:
        return None
    rows = _from_border_to_border(family, profiles.middles, darkness.shape[1])
    seen = rows[family.seen.any(axis=1)]
    if _evenness(clipped, seen, most / _CLIPPED) < _EVEN:
        return None
    return PaleLines([Straight(0, row) for row in rows], *_width_and_depth(darkness, seen))


def _from_border_to_border(
    family: Family, middles: NDArray[np.float64], width: int
) -> NDArray[np.float64]:
    """Rows of the lines in each column, float64 (N, W)."""
    columns = np.arange(width, dtype=np.float64)
    left, right = np.minimum(columns - middles[0], 0), np.maximum(columns - middles[-1], 0)
    rows = []
    for line in family.rows:
        first, last = np.diff(line)[[0, -1]] / np.diff(middles)[[0, -1]]
        rows.append(np.interp(columns, middles, line) + first * left + last * right)
    return np.array(rows)


def _evenness(darkness: Ink, rows: NDArray[np.float64], noise: float) -> float:
    """Share of their length over which lines are there, the median of all."""
    (above, *core, below), inside = _around(darkness, rows, (-_ASIDE, -1, 0, 1, _ASIDE))
    beside = (above + below) / 2
    free = np.asarray(inside & (beside < _BARE * noise), dtype=np.float32)
    kernel = (_WINDOW, 1)
    known = cv2.blur(free, kernel, borderType=cv2.BORDER_CONSTANT)
    sums = cv2.blur((sum(core) / 3 - beside) * free, kernel, borderType=cv2.BORDER_CONSTANT)
    shares = [_there(line, told) for line, told in zip(sums, known, strict=True)]
    return float(np.median([share for share in shares if share is not None] or [0.0]))


def _there(sums: Ink, known: Ink) -> float | None:
    """The share of the way from a line's first place to its last over which it is there.

    Args:
        sums: float32 (W,), how much darker than the paper it is, times ``known``.
        known: float32 (W,), share of the window's pixels that tell of it.
    """
    told = known > _TOLD
    if np.count_nonzero(told) < 2 * _WINDOW:
        return None
    dark = sums[told] / known[told]
    usual = np.median(dark[dark >= _THERE * dark.max()])
    there = dark > _THERE * usual
    if not there.any():
        return 0.0
    first, last = np.flatnonzero(there)[[0, -1]]
    return float(there[first : last + 1].mean())


def _width_and_depth(darkness: Ink, rows: NDArray[np.float64]) -> tuple[float, float]:
    """Width in pixels of the usual line, and how much darker than the paper its middle is."""
    columns = slice(None, None, _WINDOW)
    around, inside = _around(darkness[:, columns], rows[:, columns], range(-_ASIDE, _ASIDE + 1))
    profile = np.median(np.stack(around)[:, inside], axis=1)
    profile -= (profile[0] + profile[-1]) / 2
    depth = float(profile.max())
    return float(np.maximum(profile, 0).sum()) / max(depth, 1e-9), depth


def _around(
    darkness: Ink, rows: NDArray[np.float64], offsets: Iterable[int]
) -> tuple[list[Ink], NDArray[np.bool_]]:
    """What lies so many pixels below each line, and where that is in the picture: (N, W) each."""
    height, width = darkness.shape
    middle = np.rint(rows).astype(int)
    inside = (middle >= _ASIDE) & (middle < height - _ASIDE)
    at = np.clip(middle, _ASIDE, height - 1 - _ASIDE)
    return [darkness[at + offset, np.arange(width)] for offset in offsets], inside
