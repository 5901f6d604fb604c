"""Other engines get what suits them best, and their readings are judged fairly."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from benchmarks.ways import Way, best, framed, plain, trimmed
from benchmarks.wordsets import Example
from hwocr.page import Box


@pytest.fixture
def example() -> Example:
    """A black box of 20×50 on grey paper of 100×200."""
    picture = np.full((100, 200, 3), 180, np.uint8)
    picture[30:50, 60:110] = 0
    return Example(picture, "two", Box(60, 30, 50, 20))


def test_trimming_leaves_a_little_paper(example: Example) -> None:
    assert trimmed(example).shape == (24, 54, 3)
    assert (trimmed(example)[2:-2, 2:-2] == 0).all()
    assert (trimmed(example)[:2] == 180).all()


def test_ink_at_the_border_can_be_trimmed(example: Example) -> None:
    corner = Example(example.picture[30:50, 60:110], "two", Box(0, 0, 50, 20))
    np.testing.assert_array_equal(trimmed(corner), corner.picture)


def test_the_frame_has_the_colour_of_the_paper(example: Example) -> None:
    picture = framed(example)
    assert picture.shape == (48, 78, 3)
    assert (picture[:12] == 180).all()
    np.testing.assert_array_equal(picture[12:-12, 12:-12], trimmed(example))


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("It’s ＯＫ，\nHe said", True, "It's OK, He said"),
        ("De Vale", False, "DeVale"),
        ("été", False, "été"),
    ],
)
def test_readings_are_written_as_labels_are(text: str, lines: bool, expected: str) -> None:
    assert plain(text, lines) == expected


def test_the_best_way_makes_the_fewest_mistakes(example: Example) -> None:
    readings = {"worse": "tow", "right": "two", "worst": ""}
    ways = [Way("engine", name, partial(_say, text)) for name, text in readings.items()]
    assert best(ways, [example]).name == "right"


def _say(text: str, _: Example) -> str:
    return text
