"""From a picture to its ink: size, sheet, colour, polarity, light, printed lines, skew.

Each step has a file; here they stand in order, each leaves its picture and how it maps back.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Grey, Ink, Matrix, Picture
from hwocr.page import Stage
from hwocr.prepare.colour import brightness
from hwocr.prepare.drawing import draw_ink, draw_removed
from hwocr.prepare.ink import ink_and_relief, smoothed, tones_of
from hwocr.prepare.light import darkness_of, paper_of
from hwocr.prepare.paper import find_paper
from hwocr.prepare.partly import extended, outside_of, paled
from hwocr.prepare.perspective import straighten, within
from hwocr.prepare.polarity import is_light_on_dark
from hwocr.prepare.rim import without_edge, without_rim
from hwocr.prepare.rules import without_rules
from hwocr.prepare.scale import LONGEST, better_longest, working_copy
from hwocr.prepare.skew import find_turn, turn
from hwocr.prepare.stages import Stages

__all__ = ["STEPS", "Prepared", "prepare"]

STEPS = ("paper", "light", "rules", "skew")
"""Names of the steps that can be left out, in order."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """A picture made ready for segmentation.

    Attributes:
        picture: the working copy, RGB uint8 (H, W, 3), straight and upright.
        ink: float32 (H, W) in [0, 1], in the working copy's pixels.
        shades: the same ink with the differences between dark strokes and darker ones, which show
            how strokes run that touch; the array ``ink`` itself where there are none.
        matrix: 3×3, projective, from the working copy's pixels to the source's.
        light_on_dark: whether the writing is lighter than its ground.
        stages: ``"original"``, then one for each step that was not left out.
        sheet: corners of the sheet in source pixels, float64 (4, 2) from the top left one
            clockwise; ``None`` where none was found.
    """

    picture: Picture = field(repr=False)
    ink: Ink = field(repr=False)
    shades: Ink = field(repr=False)
    matrix: Matrix
    light_on_dark: bool
    stages: tuple[Stage, ...]
    sheet: NDArray[np.float64] | None = None

    def straightened(self, quarter: int = 0) -> Prepared:
        """The same turned until its lines run level, with the stage ``"straightened"``.

        Args:
            quarter: degrees counter-clockwise by which it is turned first, a multiple of 90.
        """
        stages = Stages(self.stages)
        copy, ink, shades, matrix = self.picture, self.ink, self.shades, self.matrix
        degrees = quarter + find_turn(np.ascontiguousarray(np.rot90(ink, quarter // 90)))
        told = _LEVEL
        facts: dict[str, str | float] = {"outcome": "level"}
        if degrees:
            if shades is ink:
                copy, ink, back = turn(copy, ink, degrees)
                shades = ink
            else:
                copy, both, back = turn(copy, np.dstack([ink, shades]), degrees)
                ink, shades = (np.ascontiguousarray(kind) for kind in np.moveaxis(both, -1, 0))
            matrix = matrix @ back
            side = "left" if degrees > 0 else "right"
            told = _TURNED.format(abs(degrees), side)
            facts = {"outcome": side, "degrees": round(abs(degrees), 1)}
        stages.add("straightened", partial(draw_ink, ink), told, matrix, **facts)
        return replace(
            self, picture=copy, ink=ink, shades=shades, matrix=matrix, stages=stages.done
        )


def prepare(picture: Picture, without: Collection[str] = ()) -> Prepared:
    """Find the ink of a picture, whatever its light, its paper and the way that it lies.

    Args:
        picture: RGB uint8 (H, W, 3), at least 1×1.
        without: names of steps to leave out, of :data:`STEPS`.
    """
    stages = Stages()
    first = copy, matrix = working_copy(picture)
    height, width = picture.shape[:2]
    told = _ORIGINAL.format(width, height)
    stages.add("original", copy, told, matrix, width=width, height=height)
    sheet, part = (None, None) if "paper" in without else find_paper(copy)
    corners = None if sheet is None else _mapped(matrix, sheet.corners)
    outline = None if part is None else _mapped(matrix, part)

    def flat(longest: int | None = None) -> _Flat:
        """The straight sheet, or the working copy where there is none."""
        if corners is None:
            copy, matrix = working_copy(picture, longest) if longest else first
        else:
            copy, matrix = straighten(picture, within(corners), longest or LONGEST)
        beyond, shown = None, copy
        outcome, told = ("none", _NO_SHEET) if corners is None else ("sheet", _SHEET)
        if outline is not None:
            beyond = outside_of(
                _mapped(np.asarray(np.linalg.inv(matrix), np.float64), outline), copy.shape[:2]
            )
            shown, outcome, told = paled(copy, beyond), "part", _PART
        if "paper" not in without:
            stages.add("paper", shown, told, matrix, outcome=outcome)
        return _Flat(copy, matrix, beyond, corners is not None)

    seen = flat()
    ink, shades, light_on_dark = _find_ink(seen, without, stages)
    longest = better_longest(ink, _available(seen.copy, seen.matrix))
    if longest is not None:
        seen = flat(longest)
        ink, shades, light_on_dark = _find_ink(seen, without, stages)
    prepared = Prepared(seen.copy, ink, shades, seen.matrix, light_on_dark, stages.done, corners)
    return prepared if "skew" in without else prepared.straightened()


@dataclass(frozen=True, eq=False)
class _Flat:
    """A working copy, its matrix, where it shows no paper, and whether it is a straight sheet."""

    copy: Picture
    matrix: Matrix
    beyond: Grey | None
    is_sheet: bool


def _find_ink(seen: _Flat, without: Collection[str], stages: Stages) -> tuple[Ink, Ink, bool]:
    """The ink of a working copy, its shades, and whether it is lighter than its ground."""
    matrix, grey = seen.matrix, brightness(seen.copy)
    beyond = None if seen.beyond is None else seen.beyond > 0
    light_on_dark = is_light_on_dark(grey if beyond is None else extended(grey, beyond))
    if light_on_dark:
        grey = 255 - grey

    def paper_below(grey: Grey) -> Grey:
        paper = paper_of(grey) if "light" not in without else _even(grey)
        if beyond is not None:
            paper[beyond] = 0  # too dark to tell of the paper's noise and the writing's contrast
        return paper

    paper = paper_below(grey)
    tones = tones_of(grey, paper)
    clear = smoothed(grey, tones)
    if clear is grey:
        ink, relief = ink_and_relief(grey, paper, tones)
    else:
        ink, relief = ink_and_relief(clear, paper_below(clear))
    if beyond is not None:
        ink[beyond] = 0
    if seen.is_sheet:
        ink = without_rim(ink)
    light = "left as it is" if "light" in without else "made even, shadows taken off"
    dark = "light writing turned dark, " if light_on_dark else ""
    told = _CLEANED.format(light, dark)
    outcome = f"{'plain' if 'light' in without else 'even'}{'_turned' if light_on_dark else ''}"
    stages.add("cleaned", partial(draw_ink, ink), told, matrix, outcome=outcome)
    if "rules" not in without:
        removed = np.zeros(ink.shape, np.uint8)
        if ink.shape[1] < _STRIP * ink.shape[0]:
            ink, removed = without_rules(ink, darkness_of(grey, paper))
        if seen.is_sheet:
            ink = without_edge(ink)
        if removed.any():
            drawn = partial(draw_removed, ink, removed)
            stages.add("rules", drawn, _RULES, matrix, outcome="removed")
        else:
            stages.add("rules", partial(draw_ink, ink), _NO_RULES, matrix, outcome="none")
    return ink, ink if relief is None else ink * relief, light_on_dark


def _available(copy: Picture, matrix: Matrix) -> float:
    """Pixels of the source for each of the copy, along a line through its middle."""
    height, width = copy.shape[:2]
    x, y = width / 2, height / 2
    start, right, down = _mapped(matrix, np.array([[x, y], [x + 1, y], [x, y + 1]]))
    return float(np.sqrt(np.linalg.norm(right - start) * np.linalg.norm(down - start)))


_ORIGINAL = "The picture as it was given, {}×{} pixels."
_SHEET = "The sheet was found: its perspective is taken out, what lies around it left away."
_PART = "Edges of the sheet were found: what lies beyond them is left away."
_NO_SHEET = "No sheet with four clear edges: the whole picture is read."
_CLEANED = "Light {}; {}ink dark and paper white."
_RULES = "Printed lines (red) are taken out, and letters that cross them mended."
_NO_RULES = "No printed lines found."
_TURNED = "The lines of writing ran askew: turned by {:.1f}° to the {}."
_LEVEL = "The lines of writing run level."
_STRIP = 4
"""A picture so many times as wide as high holds one line of writing. Its rules may stay: nothing
hangs together by them, and the word network has learnt to read over them."""


def _mapped(matrix: Matrix, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (N, 2) after a 3×3 matrix."""
    return np.asarray(cv2.perspectiveTransform(points[None], matrix)[0], dtype=np.float64)


def _even(grey: Grey) -> Grey:
    """Paper of one brightness everywhere: the picture's median."""
    return np.full(grey.shape, np.median(grey), np.uint8)
