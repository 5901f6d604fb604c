"""Pens: their colours, and how evenly they cover the paper."""

from __future__ import annotations

import cv2
import numpy as np

from hwocr.arrays import Ink
from hwocr.training.camera.stationery import Colour
from hwocr.training.paper import INKS

Generator = np.random.Generator

PENS = {
    **INKS,
    "ballpoint": ((30, 45, 120), (70, 95, 170)),
    "red": ((150, 15, 25), (205, 55, 60)),
    "green": ((10, 85, 45), (50, 135, 80)),
    "chalk": ((190, 190, 185), (240, 240, 236)),
    "yellow chalk": ((200, 190, 110), (238, 228, 150)),
}
"""Darkest and lightest colour of each pen."""
_BARE = {"pencil": 0.4, "chalk": 0.45, "yellow chalk": 0.45}
"""Share of a stroke that rough ground keeps bare, at most; other pens leave little."""


def pen_for(ground: str, rng: Generator) -> str:
    """A pen that people use on that ground."""
    if ground == "blackboard":
        return str(rng.choice(["chalk", "yellow chalk"], p=[0.85, 0.15]))
    names = ["black", "blue", "ballpoint", "pencil", "red", "green"]
    shares = [0.33, 0.2, 0.19, 0.16, 0.07, 0.05]
    if ground == "whiteboard":
        shares = [0.45, 0.3, 0.0, 0.0, 0.15, 0.1]
    return str(rng.choice(names, p=shares))


def write(sheet: Colour, ink: Ink, pen: str, rng: Generator) -> None:
    """Put ink, coverage float32 (H, W), onto ``sheet``, which is changed."""
    darkest, lightest = np.array(PENS[pen], np.float32)
    colour = darkest + np.float32(rng.uniform()) * (lightest - darkest)
    speckle = cv2.GaussianBlur(rng.standard_normal(ink.shape, np.float32), (0, 0), 0.9)
    bare = np.clip(rng.uniform(0, _BARE.get(pen, 0.1)) * (0.5 + speckle), 0, 0.7)
    cover = (ink * np.float32(rng.uniform(0.82, 1)) * (1 - bare).astype(np.float32))[..., None]
    sheet *= 1 - cover
    sheet += colour * cover
