"""Pages with other words or another order; lines that end up empty are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hwocr.page import Box, Line, Page, Word


def line_of(words: Sequence[Word], block: int) -> Line | None:
    """A line of ``words``, or nothing if there are none."""
    if not words:
        return None
    return Line(tuple(words), Box.around(word.box for word in words), block)


def with_lines(page: Page, start: int, end: int, lines: Sequence[Line | None]) -> Page:
    """``page`` with other lines in place of those from ``start`` to before ``end``."""
    kept = tuple(line for line in lines if line is not None)
    return replace(page, lines=(*page.lines[:start], *kept, *page.lines[end:]))


def with_all(page: Page, lines: Sequence[Sequence[Word]]) -> Page:
    """``page`` with other words in each of its lines."""
    pairs = zip(page.lines, lines, strict=True)
    made = [line_of(words, line.block) for line, words in pairs]
    return with_lines(page, 0, len(made), made)


def replaced(page: Page, line: int, start: int, end: int, words: Sequence[Word]) -> Page:
    """``page`` with other words in place of those of a line from ``start`` to before ``end``."""
    old = page.lines[line]
    made = line_of((*old.words[:start], *words, *old.words[end:]), old.block)
    return with_lines(page, line, line + 1, [made])
