"""Names for the arrays that travel through the library, and what several modules ask of them."""

from __future__ import annotations

from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Picture: TypeAlias = NDArray[np.uint8]
"""An RGB picture, uint8, shape (H, W, 3)."""

Grey: TypeAlias = NDArray[np.uint8]
"""A grey picture or a binary mask, uint8, shape (H, W)."""

Ink: TypeAlias = NDArray[np.float32]
"""How much ink lies on each pixel, float32 in [0, 1], shape (H, W); 0 is bare paper."""

Matrix: TypeAlias = NDArray[np.float64]
"""A 3×3 projective matrix on homogeneous pixel coordinates."""

Points: TypeAlias = NDArray[np.float32]
"""Points as (x, y) rows, float32, shape (N, 2)."""

_MANY = 12
"""So many values are more than one thing and what belongs to it."""

_T = TypeVar("_T", bound=np.generic)
_TO_CORNER = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
_TO_MIDDLE = np.array([[1.0, 0.0, -0.5], [0.0, 1.0, -0.5], [0.0, 0.0, 1.0]])


def weighted_median(values: NDArray[Any], weights: NDArray[Any]) -> float:
    """The least value up to which the values hold half of all weight.

    Args:
        values, weights: shape (N,), at least one; weights are not negative.
    """
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def steady_median(values: NDArray[Any], weights: NDArray[Any]) -> float:
    """The weighted median that no single value decides: one that weighs more than a third of what
    the others weigh together counts as so much, where there are :data:`_MANY` or more.

    Args:
        values, weights: shape (N,), at least one; weights are not negative.
    """
    if len(values) < _MANY:
        return weighted_median(values, weights)
    third = (weights.sum() - weights.max()) / 3
    return weighted_median(values, np.minimum(weights, max(third, np.partition(weights, -2)[-2])))


def counted_quantile(counts: NDArray[np.int64], share: float) -> float:
    """A quantile of whole numbers from 0, of which each is there so many times.

    Args:
        counts: shape (N,), at least one of them positive.
        share: 0.5 for the median; between two numbers the result is in between, as NumPy's.
    """
    reached = np.cumsum(counts)
    place = share * float(reached[-1] - 1)
    low, high = np.searchsorted(reached, [int(place), np.ceil(place)], side="right").tolist()
    return float(low + (high - low) * (place - int(place)))


def border_of(picture: NDArray[_T]) -> NDArray[_T]:
    """The pixels along a picture's four sides, (N,) or (N, channels); those in corners twice."""
    return np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])


def points_of(mask: Grey) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Rows and columns of the pixels that are not 0, row by row, each int32 (P,).

    As :func:`numpy.nonzero`, in a quarter of the time.
    """
    width = np.int32(mask.shape[1])
    places = np.flatnonzero(mask != 0).astype(np.int32)
    rows = places // width
    return rows, places - rows * width


def between_middles(matrix: Matrix) -> Matrix:
    """The same transform for OpenCV's warps.

    Positions here count from the picture's corner, so that edges of boxes map to edges; OpenCV
    counts from the middle of the first pixel.
    """
    return np.asarray(_TO_MIDDLE @ matrix @ _TO_CORNER, dtype=np.float64)
