"""How probable each character of a text is, and what else may stand in its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ctc import columns_of, log_likelihoods
from hwocr.page import Candidate

ALTERNATIVES = 4
"""Other characters that are tried in the place of each one…"""
_LEAST = 1e-4
"""…if their probability reaches this in some frame there."""


def character_posteriors(
    log_probabilities: NDArray[np.float32],
    text: str,
    classes: str,
    runs: Sequence[tuple[int, int]],
) -> list[tuple[Candidate, ...]]:
    """The probability of each character, given that the rest of its word is as in the text.

    Each character is replaced by every alternative that the frames between its neighbours
    suggest, and left out once; each such text has an exact likelihood, and the shares of these
    are the probabilities. Unlike the height of a peak in a single frame they count all frames and
    all paths. What leaving out takes has no candidate, so that the sum is at most 1.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank.
        text: a text that the frames can hold.
        classes: the C characters in the order of the columns.
        runs: first frame of each character, and the one after its last.

    Returns:
        For each character its candidates: itself, then the alternatives, the best first.
    """
    candidates: list[tuple[Candidate, ...]] = []
    position = 0
    for _, group in groupby(text, str.isspace):
        word = "".join(group)
        last = position + len(word)
        # A word has the frames from the space before it to the space behind it; a space has
        # those between the characters around it.
        first_frame = runs[position - 1][1] if position else 0
        end_frame = runs[last][0] if last < len(text) else len(log_probabilities)
        frames = log_probabilities[first_frame:end_frame]
        inner = [(a - first_frame, b - first_frame) for a, b in runs[position:last]]
        candidates += _of_word(frames, word, classes, inner)
        position = last
    return candidates


def _of_word(
    log_probabilities: NDArray[np.float32],
    word: str,
    classes: str,
    runs: list[tuple[int, int]],
) -> list[tuple[Candidate, ...]]:
    options = _options(log_probabilities, word, classes, runs)
    texts = [
        word[:i] + option + word[i + 1 :]
        for i, others in enumerate(options)
        for option in (word[i], "", *others)
    ]
    logs = log_likelihoods(log_probabilities, texts, classes)
    result, position = [], 0
    for character, others in zip(word, options, strict=True):
        mine = logs[position : position + 2 + len(others)]
        position += len(mine)
        # Where the word is beyond all likelihood, so is each character.
        shares = np.exp(mine - max(mine.max(), -1e6))
        shares /= max(shares.sum(), 1e-300)
        alternatives = [
            Candidate(c, float(p)) for c, p in zip(others, shares[2:], strict=True) if p > _LEAST
        ]
        alternatives.sort(key=lambda candidate: -candidate.probability)
        result.append((Candidate(character, float(shares[0])), *alternatives))
    return result


def _options(
    log_probabilities: NDArray[np.float32],
    word: str,
    classes: str,
    runs: list[tuple[int, int]],
) -> list[str]:
    """For each character those that have the highest peaks between its neighbours."""
    columns, options = columns_of(classes), []
    least = np.log(_LEAST)
    for i, character in enumerate(word):
        first = runs[i - 1][1] if i else 0
        end = runs[i + 1][0] if i + 1 < len(word) else len(log_probabilities)
        peaks = log_probabilities[first:end, :-1].max(axis=0)
        peaks[columns[character]] = -np.inf
        best = np.argsort(-peaks)[:ALTERNATIVES]
        options.append("".join(classes[j] for j in best if peaks[j] > least))
    return options
