"""Taking the photo: print and write on the sheet, lay it down, light it, expose it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from hwocr.arrays import Ink, Picture
from hwocr.training.camera.desks import desk
from hwocr.training.camera.geometry import Camera
from hwocr.training.camera.light import Light, illuminate, sample_light
from hwocr.training.camera.pens import pen_for, write
from hwocr.training.camera.sensor import Sensor, expose, sample_sensor
from hwocr.training.camera.stationery import (
    Colour,
    Stationery,
    bare,
    margin_line,
    print_colour,
    printed,
)

Generator = np.random.Generator

_GRID = 8
"""The way back to the sheet is computed at every so many pixels and interpolated between."""


@dataclass(frozen=True)
class Shot:
    """All but the sheet and the camera's place.

    Attributes:
        stationery: what is written on.
        pen: a key of ``pens.PENS``.
        desk: what lies round the sheet, a key of ``desks.DESKS``; "" where paper fills the view.
        fingers: whether fingers hold the sheet at its edge.
        light, sensor: see there.
    """

    stationery: Stationery
    pen: str
    desk: str
    fingers: bool
    light: Light
    sensor: Sensor


def sample_shot(stationery: Stationery, fills: bool, x_height: float, rng: Generator) -> Shot:
    """A shot of such a sheet; with ``fills`` there is nothing round it."""
    kinds = ["wood", "cloth", "plain", "papers", "keys"]
    around = str(rng.choice(kinds, p=[0.36, 0.16, 0.26, 0.14, 0.08]))
    if stationery.is_board:
        around = "wall"
    return Shot(
        stationery=stationery,
        pen=pen_for(stationery.ground, rng),
        desk="" if fills else around,
        fingers=bool(not fills and not stationery.is_board and rng.random() < 0.12),
        light=sample_light(rng, stationery.is_board),
        sensor=sample_sensor(x_height, rng),
    )


def photograph(
    ink: Ink,
    origin: tuple[float, float],
    camera: Camera,
    shot: Shot,
    rng: Generator,
    form: Ink | None = None,
) -> Picture:
    """The photo of a written sheet.

    Args:
        ink: float32 (H, W) in [0, 1], coverage of the sheet and, where it fills the view, of the
            paper beyond its borders.
        origin: where the sheet's top left corner lies in ``ink``, x and y in pixels.
        camera: from where it is seen.
        shot: how it looks.
        rng: where chance comes from.
        form: printed lines other than the stationery's, coverage like ``ink``.

    Returns:
        RGB uint8, of the camera's size.
    """
    sheet = _written(ink, shot, rng, form)
    width, height = camera.size
    ways = _ways(camera, origin)
    seen = cv2.remap(sheet, *ways, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    sheet = np.asarray(seen, np.float32)
    if shot.desk:
        scene = desk(shot.desk, (height, width), rng)
        solid = np.ones(ink.shape, np.float32)
        edges = cv2.remap(solid, *ways, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
        cover = np.asarray(edges, np.float32)
        if shot.desk == "wall":
            _frame(scene, camera, rng)
        else:
            _drop_shadow(scene, cover, rng)
        scene += cover[..., None] * (sheet - scene)
        if shot.fingers:
            _fingers(scene, camera, rng)
    else:
        scene = sheet
    illuminate(scene, shot.light, rng)
    return expose(scene, shot.sensor, rng)


def _written(ink: Ink, shot: Shot, rng: Generator, form: Ink | None) -> Colour:
    """The flat sheet, RGB float32."""
    shape = ink.shape[0], ink.shape[1]
    sheet = bare(shape, shot.stationery, rng)
    colour = print_colour(rng)
    if shot.stationery.ruling != "none":
        cover = printed(shape, shot.stationery, rng)[..., None]
        sheet += cover * (colour - sheet)
    if shot.stationery.margin:
        margin_line(sheet, shot.stationery.margin, max(1, round(0.03 * shot.stationery.pitch)))
    if form is not None:
        sheet += form[..., None] * (0.6 * colour - sheet)
    write(sheet, ink, shot.pen, rng)
    return sheet


def _ways(camera: Camera, origin: tuple[float, float]) -> tuple[Ink, Ink]:
    """For every pixel of the picture its place in the sheet's array, x and y."""
    width, height = camera.size
    columns, rows = -(-width // _GRID) + 1, -(-height // _GRID) + 1
    at = np.meshgrid(_GRID * np.arange(columns, dtype=float), _GRID * np.arange(rows, dtype=float))
    grid = np.stack(at, axis=-1).reshape(-1, 2)
    # Points count from pixel edges, arrays from pixel centres.
    places = camera.to_sheet(grid) + np.array(origin) - 0.5
    coarse = places.reshape(rows, columns, 2).astype(np.float32)
    x = (np.arange(width, dtype=np.float32) + 0.5) / _GRID
    y = (np.arange(height, dtype=np.float32) + 0.5) / _GRID
    fine = cv2.remap(coarse, *np.meshgrid(x, y), cv2.INTER_LINEAR)
    return np.ascontiguousarray(fine[..., 0]), np.ascontiguousarray(fine[..., 1])


def _drop_shadow(scene: Colour, cover: Ink, rng: Generator) -> None:
    """The narrow shadow that a sheet throws on what it lies on."""
    unit = max(cover.shape)
    x, y = rng.uniform(-0.006, 0.006, 2) * unit
    moved = cv2.warpAffine(cover, np.array([[1, 0, x], [0, 1, y]]), cover.shape[::-1])
    soft = cv2.GaussianBlur(moved, (0, 0), max(0.8, unit * rng.uniform(0.001, 0.004)))
    scene *= 1 - np.float32(rng.uniform(0.15, 0.55)) * soft[..., None]


def _frame(scene: Colour, camera: Camera, rng: Generator) -> None:
    """A board's frame: a band of metal or wood outside its edge."""
    thick = max(2, round(camera.view.diagonal * rng.uniform(0.006, 0.014)))
    colour = rng.uniform(80, 200) + rng.normal(0, 8, 3)
    corners = np.round(camera.corners()).astype(np.int32)
    cv2.polylines(scene, [corners], True, colour.tolist(), 2 * thick, cv2.LINE_AA)
    cv2.polylines(scene, [corners], True, (0.45 * colour).tolist(), max(2, thick // 3), cv2.LINE_AA)


def _fingers(scene: Colour, camera: Camera, rng: Generator) -> None:
    """One to three finger tips that come in from outside and lie on the sheet's edge."""
    corners = camera.corners()
    side = int(rng.integers(4))
    start, end = corners[side], corners[(side + 1) % 4]
    middle = corners.mean(axis=0)
    skin = np.array([205, 150, 125]) * rng.uniform(0.45, 1.1)
    thick = 0.06 * camera.view.diagonal
    first = rng.uniform(0.15, 0.6)
    for finger in range(int(rng.integers(1, 4))):
        edge = start + (first + finger * 1.1 * thick / camera.view.diagonal) * (end - start)
        inwards = (middle - edge) / np.linalg.norm(middle - edge)
        tip, root = edge + 0.5 * thick * inwards, edge - 9 * thick * inwards
        ends = np.round(tip).astype(int).tolist(), np.round(root).astype(int).tolist()
        cv2.line(scene, *ends, (0.6 * skin).tolist(), round(1.05 * thick), cv2.LINE_AA)
        cv2.line(scene, *ends, skin.tolist(), round(0.9 * thick), cv2.LINE_AA)
