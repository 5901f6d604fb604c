"""Samples of equal size become letters that stand on a line."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

pytest.importorskip("wordfreq")
from benchmarks.arrange import Letter
from hwocr.training.hand import Hand, sample_hand, stand_up

_SQUARE = (np.array([[0, 0], [255, 0], [255, 255], [0, 255], [0, 0]], np.float32),)


@pytest.fixture
def steady() -> Hand:
    """A hand without any jitter."""
    hand = sample_hand(np.random.default_rng(0))
    return replace(
        hand, height_jitter=0.0, baseline_jitter=0.0, ascender=1.8, capital=1.7, descender=0.7
    )


@pytest.mark.parametrize(
    ("character", "top", "bottom"),
    [("x", 1.0, 0.0), ("h", 1.8, 0.0), ("X", 1.7, 0.0), ("p", 1.0, -0.7)],
)
def test_letters_reach_up_and_down_as_they_should(
    steady: Hand, character: str, top: float, bottom: float
) -> None:
    (stroke,) = stand_up(character, _SQUARE, steady, np.random.default_rng(1))
    assert -stroke[:, 1].min() == pytest.approx(top, abs=1e-5)
    assert -stroke[:, 1].max() == pytest.approx(bottom, abs=1e-5)
    assert stroke[:, 0].min() == pytest.approx(0, abs=1e-6)


def test_positive_degrees_let_a_line_rise() -> None:
    letter = Letter("x", 0, 0, (np.array([[0, 0], [10, 0]], np.float32),)).turned(30)
    np.testing.assert_allclose(letter.ink[1], [8.6603, -5.0], atol=1e-4)
