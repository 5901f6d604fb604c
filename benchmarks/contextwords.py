"""Single words of separate and touching letters: words of a list, and what is in no list."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from wordfreq import top_n_list

from benchmarks.text import frequency_list
from benchmarks.touching import Drawing, on_canvas
from hwocr.decode.lexicon import Lexicon
from hwocr.training.data import data_folder
from hwocr.training.language import is_held_out
from hwocr.training.touching import compose
from hwocr.training.words.composed import Letters

_TOUCHING = 0.6
"""Share of neighbours that touch, in every second word."""
_LISTED = 0.8
"""Share of words from the frequency list; the rest are codes, numbers and names."""
_CAPITALISED, _UPPER = 0.15, 0.15
_NAMES = 160_000
"""Entries of the frequency list, of which those that no lexicon has are names and the like."""


@dataclass(frozen=True, eq=False)
class ContextWord:
    """A word and whether it is in the frequency list, or a code, a number or a name."""

    drawing: Drawing
    kind: str

    @property
    def text(self) -> str:
        return self.drawing.text


def compose_word(seed: int) -> ContextWord:
    """The word that ``seed`` stands for, by a writer whom training never saw.

    Raises:
        DataError: there is no data folder.
    """
    rng = np.random.default_rng([seed, 33])
    touching = _TOUCHING if rng.random() < 0.5 else 0.0
    while True:
        kind, text = _text(rng)
        able = [writer for writer in _letters().writers if writer.keys() >= set(text)]
        if able:
            writer = able[int(rng.integers(len(able)))]
            return ContextWord(on_canvas(compose(text, writer, rng, touching), rng), kind)


def _text(rng: np.random.Generator) -> tuple[str, str]:
    """A kind and a text of it; words are drawn by the square root of their frequency."""
    if rng.random() < _LISTED:
        words, shares = _listed()
        text, case = words[int(rng.choice(len(words), p=shares))], rng.random()
        if case < _UPPER:
            return "word", text.upper()
        return "word", text.capitalize() if case < _UPPER + _CAPITALISED else text
    kind = str(rng.choice(["code", "number", "name"]))
    if kind == "name":
        return kind, str(rng.choice(_names())).capitalize()
    signs = string.digits if kind == "number" else string.ascii_uppercase + string.digits
    return kind, "".join(rng.choice(list(signs), int(rng.integers(3, 8))))


@lru_cache(maxsize=1)
def _letters() -> Letters:
    return Letters.load(data_folder(), validation=True)


@lru_cache(maxsize=1)
def _listed() -> tuple[list[str], list[float]]:
    entries = [entry for entry in frequency_list() if len(entry[0]) > 1]
    weights = np.sqrt([frequency for _, frequency in entries])
    return [text for text, _ in entries], (weights / weights.sum()).tolist()


@lru_cache(maxsize=1)
def _names() -> list[str]:
    """Words that neither the lexicon nor the language model has been told of."""
    english = Lexicon.of_language("english")
    return [
        word
        for word in top_n_list("en", _NAMES)
        if word.isascii() and word.isalpha() and 4 <= len(word) <= 10
        if is_held_out(word) and english.find(word) is None
    ]
