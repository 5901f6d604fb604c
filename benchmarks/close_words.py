"""Single words whose letters touch or nearly do, with the place of every letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from benchmarks.arrange import arrange
from benchmarks.inked import write_down
from benchmarks.text import can_fill_a_page, sample_lines
from benchmarks.writers import Writer, validation_writers
from hwocr.arrays import Picture
from hwocr.page import Box
from hwocr.training.hand import sample_hand
from hwocr.training.paper import sample_look, take

_SMALLEST, _LARGEST = 20.0, 60.0
"""x-heights in pixels."""
_GAPS = -0.6, 0.4
"""Bare paper between letters, in pen widths: less than none where their ink overlaps."""
_SHORTEST, _LONGEST = 3, 10
"""Letters of a word."""


@dataclass(frozen=True)
class CloseWord:
    """A picture of a word and where its letters are.

    Attributes:
        picture: RGB uint8 (H, W, 3).
        boxes: one for each letter, in pixels of the picture.
        x_height: in pixels.
    """

    picture: Picture = field(repr=False)
    text: str
    boxes: tuple[Box, ...] = field(repr=False)
    x_height: float


def compose_word(seed: int, writers: Sequence[Writer] | None = None) -> CloseWord:
    """The word that ``seed`` stands for: always the same one for the same writers.

    Raises:
        DataError: no writers are given and there is no data folder.
    """
    rng = np.random.default_rng([seed, 13])
    able = [w for w in writers or validation_writers() if can_fill_a_page(w)]
    writer = able[rng.integers(len(able))]
    hand = sample_hand(rng)
    hand = replace(hand, letter_gap=hand.pen * rng.uniform(*_GAPS))
    letters = arrange([[_word(writer, rng)]], writer, hand, rng)

    x_height = float(np.exp(rng.uniform(np.log(_SMALLEST), np.log(_LARGEST))))
    ink = np.concatenate([letter.ink for letter in letters])
    low, high = ink.min(axis=0), ink.max(axis=0)
    margins = rng.uniform(0.4, 1.5, 4) + hand.pen
    size = high - low + margins[:2] + margins[2:]
    width, height = np.ceil(size * x_height).astype(int).tolist()
    offset = (margins[:2] - low).astype(np.float32)
    placed = [letter.scaled(x_height, offset) for letter in letters]
    inked = write_down(placed, max(1.5, hand.pen * x_height), (height, width), rng)
    return CloseWord(
        picture=take(inked.coverage, sample_look(x_height, rng), rng),
        text="".join(letter.text for letter in letters),
        boxes=inked.boxes,
        x_height=x_height,
    )


def _word(writer: Writer, rng: np.random.Generator) -> str:
    while True:
        word = sample_lines(writer, rng)[0][0]
        if _SHORTEST <= len(word) <= _LONGEST:
            return word
