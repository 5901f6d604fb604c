"""Where in a line words end: sure spaces part it, and each word is read by itself."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ctc import columns_of

_SURE = 0.7
"""Frames that hold a space with this probability part a line."""
_FAINT = 0.1
"""Probability from which on a frame may belong to a space."""


def between_spaces(log_probabilities: NDArray[np.float32], classes: str) -> list[tuple[int, int]]:
    """The frames between sure spaces: first and end of each run, some of which may be empty.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank; with
            the network's temperature, and restricted to the alphabet.
        classes: the C characters in the order of the columns.
    """
    column = columns_of(classes).get(" ")
    count = len(log_probabilities)
    if column is None or not count:
        return [(0, count)]
    space = np.exp(log_probabilities[:, column])
    borders = np.flatnonzero(np.diff(space > _FAINT)) + 1
    parts, begun = [], 0
    for first, end in zip([0, *borders], [*borders, count], strict=True):
        # One space may show in several frames, a little in each.
        if space[first] > _FAINT and space[first:end].sum() > _SURE:
            parts.append((begun, int(first)))
            begun = int(end)
    return [*parts, (begun, count)]
