"""What the ink alone says of texts, whichever way it was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.beam import prefix_beam
from hwocr.decode.ctc import log_likelihoods


class Evidence(Protocol):
    """Probabilities of the texts of one word, without any knowledge of language.

    Over all texts together they sum to at most 1.
    """

    def texts(self) -> list[tuple[str, float]]:
        """The most probable texts and the natural logarithms of their probabilities, best first.

        None is empty, and none begins or ends with a space; there are none where nothing is seen.
        """

    def log_likelihoods(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Exact logarithm of each text's probability, float64 (N,).

        -inf for a text that the ink cannot hold, or that has characters which are ruled out.
        """


@dataclass(frozen=True, eq=False)
class Frames:
    """What the word network says along a word.

    Attributes:
        log_probabilities: float32 (T, C + 1), natural logarithms, the last column the blank.
        classes: the C characters in the order of the columns.
    """

    log_probabilities: NDArray[np.float32]
    classes: str

    def texts(self) -> list[tuple[str, float]]:
        """The texts of a prefix beam; their probabilities are at most the exact ones."""
        return self._beam

    def log_likelihoods(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """The sum over all paths that read as the text (forward algorithm)."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            logs = log_likelihoods(self.log_probabilities, new, self.classes)
            self._known.update(zip(new, logs.tolist(), strict=True))
        return np.array([self._known[text] for text in texts], np.float64)

    @cached_property
    def _known(self) -> dict[str, float]:
        """What has been computed: a word's best text is asked for again."""
        return {}

    @cached_property
    def _beam(self) -> list[tuple[str, float]]:
        found: dict[str, float] = {}
        for text, log in prefix_beam(self.log_probabilities, self.classes):
            if text.strip():
                found.setdefault(text.strip(), log)
        return list(found.items())
