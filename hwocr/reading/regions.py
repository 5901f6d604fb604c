"""What both ways of reading do with the regions that they read, and where these lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, Matrix
from hwocr.page import Box, Word
from hwocr.segment import Component, LineRegion

_SEEN = 0.1
"""Ink fainter than this share of the darkest counts as paper."""
_SAMPLE = 3
"""Lines that are enough to tell whether a page is read the right way up."""


@dataclass(frozen=True, eq=False)
class Source:
    """Where boxes lead to.

    Attributes:
        matrix: 3×3, from working pixels to source pixels.
        bounds: width and height of the source picture.
    """

    matrix: Matrix
    bounds: tuple[int, int]

    def box(self, box: Box) -> Box:
        """A box in working pixels as one in source pixels."""
        return box.mapped(self.matrix, self.bounds)

    def word(self, word: Word) -> Word:
        """A word whose boxes are in working pixels as one whose boxes are in source pixels.

        On a turned page the box around those of its characters, and of the strokes that lead to
        them, fits closer than its own box's.
        """
        characters = tuple(replace(c, box=self.box(c.box)) for c in word.characters)
        pieces = [*(c.box for c in characters), *map(self.box, flourishes(word))]
        box = Box.around(pieces) if pieces else self.box(word.box)
        return replace(word, box=box, characters=characters)


def flourishes(word: Word) -> list[Box]:
    """Boxes of what a word has before its first and behind its last character, at their height."""
    if not word.characters:
        return []
    first = min((c.box for c in word.characters), key=lambda box: box.x)
    last = max((c.box for c in word.characters), key=lambda box: box.right)
    before, behind = first.x - word.box.x, word.box.right - last.right
    found = []
    if before > 0:
        found.append(Box(word.box.x, first.y, before, first.height))
    if behind > 0:
        found.append(Box(last.right, last.y, behind, last.height))
    return found


def as_paper(ink: Ink) -> Grey:
    """Ink as a dark-on-white picture, uint8 of the same shape."""
    return np.asarray(np.rint(255 * (1 - np.clip(ink, 0, 1))), np.uint8)


def trimmed(component: Component) -> Component:
    """The component without the paper around its ink; it must have some."""
    seen = np.asarray(component.ink > _SEEN * float(component.ink.max()), np.uint8)
    x, y, width, height = cv2.boundingRect(seen)
    box = Box(component.box.x + x, component.box.y + y, width, height)
    return Component(box, component.ink[y : y + height, x : x + width])


def shaded(component: Component, shades: Ink) -> Ink:
    """The component's own ink with the shades of its page, float32 of its ink's shape."""
    box = component.box
    return np.minimum(component.ink, shades[box.y : box.bottom, box.x : box.right])


def longest(lines: Sequence[LineRegion]) -> list[int]:
    """Indices of the longest few of the lines: a sample of a page."""
    widths = [line.box.width for line in lines]
    return sorted(range(len(lines)), key=widths.__getitem__, reverse=True)[:_SAMPLE]


def with_crossed(words: Sequence[Word], line: LineRegion) -> list[Word]:
    """The words that were read of a line and, without text, those that are crossed out."""
    crossed = [
        Word("", region.box, 0.0, crossed_out=True) for region in line.words if region.crossed
    ]
    if not crossed:
        return list(words)
    return sorted([*words, *crossed], key=lambda word: word.box.center[0])
