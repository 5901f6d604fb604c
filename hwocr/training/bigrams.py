"""Which pairs of words are worth knowing, from how often each is written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from hwocr.decode.phrases import STEP, Bigrams, key_of
from hwocr.decode.wordlist import frequencies
from hwocr.errors import DataError
from hwocr.networks.registry import models_folder, write_entry

VERSION = 1
_PACKAGE, _FILE = "symspellpy", "frequency_bigramdictionary_en_243_342.txt"
_TEXT = 1e12
"""Words of the text in which the pairs were counted, about (Google Books)."""
_WORDS = 60_000
_LEAST = 0.0
"""Pairs that chance alone would bring together more often teach nothing."""
_USUAL, _MOST = 5.0, 4.0
"""Logarithm of how much oftener than by chance most listed pairs are; what counts beyond that."""
_WEIGHT, _LISTED = 0.5, 0.3
"""Of that, and of being listed at all."""


def train_bigrams(folder: str | os.PathLike[str] | None = None) -> Path:
    """Write ``bigrams.npz`` and its entry in the registry.

    Args:
        folder: where to write; the folder that comes with hwocr if left out.

    Returns:
        The file's path.

    Raises:
        hwocr.errors.DataError: the package with the pairs is missing.
    """
    target = Path(folder) if folder else models_folder()
    found = dict(sorted((key_of(*pair), gain) for pair, gain in _gains()))
    gains = np.rint(STEP * np.array(list(found.values()))).astype(np.uint8)
    path = target / "bigrams.npz"
    Bigrams(np.array(list(found), np.uint32), gains).save(path)
    values = {"file": path.name, "version": VERSION, "classes": "", "input": [], "temperature": 1.0}
    write_entry("bigrams", values, target)
    return path


def _gains() -> Iterator[tuple[tuple[str, str], float]]:
    """Pairs, and what each gains, as a natural logarithm."""
    known = frequencies("english", _WORDS)
    for first, second, count in _pairs():
        if first in known and second in known:
            chance = np.log(known[first]) + np.log(known[second])
            beyond = float(np.log(count / _TEXT) - chance)
            if beyond > _LEAST:
                yield (first, second), _LISTED + _WEIGHT * float(np.clip(beyond - _USUAL, 0, _MOST))


def _pairs() -> Iterator[tuple[str, str, int]]:
    """Pairs of English words and how often they were counted in Google's books (Michel et al.
    2011), as the package ``symspellpy`` brings them."""
    spec = find_spec(_PACKAGE)
    path = Path(spec.origin).parent / _FILE if spec and spec.origin else None
    if path is None or not path.is_file():
        raise DataError(f"the pairs of words are missing; pip install {_PACKAGE}")
    for line in path.read_text("utf-8-sig").splitlines():
        fields = line.split()
        if len(fields) == 3:
            yield fields[0], fields[1], int(fields[2])
