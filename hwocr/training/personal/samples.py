"""What a head is taught with: a hand's examples and usual letters, bent and worn as in training."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.glyph import SIZE, normalise
from hwocr.personal.examples import Examples
from hwocr.training.augment import Generator, bend_picture, wear_glyph
from hwocr.training.negatives import scribble
from hwocr.training.personal.usual import UsualLetters
from hwocr.training.targets import mask, without_case

Glyphs = NDArray[np.float32]
"""Float32 (N, SIZE, SIZE, 1), as the character network takes them."""

_DIGITS = 0.25
"""Share of digits among usual letters: what people write most, and what resembles most else."""
_LETTERS = 0.8
"""Share of whole letters among usual glyphs…"""
_PAIRS = 0.12
"""…and of two letters in one; the rest are pieces of letters and scribbles."""


def exact(examples: Examples) -> Glyphs:
    """The examples' glyphs as they are."""
    glyphs = np.float32(1) - examples.glyphs.astype(np.float32) / np.float32(255)
    return glyphs.reshape(-1, SIZE, SIZE, 1)


def allowed(letters: str) -> NDArray[np.bool_]:
    """The classes that each letter allows, bool (N, CLASS_COUNT): both cases where they look alike.

    Which of the two it is, is settled later, by its size.
    """
    return without_case(np.array([mask(letter) for letter in letters]).reshape(len(letters), -1))


def bent_examples(
    examples: Examples, count: int, rng: Generator
) -> tuple[Glyphs, NDArray[np.bool_]]:
    """``count`` glyphs in the hand, every letter equally often, and the classes they may have."""
    inks = 255 - examples.glyphs
    letters = np.array(list(examples.letters))
    places = [np.flatnonzero(letters == letter) for letter in examples.counts]
    chosen = []
    for turn in range(count):
        own = places[turn % len(places)]
        chosen.append(int(own[turn // len(places) % len(own)]))
    glyphs = _worn([normalise(bend_picture(inks[i], rng)) for i in chosen], rng)
    return glyphs, allowed("".join(letters[chosen]))


def bent_usual(usual: UsualLetters, count: int, rng: Generator) -> Glyphs:
    """``count`` glyphs of usual letters, of pairs and pieces of them, and scribbles."""
    digits = np.array([letter.isdigit() for letter in usual.letters])
    weights = np.where(digits, _DIGITS / digits.sum(), (1 - _DIGITS) / (~digits).sum())
    reached = np.cumsum(weights)

    def bent() -> Ink:
        return bend_picture(usual.inks[np.searchsorted(reached, rng.random() * reached[-1])], rng)

    return _worn([normalise(_usual(bent, rng)) for _ in range(count)], rng)


def _usual(bent: Callable[[], Ink], rng: Generator) -> Ink:

    chance = rng.random()
    if chance < _LETTERS:
        return bent()
    if chance < _LETTERS + _PAIRS:
        return np.concatenate([_cropped(bent()), _cropped(bent())], axis=1)
    if chance < _LETTERS + _PAIRS + (1 - _LETTERS - _PAIRS) / 2:
        return scribble(rng)
    whole = _cropped(bent())
    height, width = whole.shape
    top, left = rng.integers(height // 2 + 1), rng.integers(width // 2 + 1)
    return whole[top : top + height // 2 + 1, left : left + width // 2 + 1]


def _cropped(ink: Ink) -> Ink:
    """The letter in a sheet, as high as every other."""
    strong: Grey = (ink > 0.3).view(np.uint8)
    x, y, width, height = cv2.boundingRect(strong)
    crop = ink[y : y + max(height, 1), x : x + max(width, 1)]
    wide = int(np.clip(round(SIZE * crop.shape[1] / crop.shape[0]), 3, 3 * SIZE))
    return np.asarray(cv2.resize(crop, (wide, SIZE)), np.float32)


def _worn(glyphs: list[Ink], rng: Generator) -> Glyphs:
    worn = np.zeros((len(glyphs), SIZE, SIZE, 1), np.float32)
    for i, glyph in enumerate(glyphs):
        worn[i, :, :, 0] = wear_glyph(glyph, glyphs[i - 1], rng)
    return worn
