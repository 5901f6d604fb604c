"""The working copy: large enough to see strokes, small enough to be quick."""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Ink, Matrix, Picture, weighted_median
from hwocr.connected import connected

LONGEST = 1800
"""Longest side of the first working copy in pixels."""
LARGEST = 3200
"""Longest side of a copy that is taken because the writing is small."""
SHORTEST = 80
"""Pictures whose shorter side is below this are enlarged, if that keeps them small."""
_MOST_ENLARGED = 3
_SMALL, _GOOD = 11.0, 18.0
"""Writing with an x-height below the first is taken at the second, if the source has the pixels."""
_TINY, _LEGIBLE = 8.0, 14.0
"""Writing below the first x-height is enlarged to the second, if the source has no more pixels."""
_INKED = 0.4
"""Share of full ink from which a pixel counts as inked."""
_WORD = 1.5
"""A piece of ink so many times wider than high is several joined letters."""
_X_HEIGHT = 0.8, 0.5
"""x-height as a share of the height of a letter, and of joined letters."""
_LETTER = 2.5
"""Letters are at least so many strokes high."""
_FRAME = 0.2
"""What is higher than this share of the picture's longer side is no letter of small writing."""
_FEWEST = 5
"""With fewer pieces of ink than this nothing is said about the size of the writing."""


def working_copy(picture: Picture, longest: int | None = None) -> tuple[Picture, Matrix]:
    """Scale a picture to a sensible size.

    Small pictures are enlarged by a whole number, large ones reduced to :data:`LONGEST`.

    Args:
        picture: RGB uint8 (H, W, 3), at least 1×1.
        longest: the longer side that the copy shall have instead.

    Returns:
        The copy, RGB uint8, and the 3×3 matrix from its pixels to those of ``picture``. Positions
        count from the picture's corner, so that edges of boxes map to edges.
    """
    height, width = picture.shape[:2]
    scale = longest / max(height, width) if longest else _sensible(height, width)
    if scale == 1:
        return picture, np.eye(3)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    copy = np.asarray(cv2.resize(picture, size, interpolation=way), dtype=np.uint8)
    return copy, np.diag([width / size[0], height / size[1], 1.0])


def _sensible(height: int, width: int) -> float:
    scale = min(1.0, LONGEST / max(height, width))
    if scale == 1 and min(height, width) < SHORTEST:
        wanted = min(_MOST_ENLARGED, -(-SHORTEST // min(height, width)))
        return float(max(1, min(wanted, LONGEST // max(height, width))))
    return scale


def better_longest(ink: Ink, available: float) -> int | None:
    """The longer side that a working copy should have where its writing is too small to read.

    Args:
        ink: float32 (H, W) in [0, 1], of the copy, printed lines taken off.
        available: pixels of the source for each of the copy, along a line.

    Returns:
        Pixels; ``None`` where the copy is good as it is.
    """
    found = x_height(ink)
    factor = 1.0
    if 0 < found < _SMALL and available > 1:
        factor = min(_GOOD / found, available)
    if 0 < found * factor < _TINY:
        factor = min(_LEGIBLE / found, _MOST_ENLARGED * max(1.0, available))
    longest = max(ink.shape)
    wanted = min(round(factor * longest), max(LARGEST, longest))
    return wanted if wanted > 1.1 * longest else None


def x_height(ink: Ink) -> float:
    """A rough x-height of the writing in pixels: from the height of its connected pieces.

    Args:
        ink: float32 (H, W) in [0, 1].

    Returns:
        Pixels, 0 where there is too little writing to tell.
    """
    pieces = connected(np.asarray(ink > _INKED, dtype=np.uint8))
    width, height, area = pieces.width[1:], pieces.height[1:], pieces.area[1:]
    # Half the outline of a box is about the length of a stroke that fills it.
    stroke = np.maximum(1.0, area / (width + height))
    letters = np.flatnonzero((height >= _LETTER * stroke) & (height < _FRAME * max(ink.shape)))
    if len(letters) < _FEWEST:
        return 0.0
    # Specks may be many, but hold little ink.
    x_heights = height * np.where(width < _WORD * height, *_X_HEIGHT)
    return weighted_median(x_heights[letters], area[letters])
