"""How good a reading is: error rates and how far confidence can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike


def edit_distance(reading: Sequence[str], truth: Sequence[str]) -> int:
    """Levenshtein distance: insertions, deletions and substitutions that lead to the truth.

    Takes strings (characters count) or lists of words (words count). The package ``rapidfuzz``
    is needed, which the extras ``train`` and ``dev`` bring.
    """
    from rapidfuzz.distance import Levenshtein

    return int(Levenshtein.distance(reading, truth))


def character_error_rate(pairs: Iterable[tuple[str, str]]) -> float:
    """Edit distance over all (reading, truth) pairs, per character of the truth.

    Spaces and line breaks count as characters; the rate can exceed 1.

    Raises:
        ValueError: the truths hold no character.
    """
    errors = length = 0
    for reading, truth in pairs:
        errors += edit_distance(reading, truth)
        length += len(truth)
    if not length:
        raise ValueError("no true text to compare with")
    return errors / length


def word_error_rate(pairs: Iterable[tuple[str, str]]) -> float:
    """As :func:`character_error_rate`, with words between white space as the units."""
    errors = length = 0
    for reading, truth in pairs:
        words = truth.split()
        errors += edit_distance(reading.split(), words)
        length += len(words)
    if not length:
        raise ValueError("no true words to compare with")
    return errors / length


def expected_calibration_error(confidences: ArrayLike, correct: ArrayLike, bins: int = 15) -> float:
    """Mean gap between confidence and accuracy over equal-width bins (Guo et al. 2017).

    Args:
        confidences: (N,) in [0, 1].
        correct: (N,) bool, whether each reading was right.
        bins: number of bins.

    Raises:
        ValueError: the arrays are empty or of different length.
    """
    confidence = np.asarray(confidences, np.float64)
    right = np.asarray(correct, np.float64)
    if confidence.shape != right.shape or confidence.ndim != 1 or not confidence.size:
        raise ValueError(
            f"need two equally long vectors, got shapes {confidence.shape} and {right.shape}"
        )
    index = np.clip((confidence * bins).astype(int), 0, bins - 1)
    gap = 0.0
    for i in range(bins):
        inside = index == i
        if inside.any():
            gap += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return float(gap)


def least_calibration_error(confidences: ArrayLike, bins: int = 15, draws: int = 200) -> float:
    """The calibration error that confidences without any fault would show on so few readings.

    Args:
        confidences: (N,) in [0, 1].
        bins: number of bins.
        draws: how often it is drawn by these confidences what is right; the mean counts.

    Raises:
        ValueError: there are no confidences.
    """
    confidence = np.asarray(confidences, np.float64)
    rng = np.random.default_rng(0)
    errors = [
        expected_calibration_error(confidence, rng.random(confidence.shape) < confidence, bins)
        for _ in range(draws)
    ]
    return float(np.mean(errors))
