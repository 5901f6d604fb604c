"""Where on a picture a word is, whoever reads it."""

from __future__ import annotations

from dataclasses import dataclass

from hwocr.corrections.base import NotThereError
from hwocr.page import Box, Page, Word

_SLACK = 0.15
"""How far a word's edges may move, in heights of the word, before it is another word: less than
the narrowest letter that could be added to it."""
_ROUNDING = 2
"""Pixels by which edges may move anyway."""
_MOST = 0.75
"""Part of the smaller of two boxes that both share where one word has got other edges."""
_SHAPE = 0.02
"""By what part the proportions of a picture's sides may differ at another size."""
_SAME = 0.5
"""Intersection over union from which on two boxes hold the same character."""


@dataclass(frozen=True, slots=True)
class Place:
    """A word by the place where it was read.

    Attributes:
        box: of the word, in pixels of the picture.
        size: width and height of the picture that these pixels are of.
        text: what the word said.
    """

    box: Box
    size: tuple[int, int]
    text: str

    @classmethod
    def of(cls, page: Page, word: Word) -> Place:
        """The place of a word of ``page``."""
        return cls(word.box, (page.width, page.height), word.text)

    def find(self, page: Page) -> tuple[int, int]:
        """Numbers of the line and of the word in that line, counted from 0.

        Raises:
            NotThereError: the page has no word at this place.
        """
        mine = on_page(self.box, self.size, page)
        found = [
            (mine.iou(word.box), -number, -place)
            for number, line in enumerate(page.lines)
            for place, word in enumerate(line.words)
            if self._is_of(mine, word)
        ]
        if not found:
            raise NotThereError(f"the page has no word {self.text!r} at {self.box}")
        _, number, place = max(found)
        return -number, -place

    def is_of(self, word: Word, page: Page) -> bool:
        """Whether ``word`` of ``page``, the same picture perhaps at another size, may be meant.

        It may if its edges are where they were, or if it reads as before and most of it is there.
        """
        return self._is_of(on_page(self.box, self.size, page), word)

    def character(self, box: Box, page: Page) -> int:
        """Number, in the word at this place, of the character that was read at ``box``.

        Raises:
            NotThereError: the page has no such word, or the word no such character.
        """
        line, number = self.find(page)
        word, mine = page.lines[line].words[number], on_page(box, self.size, page)
        shared = [mine.iou(c.box) for c in word.characters]
        if max(shared, default=0.0) >= _SAME:
            return shared.index(max(shared))
        # A word that reads as before may be cut elsewhere.
        inside = [
            mine.intersection(c.box) / max(1, min(mine.area, c.box.area)) for c in word.characters
        ]
        if word.text == self.text and max(inside, default=0.0) >= _MOST:
            return inside.index(max(inside))
        raise NotThereError(f"the word {self.text!r} has no character at {box}")

    def _is_of(self, mine: Box, word: Word) -> bool:
        slack = _ROUNDING + _SLACK * word.box.height
        pairs = [
            (mine.x, word.box.x),
            (mine.y, word.box.y),
            (mine.right, word.box.right),
            (mine.bottom, word.box.bottom),
        ]
        if all(abs(here - there) <= slack for here, there in pairs):
            return True
        most = _MOST * min(mine.area, word.box.area)
        return word.text == self.text and mine.intersection(word.box) >= most


@dataclass(frozen=True, slots=True)
class OfWord:
    """What corrections of one word begin with: its place."""

    word: Place

    @property
    def box(self) -> Box:
        return self.word.box

    @property
    def size(self) -> tuple[int, int]:
        return self.word.size


def on_page(box: Box, size: tuple[int, int], page: Page) -> Box:
    """A box in pixels of a picture of ``size`` (width, height) as one in pixels of ``page``.

    A page of another shape is a drawing with more room: its pixels have stayed as they were.
    """
    across, down = page.width / size[0], page.height / size[1]
    scale = min(across, down)
    if scale == 1 or abs(across / down - 1) > _SHAPE:
        return box
    return Box(*(round(scale * value) for value in box.to_list()))
