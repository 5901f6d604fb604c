"""What a person put right, and the page with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from unicodedata import normalize

from hwocr.page import Box, Character, Page, Word


@dataclass(frozen=True, slots=True)
class Correction:
    """What a word really says.

    Attributes:
        line: number of the line in ``Page.lines``, counted from 0.
        word: number of the word in ``Line.words``, counted from 0.
        text: what it says, in Unicode's composed form, with single spaces.

    Raises:
        ValueError: the text is blank.
    """

    line: int
    word: int
    text: str

    def __post_init__(self) -> None:
        text = " ".join(normalize("NFC", self.text).split())
        if not text:
            raise ValueError("a correction needs a text")
        object.__setattr__(self, "text", text)


def corrected(page: Page, corrections: Iterable[Correction]) -> Page:
    """``page`` with what ``corrections`` say; of two for the same word the later one counts.

    A corrected word has a confidence of 1 and keeps its box, candidates and raw reading. Its
    characters are named anew; where their number changes, those at the start and at the end that
    stay keep their ink, and the ink between them is shared out among the new ones.

    Raises:
        IndexError: the page has no such line or word.
    """
    lines = [list(line.words) for line in page.lines]
    for correction in corrections:
        if min(correction.line, correction.word) < 0:
            raise IndexError(f"lines and words are counted from 0, got {correction}")
        word = page.lines[correction.line].words[correction.word]
        lines[correction.line][correction.word] = _with_text(word, correction.text)
    pairs = zip(page.lines, lines, strict=True)
    return replace(page, lines=tuple(replace(line, words=tuple(words)) for line, words in pairs))


def _with_text(word: Word, text: str) -> Word:
    return replace(
        word,
        text=text,
        confidence=1.0,
        characters=tuple(_aligned(word, "".join(text.split()))),
        crossed_out=False,
        corrected=True,
    )


def _aligned(word: Word, letters: str) -> list[Character]:
    """One character for each of ``letters``, each with the ink that it most likely stands for."""
    old = word.characters
    if not old:
        return _shared_out(word.box, letters)
    if len(old) == len(letters):
        return list(map(_settled, old, letters))
    read = [character.text for character in old]
    head = _shared(read, letters)
    tail = _shared(read[head:][::-1], letters[head:][::-1])
    if head + tail == len(old):
        # New letters have no ink of their own: a neighbour shares its own with them.
        head, tail = (head - 1, tail) if head else (head, tail - 1)
    start, end = len(old) - tail, len(letters) - tail
    box = Box.around(character.box for character in old[head:start])
    return [
        *map(_settled, old[:head], letters[:head]),
        *_shared_out(box, letters[head:end]),
        *map(_settled, old[start:], letters[end:]),
    ]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items both have in common from their start."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)


def _settled(character: Character, letter: str) -> Character:
    return replace(character, text=letter, confidence=1.0)


def _shared_out(box: Box, letters: str) -> list[Character]:
    """``letters`` side by side in equal parts of ``box``."""
    parts = []
    for number, letter in enumerate(letters):
        left, right = (round(box.width * k / len(letters)) for k in (number, number + 1))
        parts.append(Character(letter, Box(box.x + left, box.y, right - left, box.height), 1.0))
    return parts
