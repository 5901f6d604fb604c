"""Words and lines are read as the table says."""

from __future__ import annotations

import numpy as np

from benchmarks.words import as_page, as_word, read_all
from benchmarks.wordsets import Example
from hwocr.page import Box
from hwocr.reader import Reader
from tests.conftest import Draw


def test_a_page_keeps_the_spaces_between_words(drawn: Draw) -> None:
    word = drawn("HELLO")
    gap = np.full((word.shape[0], 60, 3), 255, np.uint8)
    line = np.concatenate([word, gap, word], axis=1)
    example = Example(line, "HELLO HELLO", Box(0, 0, line.shape[1], line.shape[0]))
    text, confidence = as_page(Reader(mode="separate", alphabet="upper"))(example)
    assert text == "HELLO HELLO"
    assert confidence is None


def test_a_word_has_a_confidence_and_takes_time(drawn: Draw) -> None:
    example = Example(drawn("HELLO"), "HELLO", Box(0, 0, 1, 1))
    use = as_word(Reader(mode="separate", alphabet="upper"))
    (reading,) = read_all(use, [example])
    assert (reading.truth, reading.text) == ("HELLO", "HELLO")
    assert reading.confidence is not None
    assert 0.5 < reading.confidence <= 1
    assert 0 < reading.seconds < 60
