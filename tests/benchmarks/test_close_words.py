"""Composed words tell the truth about themselves."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

pytest.importorskip("wordfreq")

from benchmarks.close_words import compose_word
from benchmarks.writers import Writer


@pytest.fixture(scope="module")
def writers() -> tuple[Writer, ...]:
    """A made-up writer whose every letter is a box."""
    box = (np.array([[0, 0], [150, 0], [150, 255], [0, 255], [0, 0]], np.float32),)
    return (Writer("one", dict.fromkeys("abcdefghijklmnopqrstuvwxyz", (box,))),)


def test_same_seed_same_word(writers: tuple[Writer, ...]) -> None:
    first, second, other = (compose_word(seed, writers) for seed in (3, 3, 4))
    assert first.text == second.text != other.text
    np.testing.assert_array_equal(first.picture, second.picture)


@pytest.mark.parametrize("seed", range(12))
def test_every_letter_has_its_box_from_left_to_right(
    writers: tuple[Writer, ...], seed: int
) -> None:
    word = compose_word(seed, writers)
    assert 3 <= len(word.text) == len(word.boxes) <= 10
    centres = [box.center[0] for box in word.boxes]
    assert centres == sorted(centres)
    height, width = word.picture.shape[:2]
    assert all(0 <= b.x < b.right <= width and 0 <= b.y < b.bottom <= height for b in word.boxes)


@pytest.mark.parametrize("seed", range(12))
def test_low_letters_are_as_tall_as_the_x_height(writers: tuple[Writer, ...], seed: int) -> None:
    word = compose_word(seed, writers)
    low = [b.height for c, b in zip(word.text, word.boxes, strict=True) if c in "acemnorsuvwxz"]
    # The pen is up to .26 x-heights wide, and letters vary by up to a quarter.
    assert all(0.8 * word.x_height <= height <= 1.6 * word.x_height for height in low)


def test_some_letters_touch(writers: tuple[Writer, ...]) -> None:
    words = [compose_word(seed, writers) for seed in range(40)]
    clean = [word for word in words if (word.picture.reshape(-1, 3) == 255).all(axis=1).any()]
    pieces = [
        cv2.connectedComponents((word.picture[..., 0] < 128).astype(np.uint8))[0] - 1
        for word in clean
    ]
    assert any(count < len(word.text) for count, word in zip(pieces, clean, strict=True))
