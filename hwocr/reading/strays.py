"""Words that were read where nothing is written: grain, keys, cloth, fingers, bits of rules."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from hwocr.arrays import Ink, weighted_median
from hwocr.page import Word

_STROKES = frozenset("1lI|/-.,:;'\"!()")
"""What a scratch, a fold or a bit of a rule is read as."""
_PAGE, _LINE = 3, 4
"""A page has so many lines of so many characters: then a stroke alone is hardly a line."""
_INKED = 0.4
"""Ink above this is a stroke."""
_SURE = 4.0
"""Letters that must be read for sure before anything is taken for a stray: of a page with less
nothing is known, and what is drawn alone is meant."""
_SURER = 2
"""Power of a word's confidence by which it tells of the page's writing: most of the words may be
dirt, but that is doubtful."""
_BASE, _CONFIDENCE, _LETTERS, _SIZE, _DARKNESS, _BESIDE = -2.6, -0.5, -1.4, 3.6, -10.1, -0.37
"""Log odds that a word is none: a constant, and what each of the measures counts; by logistic
regression on the words of 258 simulated photos of pages."""
_ODDS = 0.5
"""Log odds from which a word is taken for a stray."""
_LEAST, _LEAST_BESIDE = 1e-5, 1e-3
"""Smaller confidences of a word, and of its best neighbour, count as these."""
_MOST_LETTERS = 6
"""More letters count as so many; those that strokes are read as do not count."""
_PALEST = 0.1
"""Smaller ink counts as this."""


def without_strays(lines: Sequence[Sequence[Word]], ink: Ink) -> list[list[Word]]:
    """The words of a page without those that are no writing.

    Dirt is read with little confidence, as something short, is of another size or paler than the
    page's sure words, and stands alone on its line or beside its like.

    Args:
        lines: the words of each line, boxes in the pixels of ``ink``.
        ink: float32 (H, W) in [0, 1].

    Returns:
        As many lines, some of them empty.
    """
    words = [word for line in lines for word in line if word.text]
    letters = np.array([len(word.text) for word in words])
    confidence = np.array([word.confidence for word in words])
    if letters @ confidence < _SURE:
        return [list(line) for line in lines]
    sure = letters * confidence**_SURER
    height = weighted_median(np.array([word.box.height for word in words], np.float64), sure)
    usual = weighted_median(np.array([_darkness(word, ink) for word in words]), sure)

    def is_stray(word: Word, line: Sequence[Word]) -> bool:
        beside = max((w.confidence for w in line if w is not word), default=0.0)
        odds = _BASE + _CONFIDENCE * _log_odds(word.confidence, _LEAST)
        odds += _LETTERS * min(max(1, _letters(word)), _MOST_LETTERS)
        odds += _SIZE * abs(math.log(word.box.height / height))
        odds += _DARKNESS * math.log(_darkness(word, ink) / usual)
        return odds + _BESIDE * _log_odds(beside, _LEAST_BESIDE) > _ODDS

    return [[w for w in line if not w.text or not is_stray(w, line)] for line in lines]


def scratches(lines: Sequence[Sequence[Word]]) -> list[bool]:
    """Which lines are one stroke alone, on a page whose other lines are long.

    Args:
        lines: the words of all lines.
    """
    texts = ["".join(word.text for word in line) for line in lines]
    long = sum(len(text) >= _LINE for text in texts)
    return [len(text) == 1 and text in _STROKES and long >= _PAGE for text in texts]


def _letters(word: Word) -> int:
    return sum(character not in _STROKES for character in word.text)


def _darkness(word: Word, ink: Ink) -> float:
    """Mean ink of its strokes."""
    box = word.box
    part = ink[box.y : box.bottom, box.x : box.right]
    strokes = part[part > _INKED]
    return max(_PALEST, float(strokes.mean())) if strokes.size else _PALEST


def _log_odds(probability: float, least: float) -> float:
    bounded = min(max(probability, least), 1 - least)
    return math.log(bounded / (1 - bounded))
