"""Text in pictures: every character the networks know, wherever it is put."""

from __future__ import annotations

import numpy as np
import pytest

from hwocr.arrays import Picture
from hwocr.lettering import write
from hwocr.networks.classes import WORD_CHARACTERS

RED = (200, 0, 0)


def written(text: str, at: tuple[float, float] = (30, 30), size: int = 20) -> Picture:
    picture = np.full((60, 60, 3), 255, np.uint8)
    write(picture, text, at, size, RED)
    return picture


def test_every_character_looks_different() -> None:
    looks = {written(character).tobytes() for character in WORD_CHARACTERS}
    # The question mark is what the font would put for a character that it lacks.
    assert len(looks) == len(WORD_CHARACTERS)


def test_a_capital_lies_around_its_place() -> None:
    rows, columns = np.nonzero(written("H")[:, :, 1] < 128)
    assert abs((rows.min() + rows.max()) / 2 - 30) <= 1.5
    assert abs((columns.min() + columns.max()) / 2 - 30) <= 1.5
    assert 12 <= np.ptp(rows) <= 16


def test_full_ink_has_the_colour_and_the_rest_is_left_alone() -> None:
    picture = written("H")
    assert (picture == RED).all(axis=2).any()
    assert (picture[:, :10] == 255).all()


def test_a_space_leaves_no_trace() -> None:
    assert (written(" ") == 255).all()


@pytest.mark.parametrize("at", [(0, 0), (60, 60), (0, 60), (60, 0)])
def test_what_does_not_fit_is_cut_off(at: tuple[float, float]) -> None:
    inked = (written("HHH", at) != 255).any(axis=2)
    assert inked.any()
    assert inked.sum() < (written("HHH") != 255).any(axis=2).sum()


@pytest.mark.parametrize("at", [(-90, 30), (30, -90), (150, 30), (30, 150)])
def test_beyond_the_picture_nothing_happens(at: tuple[float, float]) -> None:
    assert (written("H", at) == 255).all()
