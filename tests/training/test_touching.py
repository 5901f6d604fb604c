"""Composed letters touch where they are said to."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.arrays import Points
from hwocr.strokes import render
from hwocr.training.touching import ComposedWord, compose

_SCALE = 60


@pytest.fixture(scope="module")
def samples() -> dict[str, list[list[Points]]]:
    """A made-up hand whose letters are rings, and l's that are bars."""
    around = np.linspace(0, 2 * np.pi, 40)
    ring = (100 * np.stack([np.cos(around), np.sin(around)], axis=1)).astype(np.float32)
    bar = np.array([[0, 0], [4, 200]], np.float32)
    return {"o": [[ring]], "l": [[bar]]}


def _pieces(word: ComposedWord) -> int:
    """Connected pieces of the word's ink."""
    low = np.concatenate(word.strokes).min(axis=0)
    moved = [(stroke - low) * _SCALE + 20 for stroke in word.strokes]
    size = np.ceil(np.concatenate(moved).max(axis=0) + 20).astype(int).tolist()
    ink = render(moved, (size[0], size[1]), word.pen * _SCALE)
    return int(cv2.connectedComponents(np.asarray(ink > 0.5, np.uint8))[0]) - 1


@pytest.mark.parametrize("seed", range(8))
def test_all_or_none_touch(samples: dict[str, list[list[Points]]], seed: int) -> None:
    apart = compose("olool", samples, np.random.default_rng(seed), touching=0)
    assert apart.touches == (False,) * 4
    assert _pieces(apart) == 5
    together = compose("olool", samples, np.random.default_rng(seed), touching=1)
    assert together.touches == (True,) * 4
    assert _pieces(together) == 1


def test_same_seed_same_word(samples: dict[str, list[list[Points]]]) -> None:
    one, other = (compose("lol", samples, np.random.default_rng(5)) for _ in range(2))
    assert one.touches == other.touches
    for first, second in zip(one.strokes, other.strokes, strict=True):
        np.testing.assert_array_equal(first, second)
