"""Lines of real words by one hand: how far apart, how straight, how even in size."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.handwriting import Hand
from hwocr.arrays import Ink
from hwocr.training.words.scans import InkedWord

Generator = np.random.Generator
Places = NDArray[np.float64]

_SEEN = 0.35
"""Coverage from which ink belongs to a word's box."""
_WIDEST_GAP = 0.7
"""Letters stand closer than words: gaps within a word are this share of those beside it or less."""
_TORN = 1.5
"""A wider gap within a word, in x-heights, makes two words of it."""
_TRIES = 60
"""Samples of a hand to go through for a word with a plausible label."""


@dataclass(frozen=True, eq=False)
class Written:
    """A word on the sheet.

    Attributes:
        ink: float32 (H, W).
        at: the place of its top left corner, x and y, whole pixels.
        hull: convex hull of its ink on the sheet, (N, 2).
        line: counted from 0 in reading order.
    """

    ink: Ink = field(repr=False)
    text: str
    at: tuple[int, int]
    hull: Places = field(repr=False)
    line: int


@dataclass(frozen=True)
class Habits:
    """How this page is written; lengths are in x-heights."""

    pen: float
    pitch: float
    word_gap: float
    slope: float
    wander: float
    spread: float
    indent: float


def sample_habits(ruling: str, rng: Generator) -> Habits:
    ruled = ruling != "none"
    return Habits(
        pen=float(np.exp(rng.uniform(np.log(0.07), np.log(0.2)))),
        pitch=float(rng.uniform(2.3, 3.6)),
        word_gap=float(rng.uniform(0.85, 1.7)),
        slope=0.0 if ruled else float(rng.normal(0, 0.012)),
        wander=float(rng.uniform(0.01, 0.05) if ruled else rng.uniform(0.02, 0.12)),
        spread=float(rng.uniform(0.02, 0.12)),
        indent=float(rng.choice([0.2, 3.0], p=[0.75, 0.25])),
    )


def write_line(
    hand: Hand,
    habits: Habits,
    at: Places,
    measure: float,
    x_height: float,
    larger: float,
    number: int,
    rng: Generator,
) -> list[Written]:
    """Words from ``at`` (x-heights) to the right, as many as fit into ``measure``."""
    full = rng.random() < 0.75
    measure *= 1.0 if full else rng.uniform(0.25, 0.8)
    slope = habits.slope + rng.normal(0, 0.006)
    x, y, end = float(at[0]), float(at[1]), float(at[0]) + measure
    last = 0.0
    placed: list[Written] = []
    for _ in range(_TRIES):
        scale = larger * x_height * float(np.exp(rng.normal(0, 0.5 * habits.spread)))
        index = int(rng.integers(len(hand.texts)))
        word = hand.word(index, scale, max(1.3, habits.pen * x_height * larger**0.5))
        if word is None or any(word.text == other.text for other in placed):
            continue
        wide, inner = word.ink.shape[1] / x_height, word.gap / x_height
        if inner > _TORN * larger:
            continue
        if placed:
            space = habits.word_gap * larger * float(np.exp(rng.normal(0, 0.18)))
            start = x + max(space, max(inner, last) / _WIDEST_GAP)
        else:
            start = x
        if start + wide > end:
            if placed and rng.random() < 0.5:
                break
            continue
        base = y - slope * (start - float(at[0])) + rng.normal(0, habits.wander)
        placed.append(_placed(word, start * x_height, base * x_height, number))
        x, last = start + wide, inner
    return placed


def _placed(word: InkedWord, x: float, baseline: float, line: int) -> Written:
    left, top = max(0, round(x)), max(0, round(baseline - word.baseline))
    points = cv2.findNonZero((word.ink > _SEEN).astype(np.uint8))
    hull = cv2.convexHull(points)[:, 0].astype(np.float64)
    corners = [hull + np.array(shift) + (left, top) for shift in ((0, 0), (1, 0), (0, 1), (1, 1))]
    return Written(word.ink, word.text, (left, top), np.concatenate(corners), line)
