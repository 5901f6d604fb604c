"""From probabilities to ranked readings of characters and words."""

from __future__ import annotations

from collections.abc import Sequence

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
    return tuple(
        Candidate(CHARACTERS[i], float(characters[i]))
        for rank, i in enumerate(order)
        if rank == 0 or characters[i] > least
    )


def word_candidates(
    characters: Sequence[tuple[Candidate, ...]], count: int = COUNT
) -> tuple[Candidate, ...]:
    """The most probable words, characters taken as independent of each other, best first."""
    beam = [Candidate("", 1.0)]
    for options in characters:
        longer = [
            Candidate(word.text + option.text, word.probability * option.probability)
            for word in beam
            for option in options
        ]
        beam = sorted(longer, key=lambda word: -word.probability)[:count]
    return tuple(beam)
