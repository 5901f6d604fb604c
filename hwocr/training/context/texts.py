"""What is written to fit and to measure context: words of a list, and what is in no list."""

from __future__ import annotations

import string
from functools import lru_cache

import numpy as np

from hwocr.decode.lexicon import Lexicon
from hwocr.decode.wordlist import frequencies
from hwocr.training.language import is_held_out

Generator = np.random.Generator

LISTED = 0.8
"""Share of words from the frequency list; the rest are codes, numbers and names."""
_CAPITALISED, _UPPER = 0.15, 0.15
_WORDS = 12_000
_RAREST_PAIR = 2e-4
"""Rarer entries of two letters are abbreviations, not words, and so are most of one."""
_LONGEST = 11
_NAMES = 160_000
"""Entries of the frequency list, of which those that no lexicon has are names and the like."""
_MIXED = 0.25
"""Share of codes that mix capitals and digits; the others are some of these, then some of those."""


def sample_text(rng: Generator) -> tuple[str, str]:
    """A kind (word, code, number or name) and a text; common words are drawn more often."""
    if rng.random() < LISTED:
        words, shares = _listed()
        text, case = words[int(rng.choice(len(words), p=shares))], rng.random()
        if case < _UPPER:
            return "word", text.upper()
        return "word", text.capitalize() if case < _UPPER + _CAPITALISED else text
    kind = str(rng.choice(["code", "number", "name"]))
    if kind == "name":
        return kind, str(rng.choice(_names())).capitalize()
    if kind == "number":
        return kind, _some(rng, string.digits, 1, 7)
    return kind, _code(rng)


def _code(rng: Generator) -> str:
    """As on tickets, plates and parcels: LH452, X7, 20B, K3P9, C."""
    if rng.random() < _MIXED:
        return _some(rng, string.ascii_uppercase + string.digits, 3, 6)
    letters, digits = _some(rng, string.ascii_uppercase, 1, 3), _some(rng, string.digits, 0, 4)
    return letters + digits if rng.random() < 0.75 else digits + letters


def _some(rng: Generator, signs: str, least: int, most: int) -> str:
    return "".join(rng.choice(list(signs), int(rng.integers(least, most, endpoint=True))))


@lru_cache(maxsize=1)
def _listed() -> tuple[list[str], list[float]]:
    """Plain words, and how often to draw each: by the square root of its frequency."""
    entries = [
        (word, frequency)
        for word, frequency in frequencies("english", _WORDS).items()
        if word.isascii() and word.isalpha() and len(word) <= _LONGEST
        if len(word) > 2 or (frequency >= _RAREST_PAIR and len(word) == 2) or word in "ai"
    ]
    weights = np.sqrt([frequency for _, frequency in entries])
    return [word for word, _ in entries], (weights / weights.sum()).tolist()


@lru_cache(maxsize=1)
def _names() -> list[str]:
    """Words that neither the lexicon nor the model of spelling has been told of."""
    english = Lexicon.of_language("english")
    return [
        word
        for word in frequencies("english", _NAMES)
        if word.isascii() and word.isalpha() and 4 <= len(word) <= 10
        if is_held_out(word) and english.find(word) is None
    ]
