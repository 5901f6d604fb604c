"""The personal set: glyphs of one hand with the characters that they stand for."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey
from hwocr.errors import PersonalError
from hwocr.glyph import SIZE
from hwocr.networks.classes import CHARACTERS
from hwocr.personal.archive import Source, pack, unpack

MOST = 2000
"""Examples that a set may hold."""
HELD_OUT = 5
"""Of each letter with enough examples, one in this many is kept for measuring…"""
ENOUGH = 3
"""…and these are enough."""
_KIND, _VERSION = "personal_set", 1


@dataclass(frozen=True, eq=False)
class Examples:
    """Glyphs uint8 (N, SIZE, SIZE), dark ink on white as in ``Character.glyph``, and N letters.

    Raises:
        PersonalError: shapes do not fit, there are too many, or a letter is none of the 62
            characters that the character network names.
    """

    glyphs: NDArray[np.uint8]
    letters: str

    def __post_init__(self) -> None:
        count = len(self.letters)
        if self.glyphs.shape != (count, SIZE, SIZE) or self.glyphs.dtype != np.uint8:
            raise PersonalError(
                f"{count} examples are uint8 ({count}, {SIZE}, {SIZE}), "
                f"not {self.glyphs.dtype} {self.glyphs.shape}"
            )
        if count > MOST:
            raise PersonalError(
                f"a set holds at most {MOST} examples, not {count}; remove some",
                code="too_many_examples",
                limit=MOST,
            )
        foreign = sorted(set(self.letters) - set(CHARACTERS))
        if foreign:
            raise PersonalError(
                f"the network names digits and letters without accents, not {''.join(foreign)}",
                code="unknown_letters",
                letters="".join(foreign),
            )

    @classmethod
    def of(cls, pairs: Iterable[tuple[Grey, str]]) -> Examples:
        """The set of (glyph, letter) pairs; what is no glyph of a known character is left out."""
        kept = [(g, c) for g, c in pairs if g.shape == (SIZE, SIZE) and c and c in CHARACTERS]
        glyphs = np.zeros((len(kept), SIZE, SIZE), np.uint8)
        for place, (glyph, _) in zip(glyphs, kept, strict=True):
            place[:] = glyph
        return cls(glyphs, "".join(letter for _, letter in kept))

    def __len__(self) -> int:
        return len(self.letters)

    @property
    def counts(self) -> dict[str, int]:
        """How many examples each letter has, in the order of the alphabet."""
        counted = Counter(self.letters)
        return {letter: counted[letter] for letter in CHARACTERS if letter in counted}

    @property
    def keys(self) -> list[str]:
        """A name for each example, equal for equal ones."""
        return [
            letter + blake2b(glyph.tobytes(), digest_size=8).hexdigest()
            for glyph, letter in zip(self.glyphs, self.letters, strict=True)
        ]

    def take(self, indices: Collection[int]) -> Examples:
        """The examples at ``indices``."""
        chosen = list(indices)
        return Examples(self.glyphs[chosen], "".join(self.letters[i] for i in chosen))

    def without(self, keys: Collection[str]) -> Examples:
        """The examples whose key is not among ``keys``."""
        return self.take([i for i, key in enumerate(self.keys) if key not in keys])

    def joined(self, other: Examples) -> Examples:
        """Both sets' examples, each only once.

        Raises:
            PersonalError: they would be too many.
        """
        known = {key: i for i, key in reversed(list(enumerate(self.keys + other.keys)))}
        kept = sorted(known.values())
        both = np.concatenate([self.glyphs, other.glyphs])[kept]
        letters = self.letters + other.letters
        return Examples(both, "".join(letters[i] for i in kept))

    def split(self) -> tuple[Examples, Examples]:
        """The examples to learn from, and those held out to measure with.

        Of each letter with :data:`ENOUGH` examples one in :data:`HELD_OUT`, at least one, is held
        out. The choice is always the same and does not depend on the order.
        """
        held: set[int] = set()
        for letter in self.counts:
            own = [i for i, c in enumerate(self.letters) if c == letter]
            if len(own) >= ENOUGH:
                own.sort(key=lambda i: self.glyphs[i].tobytes())
                count = max(1, len(own) // HELD_OUT)
                chosen = np.random.default_rng(len(own)).permutation(len(own))[:count]
                held.update(own[i] for i in chosen)
        return (
            self.take([i for i in range(len(self)) if i not in held]),
            self.take(sorted(held)),
        )

    def to_bytes(self) -> bytes:
        """The set as a file, see :meth:`load`."""
        letters = np.frombuffer(self.letters.encode("ascii"), np.uint8)
        return pack(_KIND, _VERSION, {"glyphs": self.glyphs, "letters": letters})

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the set to a file."""
        Path(path).write_bytes(self.to_bytes())

    @classmethod
    def load(cls, source: Source) -> Examples:
        """The set in a file, or in its bytes, that :meth:`save` wrote; nothing in it is executed.

        Raises:
            PersonalError: the file cannot be read or is not such a set.
        """
        arrays = unpack(source, _KIND, _VERSION)
        if set(arrays) != {"glyphs", "letters"}:
            raise PersonalError("the file is no personal set; choose one that was downloaded here")
        letters = arrays["letters"]
        if letters.dtype != np.uint8 or letters.ndim != 1 or (letters > 127).any():
            raise PersonalError("the file's letters are damaged; choose another file")
        return cls(arrays["glyphs"], letters.tobytes().decode("ascii"))
