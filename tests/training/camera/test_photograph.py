"""Photographed sheets show their writing where the camera says."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.training.camera import Camera, Shot, Stationery, View, photograph
from hwocr.training.camera.desks import DESKS
from hwocr.training.camera.light import Light
from hwocr.training.camera.sensor import Sensor
from hwocr.training.camera.stationery import GROUNDS, RULINGS, printed

_SPOTS = np.array([[60.0, 50], [340, 60], [200, 150], [70, 240], [330, 250]])
_VIEW = View((400, 300), tilt=18, yaw=-9, turn=7, curl=(0.12, 0.05))


def _ink() -> np.ndarray:
    ink = np.zeros((300, 400), np.float32)
    for x, y in _SPOTS.astype(int):
        ink[y - 3 : y + 3, x - 3 : x + 3] = 1
    return ink


def _shot(desk: str, ground: str = "white", pen: str = "black", ruling: str = "none") -> Shot:
    stationery = Stationery(ground, ruling, pitch=25)
    return Shot(stationery, pen, desk, False, Light(vignette=0.1), Sensor(noise=1))


def _camera() -> Camera:
    outline = _VIEW.project(np.array([[0.0, 0], [400, 0], [400, 300], [0, 300]]))
    low, high = outline.min(axis=0) - 40, outline.max(axis=0) + 40
    width, height = np.ceil(high - low).astype(int).tolist()
    return Camera(_VIEW, (float(low[0]), float(low[1])), (width, height))


@pytest.mark.parametrize("ground", GROUNDS)
def test_ink_lies_where_the_camera_says(ground: str) -> None:
    camera, dark = _camera(), ground == "blackboard"
    shot = _shot("plain", ground, "chalk" if dark else "black")
    picture = photograph(_ink(), (0, 0), camera, shot, np.random.default_rng(3))
    grey = cv2.GaussianBlur(picture.mean(axis=2), (0, 0), 2) * (-1 if dark else 1)
    for x, y in camera.to_picture(_SPOTS):
        near = grey[int(y) - 12 : int(y) + 13, int(x) - 12 : int(x) + 13]
        place = np.unravel_index(near.argmin(), near.shape)
        centre = np.array([y % 1 + 12, x % 1 + 12]) - 0.5
        assert np.abs(np.array(place) - centre).max() <= 2


@pytest.mark.parametrize("desk", DESKS)
def test_the_edge_of_the_sheet_lies_at_its_corners(desk: str) -> None:
    """Within the corners the picture is the sheet's, whatever lies round it."""
    camera = _camera()
    shots = [
        photograph(_ink(), (0, 0), camera, _shot(kind), np.random.default_rng(3))
        for kind in (desk, "papers" if desk != "papers" else "wood")
    ]
    changed = np.abs(shots[0].astype(int) - shots[1]).max(axis=2) > 20
    mask = np.zeros(changed.shape, np.uint8)
    cv2.fillConvexPoly(mask, np.round(camera.corners()).astype(np.int32), 1)
    inside = cv2.erode(mask, np.ones((15, 15), np.uint8)) > 0
    assert changed[inside].mean() < 0.01
    assert changed[mask == 0].mean() > 0.1


def test_the_same_chance_gives_the_same_picture() -> None:
    pictures = [
        photograph(_ink(), (0, 0), _camera(), _shot("wood"), np.random.default_rng(seed))
        for seed in (1, 1, 2)
    ]
    np.testing.assert_array_equal(pictures[0], pictures[1])
    assert (pictures[0] != pictures[2]).any()


@pytest.mark.parametrize("ruling", RULINGS)
def test_printed_lines_have_their_pitch(ruling: str) -> None:
    stationery = Stationery("white", ruling, pitch=25, first=10, strength=1)
    lines = printed((200, 300), stationery, np.random.default_rng(0))
    rows = lines.mean(axis=1)
    if ruling == "none":
        assert not lines.any()
    else:
        assert sorted(np.argsort(-rows, kind="stable")[:8] // 25) == list(range(8))
        np.testing.assert_array_less(rows.max() * 0.3, rows[10::25])
        assert (lines.mean(axis=0).max() > 0.5) == (ruling == "squared")
