"""Connectionist temporal classification: from frames to texts, and back to their likelihood.

The network gives each frame a distribution over the characters and a blank. A path takes one of
them in each frame; its text is what remains when repeated characters are merged and blanks are
dropped. A text's likelihood is the sum over its paths (Graves et al. 2006).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.labels import labels_of

_RESCALE = 8
"""Frames after which the forward variables are scaled back, so that they cannot underflow."""


def greedy(log_probabilities: NDArray[np.float32], classes: str) -> str:
    """The text of the most probable path.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank.
        classes: the C characters in the order of the columns.
    """
    path = log_probabilities.argmax(axis=1)
    begins = np.append(True, path[1:] != path[:-1])
    return "".join(classes[i] for i in path[begins] if i < len(classes))


def log_likelihoods(
    log_probabilities: NDArray[np.float32], texts: Sequence[str], classes: str
) -> NDArray[np.float64]:
    """Exact logarithm of each text's likelihood: the forward algorithm for all texts at once.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank.
        texts: may hold the empty text, and characters that the network does not know.
        classes: the C characters in the order of the columns.

    Returns:
        float64 (N,); -inf for a text that no path leads to: it is too long for the frames, or has
        a character that is unknown or ruled out. So improbable a text that it lies some 700 below
        the best path may come out as -inf too.
    """
    labels = np.ascontiguousarray(labels_of(texts, classes).T)
    lengths = np.array([len(text) for text in texts], np.intp)
    best = log_probabilities.max(axis=1, keepdims=True, initial=-1e3).astype(np.float64)
    # The last column, always 0, is for characters that the network does not know, and padding.
    probabilities = np.zeros((len(best), len(classes) + 2))
    np.exp(log_probabilities - best, out=probabilities[:, :-1])
    blanks = probabilities[:, len(classes)].tolist()
    emissions = probabilities[:, labels]
    apart = np.ones(labels.shape, np.bool_)
    apart[1:] = labels[1:] != labels[:-1]
    repeated = not apart.all()

    # Forward variables: paths that end in the gap before character i, or in character i.
    gaps = np.zeros((len(labels) + 1, len(texts)))
    characters = np.zeros((len(labels) + 1, len(texts)))
    gaps[0] = 1
    scale = np.zeros(len(texts))
    both = np.empty_like(gaps)
    # Row i of `characters` is character i - 1, so that its row 0 stays empty.
    later = characters[1:]
    for frame, (blank, emission) in enumerate(zip(blanks, emissions, strict=True), 1):
        np.add(gaps, characters, out=both)
        # A repeated character is a new one only after a gap.
        later += np.where(apart, both[:-1], gaps[:-1]) if repeated else both[:-1]
        later *= emission
        np.multiply(both, blank, out=gaps)
        if frame % _RESCALE == 0:
            largest = np.maximum(gaps.max(axis=0), characters.max(axis=0))
            largest[largest == 0] = 1
            gaps /= largest
            characters /= largest
            scale += np.log(largest)
    columns = np.arange(len(texts))
    with np.errstate(divide="ignore"):
        total = np.log(gaps[lengths, columns] + characters[lengths, columns])
    return np.asarray(total + scale + best.sum(), np.float64)


@lru_cache(maxsize=8)
def columns_of(classes: str) -> dict[str, int]:
    """The column of each character."""
    return {character: column for column, character in enumerate(classes)}
