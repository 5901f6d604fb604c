from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from hwocr.arrays import Grey, Picture
from hwocr.prepare import prepare
from hwocr.prepare.paper import find_paper
from hwocr.prepare.partly import extended, outside_of, paled
from tests.conftest import Draw
from tests.prepare.test_paper import HEIGHT, WIDTH, camera, noted, ruled, shaded, wood

SIDES = {
    "one": ((-50, -50), (620, -50), (590, 650), (-50, 650)),
    "two": ((-50, -50), (640, -50), (610, 470), (-50, 500)),
    "three": ((150, 90), (850, 60), (850, 530), (130, 510)),
}
"""Corners of sheets, as many of whose edges are in view."""


def cut_sheet(corners: tuple[tuple[int, int], ...], light: float) -> tuple[Picture, Grey]:
    """A ruled sheet on wood, half in a shadow, that the view cuts; where it is not, 255."""
    rng = np.random.default_rng(len(corners))
    beyond = np.full((HEIGHT, WIDTH), 255, np.uint8)
    cv2.fillPoly(beyond, [np.array(corners, np.int32)], 0)
    scene = np.where(beyond[..., None] > 0, wood(rng), noted(rng))
    return camera(shaded(scene, light), rng), beyond


@pytest.mark.parametrize("light", [0.0, 1.0, 2.6, 4.0])
@pytest.mark.parametrize("edges", list(SIDES))
def test_what_lies_beyond_a_sheet_that_the_view_cuts_is_known(edges: str, light: float) -> None:
    picture, beyond = cut_sheet(SIDES[edges], light)
    sheet, outline = find_paper(picture)
    assert sheet is None
    assert outline is not None
    found = outside_of(outline, (HEIGHT, WIDTH)) > 0
    table = beyond > 0
    assert (found & table).sum() > 0.97 * table.sum()
    assert (found & ~table).sum() < 0.04 * (~table).sum()


@pytest.mark.parametrize("angle", [0.0, 0.7, 2.0, 3.1])
def test_shadows_and_printed_lines_cut_nothing_off(angle: float) -> None:
    rng = np.random.default_rng(5)
    page = ruled(rng, (WIDTH, HEIGHT)).astype(np.float64)
    page[:, 100:103] = (230, 120, 120)
    assert find_paper(camera(shaded(page, angle), rng)) == (None, None)


def test_a_dark_board_is_not_cut_off_from_its_wall() -> None:
    rng = np.random.default_rng(4)
    scene: NDArray[np.float64] = np.tile([190.0, 180, 160], (HEIGHT, WIDTH, 1))
    scene[:, :560] = (40, 66, 55)
    assert find_paper(camera(scene, rng)) == (None, None)


def test_the_frame_of_a_grey_board_ends_it() -> None:
    rng = np.random.default_rng(6)
    scene = np.tile([170.0, 172, 176], (HEIGHT, WIDTH, 1))
    scene[:90] = scene[:, 690:] = (95, 96, 98)
    scene[30:, 740:] = (150, 151, 152)
    _, outline = find_paper(camera(scene, rng))
    assert outline is not None
    np.testing.assert_allclose(outline.min(axis=0), [0, 90], atol=12)
    np.testing.assert_allclose(outline.max(axis=0), [690, HEIGHT], atol=12)


def test_the_corner_of_a_shadow_cuts_nothing_off() -> None:
    rng = np.random.default_rng(7)
    page = noted(rng).astype(np.float64)
    page[:220, 500:] *= 0.5
    assert find_paper(camera(page, rng)) == (None, None)


def test_writing_beyond_the_sheet_is_no_ink(drawn: Draw) -> None:
    rng = np.random.default_rng(2)
    writing = drawn("HI", height=60)
    scene = np.full((HEIGHT, WIDTH, 3), (235.0, 232, 228))
    scene[:, 560:] = (120, 70, 40)
    rows, columns = writing.shape[:2]
    for left in (150, 600):
        scene[200 : 200 + rows, left : left + columns] *= writing / 255
    picture = camera(scene, rng)
    assert prepare(picture).ink[:, 570:].max() == 0
    assert prepare(picture).ink[:, :540].max() > 0.9
    assert prepare(picture, without=["paper"]).ink[:, 600:].max() > 0.5
    stages = {stage.name: stage for stage in prepare(picture).stages}
    shown = np.asarray(stages["paper"].image)
    assert shown[:, 600:].mean() > picture[:, 600:].mean() + 50
    np.testing.assert_array_equal(shown[9:-9, 9:540], picture[9:-9, 9:540])


def test_what_lies_beyond_the_sheet_does_not_tell_of_its_ink(drawn: Draw) -> None:
    rng = np.random.default_rng(3)
    writing = drawn("HI", height=60)
    scene = np.full((HEIGHT, WIDTH, 3), (235.0, 232, 228))
    scene[:, 560:] = (70, 40, 25)
    for row in range(20, HEIGHT, 50):
        scene[row : row + 6, 580:] = (190, 170, 160)
    rows, columns = writing.shape[:2]
    scene[200 : 200 + rows, 150 : 150 + columns] *= 0.6 + 0.4 * writing / 255
    prepared = prepare(camera(scene, rng))
    assert not prepared.light_on_dark
    assert prepared.ink[200 : 200 + rows, 150 : 150 + columns].max() > 0.9
    assert prepare(camera(scene, rng), without=["paper"]).light_on_dark


def test_outside_is_paled() -> None:
    outside = outside_of(np.array([[0.0, 0], [4, 0], [4, 9], [0, 9]]), (10, 10))
    np.testing.assert_array_equal(outside[:, :5] > 0, False)
    np.testing.assert_array_equal(outside[:, 5:], 255)
    shown = paled(np.zeros((10, 10, 3), np.uint8), outside)
    assert shown[:, :5].max() == 0
    assert shown[:, 5:].min() > 150


@pytest.mark.parametrize("light", [0.0, 2.6])
def test_the_edge_to_something_as_light_but_of_another_hue_is_seen(light: float) -> None:
    rng = np.random.default_rng(8)
    scene = noted(rng).astype(np.float64)
    scene[:, 640:] = scene[520:] = (206, 218, 200)
    _, outline = find_paper(camera(shaded(scene, light), rng))
    assert outline is not None
    np.testing.assert_allclose(outline.max(axis=0), [640, 520], atol=12)


def test_light_on_the_paper_goes_on_beyond_it() -> None:
    grey = np.full((200, 900), 200, np.uint8)
    grey[:, 300:] = 80
    grey[150:] = 10
    filled = extended(grey, np.arange(200)[:, None] + np.zeros((1, 900)) >= 140)
    assert filled.shape == (67, 300)
    assert filled[:, :97].min() == 200
    assert filled[:, 103:].max() == 80


def test_a_sunlit_strip_along_the_edge_is_no_light_writing() -> None:
    rng = np.random.default_rng(9)
    scene = np.full((HEIGHT, WIDTH, 3), (28, 24, 34), np.uint8)
    sheet, strip = [(60, 0), (800, 0), (800, 540), (90, 540)], [(60, 0), (90, 540), (150, 540)]
    cv2.fillPoly(scene, [np.array(sheet, np.int32)], (90, 62, 64))
    for row in range(80, 500, 60):
        cv2.putText(scene, "pencil", (320, row), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (74, 50, 52), 2)
    cv2.fillPoly(scene, [np.array(strip, np.int32)], (250, 172, 180))
    picture = camera(scene.astype(np.float64), rng)
    assert find_paper(picture)[1] is not None
    assert not prepare(picture).light_on_dark
