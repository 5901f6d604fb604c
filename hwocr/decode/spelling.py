"""How people spell what is in no list: names, codes, dates, prices, addresses.

A token's shape says where it has capitals, small letters, digits and marks; its letters are spelled
like words of a European language, or at random. Both are n-gram models.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.ngrams import NGrams
from hwocr.networks.registry import read_registry, verified_bytes

LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = re.compile("aa+")
_RANDOM, _RANDOM_BESIDE_DIGITS = 0.03, 0.7
"""Share of tokens whose letters spell nothing: initials, and codes, most of which have digits."""
_SHAPELESS, _SIGNS = 0.01, 80
"""Share of tokens that have no shape that people know, and signs that these consist of."""
_PARTS = ("shapes", "letters")
_KINDS = 26
"""Letters that a code is made of."""


@dataclass(frozen=True, eq=False)
class Spelling:
    """Probabilities of texts without spaces.

    Attributes:
        shapes: of strings as :func:`shape_of` gives them.
        letters: of runs of letters, in lower case.
    """

    shapes: NGrams
    letters: NGrams

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Spelling:
        """The model that comes with hwocr, loaded once.

        Raises:
            hwocr.errors.ModelError: the file is missing or damaged.
        """
        return load(verified_bytes(read_registry()["language"]))

    def log_probabilities(self, tokens: Sequence[str]) -> NDArray[np.float64]:
        """Natural logarithm of each token's probability, float64 (N,)."""
        shapes = [shape_of(token) for token in tokens]
        total = self.shapes.log_probabilities(shapes)
        digits = np.array([shape.count("0") for shape in shapes])
        total -= math.log(10) * digits
        total += self._of_letters(tokens, np.where(digits > 0, _RANDOM_BESIDE_DIGITS, _RANDOM))
        lengths = np.array([len(token) for token in tokens])
        return np.logaddexp(total, math.log(_SHAPELESS) - math.log(_SIGNS) * lengths)

    def _of_letters(
        self, tokens: Sequence[str], random: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Of each token's letters, which are spelled like words, or with a share at random."""
        runs = [
            (owner, run.lower()) for owner, t in enumerate(tokens) for run in LETTERS.findall(t)
        ]
        spelled = np.zeros(len(tokens))
        at_random = np.zeros(len(tokens))
        for (owner, run), log in zip(
            runs, self.letters.log_probabilities([run for _, run in runs]), strict=True
        ):
            spelled[owner] += log
            at_random[owner] -= math.log(_KINDS) * len(run)
        return np.logaddexp(spelled + np.log(1 - random), at_random + np.log(random))


def shape_of(token: str) -> str:
    """``A`` for each capital, ``a`` for small letters in a row, ``0`` for a digit; marks stay."""
    return _SMALL.sub("a", "".join(map(_sign, token)))


@lru_cache(maxsize=512)
def _sign(character: str) -> str:
    if character.isdigit():
        return "0"
    if character.isupper():
        return "A"
    return "a" if character.isalpha() else character


def load(data: bytes) -> Spelling:
    """The model in the bytes of a file that :func:`save` wrote."""
    with np.load(BytesIO(data)) as file:
        return Spelling(*(_from_arrays(file, name) for name in _PARTS))


def save(spelling: Spelling, path: Path) -> None:
    """Write a model for :func:`load`; differences between keys pack better than keys."""
    arrays = {}
    for name in _PARTS:
        model: NGrams = getattr(spelling, name)
        arrays[f"{name}_symbols"] = np.array(model.symbols)
        arrays[f"{name}_steps"] = np.diff(model.keys, prepend=np.uint32(0))
        arrays[f"{name}_costs"] = model.costs
        arrays[f"{name}_weights"] = model.weights
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _from_arrays(file: Mapping[str, NDArray[Any]], name: str) -> NGrams:
    keys = np.cumsum(file[f"{name}_steps"], dtype=np.uint32)
    symbols = str(file[f"{name}_symbols"])
    return NGrams(symbols, keys, file[f"{name}_costs"], file[f"{name}_weights"])
