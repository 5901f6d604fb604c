from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from hwocr.arrays import Ink, Picture
from hwocr.strokes import render
from hwocr.wordimage import HEIGHT, MARGIN, STEP, Zone, normalise, zone_of

Write = Callable[..., Picture]


@pytest.fixture(scope="module")
def ink_of(written: Write) -> Callable[..., Ink]:
    """``ink_of("are")`` is the ink of a text in a handwriting font, tightly cropped."""

    def ink(text: str, size: int = 80) -> Ink:
        grey = 255 - written(text, font="PatrickHand", size=size)[:, :, 0]
        x, y, w, h = cv2.boundingRect((grey > 40).astype(np.uint8))
        return np.asarray(grey[y : y + h, x : x + w] / 255, np.float32)

    return ink


def rows_of(image: Ink) -> int:
    return int(np.count_nonzero(image.max(axis=1) > 0.3))


def test_a_word_image_has_the_network_s_height_and_a_step_s_width(
    ink_of: Callable[..., Ink],
) -> None:
    image = normalise(ink_of("word")).image
    assert image.dtype == np.float32
    assert image.shape[0] == HEIGHT
    assert image.shape[1] % STEP == 0
    assert image.min() >= 0
    assert image.max() <= 1
    assert not image[:, : MARGIN - 2].any()


def test_low_words_are_not_blown_up(ink_of: Callable[..., Ink]) -> None:
    """By its height alone "nose" would come out about twice as large as "flyby"."""
    low, tall = (normalise(ink_of(text)).image for text in ("nose", "flyby"))
    assert rows_of(low) < 0.62 * rows_of(tall)


def test_narrow_hands_are_widened(ink_of: Callable[..., Ink]) -> None:
    hands = (
        cv2.resize(ink_of("minimum"), None, fx=fx, fy=1.0, interpolation=cv2.INTER_AREA)
        for fx in (1.25, 1.0)
    )
    usual, widened = (normalise(np.asarray(ink, np.float32)).image for ink in hands)
    assert rows_of(usual) == pytest.approx(rows_of(widened), abs=2)
    assert usual.shape[1] == pytest.approx(widened.shape[1], abs=STEP)


def test_the_size_of_the_writing_does_not_matter(ink_of: Callable[..., Ink]) -> None:
    small, large = (normalise(ink_of("under", size)).image for size in (40, 160))
    width = min(small.shape[1], large.shape[1])
    assert abs(small.shape[1] - large.shape[1]) <= STEP
    assert np.corrcoef(small[:, :width].ravel(), large[:, :width].ravel())[0, 1] > 0.8


def test_paper_around_the_writing_does_not_matter(ink_of: Callable[..., Ink]) -> None:
    ink = ink_of("paper")
    padded = np.pad(ink, ((13, 40), (25, 7)))
    assert np.allclose(normalise(ink).image, normalise(padded).image, atol=1e-3)


def test_the_matrix_leads_back_to_the_ink(ink_of: Callable[..., Ink]) -> None:
    ink = np.pad(ink_of("o"), ((5, 9), (30, 4)))
    result = normalise(ink)
    rows, columns = np.nonzero(result.image > 0.5)
    middle = np.array([columns.mean(), rows.mean(), 1])
    true_rows, true_columns = np.nonzero(ink > 0.5)
    x, y, _ = result.matrix @ middle
    assert x == pytest.approx(true_columns.mean(), abs=2)
    assert y == pytest.approx(true_rows.mean(), abs=2)


def test_a_rising_line_is_levelled(ink_of: Callable[..., Ink]) -> None:
    line = ink_of("a long line of writing")
    height, width = line.shape
    lean = np.array([[1, 0, 0], [-0.08, 1, 0.08 * width]])
    rising = cv2.warpAffine(line, lean, (width, height + int(0.08 * width)))
    zone = zone_of(np.asarray(rising, np.float32))
    assert zone is not None
    assert zone.slope == pytest.approx(-0.08, abs=0.02)
    level, levelled = normalise(line).image, normalise(np.asarray(rising, np.float32)).image
    assert rows_of(levelled) <= rows_of(level) + 3


def test_short_words_are_left_as_they_lean(ink_of: Callable[..., Ink]) -> None:
    zone = zone_of(ink_of("Type"))
    assert zone is not None
    assert zone.slope == 0


def test_a_line_s_zone_keeps_the_sizes_of_its_words(ink_of: Callable[..., Ink]) -> None:
    dash = np.ones((4, 30), np.float32)
    zone = Zone(centre=2.0, slope=0.0, band=30.0, reach=60.0, pitch=33.0)
    image = normalise(dash, zone).image
    assert rows_of(image) <= 3
    wide = 30 * zone.scale * zone.stretch
    assert np.count_nonzero(image.max(axis=0) > 0.3) == pytest.approx(wide, abs=2)


def test_a_dot_alone_stays_small() -> None:
    dot = render([np.array([[20.0, 20.0]])], (40, 40), 8)
    assert rows_of(normalise(dot).image) < HEIGHT / 3


def test_thin_strokes_are_thickened() -> None:
    waves = np.linspace(0, 12 * np.pi, 400)
    points = np.stack([20 + waves * 25, 300 + 150 * np.sin(waves)], axis=1)
    thin = normalise(render([points], (1000, 600), 2)).image
    assert thin.max() > 0.8


def test_no_ink_gives_a_blank_image() -> None:
    result = normalise(np.zeros((30, 50), np.float32))
    assert result.image.shape == (HEIGHT, STEP)
    assert not result.image.any()
    assert zone_of(np.zeros((3, 3), np.float32)) is None
