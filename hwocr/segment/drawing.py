"""Pictures of what segmentation found."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from hwocr.arrays import Grey, Ink, Picture
from hwocr.page import Box
from hwocr.prepare.drawing import draw_ink
from hwocr.segment.layout import Contour, LineRegion

KEPT = (22, 128, 60)
DROPPED = (214, 64, 42)
_COLOURS = ((37, 99, 235), (217, 119, 6), (13, 148, 136), (190, 24, 93), (101, 63, 200))
"""Taken in turn by lines, words or characters, so that neighbours differ."""


def draw_edges(edges: Grey) -> Picture:
    """Canny's edges, dark on white."""
    return np.asarray(cv2.cvtColor(255 - edges, cv2.COLOR_GRAY2RGB), dtype=np.uint8)


def draw_contours(ink: Ink, contours: Sequence[Contour]) -> Picture:
    """Kept contours in green and dropped ones in red, over the pale ink."""
    canvas = _pale(draw_ink(ink))
    pen = _pen(canvas)
    for kept, colour in ((False, DROPPED), (True, KEPT)):
        points = [contour.points for contour in contours if contour.kept == kept]
        cv2.drawContours(canvas, points, -1, colour, pen)
    return canvas


def draw_boxes(ink: Ink, boxes: Sequence[Box]) -> Picture:
    """A box around each thing, in changing colours."""
    canvas = draw_ink(ink)
    pen = _pen(canvas)
    for number, box in enumerate(boxes):
        colour = _COLOURS[number % len(_COLOURS)]
        cv2.rectangle(canvas, (box.x, box.y), (box.right - 1, box.bottom - 1), colour, pen)
    return canvas


def draw_lines(ink: Ink, lines: Sequence[LineRegion]) -> Picture:
    """The characters of each line in the line's colour, and its baseline."""
    canvas = draw_ink(ink)
    pen = _pen(canvas)
    for number, line in enumerate(lines):
        colour = _COLOURS[number % len(_COLOURS)]
        for word in line.words:
            box = word.box
            cv2.rectangle(canvas, (box.x, box.y), (box.right - 1, box.bottom - 1), colour, pen)
        knots = np.rint(np.array(line.course)).astype(np.int32)
        cv2.polylines(canvas, [knots], False, colour, pen, cv2.LINE_AA)
    return canvas


def _pale(picture: Picture) -> Picture:
    return np.asarray(170 + (picture // 3), dtype=np.uint8)


def _pen(canvas: Picture) -> int:
    return 1 + int(max(canvas.shape)) // 1000
