"""Columns: the page is cut where a gutter of bare paper runs beside several lines.

A gutter is a tall empty rectangle with lines on both sides (Breuel, Two geometric algorithms for
layout analysis, 2002); what lies above it, to its left, to its right and below is cut again, in
this order (XY-cut; Nagy and Seth, 1984).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

_WIDTH = 2.4
"""Width of a gutter, at least; here and below in body heights."""
_BEYOND_SPACES = 1.6
"""... and in usual distances of other neighbours that are no letters of one word."""
_SPACE = 0.8
"""What is farther apart than this is no longer one word."""
_LINES, _BOTH, _TALL = 3, 7, 0.5
"""Lines beside a gutter: on either side, on both together, and on the side with more of them as a
share of all lines, at least: spaces lie below each other by chance on a few."""
_COLUMN = 3.0
"""Median width of the lines on either side, at least: narrower ones are cells of a table."""
_LEVEL = 1.2
"""Middles of one line's boxes lie within this."""
_CELL, _CELL_LINES = 0.5, 6
"""Side of a cell of the map of empty places, and cells that two lines are high at least."""
_MARGIN = 1.5
"""Lines of the right column begin so near to each other, in the median."""
_LEANS = (0.0, -0.04, 0.04, -0.08, 0.08, -0.14, 0.14)
"""Columns per row by which a gutter may lean, as the edges of a sheet do that is seen askew."""
_NARROW, _MORE = 1.7, 2
"""Width of what a gutter goes on with, and lines on either side of that, at least."""

Spans = NDArray[np.float64]


def find_blocks(spans: Spans, specks: NDArray[np.bool_] | None = None) -> list[NDArray[np.intp]]:
    """Put boxes into blocks.

    Args:
        spans: float64 (N, 4), left, top, right, bottom of letters or words on a level page, in
            body heights; those of wide writing are measured by wider ones across the page.
        specks: bool (N,), what tells nothing of columns, such as dots; each goes with the letter
            nearest to it.

    Returns:
        Indices of each block's boxes, blocks in reading order; one block where no gutter is.
    """
    if specks is None or not specks.any() or specks.all():
        return _cut(spans, np.arange(len(spans)))
    letters = np.flatnonzero(~specks)
    blocks = _cut(spans, letters)
    block_of = np.empty(len(spans), np.intp)
    for number, members in enumerate(blocks):
        block_of[members] = number
    for speck in np.flatnonzero(specks).tolist():
        block_of[speck] = block_of[letters[_nearest(spans[speck], spans[letters])]]
    return [np.flatnonzero(block_of == number) for number in range(len(blocks))]


def _nearest(span: NDArray[np.float64], others: Spans) -> int:
    """The box that has least paper between it and the middle of another."""
    middle = (span[:2] + span[2:]) / 2
    away = np.maximum(np.maximum(others[:, :2] - middle, middle - others[:, 2:]), 0)
    return int(np.hypot(*away.T).argmin())


def _cut(spans: Spans, chosen: NDArray[np.intp]) -> list[NDArray[np.intp]]:
    gutter = _gutter(spans[chosen])
    if gutter is None:
        return [chosen]
    lean, place, top, bottom = gutter
    own = _leant(spans[chosen], lean)
    middle = own[:, [1, 3]].mean(axis=1)
    beside = (middle > top) & (middle < bottom)
    before = own[:, 0] < place
    columns = chosen[beside & before], chosen[beside & ~before]
    above, below = chosen[middle <= top], chosen[middle >= bottom]
    above, columns = _continued(spans, above, columns, (place + lean * top, top))
    below, columns = _continued(spans, below, columns, (place + lean * bottom, bottom))
    pieces = (above, *columns, below)
    return [block for piece in pieces if len(piece) for block in _cut(spans, piece)]


_Columns = tuple[NDArray[np.intp], NDArray[np.intp]]


def _continued(
    spans: Spans, piece: NDArray[np.intp], columns: _Columns, end: tuple[float, float]
) -> tuple[NDArray[np.intp], _Columns]:
    """What lies beyond a gutter's end, and the columns: both of its parts if the gutter goes on.

    There it may be narrower, or lean otherwise, but parts all of some lines.
    """
    if not len(piece):
        return piece, columns
    for lean in _LEANS:
        own = _leant(spans[piece], lean)
        near = end[0] - lean * end[1]
        for place, _, top, bottom in _empty(own, _NARROW):
            before = own[:, 2] <= place
            is_whole = np.isneginf(top) and np.isposinf(bottom)
            if not is_whole or abs(place - near) > _WIDTH or not before.any() or before.all():
                continue
            if min(len(_lines(own[before])), len(_lines(own[~before]))) >= _MORE:
                left, right = columns
                left, right = np.append(left, piece[before]), np.append(right, piece[~before])
                return piece[:0], (left, right)
    return piece, columns


def _leant(spans: Spans, lean: float) -> Spans:
    """Boxes pushed aside, the more the lower they are, so that a leaning gutter is upright."""
    aside = lean * spans[:, [1, 3]].mean(axis=1)
    return np.asarray(spans - np.stack([aside, np.zeros_like(aside)] * 2, axis=1))


def _gutter(spans: Spans) -> tuple[float, float, float, float] | None:
    """The gutter beside most lines: its lean, a place within it, its top and its bottom."""
    if len(spans) < _BOTH:
        return None
    best, most = None, _BOTH - 1
    for lean in _LEANS:
        upright = _upright_gutter(_leant(spans, lean), most)
        if upright is not None:
            (place, top, bottom), most = upright
            best = lean, place, top, bottom
    return best


def _upright_gutter(spans: Spans, most: int) -> tuple[tuple[float, float, float], int] | None:
    """The upright gutter beside most lines, if these are more than so many, and their number."""
    best = None
    middle = spans[:, [1, 3]].mean(axis=1)
    spaces, rows = _spaces(spans), len(_lines(spans))
    for place, width, top, bottom in _empty(spans, _WIDTH):
        beside = spans[(middle > top) & (middle < bottom)]
        before = beside[:, 2] <= place
        lines = _lines(beside[before]), _lines(beside[~before])
        count = len(lines[0]), len(lines[1])
        if min(count) < _LINES or sum(count) <= most or max(count) < _TALL * rows:
            continue
        left, right, level = spaces.T
        others = (right < place) | (left > place) | (level < top) | (level > bottom)
        if width < _BEYOND_SPACES * _usual(spaces[others]):
            continue
        if _is_column(lines[0]) and _is_column(lines[1]) and _is_aligned(lines[1]):
            most = sum(count)
            best = (place, top, bottom), most
    return best


def _empty(spans: Spans, least: float) -> list[tuple[float, float, float, float]]:
    """Empty rectangles of at least a width, as tall as they can be: middle, width, top, bottom."""
    low = spans[:, :2].min(axis=0)
    cells = np.floor((spans - np.tile(low, 2)) / _CELL).astype(int)
    free = np.ones(cells[:, [3, 2]].max(axis=0) + 1, np.uint8)
    for left, top, right, bottom in cells.tolist():
        free[top : bottom + 1, left : right + 1] = 0
    across = max(1, int(least / _CELL) - 1)
    wide = cv2.erode(free, np.ones((1, across), np.uint8), borderType=cv2.BORDER_CONSTANT)
    found: list[tuple[int, int, list[int]]] = []
    for column in np.flatnonzero(wide.any(axis=0)).tolist():
        steps = np.flatnonzero(np.diff(np.pad(wide[:, column], 1).astype(np.int8)))
        for top, bottom in steps.reshape(-1, 2).tolist():
            if bottom - top <= _CELL_LINES:
                continue
            for known_top, known_bottom, columns in reversed(found):
                if (known_top, known_bottom, columns[-1] + 1) == (top, bottom, column):
                    columns.append(column)
                    break
            else:
                found.append((top, bottom, [column]))
    return [
        (
            float(low[0] + _CELL * (np.mean(columns) + 0.5)),
            _CELL * (len(columns) + across),
            float(low[1] + _CELL * top) if top else -np.inf,
            float(low[1] + _CELL * bottom) if bottom < len(wide) else np.inf,
        )
        for top, bottom, columns in found
    ]


def _lines(spans: Spans) -> list[tuple[float, float]]:
    """Left and right ends of lines: boxes whose middles lie at about one height."""
    lines: list[tuple[float, float]] = []
    first = -np.inf
    for left, top, right, bottom in spans[np.argsort(spans[:, 1] + spans[:, 3])].tolist():
        middle = (top + bottom) / 2
        if middle > first + _LEVEL:
            lines.append((left, right))
            first = middle
        else:
            lines[-1] = min(lines[-1][0], left), max(lines[-1][1], right)
    return lines


def _is_column(lines: list[tuple[float, float]]) -> bool:
    return float(np.median([right - left for left, right in lines])) >= _COLUMN


def _is_aligned(lines: list[tuple[float, float]]) -> bool:
    starts = np.array([left for left, _ in lines])
    return float(np.median(np.abs(starts - np.median(starts)))) <= _MARGIN


def _spaces(spans: Spans) -> NDArray[np.float64]:
    """Paper between neighbours on one line that are as far apart as words: (M, 3), its left and
    right end and its height on the page."""
    middle = spans[:, [1, 3]].mean(axis=1)
    level = np.abs(middle[:, None] - middle) < _LEVEL / 2
    after = level & (spans[:, None, 0] < spans[None, :, 0])  # [i, j]: j begins later than i
    gaps = np.where(after, spans[None, :, 0] - spans[:, None, 2], np.inf).min(axis=1)
    wide = np.isfinite(gaps) & (gaps > _SPACE)
    return np.stack([spans[wide, 2], spans[wide, 2] + gaps[wide], middle[wide]], axis=1)


def _usual(spaces: NDArray[np.float64]) -> float:
    """The width of rather narrow ones of some spaces; 0 without any."""
    return float(np.percentile(spaces[:, 1] - spaces[:, 0], 30)) if len(spaces) else 0.0
