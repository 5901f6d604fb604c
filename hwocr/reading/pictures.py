"""The pictures of how words were read: glyphs, word images, what the network said over time.

They are sheets of cut-outs. What lies where on them is known without drawing them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TypeAlias

import cv2
import numpy as np

from hwocr.arrays import Grey, Picture
from hwocr.glyph import SIZE
from hwocr.page import Box, Character, Stage
from hwocr.reading import panels
from hwocr.reading.joined import Trace
from hwocr.reading.panels import GROUND
from hwocr.reading.regions import Source
from hwocr.wordimage import HEIGHT

_Size: TypeAlias = tuple[int, int]
"""Height and width in pixels."""

_MOST_GLYPHS = 480
_GLYPHS_A_ROW = 16
_CELL = SIZE + 4
_MOST_WORDS = 40
_GAP = 8
_ROOM = 200_000
"""Word images are enlarged until they cover about so many pixels…"""
_LARGEST, _LEAST = 6, 2
"""…but so many times at most and at least…"""
_WIDEST = 1600
"""…unless that makes one wider than this."""
_SHAPE = 1.5
"""Width of a sheet by its height, about."""


def glyph_stage(characters: Sequence[Character], seconds: float, source: Source) -> Stage:
    """The stage "glyphs": characters as the character network saw them.

    Args:
        characters: in reading order, in working pixels; the first ones are shown where there are
            many.
        seconds: what reading them took.
        source: where working pixels lead to.
    """
    shown = [c for c in characters if c.glyph is not None][:_MOST_GLYPHS]
    glyphs = [c.glyph for c in shown if c.glyph is not None]
    cells = [Box(2 * x, 2 * y, 2 * SIZE, 2 * SIZE) for x, y in map(_corner, range(len(shown)))]
    cutouts = tuple((source.box(c.box), cell) for c, cell in zip(shown, cells, strict=True))
    return Stage("glyphs", partial(draw_glyphs, glyphs), seconds, _GLYPHS, cutouts=cutouts)


def draw_glyphs(glyphs: Sequence[Grey]) -> Picture:
    """Glyphs side by side in rows, twice as large, uint8 RGB; at least one empty cell."""
    columns = max(1, min(_GLYPHS_A_ROW, len(glyphs)))
    rows = max(1, -(-len(glyphs) // _GLYPHS_A_ROW))
    sheet = np.full((rows * _CELL, columns * _CELL), GROUND, np.uint8)
    for number, glyph in enumerate(glyphs):
        x, y = _corner(number)
        sheet[y : y + SIZE, x : x + SIZE] = glyph
    large = cv2.resize(sheet, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.cvtColor(large, cv2.COLOR_GRAY2RGB), np.uint8)


def trace_stages(traces: Sequence[Trace], seconds: float, source: Source) -> list[Stage]:
    """How words were read as a whole, in three sheets; large for one word, many to a sheet.

    Args:
        traces: of the words in reading order; the first ones are shown where there are many.
        seconds: what reading them took.
        source: where the traces' working pixels lead to.

    Returns:
        The stages "word images", which has the time of reading, "activity" and "alignment".
    """
    shown = traces[:_MOST_WORDS]
    boxes = [[source.box(box) for box in trace.boxes] for trace in shown]
    return [
        Stage(
            name,
            partial(sheet.draw, shown),
            seconds if name == "word images" else 0.0,
            description,
            cutouts=sheet.cutouts(shown, boxes),
        )
        for name, (sheet, description) in _SHEETS.items()
    ]


@dataclass(frozen=True)
class _Sheet:
    """A sheet with a panel for each word: how it is drawn, its size, whether colours need a key."""

    panel: Callable[[Trace, int], Picture]
    size: Callable[[Trace, int], _Size]
    key: bool = False

    def draw(self, traces: Sequence[Trace]) -> Picture:
        """uint8 RGB; at least a strip of ground."""
        zoom = _zoom(traces)
        pictures = [self.panel(trace, zoom) for trace in traces]
        if self.key and traces:
            pictures.append(panels.key_panel(zoom))
        corners, size = _laid_out([picture.shape[:2] for picture in pictures])
        sheet = np.full((*size, 3), GROUND, np.uint8)
        for picture, (x, y) in zip(pictures, corners, strict=True):
            sheet[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
        return sheet

    def cutouts(
        self, traces: Sequence[Trace], boxes: Sequence[Sequence[Box]]
    ) -> tuple[tuple[Box, Box], ...]:
        """What it shows and where; ``boxes`` are those of each trace's spans in the source."""
        zoom = _zoom(traces)
        sizes = [self.size(trace, zoom) for trace in traces]
        found = []
        corners, _ = _laid_out([*sizes, panels.key_size(zoom)] if self.key and traces else sizes)
        for trace, own, size, (x, y) in zip(traces, boxes, sizes, corners, strict=False):
            for span, box in zip(trace.spans, own, strict=True):
                if not span.text.isspace():
                    cell = panels.span_box(trace, span, size, zoom)
                    found.append((box, Box(x + cell.x, y + cell.y, cell.width, cell.height)))
        return tuple(found)


_GLYPHS = "Each character, scaled and centred the way the network sees it, and then named."
_SHEETS = {
    "word images": (
        _Sheet(panels.image_panel, panels.image_size),
        "Each word, scaled by the height of its small letters, as the word network sees it.",
    ),
    "activity": (
        _Sheet(panels.activity_panel, panels.activity_size, key=True),
        "What the word network recognises along each word: bright means probable.",
    ),
    "alignment": (
        _Sheet(panels.alignment_panel, panels.alignment_size),
        "Where each character of the reading was found; unsure ones are orange and dashed.",
    ),
}


def _corner(number: int) -> tuple[int, int]:
    """Left and top of a glyph on the sheet before that is enlarged."""
    row, column = divmod(number, _GLYPHS_A_ROW)
    return column * _CELL + 2, row * _CELL + 2


def _zoom(traces: Sequence[Trace]) -> int:
    """How many times the traces' images are enlarged."""
    widths: list[int] = [trace.image.shape[1] for trace in traces]
    if not widths:
        return 1
    fill = int(np.sqrt(_ROOM / (HEIGHT * sum(widths))))
    return max(1, min(max(_LEAST, min(_LARGEST, fill)), _WIDEST // max(widths)))


def _laid_out(sizes: Sequence[_Size]) -> tuple[list[tuple[int, int]], _Size]:
    """Panels from left to right in rows, like writing: left and top of each, the sheet's size."""
    area = sum((height + _GAP) * (width + _GAP) for height, width in sizes)
    widest = max((width for _, width in sizes), default=0)
    room = max(widest, round(float(np.sqrt(_SHAPE * area))))
    rows: list[list[_Size]] = [[]]
    for height, width in sizes:
        if rows[-1] and sum(w + _GAP for _, w in rows[-1]) + width > room:
            rows.append([])
        rows[-1].append((height, width))
    heights = [max((height for height, _ in row), default=0) + _GAP for row in rows]
    corners = [
        (left, top)
        for row, top in zip(rows, accumulate(heights, initial=_GAP), strict=False)
        for left, _ in zip(accumulate((w + _GAP for _, w in row), initial=_GAP), row, strict=False)
    ]
    widths = [sum(width + _GAP for _, width in row) for row in rows]
    return corners, (sum(heights) + _GAP, max(widths) + _GAP)
