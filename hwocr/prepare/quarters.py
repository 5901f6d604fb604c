"""Pages that lie on their side or upside down: which turns are worth a try."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Ink
from hwocr.prepare.skew import places, profile, sharpness

_SKEW, _STEP = 20, 1
"""Degrees: lines are looked for so far around each axis, in such steps."""
_ROWS = 0.6
"""An axis is out of the question if its rows are less sharp than this share of the other's."""
_LEVEL = 0.9
"""Lines lie level where columns are less sharp than this share of the rows."""
_FEWEST = 50
"""Pixels of the small copy below which there is no writing to turn."""


def quarter_turns(ink: Ink) -> tuple[int, ...]:
    """Turns that a page might need to stand upright, the most plausible one first.

    Shapes alone do not settle it: a column of numbers looks like a line on its side, and capitals
    have no ascenders. They say in which order to try, and what not to try: a reader that is sure
    of hardly a word goes through the turns and keeps the reading that it trusts most.
    Lines run along the axis with the sharper profile. Going down a line, ink sets in gradually,
    with ascenders, and ends abruptly below the baseline: the side with steeper edges is the foot.

    Args:
        ink: float32 (H, W) in [0, 1].

    Returns:
        Degrees counter-clockwise, of 90, 180 and 270; none where there is no writing.
    """
    x, y = places(ink)
    if len(x) < _FEWEST:
        return ()
    angles = np.arange(-_SKEW, _SKEW + 1, _STEP, dtype=np.float64)
    level, level_score = _best(x, y, angles)
    upright, upright_score = _best(x, y, 90 + angles)
    if upright_score < _ROWS * level_score:
        return (180,)
    sideways = (90, 270) if stands(profile(x, y, upright)) else (270, 90)
    if level_score < _ROWS * upright_score:
        return (*sideways, 180)
    return (*sideways, 180) if stands(profile(x, y, level)) else (180, *sideways)


def is_level(ink: Ink) -> bool:
    """Whether the ink lies in rows rather than in columns; so does what is too little to tell.

    Args:
        ink: float32 (H, W) in [0, 1].
    """
    x, y = places(ink)
    if len(x) < _FEWEST:
        return True
    angles = np.arange(-_SKEW, _SKEW + 1, _STEP, dtype=np.float64)
    return _best(x, y, 90 + angles)[1] < _LEVEL * _best(x, y, angles)[1]


def stands(rows: NDArray[np.int64]) -> bool:
    """Whether lines with this profile, from the top down, are more likely upright than not."""
    steps = np.diff(np.convolve(rows, [0.25, 0.5, 0.25]))
    return bool((steps**3).sum() < 0)


def _best(
    x: NDArray[np.float32], y: NDArray[np.float32], angles: NDArray[np.float64]
) -> tuple[float, float]:
    """The angle with the sharpest profile, and how sharp that is."""
    scores = sharpness(x, y, angles)
    best = int(scores.argmax())
    return float(angles[best]), float(scores[best])
