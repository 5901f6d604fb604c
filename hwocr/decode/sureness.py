"""What tells how sure the best reading of a word is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.views import Views

_LEAST = 1e-4
_SHORT = 2
"""Letters of a word that says little about itself."""


@dataclass(frozen=True, eq=False)
class Contest:
    """The texts of a word side by side.

    Attributes:
        texts: at least one.
        columns: float64 (N, 4), what either way says, length and prior of each.
        shares: float64 (N,), probabilities by all of that, summing to 1…
        ink_shares: …and by the ink alone.
    """

    texts: list[str]
    columns: NDArray[np.float64]
    shares: NDArray[np.float64]
    ink_shares: NDArray[np.float64]

    @property
    def best(self) -> int:
        return int(self.shares.argmax())


def sureness(contest: Contest, views: Views, trust: float, known: bool) -> NDArray[np.float64]:
    """Features of the best reading, float64 (18,), for a logistic model.

    Args:
        contest: what else it may be.
        views: what the ink says.
        trust: probability that the letters were cut apart right.
        known: whether the reading is a word of the lexicon.
    """
    best = contest.best
    text, column = contest.texts[best], contest.columns[best]
    first = float(np.clip(contest.shares[best], _LEAST, 1 - _LEAST))
    second = float(np.delete(contest.shares, best).max(initial=0))
    ink = float(contest.ink_shares[best])
    alike = [text.lower() == other.lower() for other in contest.texts]
    folded = float(np.clip(contest.shares[alike].sum(), _LEAST, 1 - _LEAST))
    by_whole = bool(views.of_whole) and views.of_whole[0][0] == text
    by_letters = bool(views.of_letters) and views.of_letters[0][0] == text
    whole = max(float(column[0]), -20.0)
    return np.array(
        [
            1.0,
            np.log(first / (1 - first)),
            min(np.log(first / max(second, 1e-5)), 8.0),
            np.log(folded / (1 - folded)),
            max(np.log(max(ink, 1e-30)), -8.0),
            ink == contest.ink_shares.max(),
            by_whole,
            by_letters,
            by_letters * trust,
            trust,
            whole / 10,
            whole / len(text),
            max(float(column[1]), -20.0) / len(text) * trust,
            max(float(column[3]) / len(text), -6.0),
            len(text) / 10,
            len(text) <= _SHORT,
            any(map(str.isdigit, text)),
            known,
        ],
        np.float64,
    )
