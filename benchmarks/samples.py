"""Inputs whose reading is timed: a word drawn on a canvas, a phone's photo of a page."""

from __future__ import annotations

import numpy as np

from benchmarks.arrange import Letter, arrange
from benchmarks.inked import write_down
from benchmarks.text import can_fill_a_page, sample_lines
from benchmarks.writers import Writer, validation_writers
from hwocr.arrays import Picture
from hwocr.training.hand import sample_hand
from hwocr.training.paper import Look, take

_CANVAS = (200, 600)
_CANVAS_PEN = 6.0
_PHOTO = (3000, 4000)
"""Height and width: 12 megapixels."""


def drawn_word(seed: int) -> Picture:
    """A word of 5 to 8 letters, black on a white canvas of 600×200, RGB uint8."""
    rng = np.random.default_rng([seed, 11])
    writer = _writer(rng)
    while True:
        word = sample_lines(writer, rng)[0][0]
        if 5 <= len(word) <= 8:
            break
    letters = arrange([[word]], writer, sample_hand(rng), rng)
    placed, _ = _fitted(letters, _CANVAS, margin=20)
    ink = write_down(placed, _CANVAS_PEN, _CANVAS, rng).coverage
    return np.repeat(np.round(255 * (1 - ink)).astype(np.uint8)[..., None], 3, axis=2)


def phone_photo(seed: int, shape: tuple[int, int] = _PHOTO, lines: int = 6) -> Picture:
    """A photographed page of ``lines`` lines of four words, RGB uint8 of ``shape``."""
    rng = np.random.default_rng([seed, 12])
    writer = _writer(rng)
    words: list[str] = []
    while len(words) < 4 * lines:
        words += [word for line in sample_lines(writer, rng) for word in line]
    text = [words[4 * line : 4 * line + 4] for line in range(lines)]
    hand = sample_hand(rng)
    placed, x_height = _fitted(arrange(text, writer, hand, rng), shape, margin=shape[0] // 12)
    ink = write_down(placed, hand.pen * x_height, shape, rng).coverage
    look = Look(False, False, "blue", "soft", lamp=0.3, blur=1.2, noise=3, quality=90)
    return take(ink, look, rng)


def _writer(rng: np.random.Generator) -> Writer:
    writers = [writer for writer in validation_writers() if can_fill_a_page(writer)]
    return writers[rng.integers(len(writers))]


def _fitted(
    letters: list[Letter], shape: tuple[int, int], margin: int
) -> tuple[list[Letter], float]:
    """Letters scaled into the middle of a page of ``shape``, and their x-height in pixels."""
    ink = np.concatenate([letter.ink for letter in letters])
    low, size = ink.min(axis=0), np.ptp(ink, axis=0)
    room = np.array(shape[::-1], dtype=np.float32) - 2 * margin
    scale = float((room / size).min())
    shift = (np.array(shape[::-1]) / scale - size) / 2 - low
    return [letter.scaled(scale, shift.astype(np.float32)) for letter in letters], scale
