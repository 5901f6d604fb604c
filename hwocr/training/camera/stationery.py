"""What is written on: the colour of paper or board, and the lines that are printed on it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink
from hwocr.training.paper import clouds

Generator = np.random.Generator
Colour = NDArray[np.float32]
"""RGB, float32 (3,), 0 to 255; a sheet of them is (H, W, 3)."""

GROUNDS = ("white", "cream", "coloured", "whiteboard", "blackboard")
RULINGS = ("none", "ruled", "squared", "dotted")
_PRINTS = ((120, 150, 200), (150, 155, 165), (110, 175, 185), (190, 150, 165), (90, 90, 100))
"""Colours of printed lines: blue, grey, teal, violet, dark grey."""
_PASTELS = ((250, 232, 120), (250, 190, 200), (178, 226, 184), (170, 210, 240), (214, 190, 150))
"""Sticky notes, cards and packing paper."""


@dataclass(frozen=True)
class Stationery:
    """A kind of sheet.

    Attributes:
        ground: one of GROUNDS.
        ruling: one of RULINGS.
        pitch: distance of printed lines in pixels.
        first: where the first of them lies, in pixels from the top.
        margin: distance of a coloured margin line from the left edge in pixels; 0 for none.
        strength: how dark the printed lines are, 0 to 1.
    """

    ground: str = "white"
    ruling: str = "none"
    pitch: float = 40.0
    first: float = 0.0
    margin: float = 0.0
    strength: float = 0.7

    @property
    def is_board(self) -> bool:
        return self.ground.endswith("board")


def colour_of(stationery: Stationery, rng: Generator) -> Colour:
    """The colour of the bare ground."""
    if stationery.ground == "blackboard":
        green = np.array([-6, 10, 2]) * float(rng.random() < 0.5)
        base = rng.uniform(30, 62) + green + rng.uniform(-4, 6, 3)
    elif stationery.ground == "whiteboard":
        base = rng.uniform(215, 242) + np.array([-3, 0, 4])
    elif stationery.ground == "coloured":
        base = np.array(_PASTELS[rng.integers(len(_PASTELS))]) + rng.normal(0, 6, 3)
    elif stationery.ground == "cream":
        base = rng.uniform(228, 245) + np.array([4, -2, -rng.uniform(14, 34)])
    else:
        base = rng.uniform(222, 250) + rng.normal(0, 2, 3)
    return np.clip(base, 5, 255).astype(np.float32)


def bare(shape: tuple[int, int], stationery: Stationery, rng: Generator) -> Colour:
    """An unwritten sheet without its lines, float32 (H, W, 3): uneven, a board with wiped dust."""
    unevenness = {"whiteboard": 0.01, "blackboard": 0.16}.get(stationery.ground, 0.012)
    shade = 1 + unevenness * clouds(shape, rng).astype(np.float32)
    if stationery.is_board:
        shade += _wiped(shape, rng) * (0.35 if stationery.ground == "blackboard" else -0.03)
    return np.asarray(shade[..., None] * colour_of(stationery, rng), np.float32)


def printed(shape: tuple[int, int], stationery: Stationery, rng: Generator) -> Ink:
    """How much print lies on each pixel of the sheet, float32 (H, W) in [0, 1]."""
    height, width = shape
    lines = np.zeros(shape, np.uint8)
    thick = max(1, round(stationery.pitch * rng.uniform(0.015, 0.04)))
    rows = np.arange(stationery.first % stationery.pitch, height, stationery.pitch)
    columns = np.arange(rng.uniform(0, stationery.pitch), width, stationery.pitch)
    if stationery.ruling == "dotted":
        for x, y in np.stack(np.meshgrid(columns, rows), axis=-1).reshape(-1, 2):
            cv2.circle(lines, (round(x * 8), round(y * 8)), 6 * thick, 255, -1, cv2.LINE_AA, 3)
    elif stationery.ruling != "none":
        for y in rows:
            _line(lines, (0, y), (width, y), thick)
        for x in columns if stationery.ruling == "squared" else ():
            _line(lines, (x, 0), (x, height), thick)
    return lines.astype(np.float32) * np.float32(stationery.strength / 255)


def print_colour(rng: Generator) -> Colour:
    """The colour of printed lines."""
    return np.array(_PRINTS[rng.integers(len(_PRINTS))], np.float32)


def margin_line(sheet: Colour, at: float, thick: int) -> None:
    """A red line down the left side, drawn into ``sheet``."""
    x = round(at)
    if 0 <= x < sheet.shape[1] - thick:
        sheet[:, x : x + thick] *= np.array([0.95, 0.55, 0.6], np.float32)


def _line(lines: Grey, start: tuple[float, float], end: tuple[float, float], thick: int) -> None:
    (x, y), (right, bottom) = start, end
    ends = (round(x * 8), round(y * 8)), (round(right * 8), round(bottom * 8))
    cv2.line(lines, *ends, 255, thick, cv2.LINE_AA, 3)


def _wiped(shape: tuple[int, int], rng: Generator) -> Ink:
    """Traces of a sponge or cloth: broad strokes in one direction, about 0 to 1."""
    coarse = rng.random((max(2, shape[0] // 16), max(2, shape[1] // 16))).astype(np.float32)
    reach = max(3, min(coarse.shape) // 4)
    kernel = np.zeros((reach, reach), np.uint8)
    angle = rng.uniform(0, np.pi)
    middle, step = reach // 2, 0.5 * reach * np.array([np.cos(angle), np.sin(angle)])
    start, end = np.round(middle - step).astype(int), np.round(middle + step).astype(int)
    cv2.line(kernel, start.tolist(), end.tolist(), 1, max(1, reach // 6))
    smeared = cv2.filter2D(coarse, -1, kernel.astype(np.float32) / max(1, int(kernel.sum())))
    wide = cv2.resize(smeared, shape[1::-1], interpolation=cv2.INTER_CUBIC)
    return np.asarray((wide - wide.min()) / max(1e-3, float(np.ptp(wide))), np.float32)
