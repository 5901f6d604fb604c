"""The readings of a word whose characters may be cut apart and put together in several ways."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.choose import character_candidates, word_candidates
from hwocr.decode.labels import labels_of
from hwocr.networks.classes import CHARACTERS

PATHS = 8
"""Ways of cutting a word that are looked at: the most probable…"""
_BEHIND = 5.0
"""…unless their log probability lies so far behind the best."""
_TEXTS = 12
"""Texts that the lattice suggests."""
_INDEX = {character: index for index, character in enumerate(CHARACTERS)}


@dataclass(frozen=True)
class Span:
    """A run of atoms that may be one character.

    Attributes:
        start, end: the first atom, and the one after the last.
        score: logarithm of how well it does as a character, beside others; not normalised.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Path:
    """One way of cutting a word: spans by their index, from left to right, and how probable."""

    spans: tuple[int, ...]
    log_probability: float


def best_paths(spans: Sequence[Span], count: int = PATHS) -> list[Path]:
    """The most probable ways through all atoms, best first.

    A path's probability is proportional to the product of its spans' scores (a semi-Markov
    conditional random field: Sarawagi, Cohen 2004).

    Args:
        spans: so that each atom is in at least one path.
    """
    ending: defaultdict[int, list[int]] = defaultdict(list)
    for index, span in enumerate(spans):
        ending[span.end].append(index)
    best: dict[int, list[tuple[float, tuple[int, ...]]]] = {0: [(0.0, ())]}
    total = {0: 0.0}
    for end in sorted(ending):
        longer = [
            (score + spans[index].score, (*path, index))
            for index in ending[end]
            for score, path in best.get(spans[index].start, [])
        ]
        if longer:
            best[end] = sorted(longer, reverse=True)[:count]
            sums = [
                total[spans[i].start] + spans[i].score
                for i in ending[end]
                if spans[i].start in total
            ]
            total[end] = float(np.logaddexp.reduce(sums))
    last = max(ending)
    return [Path(path, score - total[last]) for score, path in best[last]]


def plausible(paths: Sequence[Path]) -> list[Path]:
    """Those that come near to the first, which is the most probable."""
    least = paths[0].log_probability - _BEHIND
    return [path for path in paths if path.log_probability >= least]


@dataclass(frozen=True, eq=False)
class Lattice:
    """Evidence of the ink of one word, read letter by letter.

    Attributes:
        paths: ways of cutting the word, best first.
        rows: for each of them float32 (N, classes + 1), the probabilities of its N characters,
            the last column "not a character".
    """

    paths: tuple[Path, ...]
    rows: tuple[NDArray[np.float32], ...]

    def texts(self) -> list[tuple[str, float]]:
        """The most probable texts and the natural logarithms of their probabilities."""
        return self._texts

    @cached_property
    def _texts(self) -> list[tuple[str, float]]:
        found: defaultdict[str, float] = defaultdict(float)
        for path, rows in zip(self.paths, self.rows, strict=True):
            for word in word_candidates([character_candidates(row) for row in rows], _TEXTS):
                found[word.text] += math.exp(path.log_probability) * word.probability
        order = sorted(found.items(), key=lambda item: -item[1])[:_TEXTS]
        return [(text, math.log(p)) for text, p in order if p > 0]

    def log_likelihoods(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Logarithm of each text's probability, float64 (N,), summed over the paths."""
        labels = labels_of(texts, CHARACTERS)
        lengths = np.array([len(text) for text in texts], np.intp)
        total = np.full(len(texts), -np.inf)
        for path, logs in zip(self.paths, self._logs, strict=True):
            held = np.flatnonzero(lengths == len(logs))
            if len(held):
                of_path = logs[np.arange(len(logs)), labels[held, : len(logs)]]
                log = path.log_probability + of_path.sum(axis=1)
                total[held] = np.logaddexp(total[held], log)
        return total

    def path_of(self, text: str) -> int | None:
        """The number of the path that most probably spells a text; ``None`` if none can."""
        logs = self._of(text)
        best = int(np.argmax(logs))
        return best if logs[best] > -np.inf else None

    def _of(self, text: str) -> NDArray[np.float64]:
        columns = [_INDEX.get(character, -1) for character in text]
        found = np.full(len(self.paths), -np.inf)
        if -1 in columns or not columns:
            return found
        for number, (path, logs) in enumerate(zip(self.paths, self._logs, strict=True)):
            if len(logs) == len(columns):
                found[number] = path.log_probability + logs[np.arange(len(columns)), columns].sum()
        return found

    @cached_property
    def _logs(self) -> tuple[NDArray[np.float64], ...]:
        # The last column is for characters that are no class.
        nothing = [np.zeros((len(rows), 1)) for rows in self.rows]
        with np.errstate(divide="ignore"):
            return tuple(np.log(np.hstack(both)) for both in zip(self.rows, nothing, strict=True))
