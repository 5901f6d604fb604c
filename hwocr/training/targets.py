"""What a label allows: some labels leave the letter's case open.

EMNIST merges the case of many letters. Such a sample says "c or C", and the loss asks only that
the two together get the probability (partial-label likelihood, Jin & Ghahramani 2002).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.classes import CHARACTERS, CLASS_COUNT, NOT_A_CHARACTER, fold_to_47

REJECT_LABEL = ""


def allowed_classes(label: str, known: str = "case") -> frozenset[int]:
    """Indices of the classes that a label allows.

    Args:
        label: a character, or :data:`REJECT_LABEL` for what is none.
        known: ``"case"`` (the label is exact), ``"merged"`` (one of the 47 EMNIST classes) or
            ``"letter"`` (its case is open).
    """
    if label == REJECT_LABEL:
        return frozenset({NOT_A_CHARACTER})
    if known == "case":
        return frozenset({CHARACTERS.index(label)})
    if known == "merged":
        return frozenset(i for i, c in enumerate(CHARACTERS) if fold_to_47(c) == label)
    if known == "letter":
        return frozenset(i for i, c in enumerate(CHARACTERS) if c.upper() == label.upper())
    raise ValueError(f"known is 'case', 'merged' or 'letter', not {known!r}")


def mask(label: str, known: str = "case") -> NDArray[np.bool_]:
    """:func:`allowed_classes` as a bool vector of length CLASS_COUNT."""
    vector = np.zeros(CLASS_COUNT, np.bool_)
    vector[list(allowed_classes(label, known))] = True
    return vector


def without_case(masks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Masks (N, CLASS_COUNT) that allow both cases of the letters whose cases look alike."""
    folded = np.array([fold_to_47(c) for c in CHARACTERS] + [REJECT_LABEL])
    same = folded[:, None] == folded[None, :]
    return np.asarray(masks @ same)
