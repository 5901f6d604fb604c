"""A backed-off n-gram model of short strings, held in three sorted arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.labels import labels_of

BITS = 6
"""Of a key, for each symbol."""
ORDER = 5
"""Symbols of the longest n-grams; their keys fit into 32 bits."""
BEGIN, END = 1, 2
"""Codes of what stands before and behind each string; 0 stands for nothing, symbols follow."""
FIRST = 3
STEP = 16.0
"""Logarithms are held in units of 1 / STEP: one byte reaches down to -15.9."""


@dataclass(frozen=True, eq=False)
class NGrams:
    """Probabilities of strings, symbol by symbol, given the four symbols before.

    An n-gram that is not listed has the probability of its last n - 1 symbols, times the weight of
    its first n - 1 (Katz 1987).

    Attributes:
        symbols: what strings consist of, at most 61.
        keys: uint32 (N,), ascending; the codes of an n-gram's symbols, the last one lowest.
        costs: uint8 (N,), the negative logarithm of the last symbol's probability.
        weights: uint8 (N,), the negative logarithm of the n-gram's own weight.
    """

    symbols: str
    keys: NDArray[np.uint32]
    costs: NDArray[np.uint8]
    weights: NDArray[np.uint8]

    def log_probabilities(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Natural logarithm of each string's probability, its end too; float64 (N,).

        -inf for strings with unknown symbols.
        """
        codes, owners, places, unknown = self._codes(texts)
        total = np.zeros(len(texts))
        np.add.at(total, owners, -self._costs(codes, places) / STEP)
        total[unknown] = -np.inf
        return total

    def _codes(
        self, texts: Sequence[str]
    ) -> tuple[NDArray[np.uint32], NDArray[np.intp], NDArray[np.intp], NDArray[np.bool_]]:
        """For each place in each text the key of its last symbols, the text, and the place; and
        which texts have unknown symbols."""
        labels = labels_of(texts, self.symbols)
        count, width = len(texts), labels.shape[1] + 1
        lengths = np.array([len(text) for text in texts], np.intp)
        within = np.asarray(np.arange(width) <= lengths[:, None], np.bool_)
        unknown = np.asarray(((labels < 0) & within[:, 1:]).any(axis=1), np.bool_)
        # Codes as they follow each other, with room for what an n-gram looks back on.
        codes = np.zeros((count, ORDER + width), np.uint32)
        codes[:, ORDER - 1] = BEGIN
        codes[:, ORDER:-1] = labels + FIRST
        codes[np.arange(count), ORDER + lengths] = END
        keys = np.zeros((count, width), np.uint32)
        for back in range(ORDER):
            first = ORDER - back
            keys |= codes[:, first : first + width] << np.uint32(BITS * back)
        owners, places = np.nonzero(within & ~unknown[:, None])
        return keys[owners, places], owners, places + 2, unknown

    def _costs(self, codes: NDArray[np.uint32], places: NDArray[np.intp]) -> NDArray[np.float64]:
        """What each symbol costs, in units of 1 / STEP."""
        cost = np.zeros(len(codes))
        left = np.arange(len(codes))
        for length in range(ORDER, 0, -1):
            # An n-gram cannot reach back over the beginning.
            mask = np.uint32((1 << BITS * length) - 1)
            long = places[left] >= length
            tried = left[long]
            found, at = self._find(codes[tried] & mask)
            cost[tried[found]] += self.costs[at[found]]
            missed = tried[~found]
            if length > 1:
                held, at = self._find((codes[missed] & mask) >> np.uint32(BITS))
                cost[missed[held]] += self.weights[at[held]]
            left = np.concatenate([left[~long], missed])
        return cost

    def _find(self, keys: NDArray[np.uint32]) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return self.keys[at] == keys, at
