"""What lies round a sheet: wood, cloth, plain desks, other paper, keys, a wall round a board."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.training.camera.stationery import Colour

Generator = np.random.Generator
Shape = tuple[int, int]
Field = NDArray[np.float32]

_WOODS = ((196, 150, 96), (150, 100, 60), (96, 62, 40), (214, 186, 148), (120, 112, 104))
"""Beech, oak, walnut, birch, grey laminate."""
_CLOTHS = ((60, 70, 100), (130, 40, 45), (90, 90, 92), (200, 196, 186), (70, 100, 80))
_PLAINS = ((40, 40, 44), (70, 74, 80), (230, 228, 224), (170, 168, 164), (110, 60, 50))


def desk(kind: str, shape: Shape, rng: Generator) -> Colour:
    """The ground of a picture, RGB float32 (H, W, 3).

    Raises:
        KeyError: there is no such kind; the kinds are the keys of DESKS.
    """
    return DESKS[kind](shape, rng)


def _noise(shape: Shape, rows: float, columns: float, rng: Generator) -> Field:
    """Smooth noise with grains of so many pixels, standard deviation about 1."""
    size = max(2, round(shape[0] / rows)), max(2, round(shape[1] / columns))
    coarse = rng.standard_normal(size, np.float32)
    return np.asarray(cv2.resize(coarse, shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _pick(colours: tuple[tuple[int, int, int], ...], rng: Generator) -> Colour:
    base = np.array(colours[rng.integers(len(colours))]) * rng.uniform(0.75, 1.15)
    return np.clip(base + rng.normal(0, 6, 3), 8, 250).astype(np.float32)


def _wood(shape: Shape, rng: Generator) -> Colour:
    """Rings cut lengthwise: waves across the grain, drawn out along it, and fine fibres."""
    upright = rng.random() < 0.4
    height, width = shape[::-1] if upright else shape
    unit = max(height, width)
    rows = np.arange(height, dtype=np.float32)[:, None]
    wander = _noise((height, width), unit / 5, unit / 1.5, rng) * unit * rng.uniform(0.01, 0.05)
    rings = np.sin((rows + wander) * np.float32(2 * np.pi / (unit * rng.uniform(0.012, 0.06))))
    fibre = _noise((height, width), 1.5, unit / 25, rng) + _noise((height, width), 4, unit / 8, rng)
    shade = 1 + rng.uniform(0.03, 0.14) * rings + rng.uniform(0.02, 0.07) * fibre
    if rng.random() < 0.5:  # boards with dark joints
        step = unit * rng.uniform(0.15, 0.4)
        joint = np.abs((rows + rng.uniform(0, step)) % step) < max(1.5, unit * 0.0025)
        shade = np.where(joint, 0.55 * shade, shade)
    wood = shade[..., None].astype(np.float32) * _pick(_WOODS, rng)
    return np.ascontiguousarray(wood.transpose(1, 0, 2)) if upright else wood


def _cloth(shape: Shape, rng: Generator) -> Colour:
    """Threads that cross; some cloth is chequered."""
    unit = max(shape)
    pitch = unit * rng.uniform(0.003, 0.008)
    rows = np.sin(np.arange(shape[0], dtype=np.float32) * np.float32(2 * np.pi / pitch))[:, None]
    columns = np.sin(np.arange(shape[1], dtype=np.float32) * np.float32(2 * np.pi / pitch))[None]
    shade = 1 + 0.1 * rows * columns + 0.06 * _noise(shape, 2, 2, rng)
    shade = shade + 0.05 * _noise(shape, unit / 6, unit / 6, rng)  # folds
    cloth = shade[..., None] * _pick(_CLOTHS, rng)
    if rng.random() < 0.4:
        side = unit * rng.uniform(0.03, 0.1)
        stripes = [
            (np.arange(n) // side % 2).astype(np.float32) * rng.uniform(0.15, 0.4) for n in shape
        ]
        cloth = cloth + (stripes[0][:, None] + stripes[1][None])[..., None] * (250 - cloth)
    return np.asarray(cloth, np.float32)


def _plain(shape: Shape, rng: Generator) -> Colour:
    unit = max(shape)
    shade = 1 + 0.03 * _noise(shape, unit / 4, unit / 4, rng) + 0.015 * _noise(shape, 2, 2, rng)
    return np.asarray(shade[..., None] * _pick(_PLAINS, rng), np.float32)


def _papers(shape: Shape, rng: Generator) -> Colour:
    """Other sheets, printed ones too, on a plain desk."""
    ground = _plain(shape, rng)
    unit = max(shape)
    for _ in range(rng.integers(2, 6)):
        size = unit * rng.uniform(0.25, 0.6) * np.array([rng.uniform(0.65, 1), 1])
        centre = rng.uniform(0, 1, 2) * shape[::-1]
        turn = float(rng.uniform(-40, 40))
        box = np.asarray(cv2.boxPoints((centre.tolist(), size.tolist(), turn)), np.float32)
        colour = rng.uniform(170, 245) + rng.normal(0, 4, 3)
        cv2.fillConvexPoly(ground, np.round(box).astype(np.int32), colour.tolist(), cv2.LINE_AA)
        if rng.random() < 0.6:
            _print_text(ground, box, rng)
    return ground


def _print_text(ground: Colour, box: Ink, rng: Generator) -> None:
    """Lines of unreadable print on a sheet with the corners ``box``."""
    down, along = box[1] - box[0], box[2] - box[1]
    for row in np.arange(0.1, 0.9, rng.uniform(0.03, 0.06)):
        for start in np.arange(0.1, rng.uniform(0.6, 0.9), 0.09):
            ends = [box[0] + row * down + (start + reach) * along for reach in (0, 0.07)]
            thick = max(1, round(0.012 * float(np.linalg.norm(down))))
            points = [tuple(np.round(end).astype(int).tolist()) for end in ends]
            cv2.line(ground, points[0], points[1], (90, 90, 95), thick, cv2.LINE_AA)


def _keys(shape: Shape, rng: Generator) -> Colour:
    """A keyboard seen from above."""
    level = rng.uniform(20, 110)
    ground = np.full((*shape, 3), level, np.uint8)
    side = max(shape) * rng.uniform(0.045, 0.08)
    dark = rng.random() < 0.6
    for row in np.arange(-side, shape[0], side):
        for column in np.arange(-side * rng.random(), shape[1], side):
            left, top = int(column + 0.06 * side), int(row + 0.06 * side)
            right, bottom = int(column + 0.94 * side), int(row + 0.94 * side)
            level = rng.uniform(30, 48) if dark else rng.uniform(200, 225)
            cv2.rectangle(ground, (left, top), (right, bottom), (level, level, level), -1)
            mark = chr(int(rng.integers(65, 91)))
            place = left + int(0.3 * side), bottom - int(0.35 * side)
            light = 3 * (255 - level,)
            font = cv2.FONT_HERSHEY_SIMPLEX
            cv2.putText(ground, mark, place, font, side / 70, light, 1, cv2.LINE_AA)
    return np.asarray(ground, np.float32)


def _wall(shape: Shape, rng: Generator) -> Colour:
    """What is round a board: a painted wall, at times with a window's bright stripe."""
    unit = max(shape)
    colour = rng.uniform(110, 215) + rng.normal(0, 8, 3)
    shade = 1 + 0.02 * _noise(shape, 3, 3, rng) + 0.06 * _noise(shape, unit / 3, unit / 3, rng)
    wall = np.asarray(shade[..., None] * colour, np.float32)
    if rng.random() < 0.4:
        left = int(rng.uniform(0, 1) * shape[1])
        wall[:, left : left + int(0.08 * unit)] = rng.uniform(30, 255)
    return wall


DESKS: dict[str, Callable[[Shape, Generator], Colour]] = {
    "wood": _wood,
    "cloth": _cloth,
    "plain": _plain,
    "papers": _papers,
    "keys": _keys,
    "wall": _wall,
}
