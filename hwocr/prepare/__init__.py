"""From a picture to its ink: size, sheet, colour, polarity, light, printed lines, skew.

Each step has a file; here they stand in order, each leaves its picture and how it maps back.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink, Matrix, Picture
from hwocr.page import Stage
from hwocr.prepare.colour import brightness
from hwocr.prepare.ink import ink_of
from hwocr.prepare.light import paper_of
from hwocr.prepare.paper import find_sheet
from hwocr.prepare.perspective import straighten
from hwocr.prepare.polarity import is_light_on_dark
from hwocr.prepare.rules import without_rules
from hwocr.prepare.scale import LONGEST, working_copy
from hwocr.prepare.skew import find_turn, turn

__all__ = ["STEPS", "Prepared", "prepare"]

STEPS = ("paper", "light", "rules", "skew")
"""Names of the steps that can be left out, in order."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """A picture made ready for segmentation.

    Attributes:
        picture: the working copy, RGB uint8 (H, W, 3), straight and upright.
        ink: float32 (H, W) in [0, 1], in the working copy's pixels.
        matrix: 3×3, projective, from the working copy's pixels to the source's.
        light_on_dark: whether the writing is lighter than its ground.
        stages: ``"original"``, then one for each step that was not left out.
        sheet: corners of the sheet in source pixels, float64 (4, 2) from the top left one
            clockwise; ``None`` where none was found.
    """

    picture: Picture = field(repr=False)
    ink: Ink = field(repr=False)
    matrix: Matrix
    light_on_dark: bool
    stages: tuple[Stage, ...]
    sheet: NDArray[np.float64] | None = None

    @property
    def cleaned(self) -> Picture:
        """The ink drawn black on white, RGB uint8 (H, W, 3)."""
        return _as_paper(self.ink)


def prepare(picture: Picture, without: Collection[str] = ()) -> Prepared:
    """Find the ink of a picture, whatever its light, its paper and the way that it lies.

    Args:
        picture: RGB uint8 (H, W, 3), at least 1×1.
        without: names of steps to leave out, of :data:`STEPS`.
    """
    stages = _Stages()
    copy, matrix = working_copy(picture)
    stages.add("original", copy, matrix, _ORIGINAL.format(copy.shape[1], copy.shape[0]))

    sheet = None
    if "paper" not in without:
        found = find_sheet(copy)
        if found is not None:
            sheet = _mapped(matrix, found.corners)
            copy, matrix = straighten(picture, sheet, LONGEST)
        stages.add("paper", copy, matrix, _NO_SHEET if found is None else _SHEET)

    grey = brightness(copy)
    light_on_dark = is_light_on_dark(grey)
    if light_on_dark:
        grey = 255 - grey
    ink = ink_of(grey, paper_of(grey) if "light" not in without else _even(grey))
    light = "left as it is" if "light" in without else "taken off: shadows and uneven light"
    turned = "light writing turned dark, " if light_on_dark else ""
    stages.add("cleaned", _as_paper(ink), matrix, _CLEANED.format(light, turned))

    if "rules" not in without:
        ink, removed = without_rules(ink)
        lines = bool(removed.any())
        shown = _marked(ink, removed) if lines else _as_paper(ink)
        stages.add("rules", shown, matrix, _RULES if lines else _NO_RULES)

    if "skew" not in without:
        degrees = find_turn(ink)
        if degrees:
            copy, ink, back = turn(copy, ink, degrees)
            matrix = matrix @ back
        told = _TURNED.format(abs(degrees), "left" if degrees > 0 else "right")
        stages.add("straightened", _as_paper(ink), matrix, told if degrees else _LEVEL)
    return Prepared(copy, ink, matrix, light_on_dark, tuple(stages.done), sheet)


_ORIGINAL = "The picture at {}×{} pixels, the size it is read at."
_SHEET = "The sheet was found: its perspective is taken out, what lies around it left away."
_NO_SHEET = "No sheet with four clear edges: the whole picture is read."
_CLEANED = "Light {}; {}ink dark and paper white."
_RULES = "Printed lines (red) are taken out, and letters that cross them mended."
_NO_RULES = "No printed lines found."
_TURNED = "The lines of writing ran askew: turned by {:.1f}° to the {}."
_LEVEL = "The lines of writing run level."
_REMOVED = (255, 120, 110)
"""RGB of printed lines that were taken out."""


def _mapped(matrix: Matrix, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (N, 2) after a 3×3 matrix."""
    return np.asarray(cv2.perspectiveTransform(points[None], matrix)[0], dtype=np.float64)


def _even(grey: Grey) -> Grey:
    """Paper of one brightness everywhere: the picture's median."""
    return np.full(grey.shape, np.median(grey), np.uint8)


def _as_paper(ink: Ink) -> Picture:
    """Ink drawn black on white, RGB uint8."""
    paper = cv2.convertScaleAbs(ink, alpha=-255, beta=255)
    return np.asarray(cv2.cvtColor(paper, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def _marked(ink: Ink, removed: Grey) -> Picture:
    """Ink on paper, with what was removed in colour."""
    picture = _as_paper(ink)
    picture[(removed > 0) & (ink < 0.5)] = _REMOVED
    return picture


class _Stages:
    """Collects stages and how long each took, its picture included."""

    def __init__(self) -> None:
        self.done: list[Stage] = []
        self._begun = time.perf_counter()

    def add(self, name: str, image: Picture, matrix: Matrix, description: str) -> None:
        now = time.perf_counter()
        self.done.append(Stage(name, image, now - self._begun, description, matrix))
        self._begun = now
