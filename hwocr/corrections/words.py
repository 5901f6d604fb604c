"""Corrections of which words there are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hwocr.corrections.base import NotThereError
from hwocr.corrections.insert import inserted
from hwocr.corrections.lines import replaced
from hwocr.corrections.place import OfWord, Place, on_page
from hwocr.corrections.spelled import merged, split, tidy, with_text
from hwocr.page import Box, Page, Word

_INSIDE = 0.75
"""Part of a word that lies within the box of an added one and so is part of it."""


@dataclass(frozen=True, slots=True)
class SplitWord(OfWord):
    """The word is two; the second one begins with the character at the box ``before``."""

    before: Box

    def on(self, page: Page) -> Page:
        number = self.word.character(self.before, page)
        if number == 0:
            raise NotThereError(f"nothing of {self.word.text!r} lies before {self.before}")
        line, place = self.word.find(page)
        return replaced(page, line, place, place + 1, split(page.lines[line].words[place], number))


@dataclass(frozen=True, slots=True)
class MergeWords(OfWord):
    """The word and the one after it on its line, ``other``, are one."""

    other: Place

    def on(self, page: Page) -> Page:
        line, place = self.word.find(page)
        if self.other.find(page) != (line, place + 1):
            raise NotThereError(f"{self.other.text!r} does not follow {self.word.text!r}")
        pair = page.lines[line].words[place : place + 2]
        return replaced(page, line, place, place + 2, [merged(*pair)])


@dataclass(frozen=True, slots=True)
class DeleteWord(OfWord):
    """There is no such word."""

    def on(self, page: Page) -> Page:
        line, place = self.word.find(page)
        return replaced(page, line, place, place + 1, [])


@dataclass(frozen=True, slots=True)
class AddWord:
    """A word that the reader missed, or read in pieces: those within its box are part of it.

    It goes into the line beside which it lies, else into a line of its own.

    Attributes:
        word: perhaps read by :meth:`hwocr.Reader.read_word`; see also :meth:`of`.
        size: width and height of the picture that its boxes are of.
    """

    word: Word
    size: tuple[int, int]

    @classmethod
    def of(cls, page: Page, box: Box, text: str, read: Word | None = None) -> AddWord:
        """A word of ``page`` that a person gives, or confirms.

        Args:
            page: without the word.
            box: where the word is, in pixels of the page.
            text: what it says.
            read: what a reader made of it, in pixels of the page; its characters keep their ink
                and its candidates stay.

        Raises:
            ValueError: the text is blank.
        """
        word = read if read is not None and read.characters else Word("", box, 0.0)
        return cls(with_text(word, tidy(text)), (page.width, page.height))

    @property
    def box(self) -> Box:
        return self.word.box

    def on(self, page: Page) -> Page:
        characters = tuple(
            replace(c, box=on_page(c.box, self.size, page)) for c in self.word.characters
        )
        box = on_page(self.word.box, self.size, page)
        word = replace(self.word, box=box, characters=characters)
        for number in reversed(range(len(page.lines))):
            old = page.lines[number].words
            kept = [w for w in old if w.box.intersection(box) < _INSIDE * max(1, w.box.area)]
            if len(kept) < len(old):
                page = replaced(page, number, 0, len(old), kept)
        return inserted(page, word)
