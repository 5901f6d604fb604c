"""Which characters a reading may use."""

from __future__ import annotations

import string

import numpy as np
from numpy.typing import NDArray

from hwocr.errors import AlphabetError
from hwocr.networks.classes import CHARACTERS

NAMED = {
    "all": CHARACTERS,
    "digits": string.digits,
    "letters": string.ascii_letters,
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
}
"""Alphabets that have a name."""


def characters_of(alphabet: str) -> str:
    """The characters of a named alphabet, or those of the string itself, in network order.

    Raises:
        AlphabetError: the alphabet is empty or has characters that the network does not know.
    """
    if alphabet in NAMED:
        return NAMED[alphabet]
    unknown = sorted(set(alphabet) - set(CHARACTERS) - set(string.whitespace))
    if unknown:
        raise AlphabetError(
            f"the network does not know {''.join(unknown)!r}; an alphabet is one of "
            f"{', '.join(NAMED)} or a string of the characters 0-9, A-Z and a-z"
        )
    chosen = "".join(c for c in CHARACTERS if c in alphabet)
    if not chosen:
        raise AlphabetError(
            f"the alphabet is empty; choose one of {', '.join(NAMED)} or characters"
        )
    return chosen


def restrict(probabilities: NDArray[np.float32], alphabet: str) -> NDArray[np.float32]:
    """Condition probabilities on the character being one of the alphabet.

    Args:
        probabilities: float32 (N, classes + 1), the last column "not a character".
        alphabet: as :func:`characters_of` takes it.

    Returns:
        float32 of the same shape: "not a character" keeps its share, the characters outside the
        alphabet have none and the others share what is left in their old proportions.
    """
    allowed = np.zeros(probabilities.shape[1], np.float32)
    allowed[[CHARACTERS.index(c) for c in characters_of(alphabet)]] = 1
    inside = probabilities * allowed
    reject = probabilities[:, -1:]
    # A tiny floor keeps the proportions defined where the network rules the alphabet out.
    inside += allowed * np.float32(1e-9)
    inside *= (1 - reject) / inside.sum(axis=1, keepdims=True)
    inside[:, -1:] = reject
    return inside


def without_reject(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Condition on the sample being a character: for crops of which the caller says so."""
    characters = probabilities.copy()
    characters[:, -1] = 0
    # As above, where the network is sure that it sees no character.
    characters[:, :-1] += np.float32(1e-12) * (probabilities[:, :-1] > 0)
    total = np.maximum(characters.sum(axis=1, keepdims=True), np.float32(1e-30))
    return np.asarray(characters / total, np.float32)
