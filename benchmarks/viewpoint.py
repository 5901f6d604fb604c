"""From where a simulated phone sees a sheet, and how much of it and of its surroundings."""

from __future__ import annotations

import numpy as np

from hwocr.training.camera import Camera, Places, View

Generator = np.random.Generator


def sample_view(size: tuple[float, float], board: bool, rng: Generator) -> View:
    """How people hold a phone: roughly square to the sheet, at times far from it."""
    turn = float(rng.uniform(-20, 20) if rng.random() < 0.15 else np.clip(rng.normal(0, 3), -8, 8))
    if not board and rng.random() < 0.03:
        turn += float(rng.choice([-90, 90]))
    curl = (0.0, 0.0)
    if not board and rng.random() < 0.35:
        curl = float(rng.normal(0, 0.18)), float(rng.normal(0, 0.1))
    return View(
        size=size,
        tilt=float(np.clip(rng.normal(8, 11), -18, 32)),
        yaw=float(np.clip(rng.normal(0, 8), -24, 24)),
        turn=turn if not board else 0.4 * turn,
        distance=float(rng.uniform(1.1, 2.4)),
        curl=curl,
        axis=float(rng.choice([0, 90, rng.uniform(0, 180)], p=[0.5, 0.25, 0.25])),
    )


def aim(view: View, text_area: tuple[float, ...], frame: str, rng: Generator) -> Camera:
    """The picture's frame: round the sheet, or between its edge and the writing on some sides."""
    outline = view.project(_outline((0.0, 0.0, *view.size)))
    writing = view.project(_outline(text_area))
    outer, inner = (
        np.stack([points.min(axis=0), points.max(axis=0)]) for points in (outline, writing)
    )
    room = float(np.ptp(outer, axis=0).min())
    low_high = outer + np.array([[-1.0], [1.0]]) * room * rng.uniform(0.02, 0.22, (2, 2))
    # Where the sheet is cut, the frame lies closer to the writing than to the edge.
    near = inner + rng.uniform(0.15, 0.6, (2, 2)) * (outer - inner)
    if frame == "fills":
        near = inner + np.array([[-1.0], [1.0]]) * room * rng.uniform(0.03, 0.12, (2, 2))
        low_high = near
    elif frame == "cut":
        sides = rng.permutation(4)[: rng.integers(1, 4)]
        low_high.reshape(-1)[sides] = near.reshape(-1)[sides]
    width, height = np.ceil(low_high[1] - low_high[0]).astype(int).tolist()
    return Camera(view, (float(low_high[0, 0]), float(low_high[0, 1])), (width, height))


def _outline(area: tuple[float, ...]) -> Places:
    """Points round a rectangle (left, top, right, bottom), enough to follow its bent edges."""
    left, top, right, bottom = area
    t = np.linspace(0, 1, 17)[:, None]
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
    ends = np.roll(corners, -1, axis=0)
    sides = [start + t * (end - start) for start, end in zip(corners, ends, strict=True)]
    return np.asarray(np.concatenate(sides), np.float64)


def extent(camera: Camera, frame: str) -> Places:
    """The top left and bottom right corner of the paper to be drawn, in the sheet's pixels."""
    whole = np.array([[0.0, 0.0], camera.view.size])
    if frame != "fills":
        return whole
    seen = camera.to_sheet(_outline((0.0, 0.0, *map(float, camera.size))))
    return np.stack(
        [np.minimum(whole[0], seen.min(axis=0) - 2), np.maximum(whole[1], seen.max(axis=0) + 2)]
    )
