"""Prefix beam search: the most probable texts, each over many of its paths."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

WIDTH = 10
"""Prefixes kept from frame to frame."""
_PLAUSIBLE = 1e-3
"""Characters less probable than this in a frame are not looked at there…"""
_MOST = 12
"""…and no more than so many."""
_Beam = dict[str, tuple[float, float]]
"""Prefixes with the probabilities of their paths that end in a blank, and in a character."""


def prefix_beam(
    log_probabilities: NDArray[np.float32],
    classes: str,
    width: int = WIDTH,
    plausible: float = _PLAUSIBLE,
) -> list[tuple[str, float]]:
    """The most probable texts, summed over the paths that the beam keeps.

    Each prefix carries two probabilities, of its paths that end in a blank and of those that end
    in its last character (Graves 2008, algorithm 1; Hannun et al. 2014, without language model).

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank.
        classes: the C characters in the order of the columns.
        width: how many prefixes are kept, and how many texts come back at most.
        plausible: probability from which on a character is looked at in a frame; 0 for all.

    Returns:
        Texts and the logarithms of their probabilities, best first. These are at most the exact
        ones, which :func:`~hwocr.decode.ctc.log_likelihoods` gives.
    """
    beam: _Beam = {"": (1.0, 0.0)}
    scale = 0.0
    for blank, options in _frames(log_probabilities, classes, plausible):
        if options:
            longer = _longer(beam, blank, options).items()
            best = sorted(longer, key=lambda item: sum(item[1]), reverse=True)[:width]
        else:  # as in most frames; the order stays
            best = [(text, ((a + b) * blank, 0.0)) for text, (a, b) in beam.items()]
        largest = sum(best[0][1])
        if largest <= 0:
            return []
        scale += math.log(largest)
        beam = {text: (a / largest, b / largest) for text, (a, b) in best if a + b > 0}
    return [(text, math.log(a + b) + scale) for text, (a, b) in beam.items()]


def _longer(beam: _Beam, blank: float, options: dict[str, float]) -> _Beam:
    """Each prefix as it is, and with each of the characters."""
    longer: _Beam = {}
    for prefix, (after_blank, after_last) in beam.items():
        total = after_blank + after_last
        last = prefix[-1:]
        known = longer.get(prefix, (0.0, 0.0))
        longer[prefix] = (
            known[0] + total * blank,
            known[1] + after_last * options.get(last, 0.0),
        )
        for character, probability in options.items():
            text = prefix + character
            known = longer.get(text, (0.0, 0.0))
            # A repeated character is a new one only after a blank.
            before = after_blank if character == last else total
            longer[text] = (known[0], known[1] + before * probability)
    return longer


def _frames(
    log_probabilities: NDArray[np.float32], classes: str, plausible: float
) -> list[tuple[float, dict[str, float]]]:
    """For each frame the probability of the blank and those of the plausible characters."""
    probabilities = np.exp(log_probabilities.astype(np.float64))
    characters = probabilities[:, :-1]
    keep = (characters >= plausible) & (characters > 0)
    if plausible > 0 and characters.shape[1] > _MOST:
        keep &= characters >= np.partition(characters, -_MOST, axis=1)[:, -_MOST, None]
    frames: list[tuple[float, dict[str, float]]] = [
        (float(blank), {}) for blank in probabilities[:, -1]
    ]
    rows, columns = np.nonzero(keep)
    for row, column, probability in zip(
        rows.tolist(), columns.tolist(), characters[rows, columns].tolist(), strict=True
    ):
        frames[row][1][classes[column]] = probability
    return frames
