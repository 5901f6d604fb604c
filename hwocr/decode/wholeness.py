"""How well a piece of ink does as one whole character, beside other ways of cutting a word."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Weights:
    """What counts for a piece of ink, in natural logarithms.

    Attributes:
        character: every piece; words are cut into fewer of them the lower it is.
        part: a piece that is not a whole component.
        accepted: logarithm of the probability that it is a character at all.
        clear: logarithm of the probability of the likeliest character, if it is one.
        doubt: entropy of the characters' probabilities, if it is one.
        size: how well its size and place fit the line.
        low: logarithm of its height in usual heights, where it is lower than usual.
        tall: logarithm of its height in usual heights.
        wide, wide_squared: logarithm of its width in usual heights, and the square of that.
        cut: ink that had to be cut at its ends, in pens.
        gap: paper between components in it, in usual heights of components.
        join: each component in it but one.
        lift: each of its ends at which the pen was lifted, though the ink touches what follows.
        crossing: how fully its strokes are crossed by others, from 0 to 1 for each crossing.
    """

    character: float = -0.31
    part: float = 0.54
    accepted: float = 1.26
    clear: float = -1.54
    doubt: float = -1.82
    size: float = 0.89
    low: float = 0.77
    tall: float = 0.58
    wide: float = -1.26
    wide_squared: float = -0.28
    cut: float = -0.45
    gap: float = 0.07
    join: float = -3.26
    lift: float = 0.83
    crossing: float = -1.84


@dataclass(frozen=True, eq=False)
class Geometry:
    """Measures of pieces, float64 (N,) each.

    Attributes:
        part: 1 for a piece that is not a whole component, otherwise 0.
        width, height: in usual heights of components.
        cut, gap, join, lift, crossing: as :class:`Weights` names them.
    """

    part: NDArray[np.float64]
    width: NDArray[np.float64]
    height: NDArray[np.float64]
    cut: NDArray[np.float64]
    gap: NDArray[np.float64]
    join: NDArray[np.float64]
    lift: NDArray[np.float64]
    crossing: NDArray[np.float64]


WEIGHTS = Weights()
"""Fitted on words composed of training writers' letters by `hwocr train cuts`."""
_LEAST = 1e-6
"""Probabilities below this count as this."""
_SMALLEST, _LARGEST = 0.05, 3.0
"""Heights and widths that make a difference, in usual heights."""


def features(
    probabilities: NDArray[np.float32], sizes: NDArray[np.float64], geometry: Geometry
) -> NDArray[np.float64]:
    """What :class:`Weights` weighs, float64 (N, 15), in the order of its fields.

    Args:
        probabilities: float32 (N, classes + 1), the last column "not a character".
        sizes: float64 (N,), of :func:`hwocr.decode.heights.size_fits`; 0 where nothing is known.
    """
    accepted = np.maximum(1 - probabilities[:, -1].astype(np.float64), _LEAST)
    known = probabilities[:, :-1] / accepted[:, None]
    doubt = -(known * np.log(known + _LEAST)).sum(axis=1)
    tall = np.log(np.clip(geometry.height, _SMALLEST, _LARGEST))
    wide = np.log(np.clip(geometry.width, _SMALLEST, _LARGEST))
    columns = [
        *(np.ones(len(accepted)), geometry.part),
        *(np.log(accepted), np.log(np.maximum(known.max(axis=1), _LEAST)), doubt),
        *(sizes, np.minimum(tall, 0), tall, wide, wide**2),
        *(geometry.cut, geometry.gap, geometry.join, geometry.lift, geometry.crossing),
    ]
    return np.stack(columns, axis=1)


def scores(values: NDArray[np.float64], weights: Weights = WEIGHTS) -> NDArray[np.float64]:
    """Scores of pieces, float64 (N,), from their features."""
    return np.asarray(values @ _as_array(weights), np.float64)


@lru_cache(maxsize=8)
def _as_array(weights: Weights) -> NDArray[np.float64]:
    return np.array(astuple(weights))
