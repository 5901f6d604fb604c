"""Pages of separate letters with known truth, composed from writers whom training never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from benchmarks.arrange import Letter, arrange
from benchmarks.inked import write_down
from benchmarks.text import can_fill_a_page, sample_lines
from benchmarks.writers import Writer, validation_writers
from hwocr.arrays import Picture
from hwocr.page import Box
from hwocr.training.hand import sample_hand
from hwocr.training.paper import Look, sample_look, take

_SMALLEST, _LARGEST = 16.0, 60.0
"""x-heights in pixels."""
_WIDEST = 3200
"""Pixels: longer lines are written smaller."""


@dataclass(frozen=True)
class TrueCharacter:
    """One character as it was written; ``line`` and ``word`` count from 0."""

    text: str
    box: Box
    line: int
    word: int


@dataclass(frozen=True)
class TrueWord:
    text: str
    box: Box


@dataclass(frozen=True)
class ComposedPage:
    """A picture and everything that is to be found on it.

    Attributes:
        picture: RGB uint8 (H, W, 3).
        text: words joined by spaces, lines by line breaks.
        words, characters: in reading order; boxes in pixels of the picture.
        owner: int32 (H, W), which character (index from 0) inks a pixel, -1 where none does.
        writer: the name of the person who wrote the letters.
        x_height: of the writing, in pixels.
        slant: of the lines in degrees, positive where they rise to the right.
    """

    picture: Picture = field(repr=False)
    text: str
    words: tuple[TrueWord, ...] = field(repr=False)
    characters: tuple[TrueCharacter, ...] = field(repr=False)
    owner: NDArray[np.int32] = field(repr=False)
    seed: int
    writer: str
    x_height: float
    slant: float
    look: Look


def compose(seed: int, writers: Sequence[Writer] | None = None) -> ComposedPage:
    """The page that ``seed`` stands for: always the same one for the same writers.

    Raises:
        DataError: no writers are given and there is no data folder.
    """
    rng = np.random.default_rng([seed, 7])
    writers = [w for w in writers or validation_writers() if can_fill_a_page(w)]
    writer = writers[rng.integers(len(writers))]
    hand = sample_hand(rng)
    slant = float(rng.uniform(-9, 9)) if rng.random() < 0.7 else 0.0
    letters = arrange(sample_lines(writer, rng), writer, hand, rng)
    letters = [letter.turned(slant) for letter in letters]

    ink = np.concatenate([letter.ink for letter in letters])
    low, high = ink.min(axis=0), ink.max(axis=0)
    margins = rng.uniform(0.5, 3.0, 4) + hand.pen
    size = high - low + margins[:2] + margins[2:]
    wanted = float(np.exp(rng.uniform(np.log(_SMALLEST), np.log(_LARGEST))))
    x_height = max(_SMALLEST, min(wanted, _WIDEST / float(size[0])))
    width, height = np.ceil(size * x_height).astype(int).tolist()
    offset = (margins[:2] - low).astype(np.float32)
    placed = [letter.scaled(x_height, offset) for letter in letters]
    inked = write_down(placed, max(1.5, hand.pen * x_height), (height, width), rng)
    characters = tuple(
        TrueCharacter(letter.text, box, letter.line, letter.word)
        for letter, box in zip(letters, inked.boxes, strict=True)
    )
    look = sample_look(x_height, rng)
    return ComposedPage(
        picture=take(inked.coverage, look, rng),
        text=_text(letters),
        words=_true_words(characters),
        characters=characters,
        owner=inked.owner,
        seed=seed,
        writer=writer.name,
        x_height=x_height,
        slant=slant,
        look=look,
    )


def _text(letters: list[Letter]) -> str:
    lines = []
    for _, line in groupby(letters, key=lambda letter: letter.line):
        words = groupby(line, key=lambda letter: letter.word)
        lines.append(" ".join("".join(c.text for c in word) for _, word in words))
    return "\n".join(lines)


def _true_words(characters: Sequence[TrueCharacter]) -> tuple[TrueWord, ...]:
    words = []
    for _, group in groupby(characters, key=lambda c: (c.line, c.word)):
        written = list(group)
        text = "".join(c.text for c in written)
        words.append(TrueWord(text, Box.around(c.box for c in written)))
    return tuple(words)
