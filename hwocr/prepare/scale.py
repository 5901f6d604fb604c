"""The working copy: large enough to see strokes, small enough to be quick."""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Matrix, Picture

LONGEST = 1800
"""Longest side of the working copy in pixels."""
SHORTEST = 80
"""Pictures whose shorter side is below this are enlarged, if that keeps them small."""
_MOST_ENLARGED = 3


def working_copy(picture: Picture) -> tuple[Picture, Matrix]:
    """Scale a picture to a sensible size.

    Small pictures are enlarged by a whole number, large ones reduced to :data:`LONGEST`.

    Returns:
        The copy, RGB uint8, and the 3×3 matrix from its pixels to those of ``picture``. Positions
        count from the picture's corner, so that edges of boxes map to edges.
    """
    height, width = picture.shape[:2]
    scale = min(1.0, LONGEST / max(height, width))
    if min(height, width) < SHORTEST:
        wanted = min(_MOST_ENLARGED, -(-SHORTEST // min(height, width)))
        scale = float(max(1, min(wanted, LONGEST // max(height, width)))) if scale == 1 else scale
    if scale == 1:
        return picture, np.eye(3)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    copy = np.asarray(cv2.resize(picture, size, interpolation=way), dtype=np.uint8)
    return copy, np.diag([width / size[0], height / size[1], 1.0])
