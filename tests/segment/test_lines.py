from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hwocr.arrays import Points
from hwocr.prepare import prepare
from hwocr.segment import Layout, segment
from hwocr.strokes import render

Write = Callable[..., list[Points]]
TEXT = "HAND WORK IS 42\nMAKES GOOD BREAD\nEVERY DAY"


def turned(strokes: list[Points], degrees: float) -> Layout:
    """The layout of a page whose lines rise by ``degrees``."""
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = [stroke @ turn for stroke in strokes]
    low = np.min([stroke.min(axis=0) for stroke in points], axis=0) - 30
    high = np.max([stroke.max(axis=0) for stroke in points], axis=0) + 30
    size = tuple(np.ceil(high - low).astype(int).tolist())
    ink = render([stroke - low for stroke in points], (size[0], size[1]), 5)
    grey = np.rint(255 * (1 - ink)).astype(np.uint8)
    return segment(prepare(np.repeat(grey[:, :, None], 3, axis=2), without={"skew"}))


def lengths(layout: Layout) -> list[list[int]]:
    return [[len(word.components) for word in line.words] for line in layout.lines]


@pytest.mark.parametrize("degrees", [-10, -6, -2, 0, 3, 7, 10])
def test_lines_at_any_slant_in_reading_order(strokes: Write, degrees: float) -> None:
    layout = turned(strokes(TEXT, height=50), degrees)
    assert lengths(layout) == [[len(word) for word in line.split()] for line in TEXT.split("\n")]
    for line in layout.lines:
        assert np.rad2deg(np.arctan(line.baseline[1])) == pytest.approx(-degrees, abs=1.0)
        along = [c.box.x for word in line.words for c in word.components]
        assert along == sorted(along)


def test_a_high_right_end_does_not_come_before_the_line_above(strokes: Write) -> None:
    """With lines so slanted, the second line ends higher than the first one begins."""
    text = "HAND WORK IS GOOD FOR YOU\nMAKES GOOD BREAD EVERY DAY"
    layout = turned(strokes(text, height=40), 10)
    first, second = layout.lines
    end_of_second = second.words[-1].box
    assert end_of_second.y < first.words[0].box.y
    assert lengths(layout) == [[len(word) for word in line.split()] for line in text.split("\n")]


def test_uneven_baselines(strokes: Write) -> None:
    lines = strokes(TEXT, height=50, shake=0.0)
    waved = [
        stroke + np.array([0, 9 * np.sin(float(stroke[0, 0]) / 90)], np.float32) for stroke in lines
    ]
    assert [len(line) for line in lengths(turned(waved, 2))] == [4, 3, 2]


def test_one_letter_alone_makes_a_line(strokes: Write) -> None:
    layout = turned(strokes("L"), 0)
    assert lengths(layout) == [[1]]
    component = layout.lines[0].words[0].components[0]
    a, b = layout.lines[0].baseline
    assert b == 0
    assert a == pytest.approx(component.box.bottom, abs=3)
