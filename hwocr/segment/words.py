"""Lines → words, by the bare paper between characters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from hwocr.segment.following import Placed
from hwocr.segment.joining import Scale

_USUAL = 0.45
"""Where the gap between words begins, in typical heights, if nothing else is known."""
_LEAST, _MOST = 0.25, 1.3
"""Bounds of the same."""
_TRUST = 0.7
"""How strongly the usual place pulls."""
_CLEAR, _NO_JUMP = 1.6, 0.5
"""Logarithm of a jump that leaves no doubt, and what it counts for that there is none."""
_JOINED = 1.5
"""What is wider than this, in the median, is joined letters."""
_EVEN = 1.9
"""Gaps that differ by less than this factor are all of one kind."""


def find_words(lines: Sequence[Sequence[Placed]], scale: Scale) -> list[list[list[Placed]]]:
    """Split lines, each from left to right, into words.

    Returns:
        For each line its words, each from left to right.
    """
    gaps = [_gaps(line) for line in lines]
    everything = np.concatenate(gaps) if gaps else np.zeros(0)
    widths = [item.right - item.left for line in lines for item in line]
    joined = bool(widths) and float(np.median(widths)) > _JOINED * scale.height
    limit = space_width(everything / scale.height, joined) * scale.height
    result = []
    for line, between in zip(lines, gaps, strict=True):
        words = [[line[0]]]
        for item, gap in zip(line[1:], between.tolist(), strict=True):
            if gap > limit:
                words.append([item])
            else:
                words[-1].append(item)
        result.append(words)
    return result


def space_width(gaps: NDArray[np.float64], joined: bool = False) -> float:
    """The gap from which on a new word begins.

    Gaps are sorted; the largest jump between two of them parts letters from words, drawn to where
    spaces usually begin. Capitals set wide have even gaps and stay one word.

    Args:
        gaps: between neighbours of all lines, in typical heights; negative where they overlap.
        joined: whether these are mostly words already, so that even gaps are spaces.

    Returns:
        The limit in typical heights.
    """
    if not len(gaps):
        return _USUAL
    values = np.sort(np.maximum(gaps, 0.03))
    even = values[-1] < _EVEN * np.median(values) and values[0] > _LEAST
    if not joined and even and values[-1] < _MOST:
        return float(values[-1]) + 1.0
    best, best_score = _USUAL, -np.inf
    for low, high in pairwise([0.03, *values.tolist(), max(2 * _MOST, 2 * float(values[-1]))]):
        if high <= low or high < _LEAST or low > _MOST:
            continue
        at_end = low == 0.03 or high > values[-1]  # all gaps of one kind: no jump to be seen
        middle = float(np.sqrt(low * high))
        limit = float(np.clip(0.5 * (middle + np.clip(_USUAL, low, high)), _LEAST, _MOST))
        gain = _NO_JUMP if at_end else min(float(np.log(high / low)), _CLEAR)
        score = gain - _TRUST * abs(float(np.log(limit / _USUAL)))
        if score > best_score:
            best, best_score = limit, score
    return best


def _gaps(line: Sequence[Placed]) -> NDArray[np.float64]:
    """From each character's right end (or an earlier one's, further right) to the next's left."""
    if len(line) < 2:
        return np.zeros(0)
    right = np.maximum.accumulate([item.right for item in line])[:-1]
    return np.asarray([item.left for item in line[1:]] - right, dtype=np.float64)
