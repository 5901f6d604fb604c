"""Which characters a reading may use."""

from __future__ import annotations

import string
import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hwocr.errors import AlphabetError
from hwocr.networks.classes import ACCENTED, CHARACTERS, WORD_CHARACTERS

NAMED = {
    "all": CHARACTERS,
    "digits": string.digits,
    "letters": string.ascii_letters,
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
}
"""Alphabets that have a name."""


@lru_cache(maxsize=64)
def characters_of(alphabet: str, known: str = CHARACTERS) -> str:
    """The characters of a named alphabet, or those of the string itself, in network order.

    Args:
        alphabet: a name, or characters. "all" is all that the network knows but accented letters,
            which must be named one by one. White space in a string does not matter.
        known: the characters that the network knows. Those of the alphabet that only another
            network knows are left out.

    Raises:
        AlphabetError: the alphabet has characters that no network knows, or none that this one
            knows.
    """
    if alphabet == "all":
        return "".join(c for c in known if c not in ACCENTED)
    if alphabet in NAMED:
        return NAMED[alphabet]
    unknown = sorted(set(alphabet) - set(WORD_CHARACTERS) - set(string.whitespace))
    if unknown:
        raise AlphabetError(
            f"the network does not know {''.join(unknown)!r}; an alphabet is one of "
            f"{', '.join(NAMED)} or a string of the characters {WORD_CHARACTERS}",
            code="unknown_characters",
            characters="".join(unknown),
        )
    chosen = "".join(c for c in known if c in alphabet and not c.isspace())
    if not chosen:
        raise AlphabetError(
            f"the alphabet is empty for this network; choose one of {', '.join(NAMED)} "
            "or characters"
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
    allowed = _allowed(alphabet)
    inside = probabilities * allowed
    reject = probabilities[:, -1:]
    # A tiny floor keeps the proportions defined where the network rules the alphabet out.
    inside += allowed * np.float32(1e-9)
    inside *= (1 - reject) / inside.sum(axis=1, keepdims=True)
    inside[:, -1:] = reject
    return inside


@lru_cache(maxsize=8)
def _allowed(alphabet: str) -> NDArray[np.float32]:
    """1 for the characters of the alphabet, float32 (classes + 1,)."""
    chosen = characters_of(alphabet)
    return np.array([*(c in chosen for c in CHARACTERS), False], np.float32)


def without_reject(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Condition on the sample being a character: for crops of which the caller says so."""
    characters = probabilities.copy()
    characters[:, -1] = 0
    # As above, where the network is sure that it sees no character.
    characters[:, :-1] += np.float32(1e-12) * (probabilities[:, :-1] > 0)
    total = np.maximum(characters.sum(axis=1, keepdims=True), np.float32(1e-30))
    return np.asarray(characters / total, np.float32)


def restrict_frames(
    log_probabilities: NDArray[np.float32], alphabet: str, classes: str
) -> NDArray[np.float32]:
    """Condition the word network's frames on its characters being of the alphabet.

    What is outside the alphabet is written some way all the same. An accented letter counts as
    its base letter and a letter in the wrong case as the other case, where the alphabet has these;
    a punctuation mark counts as nothing, like the blank. What any other character has, the
    alphabet's share in their old proportions. So a clear letter never vanishes, but becomes the
    most similar one. A space only parts words, and every alphabet allows it.

    Args:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the CTC blank.
        alphabet: as :func:`characters_of` takes it.
        classes: the C characters in the order of the columns.

    Returns:
        float32 of the same shape, normalised in each frame; -inf outside the alphabet.
    """
    folding = _folding(alphabet, classes)
    probabilities = np.exp(log_probabilities)
    kept = probabilities @ folding
    # A tiny floor keeps the proportions defined where the network rules the alphabet out.
    inside = (kept + np.float32(1e-9)) * _shared(alphabet, classes)
    outside = np.maximum(probabilities.sum(axis=1) - kept.sum(axis=1), 0)
    kept += inside * (outside / inside.sum(axis=1))[:, None]
    with np.errstate(divide="ignore"):
        logs = np.log(kept / kept.sum(axis=1, keepdims=True))
    return np.asarray(logs, np.float32)


@lru_cache(maxsize=8)
def _folding(alphabet: str, classes: str) -> NDArray[np.float32]:
    """0 or 1, float32 (C + 1, C + 1): the column in which each class counts, if any."""
    allowed = {*characters_of(alphabet, classes), " "}
    folding = np.zeros((len(classes) + 1, len(classes) + 1), np.float32)
    folding[-1, -1] = 1
    for i, character in enumerate(classes):
        base = unicodedata.normalize("NFD", character)[0]
        options = [c for c in (character, base, base.swapcase()) if c in allowed and c in classes]
        if options:
            folding[i, classes.index(options[0])] = 1
        elif not character.isalnum():
            folding[i, -1] = 1
    return folding


@lru_cache(maxsize=8)
def _shared(alphabet: str, classes: str) -> NDArray[np.float32]:
    """1 for the classes of the alphabet, float32 (C + 1,)."""
    allowed = characters_of(alphabet, classes)
    return np.array([*(c in allowed for c in classes), False], np.float32)
