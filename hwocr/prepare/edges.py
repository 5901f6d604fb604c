"""Where colour changes in a picture, and the straight lines that the changes lie on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Picture

Floats: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.int64]

_LINES = 28
"""So many of the strongest lines are looked at."""
_SHORTEST = 0.02
"""Votes that make a line, as a share of the picture's shorter side; a line's votes are spread
over several places."""
_TEXTURE = 2.5
"""How much stronger than the picture's median an edge must be: wood and fabric have many."""
_BIN = 2.0
"""Pixels between neighbouring lines of the Hough transform; its angles are 1° apart."""
_ASTRAY = 5
"""Degrees by which the direction of an edge's pixel may differ from its line's for a vote."""
_NEIGHBOURHOOD = 0.025
"""Width of the place beside an edge that is looked at, as a share of the diagonal."""
_CROWDED = 0.08
"""Share of edges there that halves a vote."""
_SIDES = 0.014
"""… and where its colours are compared."""
_FARTHER = 1.8
"""… and so many times farther: wide lines reach over the nearer place."""
_PARTED = 5.0
"""Difference of colour between the places on both sides, in levels, that halves a vote."""
LOUD = 0.1
"""Votes of less weight are not counted."""


@dataclass(frozen=True, eq=False)
class Edges:
    """Where colour changes.

    Attributes:
        mask: uint8 (H, W), not 0 at an edge.
        angle: float32 (H, W), direction of the change in degrees, 0 to 180.
        weight: float32 (H, W), how much an edge may be that of a sheet, 0 to 1: the more the
            quieter it is on one of its sides, for a sheet is quiet, and grain, cloth and keys are
            not; and the more the colour on its sides differs, as it does not beside printed lines.
    """

    mask: Grey
    angle: NDArray[np.float32]
    weight: NDArray[np.float32]

    @cached_property
    def loud(self) -> tuple[Floats, Floats, Floats]:
        """Places (N, 2) of the edges with more than next to no weight, x and y of the pixel's
        middle; their angles in radians (N,) and weights (N,)."""
        rows, columns = np.nonzero(self.weight > LOUD)
        places = np.stack([columns, rows], axis=1).astype(np.float64) + 0.5
        angle = np.deg2rad(self.angle[rows, columns].astype(np.float64), dtype=np.float64)
        return places, angle, self.weight[rows, columns].astype(np.float64)


def edges_of(lab: Picture, least: float) -> Edges:
    """Canny's edges of the channel that changes most at each pixel.

    Args:
        lab: uint8 (H, W, 3), without fine detail.
        least: change of a channel over two pixels, in levels, that counts.
    """
    right = cv2.Sobel(lab, cv2.CV_16S, 1, 0)
    down = cv2.Sobel(lab, cv2.CV_16S, 0, 1)
    strength = np.abs(right) + np.abs(down)
    channel = strength.argmax(axis=2)[..., None]
    right = np.take_along_axis(right, channel, 2)[..., 0]
    down = np.take_along_axis(down, channel, 2)[..., 0]
    texture = float(np.median(strength[::2, ::2].max(axis=2)))
    threshold = max(4 * least, _TEXTURE * texture)
    canny = cv2.Canny(right, down, threshold / 2, threshold, L2gradient=True)
    mask = np.asarray(canny, np.uint8)
    angle = np.rad2deg(np.arctan2(down, right, dtype=np.float32)) % 180
    rows, columns = np.nonzero(mask)
    turn = np.deg2rad(angle[rows, columns])
    way = np.stack([np.sin(turn), np.cos(turn)])
    weight = np.zeros(mask.shape, np.float32)
    weight[rows, columns] = _quietness(mask, rows, columns, way) * _parting(lab, rows, columns, way)
    return Edges(mask, np.asarray(angle, np.float32), weight)


def lines_of(edges: Edges) -> Floats:
    """The strongest straight lines, (N, 2): the normal's angle in degrees and the distance from
    the picture's corner. A Hough transform in which an edge's pixel votes, by its weight, for the
    few lines that run in its direction (O'Gorman and Clowes, 1976)."""
    height, width = edges.mask.shape
    diagonal = float(np.hypot(height, width))
    places, turn, weight = edges.loud
    own = np.round(np.rad2deg(turn)).astype(np.int64)
    angles = own[:, None] + np.arange(-_ASTRAY, _ASTRAY + 1)
    across, along = np.cos(np.deg2rad(angles)), np.sin(np.deg2rad(angles))
    distance = places[:, :1] * across + places[:, 1:] * along
    # The line at 180° is that at 0° with its normal turned round.
    distance = np.where((angles < 0) | (angles >= 180), -distance, distance)
    count = int(2 * diagonal / _BIN) + 3
    index = (angles % 180) * count + np.round((distance + diagonal) / _BIN).astype(np.int64)
    votes = np.bincount(index.ravel(), weight.repeat(angles.shape[1]), 180 * count)
    votes = votes.reshape(180, count)
    around = np.concatenate([votes[-6:, ::-1], votes, votes[:6, ::-1]]).astype(np.float32)
    smooth = cv2.GaussianBlur(around, (5, 3), 0)
    peaks = (smooth == cv2.dilate(smooth, np.ones((9, 7), np.uint8)))[6:-6] * smooth[6:-6]
    lines = np.flatnonzero(peaks > _SHORTEST * min(height, width))
    best = lines[np.argsort(peaks.ravel()[lines])[::-1][:_LINES]]
    angle, offset = np.unravel_index(best, peaks.shape)
    return np.stack([angle.astype(float), offset * _BIN - diagonal], axis=1)


def _quietness(mask: Grey, rows: Indices, columns: Indices, way: Floats) -> Floats:
    """1 where no other edges lie on one side of an edge's pixel, less where they do on both."""
    size = max(3, round(_NEIGHBOURHOOD * float(np.hypot(*mask.shape))))
    crowd = cv2.blur((mask > 0).astype(np.float32), (size, size))
    one, other = _beside(crowd, rows, columns, size * way)
    return np.asarray(1 / (1 + (np.minimum(one, other) / _CROWDED) ** 2), dtype=np.float64)


def _parting(lab: Picture, rows: Indices, columns: Indices, way: Floats) -> Floats:
    """Near 1 where the colours on both sides of an edge's pixel differ, near 0 if they do not."""
    size = max(3, round(_SIDES * float(np.hypot(*lab.shape[:2]))))
    wide = cv2.blur(lab, (size, size))
    pairs = [_beside(wide, rows, columns, far * size * way) for far in (1, _FARTHER)]
    change = [(np.subtract(*pair, dtype=np.float64) ** 2).sum(axis=1) for pair in pairs]
    least = np.minimum(*change)
    return np.asarray(least / (least + _PARTED**2), dtype=np.float64)


def _beside(
    values: NDArray[Any], rows: Indices, columns: Indices, off: Floats
) -> list[NDArray[Any]]:
    """What lies to both sides of some pixels, ``off`` (2, N) in rows and columns away."""
    return [
        values[
            np.clip(np.round(rows + sign * off[0]), 0, values.shape[0] - 1).astype(int),
            np.clip(np.round(columns + sign * off[1]), 0, values.shape[1] - 1).astype(int),
        ]
        for sign in (-1, 1)
    ]
