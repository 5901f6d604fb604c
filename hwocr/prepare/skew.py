"""Turned pages: by how much the lines of writing rise or fall, and the page turned upright."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink, Matrix, Picture, between_middles, border_of
from hwocr.connected import connected

MAX_SKEW = 22.0
"""Degrees; whatever is turned by more is taken as it is."""
MIN_SKEW = 2.0
"""Degrees below which a page counts as straight: finding lines copes with that."""
_SIDE = 600
"""Longest side of the copy on which lines are looked for."""
_REDUCED = 3
"""The copy is smaller than the ink by at least this factor."""
_INKED = 0.2
"""Ink on a pixel of the copy from which on it is writing."""
_MOST = 4000
"""Inked pixels that are enough to tell."""
_TOGETHER = 1 << 16
"""Places that are looked at together, of all angles: more would not stay in a processor's cache."""
_COARSE, _FINE = 1.0, 0.25
"""Steps in degrees."""
_NEAR = 3.0
"""Degrees around the best coarse angle that are looked at in fine steps."""
_AGREE = 0.97
"""Share of their best score with which the halves of a page agree to an angle."""
_TALL = 1 / 3
"""Height of the writing as a share of its width from which on it may have columns."""
_BEYOND = 8.0
"""Degrees to both sides of the best angle within which rows must dissolve."""
_DISSOLVED = float(np.exp(-0.2))
"""Share of the best score at which rows count as dissolved."""
_STRAIGHT_LINE, _THIN = 0.25, 2.5
"""Rules and edges: length as a share of the copy's longest side; ink per length in pixels."""


def find_turn(ink: Ink) -> float:
    """By how many degrees the page must be turned counter-clockwise for its lines to be level.

    Ink is summed up along each of many directions; the sum of squares of that profile is largest
    where rows of writing and bare paper alternate most sharply (Postl, 1986). The direction is
    believed if the rows dissolve soon to both sides of it, and have dissolved where the page is
    not turned at all: a few letters look alike from any side, and stay as they are.

    Args:
        ink: float32 (H, W) in [0, 1].

    Returns:
        Degrees in ±:data:`MAX_SKEW`, positive where lines fall to the right; 0 where not sure.
    """
    x, y = places(ink)
    if len(x) < 2:
        return 0.0
    limit = MAX_SKEW + _BEYOND
    angles = np.arange(-limit, limit + _COARSE / 2, _COARSE)
    scores = sharpness(x, y, angles)
    best = int(scores.argmax())
    if not MIN_SKEW - _COARSE < abs(angles[best]) <= MAX_SKEW:
        return 0.0
    near = angles[best] + np.arange(-_NEAR, _NEAR + _FINE / 2, _FINE)
    found, score = _finest(x, y, near)
    dissolved = scores < _DISSOLVED * score
    reach = round(_BEYOND / _COARSE)
    sure = (
        dissolved[len(angles) // 2]
        and dissolved[max(0, best - reach) : best].any()
        and dissolved[best + 1 : best + reach + 1].any()
    )
    return found if sure and MIN_SKEW <= abs(found) <= MAX_SKEW else 0.0


def _finest(
    x: NDArray[np.float32], y: NDArray[np.float32], near: NDArray[np.float64]
) -> tuple[float, float]:
    """The best of some angles that are all near to it, and its score.

    Rows of two columns may fall together at a wrong angle. So the left and the right half of the
    page are looked at apart, too, and decide where they clearly prefer another angle.
    """
    whole = sharpness(x, y, near)
    middle = np.deg2rad(near[len(near) // 2])
    along = x * np.cos(middle) + y * np.sin(middle)
    right = along > (along.min() + along.max()) / 2
    below = y + right * np.float32(2 * np.ptp(y) + 2)
    halves = sharpness(x, below, near)
    best = int(whole.argmax())
    score = float(whole[best])
    if np.ptp(y) > _TALL * np.ptp(x) and halves[best] < _AGREE * halves.max():
        best = int(halves.argmax())
    return float(near[best]), score


def turn(picture: Picture, ink: Ink, degrees: float) -> tuple[Picture, Ink, Matrix]:
    """Turn picture and ink counter-clockwise, on a sheet that holds all of them.

    What is new in the corners has the median colour of the picture's border, and no ink.

    Args:
        picture: RGB uint8 (H, W, 3).
        ink: float32 (H, W), or (H, W, N) of several kinds.
        degrees: any angle; multiples of 90 turn every pixel exactly.

    Returns:
        The turned picture and ink, and the 3×3 matrix from their pixels to those before.
        Positions count from the corner, so that edges of boxes map to edges.
    """
    height, width = ink.shape[:2]
    angle = np.deg2rad(degrees)
    cos, sin = float(np.cos(angle)), float(np.sin(angle))
    forward = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    corners = forward[:2, :2] @ [[0, width, 0, width], [0, 0, height, height]]
    forward[:2, 2] = -corners.min(axis=1)
    # A hair of tolerance keeps rounding noise from growing the sheet by a pixel.
    size = np.ceil(np.ptp(corners, axis=1) - 1e-6).astype(int)
    matrix = between_middles(forward)[:2]
    to = int(size[0]), int(size[1])
    ground = np.median(border_of(picture), axis=0).tolist()
    turned = cv2.warpAffine(picture, matrix, to, flags=cv2.INTER_LINEAR, borderValue=ground)
    turned_ink = cv2.warpAffine(ink, matrix, to, flags=cv2.INTER_LINEAR, borderValue=0)
    return (
        np.asarray(turned, dtype=np.uint8),
        np.asarray(turned_ink, dtype=np.float32),
        np.linalg.inv(forward),
    )


def places(ink: Ink) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Inked pixels of a small copy, without rules and edges: x and y, both float32 (N,)."""
    scale = min(1 / _REDUCED, _SIDE / max(ink.shape))
    size = max(1, round(ink.shape[1] * scale)), max(1, round(ink.shape[0] * scale))
    small = cv2.resize(ink, size, interpolation=cv2.INTER_AREA)
    pieces = connected((small > _INKED).astype(np.uint8))
    length = np.maximum(pieces.width, pieces.height)
    line = (length > _STRAIGHT_LINE * max(size)) & (pieces.area < _THIN * length)
    y, x = np.divmod(pieces.places[~line[pieces.owners]], size[0])
    step = -(-len(x) // _MOST) or 1
    return x[::step].astype(np.float32), y[::step].astype(np.float32)


def profile(x: NDArray[np.float32], y: NDArray[np.float32], degrees: float) -> NDArray[np.int64]:
    """How many places lie in each row along a direction, rows a pixel high, from the top."""
    angle = np.deg2rad(degrees)
    rows = y * np.float32(np.cos(angle)) - x * np.float32(np.sin(angle))
    return np.bincount((rows - rows.min()).astype(np.int32) + 1)


def sharpness(
    x: NDArray[np.float32], y: NDArray[np.float32], degrees: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Sums of squares of the profiles along directions (N,), each smoothed over three rows."""
    parts = np.array_split(degrees, 1 + len(degrees) * len(x) // _TOGETHER)
    return np.concatenate([_sharpness(x, y, part) for part in parts])


def _sharpness(
    x: NDArray[np.float32], y: NDArray[np.float32], degrees: NDArray[np.float64]
) -> NDArray[np.float64]:
    angles = np.deg2rad(degrees)[:, None]
    rows = y * np.cos(angles).astype(np.float32) - x * np.sin(angles).astype(np.float32)
    rows -= rows.min(axis=1, keepdims=True)
    # All profiles one after the other, bare rows between them.
    length = int(rows.max()) + 4
    places = rows.astype(np.int32) + 2 + length * np.arange(len(degrees), dtype=np.int32)[:, None]
    profiles = np.bincount(places.ravel(), minlength=length * len(degrees))
    smooth = np.convolve(profiles, [1, 1, 1], mode="same").reshape(len(degrees), length)
    return np.asarray((smooth * smooth).sum(axis=1), dtype=np.float64)
