from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.prepare.ink import ink_and_relief, smoothed, tones_of


def word(level: int, paper: int) -> Grey:
    grey = np.full((160, 400), paper, np.uint8)
    cv2.putText(grey, "Hand", (30, 110), cv2.FONT_HERSHEY_SIMPLEX, 3, level, 5, cv2.LINE_AA)
    return grey


def noisy(grey: Grey, deviation: float) -> Grey:
    noise = np.random.default_rng(1).normal(0, deviation, grey.shape)
    return np.clip(np.rint(grey + noise), 0, 255).astype(np.uint8)


def paper_like(grey: Grey, level: int) -> Grey:
    return np.full(grey.shape, level, np.uint8)


def ink_of(grey: Grey, paper: Grey) -> Ink:
    return ink_and_relief(grey, paper)[0]


def test_black_on_white_is_exact() -> None:
    grey = word(0, 255)
    ink = ink_of(grey, paper_like(grey, 255))
    assert ink.dtype == np.float32
    np.testing.assert_allclose(ink, 1 - grey.astype(np.float32) / 255, atol=1e-7)


@pytest.mark.parametrize("level", [30, 120, 170])
def test_strokes_reach_one_and_grain_stays_zero(level: int) -> None:
    """Also pencil that darkens the paper by a quarter only."""
    grey = noisy(word(level, 230), 4)
    inked = word(0, 255) == 0
    bare = cv2.erode((word(0, 255) == 255).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    ink = ink_of(grey, paper_like(grey, 230))
    assert np.median(ink[inked]) > 0.85
    assert ink[bare].mean() < 0.01
    assert (ink[bare] > 0.4).mean() < 0.002


def test_ink_does_not_depend_on_the_light() -> None:
    light = np.tile(np.linspace(0.45, 1, 400), (160, 1))
    grey = (word(40, 240) * light).astype(np.uint8)
    ink = ink_of(grey, np.rint(240 * light).astype(np.uint8))
    left, right = ink[:, :200], ink[:, 200:]
    assert np.percentile(left, 99) == pytest.approx(np.percentile(right, 99), abs=0.03)


def test_noise_in_the_shadow_is_no_ink() -> None:
    paper = np.full((160, 400), 230, np.uint8)
    paper[:, 200:] = 60
    strokes = word(0, 255) == 0
    grey = noisy(np.where(strokes, paper // 3, paper).astype(np.uint8), 4)
    ink = ink_of(grey, paper)
    bare = cv2.erode((~strokes).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    assert ink[:, 200:][bare[:, 200:]].mean() < 0.01
    assert np.median(ink[:, 200:][strokes[:, 200:]]) > 0.8


def test_a_paler_pen_becomes_as_dark_but_printed_lines_do_not() -> None:
    grey = np.full((400, 400), 230, np.uint8)
    cv2.putText(grey, "Hand", (30, 110), cv2.FONT_HERSHEY_SIMPLEX, 3, 30, 6)
    cv2.putText(grey, "Hand", (30, 260), cv2.FONT_HERSHEY_SIMPLEX, 3, 150, 6)
    cv2.line(grey, (10, 340), (390, 342), 150, 3)
    ink = ink_of(noisy(grey, 2), paper_like(grey, 230))
    assert np.median(ink[150:280][grey[150:280] == 150]) > 0.9
    assert 0.2 < np.median(ink[330:350][grey[330:350] == 150]) < 0.6


def test_pale_strokes_of_a_clean_drawing_stay_pale() -> None:
    grey = word(0, 255)
    cv2.circle(grey, (380, 140), 12, 128, -1)
    ink = ink_of(grey, paper_like(grey, 255))
    np.testing.assert_allclose(ink, 1 - grey.astype(np.float32) / 255, atol=1e-7)


def test_places_without_light_have_no_ink() -> None:
    paper = np.full((160, 600), 20, np.uint8)
    paper[:, :400] = 200
    grey = paper.copy()
    grey[:, :400] = word(60, 200)
    ink = ink_of(noisy(grey, 4), paper)
    assert ink[:, 400:].max() == 0
    assert np.median(ink[:, :400][grey[:, :400] == 60]) > 0.85


@pytest.mark.parametrize("deviation", [0, 3, 8])
def test_blank_paper_has_no_ink(deviation: float) -> None:
    grey = noisy(np.full((200, 300), 200, np.uint8), deviation)
    assert ink_of(grey, paper_like(grey, 200)).max() == 0


def test_black_paper_does_not_divide_by_zero() -> None:
    grey = np.zeros((4, 4), np.uint8)
    assert ink_of(grey, grey).max() == 0


def test_fingers_do_not_tell_how_dark_the_pen_is() -> None:
    rng = np.random.default_rng(0)
    paper = np.full((400, 600), 220.0)
    pencil = paper.copy()
    pencil[100:300:20, 60:500] -= 45
    pencil[101:301:20, 60:500] -= 45
    noise = rng.normal(0, 4, paper.shape)
    held = pencil.copy()
    held[:90, 520:580] = 40
    plain, with_finger = (
        ink_of(np.clip(page + noise, 0, 255).astype(np.uint8), paper.astype(np.uint8))
        for page in (pencil, held)
    )
    np.testing.assert_allclose(with_finger[95:, :500], plain[95:, :500], atol=0.1)
    assert with_finger[100, 60:500].mean() > 0.8


def test_strokes_that_noise_breaks_are_whole_when_it_is_smoothed() -> None:
    paper = paper_like(word(0, 255), 160)
    grey = noisy(word(115, 160), 6)
    clear = smoothed(grey, tones_of(grey, paper))
    inked = word(0, 255) == 0
    broken, whole = ink_of(grey, paper)[inked], ink_of(clear, paper)[inked]
    assert (whole < 0.3).mean() < 0.5 * (broken < 0.3).mean()


@pytest.mark.parametrize(("level", "deviation"), [(0, 0), (200, 0), (60, 4)])
def test_clear_writing_is_not_smoothed(level: int, deviation: float) -> None:
    grey = noisy(word(level, 230), deviation)
    assert smoothed(grey, tones_of(grey, paper_like(grey, 230))) is grey


def test_relief_tells_dark_strokes_from_darker_ones() -> None:
    strokes = word(0, 255) == 0
    pressure = np.linspace(0, 160, 160, dtype=np.float32)[:, None]  # lighter from row to row
    grey = noisy(np.where(strokes, pressure, 230).astype(np.uint8), 2)
    ink, relief = ink_and_relief(grey, paper_like(grey, 230))
    assert relief is not None
    assert relief.dtype == np.float32
    assert 0 < relief.min() <= relief.max() <= 1
    rows = np.flatnonzero(strokes.any(axis=1))
    top, below = rows[:5], rows[20:25]

    def darkness(of: Ink, at: NDArray[np.intp]) -> float:
        return float(np.median(of[at][strokes[at]]))

    assert darkness(ink, top) == darkness(ink, below) == 1
    assert darkness(ink * relief, top) - darkness(ink * relief, below) > 0.08


def test_clean_writing_has_no_relief() -> None:
    grey = word(0, 255)
    assert ink_and_relief(grey, paper_like(grey, 255))[1] is None
    assert ink_and_relief(paper_like(grey, 255), paper_like(grey, 255))[1] is None
