"""What real life does to characters: slant, stroke width, framing, blur, noise, neighbours' ink."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, Matrix, Points
from hwocr.glyph import SIZE
from hwocr.strokes import render

Generator = np.random.Generator

_CANVAS = 76
"""Side in pixels of the sheet on which a sample is bent before it is normalised."""
_INK_SIDE = 40
"""The longer side of the ink on that sheet."""


def bend_picture(ink: Grey, rng: Generator) -> Ink:
    """A random affine change, a gentle warp and a change of stroke width.

    Args:
        ink: uint8 (H, W), white on black.
        rng: where chance comes from.

    Returns:
        float32 (_CANVAS, _CANVAS) in [0, 1].
    """
    x, y, width, height = cv2.boundingRect((ink > 60).view(np.uint8))
    middle = np.array([x + width / 2, y + height / 2])
    matrix = _random_affine(rng) * (_INK_SIDE / max(width, height, 1))
    shift = _CANVAS / 2 - matrix @ middle
    move = np.hstack([matrix, shift[:, None]])
    sheet: Grey = np.asarray(cv2.warpAffine(ink, move, (_CANVAS, _CANVAS)), np.uint8)
    if rng.random() < 0.35:
        sheet = _warp(sheet, rng)
    chance = rng.random()
    if chance < 0.25:
        sheet = np.asarray(cv2.dilate(sheet, _disc(int(rng.integers(1, 3)))), np.uint8)
    elif chance < 0.45:
        thin = np.asarray(cv2.erode(sheet, _disc(1)), np.uint8)
        if thin.sum() > 0.4 * sheet.sum():
            sheet = thin
    return np.asarray(sheet, np.float32) / np.float32(255)


def bend_strokes(strokes: Sequence[Points], rng: Generator) -> Ink:
    """Draw strokes after a random affine change and a smooth wobble, with a random pen.

    Returns:
        float32 (_CANVAS, _CANVAS) in [0, 1].
    """
    every = np.concatenate(strokes)
    low, high = every.min(axis=0), every.max(axis=0)
    side = max(float((high - low).max()), 1.0)
    matrix = _random_affine(rng) * (_INK_SIDE / side)
    middle = (low + high) / 2
    waves = rng.normal(0, 0.35 * rng.random() ** 2, (2, 2, 2)) * (_INK_SIDE / 12)
    phases = rng.uniform(0, 2 * np.pi, (2, 2, 2))
    moved = []
    for stroke in strokes:
        at = (stroke - middle) @ matrix.T
        angle = at * (np.pi / _INK_SIDE)
        wobble = np.zeros_like(at)
        for octave in range(2):
            for axis in range(2):
                wave = np.sin((octave + 1) * angle[:, axis : axis + 1] + phases[octave, axis])
                wobble += waves[octave, axis] * wave / (octave + 1)
        moved.append(at + wobble + _CANVAS / 2)
    pen = _INK_SIDE * float(np.exp(rng.uniform(np.log(0.025), np.log(0.2))))
    return render(moved, (_CANVAS, _CANVAS), pen)


def wear_glyph(glyph: Ink, neighbour: Ink, rng: Generator) -> Ink:
    """Imperfect framing, a neighbour's ink at the edge, blur, low resolution, contrast, noise.

    Args:
        glyph: float32 (SIZE, SIZE), normalised.
        neighbour: another glyph, whose edge may reach into this one.
        rng: where chance comes from.
    """
    out = glyph
    if rng.random() < 0.5:
        out = _reframe(out, rng)
    if rng.random() < 0.06:
        out = _with_neighbour(out, neighbour, rng)
    chance = rng.random()
    if chance < 0.25:
        out = np.asarray(cv2.GaussianBlur(out, (0, 0), rng.uniform(0.3, 1.1)), np.float32)
    elif chance < 0.35:
        side = int(rng.integers(10, 20))
        small = cv2.resize(out, (side, side), interpolation=cv2.INTER_AREA)
        out = np.asarray(cv2.resize(small, (SIZE, SIZE)), np.float32)
    elif chance < 0.45:
        out = np.clip((out - 0.5) * rng.uniform(1.5, 6.0) + 0.5, 0, 1)
    if rng.random() < 0.3:
        out = out ** np.float32(np.exp(rng.normal(0, 0.35)))
    if rng.random() < 0.15:
        noise = rng.standard_normal((SIZE, SIZE), np.float32) * np.float32(rng.uniform(0.01, 0.08))
        out = np.clip(out + noise, 0, 1)
    return np.asarray(out / max(float(out.max()), 0.02), dtype=np.float32)


def _random_affine(rng: Generator) -> Matrix:
    turn, slant = rng.normal(0, np.radians(5)), np.clip(rng.normal(0, 0.16), -0.5, 0.5)
    stretch = float(np.exp(rng.normal(0, 0.1)))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    shear = np.array([[1, slant], [0, 1]])
    return np.asarray(rotation @ shear @ np.diag([stretch, 1 / stretch]), np.float64)


def _warp(sheet: Grey, rng: Generator) -> Grey:
    """Move the sheet's points by a smooth random field (Simard et al. 2003)."""
    coarse = rng.normal(0, 1.3, (4, 4, 2)).astype(np.float32)
    fine = cv2.resize(coarse, (_CANVAS, _CANVAS), interpolation=cv2.INTER_CUBIC)
    at = np.asarray(fine + _GRID, np.float32)
    moved = cv2.remap(sheet, at[:, :, 0].copy(), at[:, :, 1].copy(), cv2.INTER_LINEAR)
    return np.asarray(moved, np.uint8)


_GRID = np.stack(np.meshgrid(np.arange(_CANVAS), np.arange(_CANVAS)), axis=-1).astype(np.float32)


def _reframe(glyph: Ink, rng: Generator) -> Ink:
    scale = rng.uniform(0.84, 1.06)
    shift = (1 - scale) * (SIZE - 1) / 2 + rng.uniform(-1.6, 1.6, 2)
    move = np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])
    return np.asarray(cv2.warpAffine(glyph, move, (SIZE, SIZE)), np.float32)


def _with_neighbour(glyph: Ink, neighbour: Ink, rng: Generator) -> Ink:
    columns = int(rng.integers(1, 5))
    out = glyph.copy()
    rows = np.roll(neighbour, int(rng.integers(-8, 9)), axis=0)
    if rng.random() < 0.5:
        out[:, :columns] = np.maximum(out[:, :columns], rows[:, -columns - 3 : -3])
    else:
        out[:, -columns:] = np.maximum(out[:, -columns:], rows[:, 3 : 3 + columns])
    return out


def _disc(radius: int) -> Grey:
    side = 2 * radius + 1
    return np.asarray(cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), np.uint8)
