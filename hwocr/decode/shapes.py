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

KINDS = np.array([0.50, 0.17, 0.13, 0.12])
"""How often each kind of word is written…"""
_FIRST = np.stack([_LOWER, _UPPER, _UPPER, _DIGIT])
_REST = np.stack([_LOWER, _LOWER, _UPPER, _DIGIT])
"""…and the classes of its first character, and of the rest."""
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
    # Kinds × characters × classes.
    inside = known * np.repeat(_REST[:, None], count, axis=1)
    inside[:, 0] = known[0] * _FIRST
    # The likelihood of the ink, given the kind: probabilities without what the mix expected.
    fit = np.log(np.maximum((inside / _TRAINED).sum(axis=2), 1e-4)).sum(axis=1)
    evidence = np.append(np.log(_MIXED), np.log(KINDS) + fit)
    weights = np.exp(evidence - evidence.max())
    weights /= weights.sum()
    inside *= weights[1:, None, None] / np.maximum(inside.sum(axis=2, keepdims=True), 1e-30)
    mixed = weights[0] * known + inside.sum(axis=0)
    out = probabilities.copy()
    out[:, :-1] = mixed * (1 - probabilities[:, -1:])
    return out
