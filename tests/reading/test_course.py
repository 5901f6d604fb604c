from __future__ import annotations

import numpy as np
import pytest

from hwocr.page import Box
from hwocr.reading.course import straightened
from hwocr.segment import Component

WIDTH = 400


def bent_line(sag: float, slope: float = 0.0) -> tuple[Component, list[tuple[float, float]]]:
    """A stroke that runs along a parabola, and points on it."""
    columns = np.arange(WIDTH)
    rows = 60 + slope * columns + sag * (2 * columns / WIDTH - 1) ** 2
    ink = np.zeros((160, WIDTH), np.float32)
    for thickness in range(-3, 4):
        ink[np.rint(rows).astype(int) + thickness, columns] = 1
    knots = [(float(x + 10), float(rows[x] + 20)) for x in range(0, WIDTH, 40)]
    return Component(Box(10, 20, WIDTH, 160), ink), knots


@pytest.mark.parametrize("slope", [0.0, 0.1])
def test_a_bent_baseline_becomes_straight(slope: float) -> None:
    line, knots = bent_line(25, slope)
    ink, sinks = straightened(line.ink, line.box, knots)
    assert sinks == pytest.approx(slope, abs=0.02)
    middles = np.argmax(ink > 0.5, axis=0) - sinks * np.arange(WIDTH)
    assert np.ptp(middles) < 5
    assert ink.shape[1] == WIDTH
    assert ink.sum() == pytest.approx(line.ink.sum(), rel=0.02)


def test_a_straight_line_is_left_as_it_is() -> None:
    line, knots = bent_line(1, 0.05)
    ink, slope = straightened(line.ink, line.box, knots)
    assert ink is line.ink
    assert slope == pytest.approx(0.05, abs=0.01)
    assert straightened(line.ink, line.box, knots[:1]) == (line.ink, 0.0)
