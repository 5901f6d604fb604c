"""Pages made by hand, for what shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from hwocr.arrays import Picture
from hwocr.page import Box, Candidate, Character, Line, Page, Stage, Word

OTHERS = "NMKXZ"


def character(text: str, x: int, confidence: float = 0.97) -> Character:
    """A character 20 wide and 40 high at ``x``, with five other candidates."""
    rest = tuple(
        Candidate(other, (1 - confidence) / 2 ** (rank + 1)) for rank, other in enumerate(OTHERS)
    )
    crop = np.full((40, 20), 255, np.uint8)
    crop[:, 8:12] = 0
    box = Box(x, 10, 20, 40)
    return Character(text, box, confidence, (Candidate(text, confidence), *rest), crop)


def page(
    text: str = "HELLO",
    *,
    unsure: str = "",
    size: tuple[int, int] = (400, 80),
    mode: str = "separate",
) -> Page:
    """A page of one line; characters in ``unsure`` have a confidence of 0.3."""
    words, x = [], 10
    for word in text.split():
        characters = []
        for letter in word:
            characters.append(character(letter, x, 0.3 if letter in unsure else 0.97))
            x += 25
        x += 25
        box = Box.around(c.box for c in characters)
        words.append(Word(word, box, 0.9, characters=tuple(characters), mode=mode))
    picture = np.full((size[1], size[0], 3), 255, np.uint8)
    stages = (
        Stage("original", picture, 0.0004, "The picture as it came."),
        Stage("edges", picture, 0.012, "Where dark meets light."),
    )
    lines = (Line(tuple(words), Box.around(w.box for w in words)),) if words else ()
    return Page(lines, *size, stages)


def stacked(*texts: str, size: tuple[int, int] = (400, 300)) -> Page:
    """A page of several lines, each 60 pixels below the one before."""
    lines = []
    for number, text in enumerate(texts):
        words = tuple(_lower(word, 60 * number) for word in page(text).words)
        lines.append(Line(words, Box.around(word.box for word in words)))
    return Page(tuple(lines), *size)


def _lower(word: Word, by: int) -> Word:
    def lower(box: Box) -> Box:
        return replace(box, y=box.y + by)

    characters = tuple(replace(c, box=lower(c.box)) for c in word.characters)
    return replace(word, box=lower(word.box), characters=characters)


class FakeReader:
    """Reads the same text everywhere and remembers what it was asked."""

    def __init__(self, text: str = "HELLO", unsure: str = "") -> None:
        self.text, self.unsure = text, unsure
        self.settings: list[tuple[str, str, str]] = []
        self.words: list[tuple[str, ...]] = []
        self.without: list[tuple[str, ...]] = []
        self.pictures: list[Picture] = []
        self.drawings: list[tuple[Sequence[ArrayLike], tuple[int, int], float]] = []

    def using(
        self,
        mode: str,
        alphabet: str,
        lexicon: str,
        words: Sequence[str],
        without: Sequence[str],
    ) -> FakeReader:
        self.settings.append((mode, alphabet, lexicon))
        self.words.append(tuple(words))
        self.without.append(tuple(without))
        return self

    @property
    def alphabets(self) -> list[str]:
        return [alphabet for _, alphabet, _ in self.settings]

    def read(self, image: Picture) -> Page:
        self.pictures.append(image)
        return page(self.text, unsure=self.unsure, size=(image.shape[1], image.shape[0]))

    def read_strokes(
        self, strokes: Sequence[ArrayLike], size: tuple[int, int], pen_width: float
    ) -> Page:
        self.drawings.append((strokes, size, pen_width))
        return page(self.text, unsure=self.unsure, size=size)
