"""Log-probabilities as a word network gives them, made by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.classes import BLANK, WORD_CHARACTERS


def frames_of(
    *peaks: str | Mapping[str, float], gap: int = 3, noise: float = 1e-5
) -> NDArray[np.float32]:
    """A peak in every ``gap + 1``-th frame and blanks between them; float32 (T, C + 1).

    A peak is a character, or characters with their probabilities ("" for the blank).
    """
    probabilities = np.full(((gap + 1) * len(peaks) + gap, BLANK + 1), noise)
    probabilities[:, BLANK] = 1
    for frame, peak in zip(probabilities[gap :: gap + 1], peaks, strict=False):
        shares = {peak: 1.0} if isinstance(peak, str) else peak
        frame[BLANK] = noise
        for character, share in shares.items():
            frame[WORD_CHARACTERS.index(character) if character else BLANK] = share
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    return np.asarray(np.log(probabilities), np.float32)


def random_frames(count: int, classes: int, seed: int = 0) -> NDArray[np.float32]:
    """Noise, float32 (count, classes)."""
    drawn = np.random.default_rng(seed).dirichlet(np.ones(classes), count)
    return np.asarray(np.log(drawn), np.float32)
