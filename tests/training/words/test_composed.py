from __future__ import annotations

import numpy as np
import pytest

from hwocr.training.words.composed import Letters, place_symbol


def a_stroke(width: float = 60, height: float = 100) -> list[np.ndarray]:
    return [np.array([[0, 0], [width, height], [0, height]], np.float32)]


@pytest.fixture
def letters() -> Letters:
    """One writer whose letters all have the same shape, and a full stop."""
    kinds = {c: [a_stroke()] for c in "abgxH7"}
    return Letters([kinds], {".": [a_stroke(5, 5)]})


def heights(strokes: list[np.ndarray]) -> list[float]:
    return [float(np.ptp(stroke[:, 1])) for stroke in strokes]


def test_letters_stand_on_one_line_in_their_own_heights(letters: Letters) -> None:
    strokes = letters.write("xbgH7.", np.random.default_rng(0))
    assert strokes is not None
    x, b, g, capital, digit, dot = heights(strokes)
    assert min(b, g, capital, digit) > 1.2 * x
    assert dot < 0.4 * x
    bottoms = [float(stroke[:, 1].max()) for stroke in strokes]
    assert bottoms[2] > 0.3  # g reaches below the line
    assert all(abs(bottoms[k]) < 0.25 for k in (0, 1, 3, 4))


def test_letters_follow_each_other(letters: Letters) -> None:
    strokes = letters.write("abab", np.random.default_rng(1))
    assert strokes is not None
    lefts = [float(stroke[:, 0].min()) for stroke in strokes]
    assert lefts == sorted(lefts)


def test_a_space_leaves_paper(letters: Letters) -> None:
    close = letters.write("aa", np.random.default_rng(2))
    apart = letters.write("a a", np.random.default_rng(2))
    assert close is not None
    assert apart is not None
    assert apart[-1][:, 0].min() > close[-1][:, 0].min() + 0.3


def test_nobody_can_write_letters_that_are_missing(letters: Letters) -> None:
    assert letters.write("abc", np.random.default_rng(0)) is None
    assert letters.write("ab!", np.random.default_rng(0)) is None


def test_a_dot_in_any_direction_stays_small() -> None:
    flat = [np.array([[0, 0], [200, 8]], np.float32)]
    placed = place_symbol(".", flat, np.random.default_rng(0))
    assert float(np.ptp(placed[0], axis=0).max()) < 0.3
    dash = place_symbol("-", flat, np.random.default_rng(0))
    assert float(np.ptp(dash[0], axis=0).max()) > 0.4
