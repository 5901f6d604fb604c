from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from hwocr.arrays import Matrix, Picture
from hwocr.prepare import STEPS, prepare

Draw = Callable[..., Picture]
NAMES = ["original", "paper", "cleaned", "rules", "straightened"]
OWN_STAGE = {"paper": "paper", "rules": "rules", "skew": "straightened"}


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


def test_every_step_leaves_its_picture(drawn: Draw) -> None:
    prepared = prepare(drawn("AB"))
    assert [stage.name for stage in prepared.stages] == NAMES
    for stage in prepared.stages:
        assert stage.image is not None
        assert stage.image.shape == (*prepared.ink.shape, 3)
        assert stage.image.dtype == np.uint8
        assert stage.seconds >= 0
        assert stage.description.endswith(".")
        np.testing.assert_array_equal(stage.matrix, prepared.matrix)


@pytest.mark.parametrize("step", STEPS)
def test_a_step_can_be_left_out(drawn: Draw, step: str) -> None:
    names = [stage.name for stage in prepare(drawn("AB"), without=[step]).stages]
    assert set(NAMES) - set(names) == ({OWN_STAGE[step]} if step in OWN_STAGE else set())


def photo_of(sheet: Picture) -> tuple[Picture, Matrix]:
    """A sheet on a dark table, at an angle and shaded; and the matrix from the sheet to it."""
    height, width = sheet.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[180, 120], [1180, 60], [1250, 830], [90, 780]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    picture = np.full((900, 1320, 3), (70, 55, 45), np.uint8)
    cv2.warpPerspective(sheet, matrix, (1320, 900), dst=picture, borderMode=cv2.BORDER_TRANSPARENT)
    light = np.linspace(1, 0.6, 1320)[None, :, None]
    noise = np.random.default_rng(0).normal(0, 2, picture.shape)
    shaded = np.clip(picture * light + noise, 0, 255)
    return np.asarray(np.rint(shaded), np.uint8), np.asarray(matrix, np.float64)


def test_ink_of_a_photographed_sheet_maps_back_to_the_photo(drawn: Draw) -> None:
    sheet = np.full((800, 1100, 3), 245, np.uint8)
    writing = drawn("HELLO WORLD", height=70)
    sheet[300 : 300 + writing.shape[0], 150 : 150 + writing.shape[1]] = writing
    cv2.circle(sheet, (900, 600), 14, (0, 0, 0), -1)
    picture, matrix = photo_of(sheet)
    prepared = prepare(picture)
    assert prepared.sheet is not None
    seen = cv2.perspectiveTransform(np.array([[[0.0, 0.0], [1100.0, 800.0]]]), matrix)[0]
    np.testing.assert_allclose(prepared.sheet[[0, 2]], seen, atol=12)
    # The dot's middle, found in the ink and mapped back, is where the camera saw it.
    spots, _, stats, centres = cv2.connectedComponentsWithStats(
        np.asarray(prepared.ink > 0.5, np.uint8)
    )
    sizes = stats[1:spots, cv2.CC_STAT_AREA] / np.prod(stats[1:spots, 2:4], axis=1)
    dot = centres[1 + int(np.argmax(sizes * (stats[1:spots, cv2.CC_STAT_AREA] > 100)))]
    mapped = cv2.perspectiveTransform((dot + 0.5)[None, None], prepared.matrix)[0, 0]
    truth = cv2.perspectiveTransform(np.array([[[900.0, 600.0]]]), matrix)[0, 0]
    np.testing.assert_allclose(mapped, truth, atol=2)


def test_shades_lie_on_the_ink(drawn: Draw) -> None:
    sheet = np.full((800, 1100, 3), 245, np.uint8)
    writing = 255 - (255 - drawn("HELLO WORLD", height=70)) // np.uint8(2)
    writing[:30] //= 2  # upper halves are darker
    sheet[300 : 300 + writing.shape[0], 150 : 150 + writing.shape[1]] = writing
    prepared = prepare(photo_of(sheet)[0])
    ink, shades = prepared.ink, prepared.shades
    assert shades.shape == ink.shape
    assert (shades <= ink + 1e-6).all()
    assert shades[ink > 0.5].mean() < 0.98 * ink[ink > 0.5].mean()
    assert np.corrcoef(shades.ravel(), ink.ravel())[0, 1] > 0.9


def test_a_sheet_that_is_not_to_be_found_stays(drawn: Draw) -> None:
    sheet = np.full((800, 1100, 3), 245, np.uint8)
    picture, _ = photo_of(sheet)
    assert prepare(picture, without=["paper"]).sheet is None


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
