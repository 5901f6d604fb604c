"""Strokes find their components, and tell which letters they make."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hwocr.arrays import Picture, Points
from hwocr.page import Box
from hwocr.prepare import prepare
from hwocr.reader import Reader
from hwocr.reading.drawn import crossing, has_sides, with_strokes
from hwocr.segment import Component, segment


def _line(*points: tuple[float, float]) -> Points:
    ends = np.array(points, np.float32)
    steps = np.linspace(0, len(points) - 1, 20 * (len(points) - 1) + 1)
    columns = [np.interp(steps, np.arange(len(points)), ends[:, k]) for k in (0, 1)]
    return np.stack(columns, axis=1).astype(np.float32)


def test_strokes_belong_to_the_component_that_they_inked(
    strokes: Callable[..., list[Points]], drawn: Callable[..., Picture]
) -> None:
    prepared = prepare(drawn("HI"), {"paper", "rules"})
    written = strokes("HI")
    lines = with_strokes(segment(prepared).lines, written, prepared.matrix)
    components = [c for line in lines for word in line.words for c in word.components]
    assert sum(len(c.strokes) for c in components) == len(written)
    for component in components:
        for stroke in component.strokes:
            low, high = stroke.min(axis=0), stroke.max(axis=0)
            box = component.box
            assert box.x <= low[0] <= high[0] <= box.right
            assert box.y <= low[1] <= high[1] <= box.bottom


def test_a_bar_through_a_stem_crosses_and_an_end_that_touches_does_not() -> None:
    stem = _line((50, 0), (50, 100))
    assert crossing(stem, _line((20, 50), (80, 50))) == 1
    assert crossing(stem, _line((48, 50), (110, 50))) < 0.15
    assert crossing(stem, _line((60, 50), (110, 50))) == 0


@pytest.mark.parametrize(
    ("second", "beside"), [(_line((60, 0), (60, 80)), True), (_line((0, 40), (40, 40)), False)]
)
def test_sides(second: Points, beside: bool) -> None:
    ink = np.ones((100, 100), np.float32)
    ring = _line((20, 0), (40, 40), (20, 80), (0, 40), (20, 0))
    assert has_sides(Component(Box(0, 0, 100, 100), ink, (ring, second))) == beside


def test_letters_that_touch_come_apart_by_their_strokes() -> None:
    """An N whose last stroke is the first of an E's, drawn with two more strokes each."""
    n = [_line((20, 120), (20, 20), (80, 120), (80, 20))]
    stem = _line((84, 20), (84, 120), (140, 120))
    e = [stem, _line((84, 70), (130, 70)), _line((84, 20), (140, 20))]
    page = Reader("separate", "upper").read_strokes([*n, *e], (180, 140), 6)
    assert page.text == "NE"
    assert [round(c.box.x, -1) for c in page.characters] == [20, 80]
