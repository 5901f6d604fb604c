"""A sheet seen at an angle, made upright and rectangular."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Matrix, Picture, between_middles

_FOCAL = 0.8
"""Focal length of a phone's lens as a share of the picture's longer side."""
_FOCAL_RANGE = 0.5, 2.5
"""Shares that a picture's own perspective may suggest instead."""
_LEAST_CONVERGENCE = 0.03
"""Both pairs of sides must converge by this share for a focal length to follow."""
_INWARD = 0.01
"""Share of the way from a sheet's corner to its middle that is left away."""
_LEAST_SHRINK = 0.7
"""Below this scale the picture is first reduced, so that strokes stay whole."""


def within(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Corners a little nearer to the middle: edges that curl leave slivers of the table."""
    return np.asarray(corners + _INWARD * (corners.mean(axis=0) - corners), dtype=np.float64)


def straighten(
    picture: Picture, corners: NDArray[np.float64], longest: int
) -> tuple[Picture, Matrix]:
    """Take the perspective out of a sheet.

    The result covers about as many pixels as the sheet does in ``picture``, in the sheet's true
    proportions.

    Args:
        picture: RGB uint8 (H, W, 3).
        corners: (4, 2), the sheet's top left, top right, bottom right and bottom left corner,
            counted from the picture's corner.
        longest: no side of the result is longer, in pixels.

    Returns:
        The sheet, RGB uint8, and the projective matrix from its pixels to those of ``picture``;
        both count positions from the corner. What lies beyond the picture goes on as it ends.
    """
    height, width = picture.shape[:2]
    ratio = aspect(corners, (width, height))
    area = float(cv2.contourArea(corners.astype(np.float32)))
    wide, high = np.sqrt(area * ratio), np.sqrt(area / ratio)
    scale = min(1.0, longest / max(wide, high))
    size = max(1, round(wide * scale)), max(1, round(high * scale))
    matrix = _projection(size, corners)
    source, reduction = picture, np.eye(3)
    if scale < _LEAST_SHRINK:
        small = max(1, round(width * scale)), max(1, round(height * scale))
        source = np.asarray(cv2.resize(picture, small, interpolation=cv2.INTER_AREA), np.uint8)
        reduction = np.diag([small[0] / width, small[1] / height, 1.0])
    straight = cv2.warpPerspective(
        source,
        between_middles(reduction @ matrix),
        size,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(straight, dtype=np.uint8), matrix


def aspect(corners: NDArray[np.float64], size: tuple[int, int]) -> float:
    """Width of a rectangle divided by its height, from its corners in a picture.

    Zhang and He, "Whiteboard scanning and image enhancement", 2007: the lens looks at the
    picture's middle, and the two directions of the sides are at right angles, which gives the
    focal length; where they say little about it, a phone's is taken.

    Args:
        corners: (4, 2), in order from the top left.
        size: the picture's width and height.
    """
    centred = np.column_stack([corners - np.array(size) / 2, np.ones(4)])
    top_left, top_right, bottom_right, bottom_left = centred
    across = np.cross(top_left, bottom_right)
    k2 = across @ bottom_left / (np.cross(top_right, bottom_right) @ bottom_left)
    k3 = across @ top_right / (np.cross(bottom_left, bottom_right) @ top_right)
    right, down = k2 * top_right - top_left, k3 * bottom_left - top_left
    focal = _FOCAL * max(size)
    if min(abs(right[2]), abs(down[2])) > _LEAST_CONVERGENCE:
        square = -(right[0] * down[0] + right[1] * down[1]) / (right[2] * down[2])
        low, high = (share * max(size) for share in _FOCAL_RANGE)
        if low**2 <= square <= high**2:
            focal = float(np.sqrt(square))
    lens = np.array([1 / focal, 1 / focal, 1.0])
    return float(np.linalg.norm(right * lens) / np.linalg.norm(down * lens))


def _projection(size: tuple[int, int], corners: NDArray[np.float64]) -> Matrix:
    """The matrix that takes an upright rectangle's corners to ``corners``, solved exactly."""
    width, height = size
    rectangle = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    rows, values = [], []
    for (x, y), (u, v) in zip(rectangle, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.append(np.linalg.solve(np.array(rows), np.array(values)), 1.0).reshape(3, 3)
