"""The pictures of how words were read: glyphs, word images, what the network said over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate

import cv2
import numpy as np

from hwocr.arrays import Grey, Picture
from hwocr.glyph import SIZE
from hwocr.page import Stage
from hwocr.reading.joined import Trace
from hwocr.reading.panels import GROUND, activity_panel, alignment_panel, image_panel, key_panel
from hwocr.wordimage import HEIGHT

_MOST_GLYPHS = 480
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


def draw_glyphs(glyphs: Sequence[Grey | None], columns: int = 16) -> Picture:
    """All glyphs side by side in reading order, uint8 RGB; at least one empty cell."""
    cell = SIZE + 4
    shown = [glyph for glyph in glyphs if glyph is not None][:_MOST_GLYPHS]
    columns = max(1, min(columns, len(shown)))
    rows = max(1, -(-len(shown) // columns))
    sheet = np.full((rows * cell, columns * cell), GROUND, np.uint8)
    for i, glyph in enumerate(shown):
        y, x = (i // columns) * cell + 2, (i % columns) * cell + 2
        sheet[y : y + SIZE, x : x + SIZE] = glyph
    large = cv2.resize(sheet, None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    return np.asarray(cv2.cvtColor(large, cv2.COLOR_GRAY2RGB), np.uint8)


def trace_stages(traces: Sequence[Trace], seconds: float) -> list[Stage]:
    """How words were read as a whole, in three sheets; large for one word, many to a sheet.

    Args:
        traces: of the words in reading order; the first ones are shown where there are many.
        seconds: what reading them took.

    Returns:
        The stages "word images", which has the time of reading, "activity" and "alignment".
    """
    shown = traces[:_MOST_WORDS]
    return [
        Stage("word images", partial(_draw, image_panel, shown), seconds, _IMAGES),
        Stage("activity", partial(_draw, activity_panel, shown, key=True), 0.0, _ACTIVITY),
        Stage("alignment", partial(_draw, alignment_panel, shown), 0.0, _ALIGNMENT),
    ]


_IMAGES = "Each word, scaled by the height of its small letters, as the word network sees it."
_ACTIVITY = "What the word network recognises along each word: bright means probable."
_ALIGNMENT = "Where each character of the reading was found; unsure ones are orange and dashed."


def _draw(
    panel: Callable[[Trace, int], Picture], traces: Sequence[Trace], key: bool = False
) -> Picture:
    """A sheet with a panel for each word, and with ``key`` one for the colours."""
    zoom = _zoom([trace.image.shape[1] for trace in traces])
    panels = [panel(trace, zoom) for trace in traces]
    return _sheet([*panels, key_panel(zoom)] if key and traces else panels)


def _zoom(widths: Sequence[int]) -> int:
    """How many times word images of these widths are enlarged."""
    if not widths:
        return 1
    fill = int(np.sqrt(_ROOM / (HEIGHT * sum(widths))))
    return max(1, min(max(_LEAST, min(_LARGEST, fill)), _WIDEST // max(widths)))


def _sheet(panels: Sequence[Picture]) -> Picture:
    """Panels from left to right in rows, like writing, uint8 RGB; at least a strip of ground."""
    area = sum((p.shape[0] + _GAP) * (p.shape[1] + _GAP) for p in panels)
    widest = max((p.shape[1] for p in panels), default=0)
    room = max(widest, round(float(np.sqrt(_SHAPE * area))))
    rows: list[list[Picture]] = [[]]
    for panel in panels:
        if rows[-1] and sum(p.shape[1] + _GAP for p in rows[-1]) + panel.shape[1] > room:
            rows.append([])
        rows[-1].append(panel)
    heights = [max((p.shape[0] for p in row), default=0) + _GAP for row in rows]
    widths = [sum(p.shape[1] + _GAP for p in row) for row in rows]
    sheet = np.full((sum(heights) + _GAP, max(widths) + _GAP, 3), GROUND, np.uint8)
    for row, top in zip(rows, accumulate(heights, initial=_GAP), strict=False):
        lefts = accumulate((p.shape[1] + _GAP for p in row), initial=_GAP)
        for panel, left in zip(row, lefts, strict=False):
            sheet[top : top + panel.shape[0], left : left + panel.shape[1]] = panel
    return sheet
