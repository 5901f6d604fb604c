"""Pages made by hand, as they would come from reading."""

from __future__ import annotations

import numpy as np

from hwocr.corrections import ChangeWord, Place, corrected
from hwocr.export import Sheet
from hwocr.page import Box, Candidate, Character, Line, Page, Word

SIZE = (400, 300)


def word(text: str, x: int, y: int, confidence: float = 0.97, *, crossed_out: bool = False) -> Word:
    """A word whose characters are 20 wide and 30 high each; its box begins at ``x``, ``y``."""
    characters = tuple(
        Character(
            letter,
            Box(x + 20 * place, y, 20, 30),
            confidence,
            (Candidate(letter, confidence), Candidate("?", 1 - confidence)),
        )
        for place, letter in enumerate(text)
    )
    box = Box(x, y, 20 * max(1, len(text)), 30)
    candidates = (Candidate(text, confidence), Candidate(text.upper(), 1 - confidence))
    if crossed_out:
        return Word("", box, confidence, crossed_out=True)
    return Word(text, box, confidence, candidates, characters)


def line(*words: Word, block: int = 0) -> Line:
    return Line(words, Box.around(w.box for w in words), block)


def page() -> Page:
    """Two blocks, "Żółw & <Noël>" over "is 25", and "# end"; "is" unsure, a word crossed out."""
    return Page(
        (
            line(word("Żółw", 10, 10), word("&", 110, 12), word("<Noël>", 150, 8)),
            line(
                word("is", 10, 60, 0.4),
                word("no", 60, 60, crossed_out=True),
                word("25", 110, 60),
            ),
            line(word("#", 210, 110), word("end", 250, 110), block=1),
            line(word("gone", 210, 160, crossed_out=True), block=2),
        ),
        *SIZE,
    )


def sheet(of: Page | None = None, name: str = "note.jpg") -> Sheet:
    made = page() if of is None else of
    return Sheet(name, made, lambda: np.full((made.height, made.width, 3), 255, np.uint8))


def empty() -> Page:
    return Page((), *SIZE)


def correct(number: int, text: str) -> Page:
    """:func:`page`, with a person's ``text`` for the word ``number``."""
    read = page()
    return corrected(read, [ChangeWord(Place.of(read, read.words[number]), text)])
