"""Reading a line as a whole: sure spaces part it into words, each of which is ranked by itself."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ctc import columns_of
from hwocr.decode.evidence import Frames
from hwocr.decode.language import Language
from hwocr.decode.rank import WEIGHTS, Weights, rank
from hwocr.page import Candidate

_SURE = 0.9
"""Frames that hold a space with this probability part a line: each part is read by itself."""
_FAINT = 0.1
"""Probability from which on a frame may belong to a space."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two sure spaces, most often one word.

    Attributes:
        start, end: its frames, the space's not among them.
        candidates: its readings, best first, the first one not empty.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...]


def read_parts(
    log_probabilities: NDArray[np.float32],
    classes: str,
    language: Language | None,
    weights: Weights = WEIGHTS,
) -> list[Part]:
    """The most probable readings of a word, or of a line: the words between sure spaces.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank; with
            the network's temperature, and restricted to the alphabet.
        classes: the C characters in the order of the columns.
        language: what is expected; ``None`` leaves the reading to the network.
        weights: how much that counts.

    Returns:
        The words from left to right, each read by itself; none where the network sees no
        character. A word's probabilities sum to at most 1: the rest belongs to texts that are
        not listed.
    """
    parts = []
    for start, end in _words(log_probabilities, classes):
        candidates = rank(Frames(log_probabilities[start:end], classes), language, weights)
        if candidates:
            parts.append(Part(start, end, candidates))
    return parts


def _words(log_probabilities: NDArray[np.float32], classes: str) -> list[tuple[int, int]]:
    """The frames between sure spaces: first and end of each run."""
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
