"""Counting, smoothing and pruning n-grams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ngrams import BEGIN, BITS, END, FIRST, ORDER, STEP, NGrams

_LARGEST = 255
Counts = tuple[NDArray[np.uint32], NDArray[np.float64]]
"""Keys, ascending, and a number for each."""


def fit(texts: Mapping[str, float], symbols: str, size: int) -> NGrams:
    """An n-gram model of weighted strings.

    Probabilities are interpolated with those of shorter n-grams (Witten and Bell 1991). Then only
    those n-grams are kept whose removal would cost most likelihood (Seymore and Rosenfeld 1996).

    Args:
        texts: string → how often it occurs.
        symbols: that the strings consist of; others are left out.
        size: how many n-grams to keep at most.
    """
    known = set(symbols)
    counts = _counts({t: n for t, n in texts.items() if known.issuperset(t)}, symbols)
    probabilities = _interpolated(counts, len(symbols) + FIRST - 1)
    kept = _pruned(counts, probabilities, size)
    return _backed_off(kept, symbols)


def _counts(texts: Mapping[str, float], symbols: str) -> list[Counts]:
    """For each length the keys of its n-grams, ascending, and how often they occur."""
    codes = {symbol: code for code, symbol in enumerate(symbols, FIRST)}
    keys: list[int] = []
    places: list[int] = []
    weights: list[float] = []
    full = (1 << BITS * ORDER) - 1
    result: list[Counts] = []
    for text, weight in texts.items():
        key = BEGIN
        for place, code in enumerate([*(codes[symbol] for symbol in text), END], 2):
            key = (key << BITS | code) & full
            keys.append(key)
            places.append(place)
            weights.append(weight)
    every, reach, weight_of = np.array(keys, np.uint32), np.array(places), np.array(weights)
    for length in range(1, ORDER + 1):
        long = reach >= length
        mask = np.uint32((1 << BITS * length) - 1)
        found, inverse = np.unique(every[long] & mask, return_inverse=True)
        result.append((found, np.bincount(inverse, weight_of[long]).astype(np.float64)))
    return result


def _interpolated(counts: list[Counts], kinds: int) -> list[NDArray[np.float64]]:
    """p(c | h) = (n(hc) + t(h) p(c | h')) / (n(h) + t(h)), t(h) being the kinds of c behind h."""
    result: list[NDArray[np.float64]] = []
    for length, (keys, number) in enumerate(counts, 1):
        _, inverse = np.unique(keys >> np.uint32(BITS), return_inverse=True)
        total = np.bincount(inverse, number)
        types = np.bincount(inverse).astype(np.float64)
        if length == 1:
            lower = np.full(len(keys), 1 / kinds)
        else:
            shorter = keys & np.uint32((1 << BITS * (length - 1)) - 1)
            lower = result[-1][np.searchsorted(counts[length - 2][0], shorter)]
        result.append((number + types[inverse] * lower) / (total + types)[inverse])
    return result


def _pruned(
    counts: list[Counts], probabilities: list[NDArray[np.float64]], size: int
) -> list[Counts]:
    """Keys and probabilities of the n-grams worth keeping; each one's beginning is kept too."""
    gains = [np.full(len(counts[0][0]), np.inf)]
    for length in range(2, ORDER + 1):
        keys, number = counts[length - 1]
        shorter = keys & np.uint32((1 << BITS * (length - 1)) - 1)
        lower = probabilities[length - 2][np.searchsorted(counts[length - 2][0], shorter)]
        gains.append(number * np.abs(np.log(probabilities[length - 1] / lower)))
    every = np.sort(np.concatenate(gains))
    least = every[max(0, len(every) - size)]
    kept = []
    needed = np.zeros(0, np.uint32)
    for length in range(ORDER, 0, -1):
        keys = counts[length - 1][0]
        worth = (gains[length - 1] >= least) | np.isin(keys, needed)
        kept.append((keys[worth], probabilities[length - 1][worth]))
        needed = np.unique(keys[worth] >> np.uint32(BITS))
    # Nothing leads to the beginning, but it is a context.
    keys, shares = kept[-1]
    kept[-1] = (np.append(np.uint32(BEGIN), keys), np.append(0.0, shares))
    return kept[::-1]


def _backed_off(kept: Iterable[Counts], symbols: str) -> NGrams:
    """Give each context the weight at which its probabilities sum to 1."""
    keys = np.zeros(0, np.uint32)
    costs = np.zeros(0, np.uint8)
    weights = np.zeros(0, np.uint8)
    for length, (own, probabilities) in enumerate(kept, 1):
        if length > 1:
            model = NGrams(symbols, keys, costs, weights)
            shorter = own & np.uint32((1 << BITS * (length - 1)) - 1)
            lower = np.exp(-model._costs(shorter, np.full(len(own), length - 1)) / STEP)
            contexts, inverse = np.unique(own >> np.uint32(BITS), return_inverse=True)
            left = 1 - np.bincount(inverse, probabilities)
            lower_left = 1 - np.bincount(inverse, lower)
            weight = np.clip(left, 1e-6, None) / np.clip(lower_left, 1e-6, None)
            at = np.searchsorted(keys, contexts)
            weights[at] = _bytes(np.minimum(weight, 1))
        order = np.argsort(merged := np.concatenate([keys, own]))
        keys = merged[order]
        costs = np.concatenate([costs, _bytes(probabilities)])[order]
        weights = np.concatenate([weights, np.zeros(len(own), np.uint8)])[order]
    return NGrams(symbols, keys, costs, weights)


def _bytes(probabilities: NDArray[np.float64]) -> NDArray[np.uint8]:
    cost = np.rint(-STEP * np.log(np.maximum(probabilities, 1e-30)))
    return np.clip(cost, 0, _LARGEST).astype(np.uint8)
