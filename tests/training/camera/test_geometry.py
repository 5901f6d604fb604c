"""The simulated camera knows where every point lies."""

from __future__ import annotations

import numpy as np
import pytest

from hwocr.training.camera import Camera, View

_VIEWS = {
    "plain": View((400, 300)),
    "tilted": View((400, 300), tilt=25, yaw=-18, distance=1.2),
    "turned": View((300, 420), turn=17),
    "curled": View((400, 300), tilt=20, yaw=8, turn=-6, curl=(0.2, 0.15), axis=30),
    "all": View((300, 420), tilt=28, yaw=20, turn=95, distance=1.1, curl=(-0.35, 0.2)),
}


def _points(size: tuple[float, float], beyond: float) -> np.ndarray:
    rng = np.random.default_rng(0)
    return np.asarray((rng.uniform(-beyond, 1 + beyond, (300, 2))) * size)


@pytest.mark.parametrize("name", _VIEWS)
def test_there_and_back(name: str) -> None:
    view = _VIEWS[name]
    camera = Camera(view, (-30.0, 12.5), (500, 400))
    points = _points(view.size, 0.1)
    back = camera.to_sheet(camera.to_picture(points))
    np.testing.assert_allclose(back, points, atol=0.05)


def test_seen_from_straight_above_only_the_origin_moves() -> None:
    camera = Camera(View((400, 300)), (-250.0, -170.0), (500, 340))
    points = _points((400, 300), 0.2)
    np.testing.assert_allclose(camera.to_picture(points), points + np.array([50, 20]), atol=1e-9)


def test_a_turn_is_counter_clockwise() -> None:
    right, top = View((400, 300), turn=90).project(np.array([[400.0, 150], [200, 0]]))
    np.testing.assert_allclose(right, (0, -200), atol=1e-9)
    np.testing.assert_allclose(top, (-150, 0), atol=1e-9)


def test_what_is_tilted_away_is_smaller() -> None:
    corners = Camera(View((400, 300), tilt=-20), (0.0, 0.0), (9, 9)).corners()
    top, bottom = corners[1, 0] - corners[0, 0], corners[2, 0] - corners[3, 0]
    assert abs(top - bottom) > 20


def test_a_curl_bends_lines_and_keeps_lengths_on_the_paper() -> None:
    view = View((400, 300), tilt=25, curl=(0.25, 0.0))
    line = np.stack([np.linspace(0, 400, 9), np.full(9, 150.0)], axis=1)
    seen = view.project(line)
    ends = seen[-1] - seen[0]
    away = np.abs(np.cross(np.r_[ends, 0], np.c_[seen - seen[0], np.zeros(9)])[:, 2])
    assert away.max() / np.linalg.norm(ends) > 3
    grid, reach, height = view._profile()
    steps = np.hypot(np.diff(reach), np.diff(height))
    np.testing.assert_allclose(steps, np.diff(grid), rtol=1e-6)
