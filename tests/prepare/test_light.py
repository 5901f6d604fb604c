from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.prepare.light import darkness_of, paper_of


def test_strokes_are_filled_with_the_paper_beside_them() -> None:
    grey = np.full((200, 300), 230, np.uint8)
    cv2.putText(grey, "ink", (40, 120), cv2.FONT_HERSHEY_SIMPLEX, 3, 20, 6)
    assert (paper_of(grey) == 230).all()


def test_a_shadow_keeps_its_edge() -> None:
    grey = np.full((200, 300), 230, np.uint8)
    grey[:, 150:] = 120
    cv2.line(grey, (20, 100), (280, 100), 15, 5)
    paper = paper_of(grey)
    assert (paper[:, :150] == 230).all()
    assert (paper[:, 150:] == 120).all()


def test_a_slanted_shadow_across_the_border_leaves_no_wedge() -> None:
    rows, columns = np.mgrid[0:200, 0:300]
    grey = np.where(columns > 100 + 0.8 * rows, 120, 230).astype(np.uint8)
    assert (np.abs(paper_of(grey).astype(int) - grey) > 20).mean() < 0.002


def test_a_lamp_keeps_its_gradient() -> None:
    grey = np.tile(np.linspace(120, 250, 300).astype(np.uint8), (200, 1))
    expected = grey.copy()
    cv2.line(grey, (150, 20), (150, 180), 15, 5)
    assert np.abs(paper_of(grey).astype(int) - expected).max() <= 5


def test_single_bright_pixels_do_not_lift_the_paper() -> None:
    grey = np.full((100, 100), 200, np.uint8)
    grey[30, 40] = 255
    assert (paper_of(grey) == 200).all()


def test_shadows_of_fingers_stay_in_the_paper() -> None:
    grey = np.full((300, 600), 230, np.uint8)
    for column in (250, 330, 410):
        cv2.line(grey, (column, 300), (column - 20, 120), 120, 36)
    shaded = grey.copy()
    for column in range(40, 560, 25):
        cv2.ellipse(grey, (column, 180), (12, 30), 0, 180, 360, 20, 4)
    wrong = np.abs(paper_of(grey).astype(int) - shaded) > 20
    assert wrong.mean() < 0.01


@pytest.mark.parametrize("thickness", [2, 12, 40])
def test_bold_strokes_are_filled_to_their_middle(thickness: int) -> None:
    grey = np.full((300, 300), 230, np.uint8)
    cv2.line(grey, (150, 50), (150, 250), 20, thickness)
    cv2.line(grey, (60, 150), (240, 150), 20, thickness)
    assert (paper_of(grey) == 230).all()


def test_darkness_is_the_share_of_the_papers_light_that_is_missing() -> None:
    grey = np.array([[250, 125, 0, 255, 40, 0]], np.uint8)
    paper = np.array([[250, 250, 250, 204, 0, 0]], np.uint8)
    darkness = darkness_of(grey, paper)
    assert darkness.dtype == np.float32
    np.testing.assert_allclose(darkness, [[0, 0.5, 1, -0.25, -1, 0]])
