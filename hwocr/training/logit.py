"""Fitting weights to choices among several, each described by a row of numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_STEPS = 50
_CLOSE = 1e-5
"""Steps so short change nothing any more."""


def conditional_logit(
    choices: Sequence[tuple[NDArray[np.float64], int]], start: Sequence[float], ridge: float
) -> NDArray[np.float64]:
    """Weights at which what was chosen is likeliest among all (McFadden 1974), by Newton steps.

    Args:
        choices: float64 (N, F) each, a row for each option, and the number of the right row.
        start: F weights to begin with.
        ridge: how much weights are held back, for each choice.

    Returns:
        float64 (F,).
    """
    weights = np.array(start, np.float64)
    for _ in range(_STEPS):
        gradient = -ridge * len(choices) * weights
        curvature = ridge * len(choices) * np.eye(len(weights))
        for options, right in choices:
            scores = options @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            mean = shares @ options
            gradient += options[right] - mean
            centred = options - mean
            curvature += (centred * shares[:, None]).T @ centred
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step * min(1.0, 1 / np.abs(step).max())
        if np.abs(step).max() < _CLOSE:
            break
    return weights
