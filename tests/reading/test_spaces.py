from __future__ import annotations

import numpy as np
import pytest

from hwocr.reading.spaces import gaps, set_apart, with_spaces
from hwocr.wordimage import COLUMNS_PER_FRAME, HEIGHT, WordImage

CLASSES = "ab "
FRAMES = 40


def image_with_gap(width: int, stretch: float = 1.0) -> WordImage:
    """Strokes every 8 columns, and one gap of ``width`` columns from column 80 on."""
    image = np.zeros((HEIGHT, FRAMES * COLUMNS_PER_FRAME), np.float32)
    for column in [*range(8, 80, 8), *range(79 + width, 150, 8)]:
        image[14:26, column : column + 1] = 1
    image[14:26, 79] = 1
    return WordImage(image, np.diag([1 / stretch, 1.0, 1.0]))


def frames(space: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Blanks everywhere, and a share of a space in frame 22."""
    known = np.full((FRAMES, 4), 1e-4, np.float32)
    known[:, 3] = 1 - 3e-4
    known[22, 2] += space
    known[22, 3] -= space
    return np.log(known)


def space_in(width: int, space: float) -> float:
    found = np.exp(with_spaces(frames(space), image_with_gap(width), CLASSES))
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=1e-3)
    return float(found[18:28, 2].max())


def test_gaps_are_measured_in_x_heights() -> None:
    widths = [width for _, _, width in gaps(image_with_gap(25))]
    assert max(widths) == pytest.approx(24 / 12, abs=0.1)
    stretched = [width for _, _, width in gaps(image_with_gap(25, stretch=2))]
    assert max(stretched) == pytest.approx(12 / 12, abs=0.1)


def test_ink_above_the_small_letters_does_not_close_a_gap() -> None:
    image = image_with_gap(30)
    image.image[2:6] = 1
    assert max(width for _, _, width in gaps(image)) > 2


def test_a_wide_gap_is_a_space_that_the_network_half_sees() -> None:
    assert space_in(24, 0.3) > 0.7
    assert space_in(30, 0.0) > 0.5


def test_narrow_gaps_change_nothing() -> None:
    known = frames(0.3)
    assert with_spaces(known, image_with_gap(8), CLASSES) is known


def test_a_sure_space_is_left_as_it_is() -> None:
    known = frames(0.99)
    assert with_spaces(known, image_with_gap(24), CLASSES) is known


def test_an_alphabet_without_spaces_gets_none() -> None:
    known = frames(0.3)[:, [0, 1, 3]]
    assert with_spaces(known, image_with_gap(24), "ab") is known


def single_letters() -> WordImage:
    image = image_with_gap(8)
    image.image[:] = 0
    for column in range(8, 150, 24):
        image.image[14:26, column : column + 10] = 1
    return image


def test_letters_that_stand_wide_apart_are_no_words() -> None:
    assert set_apart([single_letters()]) == [True]
    assert set_apart([single_letters(), image_with_gap(24), single_letters()]) == [
        True,
        False,
        True,
    ]


def test_single_letters_beside_words_are_words() -> None:
    words = [image_with_gap(24)] * 3
    assert set_apart([*words, single_letters()]) == [False] * 4


def test_lines_without_ink_have_no_letters_that_stand_apart() -> None:
    empty = WordImage(np.zeros((HEIGHT, 40), np.float32), np.eye(3))
    assert set_apart([]) == []
    assert set_apart([empty]) == [False]
