"""How tall letters stand: samples of equal size become letters on a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hwocr.arrays import Points

_ASCENDERS = frozenset("bdfhkl")
_DESCENDERS = frozenset("gpqyj")


@dataclass(frozen=True)
class Hand:
    """One writer's proportions on one page; lengths are in x-heights.

    Attributes:
        ascender, capital, digit: height above the baseline.
        descender: depth below the baseline.
        shear: letter slant, the x shift for each unit upwards.
        height_jitter, baseline_jitter: standard deviations from letter to letter.
        letter_gap: bare paper that is left between letters of a word, at least.
        word_gap: bare paper between words, at least.
        pen: width of the stroke.
    """

    ascender: float
    capital: float
    digit: float
    descender: float
    shear: float
    height_jitter: float
    baseline_jitter: float
    letter_gap: float
    word_gap: float
    pen: float


def sample_hand(rng: np.random.Generator) -> Hand:
    """Proportions as people have them."""
    pen = float(np.clip(rng.lognormal(np.log(0.12), 0.35), 0.06, 0.26))
    letter_gap = rng.uniform(0.08, 0.3) + 0.35 * pen
    return Hand(
        ascender=rng.uniform(1.55, 2.1),
        capital=rng.uniform(1.45, 1.95),
        digit=rng.uniform(1.3, 1.8),
        descender=rng.uniform(0.5, 0.95),
        shear=rng.uniform(-0.1, 0.22),
        height_jitter=rng.uniform(0.02, 0.08),
        baseline_jitter=rng.uniform(0.01, 0.06),
        letter_gap=letter_gap,
        word_gap=max(rng.uniform(0.85, 1.3), 3 * letter_gap),
        pen=pen,
    )


def extent(character: str, hand: Hand) -> tuple[float, float]:
    """Top above and bottom below the baseline, in x-heights (bottom is negative below)."""
    bottom = -hand.descender if character in _DESCENDERS else 0.0
    if character.isdigit():
        return hand.digit, 0.0
    if character.isupper():
        return hand.capital, -0.12 if character == "Q" else 0.0
    if character in _ASCENDERS:
        return hand.ascender, bottom
    if character == "t":
        return 0.45 + 0.55 * hand.ascender, 0.0
    if character in "ij":
        return 0.3 + 0.7 * hand.ascender, bottom
    return 1.0, bottom


def stand_up(
    character: str, strokes: Sequence[Points], hand: Hand, rng: np.random.Generator
) -> tuple[Points, ...]:
    """The sample as it stands on the baseline y = 0, in x-heights, y downwards, x from 0."""
    ink = np.concatenate(strokes)
    corner, size = ink.min(axis=0), np.ptp(ink, axis=0)
    top, bottom = extent(character, hand)
    height = (top - bottom) * float(np.clip(rng.normal(1, hand.height_jitter), 0.8, 1.25))
    scale = height / size[1]
    # A sample that is much wider than its kind was written flat: it keeps its width in bounds.
    squeeze = min(1.0, 2.6 / (size[0] * scale)) if size[0] else 1.0
    squeeze *= rng.uniform(0.9, 1.1)
    base = bottom + rng.normal(0, hand.baseline_jitter)
    shear = hand.shear + rng.normal(0, 0.02)
    placed = []
    for stroke in strokes:
        x = (stroke[:, 0] - corner[0]) * scale * squeeze
        y = (stroke[:, 1] - corner[1]) * scale - height - base
        placed.append(np.stack([x - shear * y, y], axis=1))
    left = min(float(stroke[:, 0].min()) for stroke in placed)
    return tuple((stroke - [left, 0]).astype(np.float32) for stroke in placed)
