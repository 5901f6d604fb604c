from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.prepare.edges import Edges
from hwocr.prepare.paper import find_paper
from hwocr.prepare.patches import patches_of
from tests.prepare.test_paper import HEIGHT, WIDTH, camera

CORNERS = np.array([[120, 90], [660, 60], [700, 520], [90, 500]])


def quiet(shape: tuple[int, int]) -> Edges:
    """Nowhere an edge."""
    bare = np.zeros(shape, np.uint8)
    return Edges(bare, bare.astype(np.float32), bare.astype(np.float32))


@pytest.mark.parametrize("channel", [0, 1, 2])
def test_a_patch_of_one_colour_has_four_corners(channel: int) -> None:
    lab = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    cover = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(cover, [CORNERS.astype(np.int32)], 255)
    lab[cover > 0, channel] = 160
    found = patches_of(lab, quiet((HEIGHT, WIDTH)), 0.2 * cover.size)
    off = [np.abs(np.sort(quad, axis=0) - np.sort(CORNERS, axis=0)).max() for quad in found]
    assert min(off) < 4


def test_round_and_small_patches_are_none() -> None:
    lab = np.full((HEIGHT, WIDTH, 3), 128, np.uint8)
    cv2.circle(lab, (400, 300), 250, (200, 128, 128), -1)
    disc = patches_of(lab, quiet((HEIGHT, WIDTH)), 0.2 * WIDTH * HEIGHT)
    everything = np.array([[0, 0], [WIDTH, HEIGHT]])
    assert all((np.abs(quad[:, None] - everything).min(axis=1) < 2).all() for quad in disc)
    assert patches_of(lab, quiet((HEIGHT, WIDTH)), WIDTH * HEIGHT + 1) == []


@pytest.mark.parametrize("cell", [24, 32, 48])
def test_a_sheet_on_a_chequered_cloth_is_found(cell: int) -> None:
    """The cloth's own edges are stronger and far more."""
    rng = np.random.default_rng(cell)
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] // cell
    scene = np.where(((rows + columns) % 2 > 0)[..., None], (150.0, 30, 40), (225.0, 215, 210))
    cover = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(cover, [CORNERS.astype(np.int32)], 255)
    scene[cover > 0] = (228, 214, 150)
    sheet = find_paper(camera(scene, rng))[0]
    assert sheet is not None
    np.testing.assert_allclose(sheet.corners, CORNERS, atol=0.02 * np.hypot(WIDTH, HEIGHT))
