"""Follow lines beyond where they run undisturbed."""

from __future__ import annotations

import numpy as np

from hwocr.arrays import Ink
from hwocr.prepare.rules.straight import Straight
from hwocr.prepare.rules.strip import lay_out

_TAIL, _STEP = 20.0, 80.0
"""Stroke widths of a line's end that tell where it goes, and how far that is trusted."""
_WINDOW, _COVER = 10.0, 0.9
"""Stroke widths of which such a share must have ink, or the line ends."""
_LEAST = 2.0
"""Stroke widths of progress below which a line has ended."""


def prolonged(ink: Ink, line: Straight, stroke: float, widest: int) -> Straight:
    """Follow a line to both sides as far as there is ink where it must go on.

    Args:
        ink: float32 (H, W) in [0, 1].
        line: what is known of it.
        stroke: width of the pen in pixels.
        widest: height in pixels that the line may have.
    """
    onward = _onward(ink, line, stroke, widest)
    mirrored = Straight(ink.shape[1] - onward.start - onward.length, onward.middle[::-1])
    whole = _onward(ink[:, ::-1], mirrored, stroke, widest)
    return Straight(ink.shape[1] - whole.start - whole.length, whole.middle[::-1])


def _onward(ink: Ink, line: Straight, stroke: float, widest: int) -> Straight:
    """Follow a line to the right."""
    middle = line.middle
    window = max(3, round(_WINDOW * stroke))
    while (room := ink.shape[1] - line.start - len(middle)) > _LEAST * stroke:
        tail = middle[-max(2, round(_TAIL * stroke)) :]
        slope = (tail[-1] - tail[0]) / (len(tail) - 1)
        step = min(room, round(_STEP * stroke))
        ahead = tail[-1] + slope * np.arange(1, step + 1)
        start = line.start + len(middle) - len(tail)
        road = Straight(start, np.concatenate([tail, ahead]))
        strip = lay_out(ink, road, widest, passes=1)
        if strip is None:
            break
        inked = (strip.heights > 0)[len(tail) :]
        # Beyond the picture a line may go on.
        further = np.concatenate([inked, inked[-1:].repeat(window - 1)])
        share = np.convolve(further, np.ones(window), "valid")
        bare = share < _COVER * window
        reached = int(bare.argmax()) if bare.any() else step
        if bare.any():
            rest = np.flatnonzero(inked[: reached + window])
            reached = int(rest[-1]) + 1 if len(rest) else 0
        middle = np.concatenate([middle, strip.middle[len(tail) : len(tail) + reached]])
        if reached < min(step, _LEAST * stroke):
            break
    return Straight(line.start, middle)
