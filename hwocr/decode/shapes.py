"""Kinds of words: a number is digits, a word is letters, its capitals stand first or everywhere.

0 and O, 1 and l, 5 and S look alike; the rest of the word tells which is meant.
"""

from __future__ import annotations

import string
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.classes import CHARACTERS

_DIGIT = np.array([c in string.digits for c in CHARACTERS])
_UPPER = np.array([c in string.ascii_uppercase for c in CHARACTERS])
_LOWER = np.array([c in string.ascii_lowercase for c in CHARACTERS])

KINDS: tuple[tuple[float, Callable[[int], NDArray[np.bool_]]], ...] = (
    (0.50, lambda i: _LOWER),
    (0.17, lambda i: _UPPER if i == 0 else _LOWER),
    (0.13, lambda i: _UPPER),
    (0.12, lambda i: _DIGIT),
)
"""How often each kind of word is written, and the classes that it allows at position i."""
_MIXED = 0.08
"""Share of words of no kind: codes, names like McDonald."""


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
    for prior, allowed in KINDS:
        masks = np.stack([allowed(i) for i in range(count)])
        inside = known * masks
        share = inside.sum(axis=1, keepdims=True)
        # Kinds choose among fewer classes than "mixed" does, which the likelihood must pay for:
        # a class within the kind is as much more probable as the kind is smaller than all.
        fit = np.log(np.maximum(share[:, 0], 1e-4) * len(CHARACTERS) / masks.sum(axis=1))
        evidence.append(np.log(prior) + float(fit.sum()))
        readings.append(inside / np.maximum(share, 1e-30))
    weights = np.exp(np.array(evidence) - max(evidence))
    weights /= weights.sum()
    mixed = sum(w * r for w, r in zip(weights, readings, strict=True))
    out = probabilities.copy()
    out[:, :-1] = mixed * (1 - probabilities[:, -1:])
    return out
