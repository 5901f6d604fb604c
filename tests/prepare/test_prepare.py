from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from hwocr.arrays import Picture
from hwocr.prepare import prepare

Draw = Callable[..., Picture]


def test_a_drawing_s_ink_is_exact(drawn: Draw) -> None:
    picture = drawn("HELLO")
    prepared = prepare(picture)
    expected = 1 - picture[:, :, 0].astype(np.float32) / 255
    np.testing.assert_allclose(prepared.ink, expected, atol=1e-7)
    assert not prepared.light_on_dark
    np.testing.assert_array_equal(prepared.matrix, np.eye(3))


def test_light_on_dark_gives_the_same_ink(drawn: Draw) -> None:
    picture = drawn("HELLO")
    dark = prepare(255 - picture)
    assert dark.light_on_dark
    np.testing.assert_allclose(dark.ink, prepare(picture).ink, atol=1e-7)


def test_a_shadow_leaves_no_ink(drawn: Draw) -> None:
    picture = drawn("HELLO 42", pen_width=6)
    height, width = picture.shape[:2]
    light = np.ones((height, width, 1))
    light[:, width // 2 :] = 0.55
    light *= np.linspace(0.7, 1, height)[:, None, None]
    shaded = prepare(np.rint(picture * 0.92 * light).astype(np.uint8))
    exact = prepare(picture).ink
    assert np.abs(shaded.ink - exact).mean() < 0.01
    assert ((shaded.ink > 0.5) != (exact > 0.5)).mean() < 0.005


def test_stages_show_the_picture_and_the_cleaned_one(drawn: Draw) -> None:
    prepared = prepare(drawn("AB"))
    assert [stage.name for stage in prepared.stages] == ["original", "cleaned"]
    for stage in prepared.stages:
        assert stage.image is not None
        assert stage.image.shape == (*prepared.ink.shape, 3)
        assert stage.image.dtype == np.uint8
        assert stage.seconds >= 0
        assert stage.description.endswith(".")
        np.testing.assert_array_equal(stage.matrix, prepared.matrix)


@pytest.mark.parametrize("shape", [(1, 1), (1, 900), (40, 30), (300, 200), (2500, 2000)])
@pytest.mark.parametrize("level", [0, 255])
def test_blank_pictures_have_no_ink(shape: tuple[int, int], level: int) -> None:
    assert prepare(np.full((*shape, 3), level, np.uint8)).ink.max() == 0


def test_a_reduced_photo_keeps_its_ink(drawn: Draw) -> None:
    picture = drawn("HELLO", height=100)
    large = cv2.resize(picture, None, fx=6, fy=6, interpolation=cv2.INTER_CUBIC)
    prepared = prepare(np.asarray(large, dtype=np.uint8))
    back = cv2.resize(prepared.ink, picture.shape[1::-1], interpolation=cv2.INTER_AREA)
    exact = 1 - picture[:, :, 0].astype(np.float32) / 255
    assert np.abs(back - exact).mean() < 0.01
