"""Which straight strokes are printed lines, and not parts of letters."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.polynomial import legendre

from hwocr.arrays import Ink
from hwocr.prepare.rules.family import missing, sides
from hwocr.prepare.rules.letters import letter_height, widest_line
from hwocr.prepare.rules.straight import Straight, find_straights
from hwocr.prepare.rules.strip import PALE, Strip, lay_out
from hwocr.prepare.rules.trace import prolonged

_LONG, _SURE = 15.0, 60.0
"""Stroke widths from which on a stroke may be a line, and from which it is hardly a letter's."""
_LETTERS, _SURE_LETTERS = 3.0, 2.0
"""Heights of letters that a line must be long, and that one of sure length must be."""
_COVER, _SURE_COVER = 0.95, 0.85
"""Share of a line's length that must have ink."""
_HINTED_COVER, _THIN = 0.5, 0.5
"""The same where paper repeats itself, and share of that ink which is no higher than a line."""
_LONE_COVER, _LONE = 0.55, 0.95
"""The same for pale lines of sure length with nothing written on them: their ink comes and goes."""
_WAVER, _SURE_WAVER = 0.12, 0.25
"""Stroke widths by which a line may waver."""
_BEND, _SURE_BEND = 0.02, 0.06
"""Share of its length by which a line may bend."""
_STRUCK = 0.1
"""A stroke through a word meets ink on both sides, over such a share of its length."""
_ROW_COVER = 0.91
"""Share of the length that has ink, below which a long stroke must not strike words out either."""
_INKED = 0.3
"""Share of full ink that writing has."""
_SWAY, _PIXELS, _LOW, _ACROSS = 0.1, 0.45, 0.92, 0.6
"""Flat joined writing sways by more than so many stroke widths, and what whole pixels make of a
line; less than such a share of its ink is no higher than a line; and it goes across less than such
a share of the picture."""


def printed_lines(ink: Ink, turned: Ink, stroke: float) -> tuple[list[Straight], list[Straight]]:
    """Find printed lines, and underlines and frames drawn by hand.

    Args:
        ink: float32 (H, W) in [0, 1].
        turned: the same with rows for columns.
        stroke: width of the pen in pixels.

    Returns:
        Level lines; and upright ones, rows for columns.
    """
    widest = widest_line(stroke)
    level = _candidates(ink, stroke)
    upright: list[Straight] = []
    height = letter_height(ink, level, [], stroke)
    # As in most drawings of a word, the ink may be too low for any upright line.
    if _rows_of(ink) + 2 * widest >= min(_SURE * stroke, _LETTERS * height):
        upright = _candidates(turned, stroke)
        # Letters' stems are straight too: upright strokes tell of lines only if they are very long.
        tall = [line for line in upright if line.length >= _SURE * stroke]
        height = letter_height(ink, level, tall, stroke) if tall else height
    if not level and not upright:
        return [], []
    level, upright = _long(ink, level, stroke, height), _long(turned, upright, stroke, height)
    # Where others of their family tell where to look, lines may be there in part.
    level += _present(ink, missing(level, *ink.shape[::-1]), widest, _HINTED_COVER, _THIN)
    upright += _present(turned, missing(upright, *ink.shape), widest, _HINTED_COVER, _THIN)
    boxes = _present(turned, sides(level, 2.0 * widest), widest, _COVER)
    sure = _SURE * stroke
    level = [
        line for line in level if line.length >= sure or not _is_open(ink, line, boxes, widest)
    ]
    return level, upright + boxes


def _rows_of(ink: Ink) -> int:
    """Rows from the first to the last that a line may have ink on."""
    _, _, _, height = cv2.boundingRect(np.asarray(ink > PALE, dtype=np.uint8))
    return height


def _candidates(ink: Ink, stroke: float) -> list[Straight]:
    """Whole and straight strokes, each followed to its ends."""
    inked = np.asarray(ink > PALE, dtype=np.uint8)
    widest = widest_line(stroke)
    found: list[Straight] = []
    straights = find_straights(inked, stroke, widest)
    if all(line.length < _LONG * stroke for line in straights):
        return []  # as in most drawings: every line runs undisturbed somewhere
    for line in sorted(straights, key=lambda line: -line.length):
        if any(known.holds(line, widest) for known in found):
            continue
        if _is_straight(ink, line, stroke):
            whole = prolonged(ink, line, stroke, widest)
            if whole.length > line.length and _is_straight(ink, whole, stroke):
                line = whole
            found.append(line)
    return [line for line in found if line.length >= _LONG * stroke]


def _is_straight(ink: Ink, line: Straight, stroke: float) -> bool:
    """Whether a stroke is whole and hardly wavers."""
    strip = lay_out(ink, line, widest_line(stroke))
    if strip is None:
        return False
    sure = line.length >= _SURE * stroke
    cover, waver = (_SURE_COVER, _SURE_WAVER) if sure else (_COVER, _WAVER)
    if sure and strip.thin(widest_line(stroke)) >= _LONE:
        cover = _LONE_COVER
    most = (_SURE_BEND if sure else _BEND) * line.length
    # Half a pixel is what middles of whole pixels may be wrong by.
    if strip.cover < cover or strip.waver > waver * stroke + 0.5:
        return False
    columns = np.linspace(-1, 1, line.length)
    bend = legendre.legfit(columns, strip.middle, 3)
    off = float(np.std(strip.middle - legendre.legval(columns, bend)))
    return off <= waver * stroke + 0.5 and abs(float(bend[2])) <= most


def _long(ink: Ink, lines: list[Straight], stroke: float, height: float) -> list[Straight]:
    """Those that are long beside the letters and do not strike a word out."""
    sure = max(_SURE * stroke, _SURE_LETTERS * height)
    found = []
    for line in lines:
        if line.length < min(sure, _LETTERS * height):
            continue
        strip = lay_out(ink, line, widest_line(stroke))
        if strip is None:
            continue
        if line.length < _ACROSS * ink.shape[1] and _is_writing(strip, stroke):
            continue
        # A row of joined words is long as well, but has gaps.
        if (line.length < sure or strip.cover < _ROW_COVER) and _strikes_out(strip):
            continue
        found.append(line)
    return found


def _is_writing(strip: Strip, stroke: float) -> bool:
    """Whether this is a flat word: it goes up and down, and some of its strokes leave the line."""
    sways = strip.sway > _SWAY * stroke + _PIXELS
    return sways and strip.thin(widest_line(stroke)) < _LOW


def _is_open(ink: Ink, line: Straight, boxes: Sequence[Straight], widest: int) -> bool:
    """Whether a line turns at both ends, as a box's does, and not all sides were found.

    Half a box is worse than a whole one: what is left of it looks like letters.
    """
    corners = [corner[::-1] for side in boxes for corner in side.ends]
    for column, row in line.ends:
        if any(max(abs(row - y), abs(column - x)) <= 2 * widest for x, y in corners):
            return False
        across = slice(max(0, round(column) - widest), round(column) + widest + 1)
        top = max(0, round(row) - 4 * widest)
        above = ink[top : max(0, round(row) - widest), across] > _INKED
        below = ink[round(row) + widest : round(row) + 4 * widest, across] > _INKED
        if not any(len(part) and part.any(axis=1).all() for part in (above, below)):
            return False
    return True


def _strikes_out(strip: Strip) -> bool:
    """Whether there is as much writing on one side as on the other."""
    reach = len(strip.values) // 2
    half = int(np.ceil(strip.height / 2)) + 1
    inked = strip.values > _INKED
    above = float((inked[reach - half] & inked[reach - half - 1]).mean())
    below = float((inked[reach + half] & inked[reach + half + 1]).mean())
    return min(above, below) > max(_STRUCK, max(above, below) / 2)


def _present(
    ink: Ink, lines: Sequence[Straight], widest: int, cover: float, thin: float = 0.0
) -> list[Straight]:
    """Those that are there, each where it is."""
    found = []
    for line in lines:
        strip = lay_out(ink, line, widest)
        if strip is not None and strip.cover >= cover and strip.thin(widest) >= thin:
            found.append(Straight(line.start, strip.middle))
    return found
