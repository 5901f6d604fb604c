from __future__ import annotations

import itertools

import numpy as np

from hwocr.decode.alignment import Span
from hwocr.reading.borders import snap


def spans(*borders: float) -> list[Span]:
    pairs = itertools.pairwise(borders)
    return [Span("x", start, end, 1.0, ()) for start, end in pairs]


def image(*gaps: int) -> np.ndarray:
    """Ink everywhere but in the given columns."""
    ink = np.ones((10, 80), np.float32)
    ink[:, list(gaps)] = 0
    return ink


def test_a_border_moves_to_the_gap_beside_it() -> None:
    first, second = snap(spans(0, 10, 20), image(37), 4)
    assert first.end == second.start == 37.5 / 4
    assert (first.start, second.end) == (0, 20)


def test_a_gap_farther_off_than_the_neighbour_s_middle_is_another_one() -> None:
    first, second = snap(spans(0, 10, 20), image(15), 4)
    assert first.end == second.start
    assert abs(first.end - 10) <= 0.25


def test_spans_keep_their_order() -> None:
    moved = snap(spans(0, 4, 8, 12, 16, 20), image(14, 34, 50, 66), 4)
    for before, after in itertools.pairwise(moved):
        assert before.start < before.end == after.start


def test_spans_that_do_not_touch_stay() -> None:
    apart = [Span("a", 0, 4, 1.0, ()), Span("b", 8, 12, 1.0, ())]
    assert snap(apart, image(18, 30), 4) == apart
