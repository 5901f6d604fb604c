"""Offsets are measured in x-heights, from the true centre to the one found."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("wordfreq")

from benchmarks.alignment import Offset, offsets
from benchmarks.close_words import CloseWord
from hwocr.page import Box


def test_offsets_point_from_the_letter_to_the_character() -> None:
    picture = np.zeros((1, 1, 3), np.uint8)
    word = CloseWord(picture, "ab", (Box(0, 0, 10, 20), Box(10, 0, 10, 20)), x_height=20)
    found = offsets(word, [Box(0, 0, 10, 20), Box(20, 0, 10, 10)])
    assert found == [Offset(0, 0), Offset(0.5, -0.25)]


def test_each_letter_needs_its_box() -> None:
    word = CloseWord(np.zeros((1, 1, 3), np.uint8), "a", (Box(0, 0, 1, 1),), x_height=20)
    with pytest.raises(ValueError, match="shorter"):
        offsets(word, [])
