"""Corrections of the order in which words and lines are read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hwocr.corrections.base import NotThereError
from hwocr.corrections.lines import line_of, with_all, with_lines
from hwocr.corrections.place import OfWord, Place
from hwocr.page import Page


@dataclass(frozen=True, slots=True)
class MoveWord(OfWord):
    """The word is read right before the word ``to``, or right ``after`` it, on its line."""

    to: Place
    after: bool = False

    def on(self, page: Page) -> Page:
        line, place = self.word.find(page)
        target = self.to.find(page)
        if target == (line, place):
            raise NotThereError(f"{self.word.text!r} cannot be moved to itself")
        lines = [list(line.words) for line in page.lines]
        word = lines[line].pop(place)
        number, at = target
        at -= number == line and place < at
        lines[number].insert(at + self.after, word)
        return with_all(page, lines)


@dataclass(frozen=True, slots=True)
class MoveLine(OfWord):
    """The line of the word is read before that of the word ``to``, or ``after`` it."""

    to: Place
    after: bool = False

    def on(self, page: Page) -> Page:
        line, number = self.word.find(page)[0], self.to.find(page)[0]
        if line == number:
            raise NotThereError(f"{self.word.text!r} and {self.to.text!r} are on one line")
        moved = replace(page.lines[line], block=page.lines[number].block)
        lines = list(page.lines)
        del lines[line]
        lines.insert(number - (line < number) + self.after, moved)
        return replace(page, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class BreakLine(OfWord):
    """A new line begins with the word."""

    def on(self, page: Page) -> Page:
        number, place = self.word.find(page)
        line = page.lines[number]
        if place == 0:
            raise NotThereError(f"{self.word.text!r} begins its line already")
        parts = [line_of(line.words[:place], line.block), line_of(line.words[place:], line.block)]
        return with_lines(page, number, number + 1, parts)


@dataclass(frozen=True, slots=True)
class JoinLines(OfWord):
    """The line of the word goes on the line of the word ``to``, at its end."""

    to: Place

    def on(self, page: Page) -> Page:
        line, number = self.word.find(page)[0], self.to.find(page)[0]
        if line == number:
            raise NotThereError(f"{self.word.text!r} and {self.to.text!r} are on one line")
        lines = [list(line.words) for line in page.lines]
        lines[number] += lines[line]
        lines[line] = []
        return with_all(page, lines)
