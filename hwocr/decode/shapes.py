"""Kinds of words: a number is digits, a word is letters, its capitals stand first or everywhere.

0 and O, 1 and l, 5 and S look alike; the rest of the word tells which is meant.
"""

from __future__ import annotations

import string

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.classes import CHARACTERS

_DIGIT = np.array([c in string.digits for c in CHARACTERS])
_UPPER = np.array([c in string.ascii_uppercase for c in CHARACTERS])
_LOWER = np.array([c in string.ascii_lowercase for c in CHARACTERS])

KINDS: tuple[tuple[float, NDArray[np.bool_], NDArray[np.bool_]], ...] = (
    (0.50, _LOWER, _LOWER),
    (0.17, _UPPER, _LOWER),
    (0.13, _UPPER, _UPPER),
    (0.12, _DIGIT, _DIGIT),
)
"""How often each kind of word is written; the classes of its first character, and of the rest."""
_MIXED = 0.08
"""Share of words of no kind: codes, names like McDonald."""
_TRAINED = 0.42 * _DIGIT + 0.24 * _UPPER + 0.34 * _LOWER
"""For each class, how much of the training mix was of its sort (digits, capitals, small letters).

The network expects characters in this mix; where the kind of a word is known, another one holds.
"""


def with_shapes(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Probabilities of one word's characters, given each other's kind.

    The word's kind is a hidden variable; each character's new probability is the mean over the
    kinds, weighted by how well each explains the whole word. No kind forbids a reading for good:
    a word of no kind keeps the probabilities as they were.

    Args:
        probabilities: float32 (N, classes + 1) of one word.

    Returns:
        float32 of the same shape; the share of "not a character" stays as it is.
    """
    count = len(probabilities)
    if count < 2:
        return probabilities
    known = probabilities[:, :-1].astype(np.float64)
    known /= np.maximum(known.sum(axis=1, keepdims=True), 1e-30)
    evidence, readings = [np.log(_MIXED)], [known]
    for prior, first, rest in KINDS:
        inside = known * np.stack([first] + [rest] * (count - 1))
        share = inside.sum(axis=1, keepdims=True)
        # The likelihood of the ink, given the kind: probabilities without what the mix expected.
        fit = np.log(np.maximum((inside / _TRAINED).sum(axis=1), 1e-4))
        evidence.append(np.log(prior) + float(fit.sum()))
        readings.append(inside / np.maximum(share, 1e-30))
    weights = np.exp(np.array(evidence) - max(evidence))
    weights /= weights.sum()
    mixed = sum(w * r for w, r in zip(weights, readings, strict=True))
    out = probabilities.copy()
    out[:, :-1] = mixed * (1 - probabilities[:, -1:])
    return out
