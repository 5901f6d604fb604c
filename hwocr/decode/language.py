"""What people write: words of a language, a user's own words, and what is in no list."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.decode.lexicon import NEIGHBOURS, Lexicon
from hwocr.decode.phrases import Bigrams
from hwocr.decode.prior import log_known
from hwocr.decode.spelling import Spelling
from hwocr.decode.wordlist import LANGUAGES

LEXICONS = (*LANGUAGES, "none")
"""Settings of a lexicon that have a name."""
_UNLISTED = 0.1
"""Share of what is written that is in no list."""
_COMMON = -11.0
"""Logarithm of the probability of words that no other text of the same spelling comes near."""
_OF_BIGRAMS = "english"
"""The language whose pairs of words come with hwocr."""
_OWN = 0.05
"""Share of a user's own words, where they stand beside a language's."""


@dataclass(frozen=True, eq=False)
class Language:
    """A prior over texts.

    Attributes:
        lexicons: words to expect.
        spelling: of all other texts.
        bigrams: words that follow each other, if they are known of the language.
    """

    lexicons: tuple[Lexicon, ...]
    spelling: Spelling
    bigrams: Bigrams | None = None

    def find(self, text: str) -> tuple[str, float] | None:
        """A word as it is usually written and the logarithm of its frequency, if it is known."""
        found = [entry for lexicon in self.lexicons if (entry := lexicon.find(text))]
        return max(found, key=lambda entry: entry[1], default=None)

    def near(self, text: str, limit: int = NEIGHBOURS) -> list[str]:
        """Known words within a few edits of a text; texts with digits are near to few."""
        digits = any(map(str.isdigit, text))
        return [
            word
            for lexicon in self.lexicons
            if not (digits and lexicon.only_letters)
            for word, _ in lexicon.near(text, limit=limit)
        ]

    def log_priors(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Natural logarithm of each text's probability, float64 (N,); spaces cost nothing."""
        tokens = [(owner, token) for owner, text in enumerate(texts) for token in text.split()]
        different = list(dict.fromkeys(token for _, token in tokens))
        logs = dict(zip(different, self._of_tokens(different).tolist(), strict=True))
        total = np.zeros(len(texts))
        for owner, token in tokens:
            total[owner] += logs[token]
        return total

    def _of_tokens(self, tokens: Sequence[str]) -> NDArray[np.float64]:
        looked_up: dict[str, tuple[str, float] | None] = {}

        def find(text: str) -> tuple[str, float] | None:
            key = text.lower()
            if key not in looked_up:
                looked_up[key] = self.find(key)
            return looked_up[key]

        logs = np.array([_or_never(log_known(token, find)) for token in tokens])
        logs += math.log(1 - _UNLISTED)
        # Of common words, their chance to be something else is next to nothing.
        rare = np.flatnonzero(logs < _COMMON)
        unlisted = self.spelling.log_probabilities([tokens[i] for i in rare.tolist()])
        logs[rare] = np.logaddexp(logs[rare], unlisted + math.log(_UNLISTED))
        return logs


def check_words(lexicon: str | Sequence[str], words: Sequence[str]) -> None:
    """Refuse what :func:`language_of` cannot take.

    Raises:
        ValueError: the lexicon is another string, or the words are no list.
    """
    if isinstance(lexicon, str) and lexicon not in LEXICONS:
        raise ValueError(
            f"lexicon is one of {', '.join(LEXICONS)} or a list of words, not {lexicon!r}"
        )
    if isinstance(words, str):
        raise ValueError(f"words is a list of words, not {words!r}")


def language_of(lexicon: str | Sequence[str], words: Sequence[str] = ()) -> Language | None:
    """The language for a reader's settings; ``None`` if nothing is to be expected.

    Args:
        lexicon: a name of :data:`LEXICONS`, or a list of words.
        words: to be expected beside them.

    Raises:
        ValueError: the lexicon is another string, or the words are no list.
        hwocr.errors.DataError: the language's list is missing.
        hwocr.errors.ModelError: the model of spelling is missing or damaged.
    """
    check_words(lexicon, words)
    lexicons = []
    if isinstance(lexicon, str) and lexicon in LANGUAGES:
        lexicons.append(Lexicon.of_language(lexicon))
    elif not isinstance(lexicon, str):
        lexicons.append(Lexicon.of(lexicon))
    if words:
        lexicons.append(Lexicon.of(words, _OWN if lexicons else 1.0))
    if not lexicons and isinstance(lexicon, str):
        return None
    bigrams = Bigrams.load() if lexicon == _OF_BIGRAMS else None
    return Language(tuple(lexicons), Spelling.load(), bigrams)


def _or_never(log: float | None) -> float:
    return -math.inf if log is None else log
