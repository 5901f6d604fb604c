"""How well single characters are read, in the 47 classes of ``hwocr evaluate characters``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.classes import CHARACTERS, fold_to_47
from hwocr.networks.runtime import Network

FOLDED = sorted({fold_to_47(character) for character in CHARACTERS})
"""The 47 classes: letters that look alike in both cases count as one."""
_FOLD = np.zeros((len(CHARACTERS), len(FOLDED)), np.float32)
_FOLD[np.arange(len(CHARACTERS)), [FOLDED.index(fold_to_47(c)) for c in CHARACTERS]] = 1


def answers(
    network: Network, glyphs: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The best of the 47 classes for each glyph and its probability, each (N,)."""
    known = network.probabilities(glyphs)[:, : len(CHARACTERS)]
    together = known @ _FOLD / np.maximum(known.sum(axis=1, keepdims=True), 1e-9)
    return together.argmax(axis=1), together.max(axis=1)


def rights(best: NDArray[np.int64], letters: Sequence[str]) -> NDArray[np.bool_]:
    """Which of the answers are right, bool (N,)."""
    truth = np.array([FOLDED.index(fold_to_47(c)) for c in letters], np.int64)
    return np.asarray(best == truth)


def share_right(network: Network, glyphs: NDArray[np.float32], letters: Sequence[str]) -> float:
    """Share of glyphs named as they should be; 0 where there are none."""
    if not len(glyphs):
        return 0.0
    return float(rights(answers(network, glyphs)[0], letters).mean())
