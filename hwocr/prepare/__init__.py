"""From a picture to its ink: size, colour, polarity and light, one file each."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import cv2
import numpy as np

from hwocr.arrays import Ink, Matrix, Picture
from hwocr.page import Stage
from hwocr.prepare.colour import brightness
from hwocr.prepare.ink import ink_of
from hwocr.prepare.light import paper_of
from hwocr.prepare.polarity import is_light_on_dark
from hwocr.prepare.scale import working_copy

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True, eq=False)
class Prepared:
    """A picture made ready for segmentation.

    Attributes:
        picture: the working copy, RGB uint8 (H, W, 3).
        ink: float32 (H, W) in [0, 1], in the working copy's pixels.
        matrix: 3×3, from the working copy's pixels to the source's.
        light_on_dark: whether the writing is lighter than its ground.
        stages: ``"original"`` and ``"cleaned"``.
    """

    picture: Picture = field(repr=False)
    ink: Ink = field(repr=False)
    matrix: Matrix
    light_on_dark: bool
    stages: tuple[Stage, ...]


def prepare(picture: Picture) -> Prepared:
    """Find the ink of a picture, whatever its light.

    Args:
        picture: RGB uint8 (H, W, 3), at least 1×1.
    """
    begun = time.perf_counter()
    copy, matrix = working_copy(picture)
    scaled = time.perf_counter()
    grey = brightness(copy)
    light_on_dark = is_light_on_dark(grey)
    if light_on_dark:
        grey = 255 - grey
    ink = ink_of(grey, paper_of(grey))
    paper = np.asarray(cv2.convertScaleAbs(ink, alpha=-255, beta=255), dtype=np.uint8)
    cleaned = np.asarray(cv2.cvtColor(paper, cv2.COLOR_GRAY2RGB), dtype=np.uint8)
    ended = time.perf_counter()
    turned = "light writing turned dark, " if light_on_dark else ""
    stages = (
        Stage(
            "original",
            copy,
            scaled - begun,
            f"The picture at {copy.shape[1]}×{copy.shape[0]} pixels, the size it is read at.",
            matrix,
        ),
        Stage(
            "cleaned",
            cleaned,
            ended - scaled,
            f"Shadows and uneven light taken off, {turned}ink dark and paper white.",
            matrix,
        ),
    )
    return Prepared(copy, ink, matrix, light_on_dark, stages)
