"""Capitals and digits as pen strokes, composed from lines and arcs, so that tests can write.

A letter lives in a box of height 1 (y points down) and about the width given with it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

from hwocr.arrays import Points

Stroke = list[tuple[float, float]]


def _line(*points: tuple[float, float]) -> Stroke:
    """Straight pieces through ``points``, with points on the way as a mouse leaves them."""
    dense: Stroke = [points[0]]
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        steps = max(1, round(math.dist((x0, y0), (x1, y1)) / 0.08))
        dense += [
            (x0 + (x1 - x0) * k / steps, y0 + (y1 - y0) * k / steps) for k in range(1, steps + 1)
        ]
    return dense


def _arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Stroke:
    """Part of an ellipse around (x, y), in degrees; 0 is to the right, 90 is down."""
    steps = max(4, round(abs(end - start) / 12))
    angles = [math.radians(start + (end - start) * k / steps) for k in range(steps + 1)]
    return [(x + rx * math.cos(a), y + ry * math.sin(a)) for a in angles]


LETTERS: dict[str, tuple[float, list[Stroke]]] = {
    "A": (0.7, [_line((0, 1), (0.35, 0), (0.7, 1)), _line((0.13, 0.63), (0.57, 0.63))]),
    "B": (
        0.55,
        [
            _line((0, 0), (0, 1)),
            _line((0, 0), (0.25, 0))
            + _arc(0.25, 0.24, 0.27, 0.24, -90, 90)
            + _line((0.25, 0.48), (0.0, 0.48), (0.28, 0.48))
            + _arc(0.28, 0.74, 0.3, 0.26, -90, 90)
            + _line((0.28, 1), (0, 1)),
        ],
    ),
    "C": (0.65, [_arc(0.36, 0.5, 0.36, 0.5, -50, -310)]),
    "D": (
        0.6,
        [
            _line((0, 0), (0, 1)),
            _line((0, 0), (0.2, 0)) + _arc(0.2, 0.5, 0.42, 0.5, -90, 90) + _line((0.2, 1), (0, 1)),
        ],
    ),
    "E": (0.5, [_line((0.5, 0), (0, 0), (0, 1), (0.5, 1)), _line((0, 0.5), (0.4, 0.5))]),
    "F": (0.5, [_line((0.5, 0), (0, 0), (0, 1)), _line((0, 0.48), (0.4, 0.48))]),
    "G": (0.7, [_arc(0.36, 0.5, 0.36, 0.5, -50, -345) + _line((0.7, 0.55), (0.42, 0.55))]),
    "H": (
        0.6,
        [_line((0, 0), (0, 1)), _line((0.6, 0), (0.6, 1)), _line((0, 0.5), (0.6, 0.5))],
    ),
    "I": (0.05, [_line((0, 0), (0, 1))]),
    "J": (0.4, [_line((0.4, 0), (0.4, 0.75)) + _arc(0.2, 0.75, 0.2, 0.25, 0, 170)]),
    "K": (0.6, [_line((0, 0), (0, 1)), _line((0.55, 0), (0, 0.55), (0.6, 1))]),
    "L": (0.5, [_line((0, 0), (0, 1), (0.5, 1))]),
    "M": (0.8, [_line((0, 1), (0.05, 0), (0.4, 0.7), (0.75, 0), (0.8, 1))]),
    "N": (0.6, [_line((0, 1), (0, 0), (0.6, 1), (0.6, 0))]),
    "O": (0.72, [_arc(0.36, 0.5, 0.36, 0.5, -90, 270)]),
    "P": (
        0.5,
        [
            _line((0, 1), (0, 0), (0.25, 0))
            + _arc(0.25, 0.26, 0.27, 0.26, -90, 90)
            + _line((0.25, 0.52), (0, 0.52))
        ],
    ),
    "Q": (0.75, [_arc(0.36, 0.5, 0.36, 0.5, -90, 270), _line((0.45, 0.7), (0.75, 1.05))]),
    "R": (
        0.6,
        [
            _line((0, 1), (0, 0), (0.25, 0))
            + _arc(0.25, 0.25, 0.28, 0.25, -90, 90)
            + _line((0.25, 0.5), (0.02, 0.5), (0.6, 1))
        ],
    ),
    "S": (
        0.55,
        [_arc(0.28, 0.25, 0.26, 0.25, -30, -270) + _arc(0.28, 0.75, 0.27, 0.25, -90, 150)],
    ),
    "T": (0.65, [_line((0, 0), (0.65, 0)), _line((0.32, 0), (0.32, 1))]),
    "U": (
        0.6,
        [_line((0, 0), (0, 0.7)) + _arc(0.3, 0.7, 0.3, 0.3, 180, 0) + _line((0.6, 0.7), (0.6, 0))],
    ),
    "V": (0.6, [_line((0, 0), (0.3, 1), (0.6, 0))]),
    "W": (0.9, [_line((0, 0), (0.22, 1), (0.45, 0.2), (0.68, 1), (0.9, 0))]),
    "X": (0.6, [_line((0, 0), (0.6, 1)), _line((0.6, 0), (0, 1))]),
    "Y": (0.6, [_line((0, 0), (0.3, 0.5)), _line((0.6, 0), (0.3, 0.5), (0.3, 1))]),
    "Z": (0.6, [_line((0, 0), (0.6, 0), (0, 1), (0.6, 1))]),
    "0": (0.55, [_arc(0.27, 0.5, 0.25, 0.5, -90, 270)]),
    "1": (0.2, [_line((0, 0.25), (0.2, 0), (0.2, 1))]),
    "2": (0.55, [_arc(0.27, 0.28, 0.26, 0.28, -160, 40) + _line((0.0, 1), (0.55, 1))]),
    "3": (
        0.5,
        [_arc(0.22, 0.25, 0.26, 0.25, -150, 90) + _arc(0.22, 0.75, 0.28, 0.25, -90, 150)],
    ),
    "4": (0.6, [_line((0.35, 0), (0, 0.65), (0.6, 0.65)), _line((0.42, 0.35), (0.42, 1))]),
    "5": (
        0.5,
        [_line((0.5, 0), (0.08, 0), (0.04, 0.45)) + _arc(0.2, 0.7, 0.3, 0.3, -110, 140)],
    ),
    "6": (0.5, [_line((0.4, 0), (0.08, 0.5)) + _arc(0.25, 0.72, 0.24, 0.27, -150, 210)]),
    "7": (0.5, [_line((0, 0), (0.5, 0), (0.15, 1))]),
    "8": (
        0.5,
        [_arc(0.25, 0.25, 0.2, 0.24, 90, 450) + _arc(0.25, 0.74, 0.25, 0.25, -90, 270)],
    ),
    "9": (0.5, [_arc(0.25, 0.27, 0.23, 0.27, 0, -360) + _line((0.48, 0.27), (0.4, 1))]),
}


def strokes_of(
    text: str,
    *,
    height: float = 100,
    at: tuple[float, float] = (50, 50),
    spacing: float = 0.3,
    shake: float = 0.008,
    seed: int = 0,
) -> list[Points]:
    """Write ``text`` as pen strokes.

    Args:
        text: capitals, digits and spaces; a line break starts a new line.
        height: of a letter, in pixels.
        at: x and y of the top left corner, in pixels.
        spacing: between letters, as a share of the height; a space is four times as wide.
        shake: unsteadiness of the hand, as a share of the height.
        seed: of the unsteadiness.

    Returns:
        One float32 array (N, 2) of x and y in pixels for each stroke, in the order of writing.
    """
    random = np.random.default_rng(seed)
    strokes: list[Points] = []
    for row, line in enumerate(text.split("\n")):
        x, y = at[0], at[1] + row * 1.8 * height
        for character in line:
            if character == " ":
                x += 3 * spacing * height
                continue
            width, pieces = LETTERS[character]
            for piece in pieces:
                points = np.asarray(piece, np.float32) * height + (x, y)
                wobble = np.cumsum(random.normal(0, shake * height / 2, points.shape), axis=0)
                reach = 2 * shake * height
                # A random walk on a leash: unsteady, but the strokes still meet.
                leashed = reach * np.tanh(wobble / reach) if reach else wobble
                strokes.append((points + leashed).astype(np.float32))
            x += (width + spacing) * height
    return strokes


def size_of(strokes: Sequence[Points], margin: float = 50) -> tuple[int, int]:
    """Width and height in pixels of a sheet that holds ``strokes`` with a margin."""
    right, bottom = np.concatenate(strokes).max(axis=0) + margin
    return int(np.ceil(right)), int(np.ceil(bottom))
