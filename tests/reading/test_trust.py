from __future__ import annotations

from hwocr.page import Box, Word
from hwocr.reading.trust import choose

BOX = Box(0, 0, 10, 10)


def test_the_surer_reading_wins() -> None:
    sure, unsure = Word("sure", BOX, 0.95), Word("unsure", BOX, 0.3, mode="joined")
    assert choose(sure, unsure) is sure
    sure, unsure = Word("sure", BOX, 0.95, mode="joined"), Word("unsure", BOX, 0.3)
    assert choose(unsure, sure) is sure


def test_one_reading_alone_is_taken() -> None:
    word = Word("word", BOX, 0.2)
    assert choose(word, None) is word
    assert choose(None, word) is word
    assert choose(None, None) is None


def test_an_empty_joined_reading_never_wins() -> None:
    letter, nothing = Word("x", BOX, 0.1), Word("", BOX, 0.9, mode="joined")
    assert choose(letter, nothing) is letter
