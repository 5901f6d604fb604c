"""Words with other letters: which ink each letter gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from unicodedata import normalize

from hwocr.page import Box, Character, Word


def tidy(text: str) -> str:
    """``text`` in Unicode's composed form, with single spaces.

    Raises:
        ValueError: it is blank.
    """
    text = " ".join(normalize("NFC", text).split())
    if not text:
        raise ValueError("a correction needs a text")
    return text


def with_text(word: Word, text: str) -> Word:
    """``word`` as a person says that it reads.

    Its characters are named anew; where their number changes, those at the start and at the end
    that stay keep their ink, and the ink between them is shared out among the new ones.
    """
    return _given(word, text, tuple(_aligned(word, "".join(text.split()))))


def with_character(word: Word, number: int, text: str) -> Word:
    """``word`` with another text for one character, of several letters if it holds several."""
    characters, old = word.characters, word.characters[number]
    letters = "".join(text.split())
    new = [_settled(old, letters)] if len(letters) == 1 else _shared_out(old.box, letters)
    head, tail = _around(word, number, number + 1)
    return _given(
        word, head + letters + tail, (*characters[:number], *new, *characters[number + 1 :])
    )


def without_character(word: Word, number: int) -> Word | None:
    """``word`` without the text and the ink of one character, or nothing if it was the only one."""
    characters = (*word.characters[:number], *word.characters[number + 1 :])
    if not characters:
        return None
    text = " ".join("".join(_around(word, number, number + 1)).split())
    box = Box.around(character.box for character in characters)
    return replace(_given(word, text, characters), box=box)


def split(word: Word, number: int) -> tuple[Word, Word]:
    """``word`` in two, parted before a character that is not the first, each with its own ink."""
    head, tail = _around(word, number, number)
    parts = ((head.rstrip(), word.characters[:number]), (tail.lstrip(), word.characters[number:]))
    first, second = (
        replace(
            word,
            text=text,
            box=Box.around(character.box for character in characters),
            characters=characters,
            candidates=(),
            raw="",
        )
        for text, characters in parts
    )
    return first, second


def merged(one: Word, other: Word) -> Word:
    """Two words as one; it is right if both were."""
    return Word(
        text=one.text + other.text,
        box=Box.around((one.box, other.box)),
        confidence=_confidence(one) * _confidence(other),
        characters=one.characters + other.characters,
        mode=one.mode if one.mode == other.mode else "separate",
        crossed_out=one.crossed_out and other.crossed_out,
        corrected=one.corrected and other.corrected,
    )


def _confidence(word: Word) -> float:
    return 1.0 if word.crossed_out else word.confidence


def _given(word: Word, text: str, characters: tuple[Character, ...]) -> Word:
    return replace(
        word, text=text, confidence=1.0, characters=characters, crossed_out=False, corrected=True
    )


def _around(word: Word, start: int, end: int) -> tuple[str, str]:
    """The text before and after the characters from ``start`` to before ``end``."""
    places = [place for place, letter in enumerate(word.text) if not letter.isspace()]
    if len(places) != len(word.characters):
        text = [character.text for character in word.characters]
        return "".join(text[:start]), "".join(text[end:])
    places.append(len(word.text))
    return word.text[: places[start]], word.text[places[end] :]


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
    return replace(character, text=letter, confidence=1.0, corrected=True)


def _shared_out(box: Box, letters: str) -> list[Character]:
    """``letters`` side by side in equal parts of ``box``."""
    parts = []
    for number, letter in enumerate(letters):
        left, right = (round(box.width * k / len(letters)) for k in (number, number + 1))
        part = Box(box.x + left, box.y, right - left, box.height)
        parts.append(Character(letter, part, 1.0, corrected=True))
    return parts
