"""Corrections within a word: its text, or a single character."""

from __future__ import annotations

from dataclasses import dataclass

from hwocr.corrections.lines import replaced
from hwocr.corrections.place import OfWord
from hwocr.corrections.spelled import tidy, with_character, with_text, without_character
from hwocr.page import Box, Page


@dataclass(frozen=True, slots=True)
class ChangeWord(OfWord):
    """The word says ``text``: kept in Unicode's composed form, with single spaces.

    Its characters are named anew; where their number changes, those at the start and at the end
    that stay keep their ink, and the ink between them is shared out among the new ones.

    Raises:
        ValueError: the text is blank.
    """

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", tidy(self.text))

    def on(self, page: Page) -> Page:
        line, place = self.word.find(page)
        word = page.lines[line].words[place]
        return replaced(page, line, place, place + 1, [with_text(word, self.text)])


@dataclass(frozen=True, slots=True)
class ChangeCharacter(OfWord):
    """The character at the box ``character`` of the word is ``text``.

    Usually that is one letter; of several, each gets its share of the ink. The word counts as
    corrected: whoever puts one letter right agrees with the others.

    Raises:
        ValueError: the text is blank.
    """

    character: Box
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(tidy(self.text).split()))

    def on(self, page: Page) -> Page:
        number = self.word.character(self.character, page)
        line, place = self.word.find(page)
        word = page.lines[line].words[place]
        return replaced(page, line, place, place + 1, [with_character(word, number, self.text)])


@dataclass(frozen=True, slots=True)
class DeleteCharacter(OfWord):
    """The ink at the box ``character`` of the word is no character; the last one takes the word."""

    character: Box

    def on(self, page: Page) -> Page:
        number = self.word.character(self.character, page)
        line, place = self.word.find(page)
        word = without_character(page.lines[line].words[place], number)
        return replaced(page, line, place, place + 1, [word] if word else [])
