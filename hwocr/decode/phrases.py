"""Which words follow each other: neighbours on a line settle what each alone leaves in doubt."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.networks.registry import read_registry, verified_bytes
from hwocr.page import Candidate

Candidates = tuple[Candidate, ...]
STEP = 50.0
"""Gains are held in units of 1 / STEP."""
_SETTLED = 0.98
"""Where all words are so sure, neighbours have nothing to say."""
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, eq=False)
class Bigrams:
    """Pairs of words that are often written one after the other.

    Attributes:
        keys: uint32 (N,), ascending, from :func:`key_of`.
        gains: uint8 (N,), how much likelier each pair is than words that meet by chance, as a
            natural logarithm in units of 1 / :data:`STEP`.
    """

    keys: NDArray[np.uint32]
    gains: NDArray[np.uint8]

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Bigrams:
        """The pairs that come with hwocr, loaded once.

        Raises:
            hwocr.errors.ModelError: the file is missing or damaged.
        """
        with np.load(BytesIO(verified_bytes(read_registry()["bigrams"]))) as file:
            return cls(np.cumsum(file["steps"], dtype=np.uint32), file["gains"])

    def save(self, path: Path) -> None:
        """Write a file for :meth:`load`; differences between keys pack better than keys."""
        steps = np.diff(self.keys, prepend=np.uint32(0))
        np.savez_compressed(path, allow_pickle=False, steps=steps, gains=self.gains)

    def between(self, firsts: Sequence[str], seconds: Sequence[str]) -> NDArray[np.float64]:
        """What it gains that a text of ``seconds`` follows one of ``firsts``.

        Returns:
            float64 (firsts, seconds), natural logarithms; 0 for pairs that are not listed.
        """
        last, first = (
            [found[place].lower() if (found := _WORD.findall(text)) else "" for text in texts]
            for texts, place in ((firsts, -1), (seconds, 0))
        )
        keys = np.array([[key_of(a, b) for b in first] for a in last], np.uint32)
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, self.gains[at] / STEP, 0.0)


def key_of(first: str, second: str) -> int:
    """A number for two words in small letters; two pairs hardly ever have the same."""
    return zlib.crc32(f"{first} {second}".encode())


def in_phrase(words: Sequence[Candidates], bigrams: Bigrams) -> list[Candidates]:
    """The words of a line as their neighbours make them more or less probable.

    Each is weighed with all readings of all others (forward-backward algorithm, Rabiner 1989);
    what it may be beside its candidates goes with no neighbour.

    Args:
        words: from left to right, the candidates of each, best first.
        bigrams: words that follow each other.
    """
    if all(word[0].probability > _SETTLED for word in words):
        return list(words)
    texts = [[candidate.text for candidate in word] for word in words]
    own = [np.array([candidate.probability for candidate in word]) for word in words]
    own = [np.append(shares, max(1 - shares.sum(), 0.0)) for shares in own]
    links = [
        np.exp(np.pad(bigrams.between(one, other), ((0, 1), (0, 1))))
        for one, other in pairwise(texts)
    ]
    before, behind = [np.ones(len(own[0]))], [np.ones(len(own[-1]))]
    for shares, link in zip(own, links, strict=False):
        before.append(_summing_to_1((before[-1] * shares) @ link))
    for shares, link in zip(own[:0:-1], links[::-1], strict=True):
        behind.append(_summing_to_1(link @ (behind[-1] * shares)))
    together = map(np.multiply, before, reversed(behind))
    return [
        _weighed(word, _summing_to_1(shares * neighbours))
        for word, shares, neighbours in zip(words, own, together, strict=True)
    ]


def _summing_to_1(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(shares / shares.sum(), np.float64)


def _weighed(word: Candidates, shares: NDArray[np.float64]) -> Candidates:
    """The same candidates with other probabilities, the best first."""
    pairs = zip(word, shares.tolist(), strict=False)
    candidates = [Candidate(candidate.text, share) for candidate, share in pairs]
    return tuple(sorted(candidates, key=lambda candidate: -candidate.probability))
