from __future__ import annotations

import numpy as np
import pytest

from hwocr.arrays import Ink
from hwocr.prepare.rules.profiles import profiles_of

HEIGHT, WIDTH, NOISE = 200, 640, 0.05


def noisy(darkness: Ink) -> Ink:
    grain = np.random.default_rng(0).normal(0, NOISE, darkness.shape)
    return np.asarray(darkness + grain, dtype=np.float32)


def line(row: float, slope: float, depth: float) -> Ink:
    """Two pixels wide, through ``row`` in the picture's middle."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    off = np.abs(y - row - slope * (x - WIDTH / 2 + 0.5))
    return np.asarray(depth * np.clip(1.5 - off, 0, 1), dtype=np.float32)


@pytest.mark.parametrize("slope", [0.0, 0.1, -0.3])
def test_a_line_in_the_noise_is_a_peak_in_every_strip(slope: float) -> None:
    profiles = profiles_of(noisy(line(100, slope, 2 * NOISE)))
    for middle, (rows, slopes, strength) in zip(profiles.middles, profiles.peaks(), strict=True):
        best = strength.argmax()
        assert abs(rows[best] - 100 - slope * (middle - WIDTH / 2 + 0.5)) <= 1.5
        assert abs(slopes[best] - slope) <= 0.051


def test_noise_has_no_peaks() -> None:
    profiles = profiles_of(noisy(np.zeros((HEIGHT, WIDTH), np.float32)))
    assert sum(len(rows) for rows, _, _ in profiles.peaks()) <= 2


def test_the_edge_of_a_shadow_is_no_peak() -> None:
    shadow = np.zeros((HEIGHT, WIDTH), np.float32)
    shadow[100:] = 3 * NOISE
    profiles = profiles_of(noisy(shadow))
    assert sum(len(rows) for rows, _, _ in profiles.peaks()) <= 2


@pytest.mark.parametrize("shape", [(1, 1), (3, 20), (20, 3), (7, 7)])
def test_small_pictures(shape: tuple[int, int]) -> None:
    profiles = profiles_of(np.zeros(shape, np.float32))
    assert profiles.strength.shape == profiles.slope.shape == (4, shape[0])
