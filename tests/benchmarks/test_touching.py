"""When letters that touch count as read apart."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("wordfreq")

from benchmarks.touching import Drawing, drawing_of, separated
from hwocr.page import Box, Candidate, Character, Line, Page, Word
from hwocr.training.touching import ComposedWord


def _page(*boxes: Box) -> Page:
    characters = tuple(Character("o", box, 1.0, (Candidate("o", 1.0),)) for box in boxes)
    word = Word("o" * len(boxes), Box.around(boxes), 1.0, (), characters)
    return Page((Line((word,), word.box),), 100, 100)


@pytest.fixture
def drawing() -> Drawing:
    """Three letters of which the last two touch."""
    letters = tuple((np.array([[x, -1], [x + 0.9, 0]], np.float32),) for x in (0.0, 2.0, 2.95))
    word = ComposedWord("olo", letters, (False, True), 0.1)
    return drawing_of(word, np.random.default_rng(0))


def test_boxes_hold_the_letters_on_the_canvas(drawing: Drawing) -> None:
    for letter, box in zip(drawing.letters, drawing.boxes, strict=True):
        points = np.concatenate(letter)
        assert (points.min(axis=0) >= [box.x, box.y]).all()
        assert (points.max(axis=0) <= [box.right, box.bottom]).all()
        assert box.right <= drawing.size[0]
    assert drawing.picture.shape[:2] == drawing.size[::-1]


def test_only_pairs_that_touch_count(drawing: Drawing) -> None:
    assert separated(drawing, _page(*drawing.boxes)) == [True]
    assert separated(drawing, _page(*drawing.boxes[1:])) == [True]


def test_one_box_around_both_is_not_apart(drawing: Drawing) -> None:
    both = Box.around(drawing.boxes[1:])
    assert separated(drawing, _page(drawing.boxes[0], both)) == [False]
