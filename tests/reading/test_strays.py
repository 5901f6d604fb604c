"""What was read where nothing is written."""

from __future__ import annotations

import numpy as np
import pytest

from hwocr.page import Box, Word
from hwocr.reading.strays import scratches, without_strays

PAGE = np.zeros((400, 400), np.float32)
PAGE[:300] = 0.9
PAGE[300:] = 0.5
"""Dark ink above, pale below."""


def word(text: str, confidence: float, row: int = 0, height: int = 20) -> Word:
    return Word(text, Box(0, row, 20 * len(text), height), confidence)


NOTE = [[word("hello", 0.9), word("there", 0.6)], [word("again", 0.95)]]


@pytest.mark.parametrize(
    "stray",
    [
        word("of", 0.0001),
        word("to", 0.02, height=5),
        word("a", 0.02, row=320),
        word("111/l", 0.01),
    ],
)
def test_words_that_are_no_writing_go(stray: Word) -> None:
    assert without_strays([*NOTE, [stray]], PAGE) == [*NOTE, []]


@pytest.mark.parametrize(
    "hasty", [word("mississippi", 0.001), word("7", 0.3), word("of", 0.2), word("I", 0.9)]
)
def test_hasty_words_stay(hasty: Word) -> None:
    assert without_strays([*NOTE, [hasty]], PAGE) == [*NOTE, [hasty]]


def test_a_word_beside_a_sure_one_is_rather_believed() -> None:
    doubtful = word("in", 0.0005)
    assert without_strays([*NOTE, [doubtful]], PAGE)[-1] == []
    assert without_strays([[*NOTE[0], doubtful], NOTE[1]], PAGE)[0][-1] == doubtful


def test_what_is_alone_stays_however_doubtful() -> None:
    alone = [[word("of", 0.0001)]]
    assert without_strays(alone, PAGE) == alone
    assert without_strays([], PAGE) == []


def test_crossed_out_words_stay() -> None:
    crossed = Word("", Box(0, 0, 50, 20), 0.0, crossed_out=True)
    assert without_strays([*NOTE, [crossed]], PAGE) == [*NOTE, [crossed]]


def test_a_stroke_alone_beside_long_lines_is_a_scratch() -> None:
    page = [[word(text, 0.9)] for text in ("hello", "1", "world", "7", "again")]
    assert scratches(page) == [False, True, False, False, False]
    assert not any(scratches(page[:3]))


def test_dirt_does_not_tell_the_size_of_writing_even_where_it_is_most() -> None:
    dirt = [[word("of", 0.03, height=5), word("to", 0.02, height=5)] for _ in range(200)]
    assert without_strays([*NOTE, *dirt], PAGE) == [*NOTE, *([[]] * 200)]
