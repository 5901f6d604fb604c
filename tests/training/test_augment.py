from __future__ import annotations

import numpy as np

from hwocr.glyph import SIZE, normalise
from hwocr.training.augment import bend_picture, bend_strokes, wear_glyph
from hwocr.training.negatives import fragment, letters_in_one, scribble

CROSS = [
    np.array([[0, 100], [255, 100]], np.float32),
    np.array([[120, 0], [120, 255]], np.float32),
]


def picture() -> np.ndarray:
    ink = np.zeros((28, 28), np.uint8)
    ink[4:24, 12:16] = 255
    ink[10:13, 4:24] = 255
    return ink


def test_bent_samples_stay_whole_on_their_sheet() -> None:
    rng = np.random.default_rng(0)
    for _ in range(200):
        for ink in (bend_picture(picture(), rng), bend_strokes(CROSS, rng)):
            assert ink.dtype == np.float32
            assert ink.min() >= 0
            assert 0.5 < ink.max() <= 1
            rim = np.concatenate([ink[0], ink[-1], ink[:, 0], ink[:, -1]])
            assert rim.max() == 0


def test_chance_changes_samples_and_the_seed_repeats_them() -> None:
    one, two = (bend_strokes(CROSS, np.random.default_rng(1)) for _ in range(2))
    other = bend_strokes(CROSS, np.random.default_rng(2))
    assert np.array_equal(one, two)
    assert not np.array_equal(one, other)


def test_worn_glyphs_are_glyphs() -> None:
    rng = np.random.default_rng(0)
    glyph = normalise(bend_strokes(CROSS, rng))
    untouched = 0
    for _ in range(300):
        worn = wear_glyph(glyph, glyph, rng)
        assert worn.shape == (SIZE, SIZE)
        assert worn.dtype == np.float32
        assert np.isfinite(worn).all()
        assert worn.min() >= 0
        assert worn.max() <= 1
        untouched += np.array_equal(worn, glyph)
    assert untouched < 150


def test_negatives_have_ink() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        two = letters_in_one([CROSS, CROSS], rng)
        assert two.shape[1] > two.shape[0] * 0.6
        for ink in (two, scribble(rng), fragment(CROSS, rng)):
            assert ink.dtype == np.float32
            assert ink.max() <= 1
        assert two.max() > 0.5
