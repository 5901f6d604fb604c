"""How writing comes to look: drawn on a canvas, or inked on paper and photographed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, Picture, Points
from hwocr.image import grey
from hwocr.prepare import prepare
from hwocr.prepare.crop import crop_ink
from hwocr.strokes import render
from hwocr.training.camera.sensor import expose, sample_sensor
from hwocr.training.paper import sample_look, take

Generator = np.random.Generator

PHOTOGRAPHED = 0.55
"""Share of the samples that are put through the camera; the others stay as drawn."""
_TALL = 3.4
"""Height of a word with ascenders or descenders in bands: pens go by it, not by a line's rise."""
_X_HEIGHT = 0.45
"""An x-height in heights of a word, about."""
_FAR, _SMALL = 0.45, (8.0, 24.0)
"""Share of the photographed samples that are taken from afar, and their x-heights in pixels."""
_SHARP, _QUIET, _FINE = 0.3, 0.5, 95
"""Blur in pixels, noise in grey levels and JPEG quality of what a sensor spoils afterwards."""
_SHADES = 0.6
"""Share of the photographed samples of which the shades are seen, as reading sees them."""
_LOST = 0.4
"""Where the camera leaves less of the ink than this share, nobody could read it."""
_MARGIN = 0.35
"""Paper around the writing, in heights of the writing, at most."""


def draw(strokes: Sequence[Points], rng: Generator) -> Ink:
    """Strokes drawn with a random pen at a random size, slant and slope.

    Args:
        strokes: float32 (N, 2) each, y downwards, any unit.
        rng: where chance comes from.

    Returns:
        Ink float32 (H, W) with a narrow margin.
    """
    every = np.concatenate(strokes)
    low, size = every.min(axis=0), np.maximum(np.ptp(every, axis=0), 1)
    height = rng.uniform(45, 120)
    # A dash or a row of dots has hardly any height of its own.
    scale = height / max(float(size[1]), 0.12 * float(size[0]), 20.0)
    turn = np.radians(np.clip(rng.normal(0, 1.2 if size[0] > 6 * size[1] else 2.5), -6, 6))
    slant = np.clip(rng.normal(0, 0.14), -0.4, 0.4)
    stretch = float(np.exp(rng.normal(0, 0.1)))
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = scale * rotation @ np.array([[stretch, -slant], [0, 1]])
    waves = rng.normal(0, 0.025 * rng.random(), (2, 2)) * height
    phases = rng.uniform(0, 2 * np.pi, (2, 2))
    moved = []
    for stroke in strokes:
        at = (stroke - low) @ matrix.T
        for octave in range(2):
            angle = at[:, :1] * (np.pi * (octave + 1) / (2.5 * height)) + phases[octave]
            at = at + waves[octave] * np.sin(angle) / (octave + 1)
        moved.append(at)
    tall = height * min(max(_TALL * _band(every) / float(size[1]), 0.3), 1.0)
    pen = max(1.2, tall * float(np.exp(rng.uniform(np.log(0.02), np.log(0.13)))))
    return render_all(moved, pen)


def _band(points: Points) -> float:
    """Height of the middle 60 % of the points, a straight slope taken out."""
    x, y = points[:, 0] - points[:, 0].mean(), points[:, 1]
    level = y - x * float((x * y).sum() / max(float((x**2).sum()), 1.0))
    low, high = np.percentile(level, [20, 80])
    return float(high - low)


def render_all(strokes: Sequence[Points], pen: float) -> Ink:
    """Draw strokes, in pixels, on a sheet that just holds them."""
    every = np.concatenate(strokes)
    edge = pen + 3
    low, high = every.min(axis=0) - edge, every.max(axis=0) + edge
    width, height = (int(v) for v in np.ceil(high - low))
    return render([stroke - low for stroke in strokes], (width, height), pen)


def look(ink: Ink, neighbour: Ink | None, rng: Generator) -> Ink:
    """Ink as reading will find it: as it is, or through paper, camera and cleaning.

    Args:
        ink: float32 (H, W) in [0, 1].
        neighbour: ink of other writing, bits of which may stand at the edges.
        rng: where chance comes from.
    """
    if rng.random() >= PHOTOGRAPHED:
        return ink
    height = ink.shape[0]
    top, bottom, *sides = (int(height * rng.uniform(0.05, _MARGIN)) + 2 for _ in range(4))
    sheet = np.pad(ink, ((top, bottom), sides))
    if rng.random() < 0.5:
        sheet = _uneven(sheet, rng)
    if neighbour is not None and rng.random() < 0.1:
        sheet = _with_neighbour(sheet, neighbour, (top, bottom), rng)
    if rng.random() < 0.2:
        sheet = _ruled(sheet, height, top, rng)
    picture, shaded = _photo(sheet, _X_HEIGHT * height, rng)
    found = ink_of_picture(picture, rng, tight=not shaded)
    return found if found.mean() > _LOST * float(sheet.mean()) else ink


def _photo(sheet: Ink, x_height: float, rng: Generator) -> tuple[Picture, bool]:
    """A photo of a sheet, from close by or from afar, and whether a shadow's edge lies on it."""
    far = rng.random() < _FAR
    if far:
        wanted = float(np.exp(rng.uniform(*np.log(_SMALL))))
        scale = min(1.0, wanted / x_height)
        smaller = cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        sheet, x_height = np.asarray(smaller, np.float32), scale * x_height
    shot = replace(sample_look(x_height, rng), clean=False)
    if rng.random() < 0.75:  # few words have a shadow's edge just across them
        shot = replace(shot, shadow="none", lamp=0.4 * shot.lamp)
    if not far:
        return take(sheet, shot, rng), shot.shadow != "none"
    # Small writing suffers most from what a phone's sensor does.
    sharp = replace(shot, blur=_SHARP, noise=_QUIET, quality=_FINE)
    scene = take(sheet, sharp, rng).astype(np.float32)
    return expose(scene, sample_sensor(x_height, rng), rng), shot.shadow != "none"


def ink_of_picture(picture: Picture, rng: Generator, tight: bool = True) -> Ink:
    """The ink of a small picture, found in one of the two ways in which reading finds it.

    With ``tight`` three in ten go the way of crops that have hardly any paper around them. Printed
    lines stay in half of the others: reading does not find all of them.
    """
    if tight and rng.random() < 0.3:
        return crop_ink(grey(picture))
    lines = () if rng.random() < 0.5 else ("rules",)
    found = prepare(picture, without=("paper", "skew", *lines))
    return found.shades if rng.random() < _SHADES else found.ink


def _uneven(ink: Ink, rng: Generator) -> Ink:
    """A pen that presses more in some places, and edges that bleed into rough paper."""
    coarse = rng.uniform(0.55, 1.25, (2 + ink.shape[0] // 40, 2 + ink.shape[1] // 40))
    pressure = cv2.resize(coarse.astype(np.float32), ink.shape[1::-1])
    soft = cv2.GaussianBlur(ink, (0, 0), rng.uniform(0.6, 1.4))
    rough = soft + 0.12 * cv2.GaussianBlur(
        rng.standard_normal(ink.shape, np.float32), (0, 0), rng.uniform(0.8, 2.0)
    ) * (soft > 0.05)
    return np.asarray(
        np.clip((rough * pressure - 0.3) * 2.2 + 0.1 * (soft > 0.3), 0, 1), np.float32
    )


def _with_neighbour(sheet: Ink, neighbour: Ink, edges: Sequence[int], rng: Generator) -> Ink:
    """Feet of the line above, or heads of the line below, within the margin."""
    top = rng.random() < 0.5
    rows = min(edges[0 if top else 1], neighbour.shape[0] // 3)
    strip = neighbour[-rows:] if top else neighbour[:rows]
    width = min(strip.shape[1], sheet.shape[1])
    at = int(rng.integers(0, sheet.shape[1] - width + 1))
    out = sheet.copy()
    place = (slice(0, rows) if top else slice(sheet.shape[0] - rows, None), slice(at, at + width))
    out[place] = np.maximum(out[place], strip[:, :width])
    return out


def _ruled(sheet: Ink, height: int, top: int, rng: Generator) -> Ink:
    """Printed rules, squares or an underline."""
    lines = np.zeros(sheet.shape, np.uint8)
    thick = max(1, round(height * rng.uniform(0.008, 0.03)))
    tilt = rng.normal(0, 0.01) * sheet.shape[1]
    pitch = height * rng.uniform(0.5, 1.3)
    kind = rng.random()
    first = top + height * rng.uniform(0.6, 1.02)
    rows = [first] if kind < 0.4 else [first + k * pitch for k in range(-4, 5)]
    for row in rows:
        ends = (0, round(row + tilt)), (sheet.shape[1], round(row - tilt))
        cv2.line(lines, *ends, 255, thick, cv2.LINE_AA)
    if kind > 0.85:
        for column in np.arange(rng.uniform(0, pitch), sheet.shape[1], pitch):
            ends = (round(column - 3 * tilt), 0), (round(column), sheet.shape[0])
            cv2.line(lines, *ends, 255, thick, cv2.LINE_AA)
    strength = np.float32(rng.uniform(0.12, 0.5) if kind >= 0.25 else rng.uniform(0.4, 0.9))
    return np.asarray(np.maximum(sheet, lines.astype(np.float32) * (strength / 255)), np.float32)


def bend(ink: Ink, rng: Generator) -> Ink:
    """A smooth random distortion of inked writing, such as a font's (Simard et al. 2003)."""
    height, width = ink.shape
    pitch = max(8.0, 0.4 * height)
    size = 2 + int(height / pitch), 2 + int(width / pitch)
    coarse = rng.normal(0, 0.035 * height * rng.random(), (*size, 2)).astype(np.float32)
    field = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    columns, rows = np.meshgrid(np.arange(width), np.arange(height))
    x, y = (columns + field[:, :, 0]).astype(np.float32), (rows + field[:, :, 1]).astype(np.float32)
    return np.asarray(cv2.remap(ink, x, y, cv2.INTER_LINEAR), np.float32)


def to_grey(ink: Ink) -> Grey:
    """Ink as uint8, white on black."""
    return np.asarray(np.rint(np.clip(ink, 0, 1) * 255), np.uint8)
