"""Spaces between words that the paper shows more clearly than the word network sees them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ctc import columns_of
from hwocr.wordimage import COLUMNS_PER_FRAME, HEIGHT, WordImage

_X_HEIGHT = 12.0
"""Rows of a word image that an x-height is about."""
_ABOVE, _BELOW = 8, 8
"""Rows above and below the middle in which paper must be bare: loops may reach over a space."""
_INKED = 0.25
"""Ink above this is a stroke."""
_BASE, _SEEN, _WIDE = 1.0, 0.45, 2.36
"""Log odds of a space: a constant, and what the network's own log odds and the logarithm of the
gap's width in x-heights count; by logistic regression on lines whose words are known."""
_LEAST_WIDTH = 0.05
"""Added to the width, so that it has a logarithm."""
_WIDE_GAP, _LETTER = 0.7, 1.6
"""A gap that may be a space, and the width of a letter at most, in x-heights."""
_FEWEST, _SINGLE, _EVERYWHERE = 2, 0.85, 0.5
"""Letters stand apart on a line when at least so many gaps are wide and this part of the ink
between them is single letters, and that part on all lines together."""
_DOUBT, _SURE = 0.01, 0.9
"""The network is not believed to see less of a space; with more, it needs no help."""


def set_apart(images: Sequence[WordImage]) -> list[bool]:
    """On which lines of a page single letters lie between wide gaps, which then tell of no words.

    Digits between the words of those who write letters close are words.

    Args:
        images: the word images of the lines.
    """
    lines = [_lengths(image) for image in images]
    ink = np.concatenate([*lines, np.zeros(0)])
    if _single(ink) <= _EVERYWHERE * ink.sum():
        return [False] * len(images)
    return [len(own) > _FEWEST and _single(own) > _SINGLE * own.sum() for own in lines]


def with_spaces(
    log_probabilities: NDArray[np.float32], image: WordImage, classes: str
) -> NDArray[np.float32]:
    """Frames in which wide gaps speak for a space too.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank.
        image: the word image that the frames belong to.
        classes: the C characters in the order of the columns.

    Returns:
        The same array where there is nothing to add.
    """
    column = columns_of(classes).get(" ")
    if column is None or not len(log_probabilities):
        return log_probabilities
    seen = np.exp(log_probabilities[:, column].astype(np.float64))
    result = log_probabilities
    for first, end, width in gaps(image):
        start = max(0, first // COLUMNS_PER_FRAME - 1)
        frames = slice(start, -(-end // COLUMNS_PER_FRAME) + 1)
        share = max(float(seen[frames].sum()), _DOUBT)
        if share > _SURE:
            continue
        odds = _BASE + _SEEN * np.log(share / (1 - share)) + _WIDE * np.log(width + _LEAST_WIDTH)
        wanted = 1 / (1 + float(np.exp(-odds)))
        if wanted <= max(share, 0.5):
            continue
        result = log_probabilities.copy() if result is log_probabilities else result
        middle = min((first + end) // 2 // COLUMNS_PER_FRAME, len(seen) - 1)
        frame = start + int(seen[frames].argmax()) if share > _DOUBT else middle
        rest = np.log((1 - wanted) / max(1 - float(seen[frame]), 1e-9))
        result[frame] += np.float32(rest)
        result[frame, column] = np.log(wanted)
    return result


def gaps(image: WordImage) -> list[tuple[int, int, float]]:
    """Bare columns between strokes: first and end of each run, and its width in x-heights."""
    band = image.image[HEIGHT // 2 - _ABOVE : HEIGHT // 2 + _BELOW]
    inked = np.flatnonzero((band > _INKED).any(axis=0))
    after = np.flatnonzero(np.diff(inked) > 1)
    x_height = _x_height(image)
    return [
        (int(inked[i]) + 1, int(inked[i + 1]), float(inked[i + 1] - inked[i] - 1) / x_height)
        for i in after.tolist()
    ]


def _x_height(image: WordImage) -> float:
    """In columns, which are scaled beside the rows."""
    return float(_X_HEIGHT * image.matrix[1, 1] / image.matrix[0, 0])


def _lengths(image: WordImage) -> NDArray[np.float64]:
    """Lengths in x-heights of the ink between wide gaps; none without ink."""
    inked = np.flatnonzero((image.image > _INKED).any(axis=0))
    if not len(inked):
        return np.zeros(0)
    wide = [edge for *gap, width in gaps(image) if width > _WIDE_GAP for edge in gap]
    edges = [int(inked[0]), *wide, int(inked[-1]) + 1]
    return np.asarray(np.diff(edges)[::2] / _x_height(image))


def _single(lengths: NDArray[np.float64]) -> float:
    """How much of some ink is single letters."""
    return float(lengths[lengths < _LETTER].sum())
