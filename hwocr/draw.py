"""The picture with what was read drawn on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from typing import Literal, TypeAlias

import numpy as np
from PIL import Image, ImageDraw

from hwocr.arrays import Picture
from hwocr.lettering import text_width, write
from hwocr.page import Box, Page

Level: TypeAlias = Literal["lines", "words", "characters"]

SURE = (37, 99, 235)
"""RGB of a box whose reading is sure: blue and orange differ for all kinds of colour vision."""
UNSURE = (217, 95, 2)
"""RGB of a box whose reading is unsure; its outline is dashed as well."""

CROSSED_OUT = "–"
"""Label of a word that is crossed out."""

_LABEL_HEIGHT = 0.42
"""Of a label, as a part of the median box height."""
_SMALLEST_LABEL = 9
"""In pixels; below this nobody can read it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    box: Box
    label: str
    unsure: bool


def annotate(picture: Picture, page: Page, level: Level = "characters") -> Picture:
    """Draw a labelled box around each line, word or character.

    Args:
        picture: uint8 RGB (H, W, 3), the source picture or a copy of it at any scale.
        page: its reading; the boxes are scaled from ``page.width`` × ``page.height``.
        level: ``"lines"``, ``"words"`` or ``"characters"``.

    Returns:
        A new picture of the same shape; unsure readings are orange and dashed.

    Raises:
        ValueError: the level is unknown.
    """
    marks = [_scaled(mark, picture, page) for mark in _marks(page, level)]
    image = Image.fromarray(picture).convert("RGB")
    if marks:
        pen = ImageDraw.Draw(image)
        height = median(mark.box.height for mark in marks)
        thickness = max(1, round(height / 30))
        for mark in marks:
            _outline(pen, mark, thickness)
    annotated = np.asarray(image, dtype=np.uint8).copy()
    for mark in marks:
        _label(annotated, mark, round(max(_SMALLEST_LABEL, height * _LABEL_HEIGHT)), thickness)
    return annotated


def _marks(page: Page, level: Level) -> Iterable[_Mark]:
    if level == "lines":
        return [
            _Mark(line.box, line.text, any(w.unsure for w in line.words)) for line in page.lines
        ]
    if level == "words":
        return [_Mark(word.box, word.text or CROSSED_OUT, word.unsure) for word in page.words]
    if level == "characters":
        return [_Mark(c.box, c.text, c.unsure) for c in page.characters]
    raise ValueError(f"level is 'lines', 'words' or 'characters', got {level!r}")


def _scaled(mark: _Mark, picture: Picture, page: Page) -> _Mark:
    height, width = picture.shape[:2]
    scale = np.diag([width / page.width, height / page.height, 1.0])
    return _Mark(mark.box.mapped(scale, (width, height)), mark.label, mark.unsure)


def _outline(pen: ImageDraw.ImageDraw, mark: _Mark, thickness: int) -> None:
    left, top = mark.box.x, mark.box.y
    right, bottom = max(left, mark.box.right - 1), max(top, mark.box.bottom - 1)
    if not mark.unsure:
        pen.rectangle((left, top, right, bottom), outline=SURE, width=thickness)
        return
    dash = 3 * thickness + 1
    for x in range(left, right + 1, 2 * dash):
        end = min(x + dash, right)
        pen.rectangle((x, top, end, top + thickness - 1), fill=UNSURE)
        pen.rectangle((x, bottom - thickness + 1, end, bottom), fill=UNSURE)
    for y in range(top, bottom + 1, 2 * dash):
        end = min(y + dash, bottom)
        pen.rectangle((left, y, left + thickness - 1, end), fill=UNSURE)
        pen.rectangle((right - thickness + 1, y, right, end), fill=UNSURE)


def _label(picture: Picture, mark: _Mark, size: int, thickness: int) -> None:
    """A tab on top of the box, or inside it where the picture ends."""
    margin = max(1, thickness)
    width, height = text_width(mark.label, size) + 2 * margin, size + 2 * margin
    top = mark.box.y - height if mark.box.y >= height else mark.box.y
    left = max(0, min(mark.box.x, picture.shape[1] - width))
    picture[top : top + height, left : left + width] = UNSURE if mark.unsure else SURE
    write(picture, mark.label, (left + width / 2, top + height / 2), size, (255, 255, 255))
