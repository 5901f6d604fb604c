"""The height of the small letters, without reading them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, points_of, weighted_median
from hwocr.segment.parts import Part

_BANDS = 1.5
"""Height of the small letters in bands: the rows that hold the middle of a part's ink."""
_LOW, _HIGH = 0.2, 0.8
"""Shares of a part's ink between which its band lies."""
_LEAST = 2.5
"""What is smaller than so many strokes is no letter."""
_GAPS, _MOST_GAPS = 1.75, 2.1
"""Height in typical distances from one stroke to the next along a row: usually, and at most."""


def body_height(
    labels: NDArray[np.int32], parts: Sequence[Part], stroke: float, pitch: float, height: float
) -> float:
    """About the height of the small letters in pixels.

    Most of a word's ink lies between the top of its small letters and the line they stand on,
    whatever loops there are above and below. Where words of several lines hang together, it is
    measured on the paper between strokes, which does not depend on what is connected.

    Args:
        labels: int32 (H, W), numbers of parts.
        parts: those that are writing.
        stroke: width of the pen in pixels.
        pitch: from :func:`pitch_of` all of them.
        height: typical height of the parts in pixels; more than that is not believed.
    """
    letters = [part for part in parts if part.size >= _LEAST * stroke]
    if not letters:
        return height
    bands = np.array([max(_band(part, labels), stroke) for part in letters])
    middle = weighted_median(bands, np.array([part.area for part in letters]))
    return min(_BANDS * middle, height, _MOST_GAPS * pitch if pitch else np.inf)


def inked_by(labels: NDArray[np.int32], parts: Sequence[Part]) -> Grey:
    """The ink of some parts, uint8 of the labels' shape, 0 or 1."""
    own = np.zeros(int(labels.max(initial=0)) + 1, np.bool_)
    own[[part.label for part in parts]] = True
    return own.take(labels).view(np.uint8)


def height_by_pitch(pitch: float, height: float) -> float:
    """The same, told by the paper between strokes only; ``height`` where that tells nothing."""
    return min(_GAPS * pitch, height) if pitch else height


def pitch_of(inked: Grey, stroke: float) -> float:
    """Typical distance from one stroke to the next along a row, in pixels; 0 with too few.

    Args:
        inked: uint8 (H, W), 1 on the writing's ink.
        stroke: width of the pen in pixels.
    """
    rows, columns = points_of((inked[:, 1:] != inked[:, :-1]).view(np.uint8))
    if len(rows) < 3:
        return 0.0
    ends = (inked[rows[1:], columns[1:] + 1] > 0) & (rows[1:] == rows[:-1])
    gaps = np.diff(columns)[ends]  # a gap ends where ink begins again
    return float(np.median(gaps)) + stroke if len(gaps) else 0.0


def _band(part: Part, labels: NDArray[np.int32]) -> float:
    box = part.box
    own = labels[box.y : box.bottom, box.x : box.right] == part.label
    share = np.concatenate([[0.0], np.cumsum(own.sum(axis=1))]) / max(1, part.area)
    low, high = np.interp([_LOW, _HIGH], share, np.arange(len(share)))
    return float(high - low)
