"""How well a piece of ink does as one whole character, beside other ways of cutting a word."""

from __future__ import annotations

from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Weights:
    """What counts for a piece of ink, in natural logarithms.

    Attributes:
        character: every piece; below 0, words are cut into fewer pieces.
        accepted: logarithm of the probability that it is a character at all.
        clear: logarithm of the probability of the likeliest character, if it is one.
        cut: ink that had to be cut at its ends, in pens.
        gap: paper between components in it, in usual heights of components.
        join: each component in it but one.
        lift: each of its ends at which the pen was lifted, though the ink touches what follows.
        crossing: how fully its strokes are crossed by others, from 0 to 1 for each crossing.
        size: how well its size and place fit the line.
        low: logarithm of its height in usual heights, where it is lower than usual.
    """

    character: float = 1.69
    accepted: float = 1.43
    clear: float = 1.47
    cut: float = -0.8
    gap: float = -0.42
    join: float = -2.31
    lift: float = 0.69
    crossing: float = -1.59
    size: float = 0.83
    low: float = 1.12


WEIGHTS = Weights()
"""Fitted by `hwocr train cuts` on words composed of training writers' letters."""
_LEAST = 1e-6


def features(
    probabilities: NDArray[np.float32],
    sizes: NDArray[np.float64],
    geometry: NDArray[np.float64],
) -> NDArray[np.float64]:
    """What :class:`Weights` weighs, float64 (N, 10), in the order of its fields.

    Args:
        probabilities: float32 (N, classes + 1), the last column "not a character".
        sizes: float64 (N,), of :func:`hwocr.decode.heights.size_fits`; 0 where nothing is known.
        geometry: float64 (N, 6): cut, gap, join, lift, crossing, and the height in usual heights.
    """
    accepted = np.maximum(1 - probabilities[:, -1].astype(np.float64), _LEAST)
    clear = np.maximum(probabilities[:, :-1].max(axis=1) / accepted, _LEAST)
    low = np.log(np.clip(geometry[:, 5], 0.05, 1.0))
    columns = [np.ones(len(accepted)), np.log(accepted), np.log(clear), *geometry[:, :5].T]
    return np.stack([*columns, sizes, low], axis=1)


def scores(values: NDArray[np.float64], weights: Weights = WEIGHTS) -> NDArray[np.float64]:
    """Scores of pieces, float64 (N,), from their features."""
    return np.asarray(values @ np.array(astuple(weights)), np.float64)
