"""Words whose letters touch, put together from one writer's letters; each stroke's letter is known.

Lengths are in x-heights, y runs downwards, the baseline is y = 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hwocr.arrays import Points
from hwocr.training.hand import Hand, sample_hand, stand_up

_MARGIN = 24
"""Pixels of bare canvas around a word, beside the pen."""
_STEP = 0.04
"""Distances are measured between points at most so far apart."""
_NEAR = 0.3, 0.9
"""Where letters touch, the midlines of their strokes are so many pens apart…"""
_OVERLAP = 0.12
"""…or cross: one letter reaches up to so far into the other…"""
_CROSSING = 0.25
"""…in such a share of pairs."""
_NESTING = 0.6
"""How far a letter may reach under or over the one before it."""


@dataclass(frozen=True, eq=False)
class ComposedWord:
    """A word as pen strokes.

    Attributes:
        text: as many characters as there are letters.
        letters: the strokes of each, float32 (N, 2).
        touches: for each letter but the first, whether its ink touches that of the one before.
        pen: width of the pen.
    """

    text: str
    letters: tuple[tuple[Points, ...], ...]
    touches: tuple[bool, ...]
    pen: float

    @property
    def strokes(self) -> list[Points]:
        """All strokes, letter by letter."""
        return [stroke for letter in self.letters for stroke in letter]


def compose(
    text: str,
    samples: Mapping[str, Sequence[Sequence[Points]]],
    rng: np.random.Generator,
    touching: float = 0.5,
) -> ComposedWord:
    """Write a word with the letters of one writer.

    Args:
        text: characters that there are samples of.
        samples: the ways in which the writer wrote each character.
        rng: where chance comes from.
        touching: share of neighbours that touch or overlap slightly, as far as they meet at all.
    """
    hand = sample_hand(rng)
    placed: list[tuple[Points, ...]] = []
    touches = []
    for character in text:
        ways = samples[character]
        letter = stand_up(character, ways[int(rng.integers(len(ways)))], hand, rng)
        if placed:
            shift, touching_now = _place(placed[-1], letter, hand, rng, touching)
            letter = tuple(stroke + np.array([shift, 0], np.float32) for stroke in letter)
            touches.append(touching_now)
        placed.append(letter)
    return ComposedWord(text, tuple(placed), tuple(touches), hand.pen)


def on_canvas(
    letters: Sequence[Sequence[Points]], scale: float, pen: float
) -> tuple[list[list[Points]], tuple[int, int]]:
    """The strokes of letters on a canvas that holds them with a margin.

    Args:
        letters: float32 (N, 2) for each stroke of each letter, in any unit.
        scale: pixels of that unit.
        pen: its width in pixels.

    Returns:
        The strokes in pixels, float32; width and height of the canvas.
    """
    every = np.concatenate([stroke for letter in letters for stroke in letter])
    low, edge = every.min(axis=0), _MARGIN + pen
    width, height = np.ceil(np.ptp(every, axis=0) * scale + 2 * edge).astype(int).tolist()
    moved = [[((s - low) * scale + edge).astype(np.float32) for s in letter] for letter in letters]
    return moved, (width, height)


def _place(
    before: tuple[Points, ...],
    letter: tuple[Points, ...],
    hand: Hand,
    rng: np.random.Generator,
    touching: float,
) -> tuple[float, bool]:
    """How far to shift a letter that begins at x = 0, and whether it touches the one before."""
    left, right = _dense(before), _dense(letter)
    wanted = bool(rng.random() < touching)
    gap = hand.pen * rng.uniform(*_NEAR) if wanted else hand.pen + hand.letter_gap
    shift = _clearing(left, right, gap)
    if wanted and rng.random() < _CROSSING:
        shift -= rng.uniform(0, _OVERLAP)
    shift = max(shift, float(left[:, 0].max()) - _NESTING)
    moved = right + np.array([shift, 0])
    apart = np.linalg.norm(left[:, None] - moved[None], axis=2).min()
    return shift, bool(apart < 0.95 * hand.pen)


def _clearing(left: Points, right: Points, gap: float) -> float:
    """The smallest shift at which all points of the right letter keep the gap to the left one."""
    across = left[:, None, 0] - right[None, :, 0]
    down = left[:, None, 1] - right[None, :, 1]
    level = np.abs(down) < gap
    if not level.any():
        return float(left[:, 0].max())
    return float((across[level] + np.sqrt(gap**2 - down[level] ** 2)).max())


def _dense(strokes: Sequence[Points]) -> Points:
    """Points along strokes, a small step apart."""
    parts = []
    for stroke in strokes:
        steps = np.hypot(*np.diff(stroke, axis=0).T) if len(stroke) > 1 else np.zeros(0)
        along = np.concatenate([[0.0], np.cumsum(steps)])
        places = np.linspace(0, along[-1], int(np.ceil(along[-1] / _STEP)) + 1)
        parts.append(np.stack([np.interp(places, along, stroke[:, k]) for k in (0, 1)], axis=1))
    return np.asarray(np.concatenate(parts), np.float32)
