"""A word as it was seen, as a whole, letter by letter or both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.evidence import Evidence
from hwocr.decode.lattice import Lattice
from hwocr.networks.classes import CHARACTERS

_LEAST = -60.0
"""Below this, log probabilities of a whole do not differ."""
_BESIDE = 4.0
"""What a letter costs, in natural logarithms, where the word was cut wrong: any of about sixty may
be there."""
_LIKELY = 8
"""Texts of the lattice that are looked at."""
_FLOOR = 1e-4


_SHAPES = {"0": "o", "1": "l", "i": "l", "5": "s", "2": "z"}


def _alike() -> NDArray[np.float64]:
    """Which classes look alike, so that doubt between them does not speak against a cut: float64
    (classes, shapes), of ones and zeros."""
    shapes = [_SHAPES.get(c.lower(), c.lower()) for c in CHARACTERS]
    return np.array([[shape == own for own in sorted(set(shapes))] for shape in shapes], np.float64)


_ALIKE = _alike()


@dataclass(frozen=True, eq=False)
class Views:
    """What is known of the ink of one word; at least one way to look at it.

    Attributes:
        whole: what the word network says.
        letters: what the character network says.
        drawn: whether the letters were cut apart by the pen's strokes.
    """

    whole: Evidence | None = None
    letters: Lattice | None = None
    drawn: bool = False

    @property
    def kind(self) -> str:
        """``"both"``, ``"drawn"`` (both, the letters by strokes), ``"whole"`` or ``"letters"``."""
        if self.letters is None:
            return "whole"
        if self.whole is None:
            return "letters"
        return "drawn" if self.drawn else "both"

    @cached_property
    def of_whole(self) -> list[tuple[str, float]]:
        """Texts that the whole suggests, best first."""
        return self.whole.texts() if self.whole else []

    @cached_property
    def of_letters(self) -> list[tuple[str, float]]:
        """Texts that the letters suggest, best first."""
        return self.letters.texts()[:_LIKELY] if self.letters else []

    def columns(self, texts: Sequence[str], trust: float) -> NDArray[np.float64]:
        """What either way says of texts, and how long they are: float64 (N, 3).

        Where the word was also seen as a whole and may have been cut wrong, its letters say little:
        their probability is mixed with that of any letters.

        Args:
            texts: what may be written.
            trust: probability that the letters were cut apart right.

        Returns:
            Rows of -inf for texts that neither way allows.
        """
        lengths = np.array([len(text) for text in texts], np.float64)
        columns = np.zeros((len(texts), 3))
        columns[:, 2] = lengths
        possible = np.zeros(len(texts), bool)
        if self.whole is not None:
            logs = self.whole.log_likelihoods(texts)
            possible |= logs > -np.inf
            columns[:, 0] = np.maximum(logs, _LEAST)
        if self.letters is not None:
            logs = self.letters.log_likelihoods(texts)
            possible |= logs > -np.inf
            columns[:, 1] = np.maximum(logs, _LEAST)
            if self.whole is not None:
                trust = float(np.clip(trust, _FLOOR, 1 - _FLOOR))
                beside = -_BESIDE * lengths + np.log(1 - trust)
                columns[:, 1] = np.logaddexp(logs + np.log(trust), beside)
        columns[~possible] = -np.inf
        return columns

    def gate(self) -> NDArray[np.float64]:
        """What tells whether the letters were cut apart right: float64 (8,)."""
        if self.letters is None:
            return np.zeros(8)
        rows = self.letters.rows[0].astype(np.float64)
        accepted = np.log(np.clip(1 - rows[:, -1], _FLOOR, 1))
        clear = np.log(np.clip((rows[:, :-1] @ _ALIKE).max(axis=1), _FLOOR, 1))
        spelled, alike = 0.0, 0.0
        if self.of_whole:
            shares = np.exp([log for _, log in self.of_whole])
            same = np.array([len(text) == len(rows) for text, _ in self.of_whole])
            alike = float(shares @ same / max(shares.sum(), 1e-30))
            texts = [text for text, _ in self.of_whole]
            spelled = max(float(self.letters.log_likelihoods(texts).max()), -40.0) / 10
        path = max(self.letters.paths[0].log_probability, -10.0)
        return np.array(
            [1, path, accepted.mean(), accepted.min(), clear.mean(), clear.min(), alike, spelled]
        )
