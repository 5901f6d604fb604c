"""What the visitor corrected in this session, picture by picture, with a way back.

An edit holds on to the place of its word, not to its number: it stays when other settings read
the picture anew, when more is drawn, and when the canvas changes its size.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from hwocr.corrections import Correction, corrected
from hwocr.page import Box, Page, Word
from hwocr.ui.reading import Reading

_SLACK = 0.15
"""How far a word's edges may move, in heights of the word, before it is another word: less than
the narrowest letter that could be added to it."""
_ROUNDING = 2
"""Pixels by which edges may move anyway."""
_MOST = 0.75
"""Part of the smaller of two boxes that both share where one word has got other edges."""


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` for a word that was ``read`` at ``box`` in a picture of ``size`` (width, height)."""

    box: Box
    size: tuple[int, int]
    read: str
    text: str

    def is_of(self, word: Word, size: tuple[int, int]) -> bool:
        """Whether ``word`` is meant, read in the same picture, perhaps at another ``size``.

        It is if its edges are where they were, or if it reads as before and most of it is there.
        """
        scale = min(size[0] / self.size[0], size[1] / self.size[1])
        slack = _ROUNDING + _SLACK * word.box.height
        mine = Box(*(round(scale * value) for value in _values(self.box)))
        pairs = [
            (mine.x, word.box.x),
            (mine.y, word.box.y),
            (mine.right, word.box.right),
            (mine.bottom, word.box.bottom),
        ]
        if all(abs(here - there) <= slack for here, there in pairs):
            return True
        most = _MOST * min(mine.area, word.box.area)
        return word.text == self.read and mine.intersection(word.box) >= most


def applied(reading: Reading) -> Page:
    """The page of ``reading`` with all that the visitor corrected in it."""
    page, edits = reading.page, _history(reading.key)[-1]
    if not edits:
        return page
    size = (page.width, page.height)
    return corrected(
        page,
        (
            Correction(number, place, edit.text)
            for number, line in enumerate(page.lines)
            for place, word in enumerate(line.words)
            for edit in edits
            if edit.is_of(word, size)
        ),
    )


def change(reading: Reading, line: int, word: int, text: str | None) -> None:
    """Let a word of the page as it was read say ``text``; ``None``: what was read.

    Nothing happens if there is no such word or if ``text`` is blank.
    """
    page, history = reading.page, _history(reading.key)
    if text is not None and not text.strip():
        return
    if not (0 <= line < len(page.lines) and 0 <= word < len(page.lines[line].words)):
        return
    read, size = page.lines[line].words[word], (page.width, page.height)
    others = tuple(edit for edit in history[-1] if not edit.is_of(read, size))
    edits = others if text is None else (*others, Edit(read.box, size, read.text, text))
    if edits != history[-1]:
        history.append(edits)


def changes(key: str) -> int:
    """How many changes in the picture ``key`` can be taken back."""
    return len(_history(key)) - 1


def undo(key: str, keep: int) -> None:
    """Take back the last changes in the picture ``key``, all but the first ``keep``."""
    del _history(key)[max(0, keep) + 1 :]


def forget(key: str) -> None:
    """Drop all edits of the picture ``key``: it is gone."""
    _all().pop(key, None)


def _history(key: str) -> list[tuple[Edit, ...]]:
    """The edits of a picture after each change, the first time none; never empty."""
    return _all().setdefault(key, [()])


def _all() -> dict[str, list[tuple[Edit, ...]]]:
    kept: dict[str, list[tuple[Edit, ...]]] = st.session_state.setdefault("edits", {})
    return kept


def _values(box: Box) -> tuple[int, int, int, int]:
    return box.x, box.y, box.width, box.height
