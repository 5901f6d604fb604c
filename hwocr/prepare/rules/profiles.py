"""Lines too pale to be seen pixel by pixel: darkness summed up along them, strip by strip."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink

_STRIP, _FEWEST = 64, 4
"""Pixels that a strip is wide, so that noise of single pixels averages out; and fewest strips."""
_STEEPEST, _STEP = 9, 0.05
"""Slopes looked at to either side of level, and the distance from one to the next."""
_FAN = 3
"""Slopes to either side of the picture's main one that its lines may have: perspective, curl."""
_BESIDE = 3
"""Pixels from a line's middle to the paper beside it that it is compared with."""
_CLEAR, _ENOUGH = 4.0, 6.0
"""Strength from which a line tells of the main slope, and how much beyond it adds nothing."""
_PEAK = 6.0
"""Strength of a place where a line is."""
_GROUP = 4
"""Columns that are summed up level, for speed."""
_LEAST_NOISE = 1e-4
"""Of a strip's sums, as share of the paper's light."""


@dataclass(frozen=True, eq=False)
class Profiles:
    """How strong a line runs through each row of each strip, in multiples of the noise.

    Attributes:
        middles: float64 (K,), the column of each strip's middle.
        strength: float32 (K, H), of the strongest line through the strip's middle there.
        slope: float32 (K, H), of that line.
    """

    middles: NDArray[np.float64]
    strength: Ink = field(repr=False)
    slope: Ink = field(repr=False)

    def peaks(self) -> list[tuple[NDArray[np.intp], Ink, Ink]]:
        """Rows, slopes and strengths of the lines in each strip."""
        around = cv2.dilate(self.strength, np.ones((1, 2 * _BESIDE + 1), np.uint8))
        highest = (self.strength >= around) & (self.strength > _PEAK)
        rows = [np.flatnonzero(strip) for strip in highest]
        return [(at, self.slope[k, at], self.strength[k, at]) for k, at in enumerate(rows)]


def profiles_of(darkness: Ink) -> Profiles:
    """Sum up darkness along straight lines of about level slopes in upright strips.

    It is a Radon transform, strip by strip, so that lines may bend and fan out across the picture.
    What is darker than the paper on one side only, as the edge of a shadow, is no line.

    Args:
        darkness: float32 (H, W), 0 where there is bare paper, noise on it.
    """
    columns, across, middles = _strips(darkness)
    slopes = _STEP * np.arange(-_STEEPEST, _STEEPEST + 1)
    height, reach = len(darkness), (columns.shape[2] - len(darkness)) // 2
    sums = np.zeros((len(slopes), len(columns), height), np.float32)
    for total, slope in zip(sums, slopes, strict=True):
        for group, start in enumerate(reach + np.rint(slope * across).astype(int)):
            total += columns[:, group, start : start + height]
    strength = _above_sides(sums) / _noise(sums[::_FAN])
    seen = np.clip(strength - np.float32(_CLEAR), 0, _ENOUGH).sum(axis=(1, 2))
    first = max(0, int(seen.argmax()) - _FAN)
    fan = strength[first : first + 2 * _FAN + 1]
    best = slopes[first + fan.argmax(axis=0)].astype(np.float32)
    return Profiles(middles, np.asarray(fan.max(axis=0), dtype=np.float32), best)


def _strips(darkness: Ink) -> tuple[Ink, NDArray[np.float64], NDArray[np.float64]]:
    """Groups of columns, rows added above and below; their place in the strip; strips' middles.

    Returns:
        float32 (K, groups, rows), float64 (groups,) from the strip's middle, float64 (K,).
    """
    height, width = darkness.shape
    size = max(_FEWEST, width // _GROUP), height
    small = cv2.transpose(cv2.resize(darkness, size, interpolation=cv2.INTER_AREA))
    count = max(_FEWEST, width // _STRIP)
    groups = len(small) // count
    starts = np.linspace(0, len(small) - groups, count).astype(int)
    reach = int(np.ceil(_STEEPEST * _STEP * groups * _GROUP / 2)) + 1
    padded = np.pad(np.asarray(small, dtype=np.float32), ((0, 0), (reach, reach)))
    strips = np.stack([padded[start : start + groups] for start in starts])
    across = (np.arange(groups) + 0.5 - groups / 2) * _GROUP
    return strips, across, (starts + groups / 2) * (width / len(small)) - 0.5


def _noise(sums: Ink) -> float:
    """Standard deviation of the difference between two sums."""
    beyond = np.abs(sums[..., _BESIDE:] - sums[..., :-_BESIDE])
    return max(_LEAST_NOISE, 1.4826 * float(np.median(beyond))) if beyond.size else 1.0


def _above_sides(sums: Ink) -> Ink:
    """By how much each row is darker than the darker one of the rows beside it."""
    above = np.full(sums.shape, -1, np.float32)
    inner, far = slice(_BESIDE, -_BESIDE), 2 * _BESIDE
    beside = np.maximum(sums[..., :-far], sums[..., far:])
    np.subtract(sums[..., inner], beside, out=above[..., inner])
    return above
