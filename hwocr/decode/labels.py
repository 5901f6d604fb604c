"""Texts as numbers: for each character its column among a network's classes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray


def labels_of(texts: Sequence[str], classes: str) -> NDArray[np.intp]:
    """The columns of the texts' characters, (N, longest text).

    Args:
        texts: any; shorter ones are padded.
        classes: the characters in the order of the columns.

    Returns:
        -1 for characters that are no class, and for padding.
    """
    if not texts:
        return np.zeros((0, 0), np.intp)
    codes = np.array(texts, np.str_).view(np.uint32).reshape(len(texts), -1)
    table = _table(classes)
    return np.asarray(table[np.minimum(codes, len(table) - 1)], np.intp)


@lru_cache(maxsize=8)
def _table(classes: str) -> NDArray[np.intp]:
    """The column of each code point; the last one stands for all above it."""
    table = np.full(max(map(ord, classes)) + 2, -1, np.intp)
    table[[ord(character) for character in classes]] = np.arange(len(classes))
    return table
