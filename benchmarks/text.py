"""What is written on composed pages: words by frequency, in several cases, and numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from wordfreq import top_n_list, word_frequency

from benchmarks.writers import Writer

_LIST_LENGTH = 12_000
_RAREST_PAIR = 2e-4
"""Rarer two-letter entries are abbreviations, not words."""
_RUDE = (
    *("ass", "bastard", "bitch", "cock", "cunt", "damn", "dick", "fuck", "nazi", "nigg", "penis"),
    *("piss", "porn", "pussy", "rape", "sex", "shit", "slut", "suck", "tits", "whore", "xxx"),
)
"""Stems that frequency lists hold and a page for everyone's eyes does not."""
_FEWEST_WORDS = 200
_FEWEST_DIGITS = 5

_CASES: tuple[Callable[[str], str], ...] = (str.lower, str.capitalize, str.upper)
_NUMBER = 3
_MIXED = (0.7, 0.14, 0.08, 0.08)
_FORM = (0.0, 0.0, 0.9, 0.1)
"""Shares of lower case, Capitalised, CAPITALS and numbers, on most pages and on some."""


@lru_cache(maxsize=1)
def frequency_list() -> tuple[tuple[str, float], ...]:
    """Plain English words of up to 11 letters with their frequency."""
    entries = ((word, word_frequency(word, "en")) for word in top_n_list("en", _LIST_LENGTH))
    return tuple(entry for entry in entries if _is_word(*entry))


def _is_word(text: str, frequency: float) -> bool:
    if not (text.isascii() and text.isalpha()) or text.startswith(_RUDE):
        return False
    if len(text) <= 2:
        return frequency >= _RAREST_PAIR and (len(text) == 2 or text in "ai")
    return len(text) <= 11


def can_fill_a_page(writer: Writer) -> bool:
    """Whether the writer left enough different characters to write with."""
    return any(len(_pool(writer.characters, case)[0]) > 0 for case in range(len(_CASES)))


def sample_lines(writer: Writer, rng: np.random.Generator) -> list[list[str]]:
    """1 to 4 lines of 2 to 6 words that the writer has characters for.

    Words are drawn by the square root of their frequency: common ones, but not all "the".
    """
    shares = np.array(_FORM if rng.random() < 0.15 else _MIXED)
    digits = sorted(c for c in writer.characters if c.isdigit())
    if len(digits) < _FEWEST_DIGITS:
        shares[_NUMBER] = 0
    for case in range(len(_CASES)):
        if not _pool(writer.characters, case)[0]:
            shares[case] = 0
    if not shares.any():
        shares = np.array([float(bool(_pool(writer.characters, c)[0])) for c in range(3)] + [0.0])
    shares /= shares.sum()

    def word() -> str:
        kind = int(rng.choice(len(shares), p=shares))
        if kind == _NUMBER:
            return "".join(rng.choice(digits, size=rng.integers(1, 6)))
        words, weights = _pool(writer.characters, kind)
        return words[rng.choice(len(words), p=weights)]

    return [[word() for _ in range(rng.integers(2, 7))] for _ in range(rng.integers(1, 5))]


@lru_cache(maxsize=256)
def _pool(characters: frozenset[str], case: int) -> tuple[list[str], NDArray[np.float64]]:
    """Words in one case that these characters spell, with weights; none if they are too few."""
    spelled = ((_CASES[case](word), frequency) for word, frequency in frequency_list())
    pairs = [(word, frequency) for word, frequency in spelled if characters.issuperset(word)]
    if len(pairs) < _FEWEST_WORDS:
        return [], np.zeros(0)
    weights = np.sqrt([frequency for _, frequency in pairs])
    return [word for word, _ in pairs], weights / weights.sum()
