"""From probabilities to ranked readings of characters and words."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.classes import CHARACTERS
from hwocr.page import Candidate

COUNT = 5
"""Candidates that every character and every word carries."""


def character_candidates(
    probabilities: NDArray[np.float32], count: int | None = COUNT, least: float = 0.0
) -> tuple[Candidate, ...]:
    """The most probable characters, best first.

    Args:
        probabilities: float32 (classes + 1,), the last one "not a character".
        count: how many at most.
        least: probability below which a candidate is left out (the best one stays).
    """
    characters = probabilities[:-1]
    order = np.argsort(-characters, kind="stable")[:count]
    best = zip(order.tolist(), characters[order].tolist(), strict=True)
    return tuple(
        Candidate(CHARACTERS[i], probability)
        for rank, (i, probability) in enumerate(best)
        if rank == 0 or probability > least
    )


def word_candidates(
    characters: Sequence[tuple[Candidate, ...]], count: int = COUNT
) -> tuple[Candidate, ...]:
    """The most probable words, characters taken as independent of each other, best first."""
    beam = [("", 1.0)]
    for options in characters:
        longer = [
            (text + option.text, probability * option.probability)
            for text, probability in beam
            for option in options
        ]
        beam = sorted(longer, key=itemgetter(1), reverse=True)[:count]
    return tuple(Candidate(text, probability) for text, probability in beam)
