"""Case from size and place: what stands tall is a capital, what hangs below the line a p.

A letter cut out alone does not tell o from O. Its line does: letters whose shape is unmistakable
give the line's baseline and x-height, and these say how tall every other one should be.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import weighted_median
from hwocr.networks.classes import CHARACTERS, fold_to_36
from hwocr.page import Box

_CAPITAL = 1.6
_CAPITALS = (1.25, 2.4)
"""Capitals and ascenders are this many x-heights tall: usually, and within these bounds."""
_USUAL_WEIGHT = 2.0
"""The usual height counts like so many tall letters of the line."""
_DESCENT = 0.55
_SPREAD = 0.22
"""Standard deviation of tops and bottoms, in x-heights; hands vary."""
_OUTLIER = 0.02
"""Density left for sizes that fit nothing, so that size never rules a shape out."""
_TOPS = {**dict.fromkeys("acegmnopqrsuvwxyz", 1.0), "t": 1.4, "i": 1.45, "j": 1.45}
_BOTTOMS = {**dict.fromkeys("gjpqy", -_DESCENT), "Q": -0.1, "J": -0.1, "f": -0.1}

TOP = np.array([_TOPS.get(c, _CAPITAL) for c in CHARACTERS])
"""Usual height of each character's top above the baseline, in x-heights."""
BOTTOM = np.array([_BOTTOMS.get(c, 0.0) for c in CHARACTERS])
"""Usual height of each character's lowest point above the baseline, in x-heights."""
_LETTERS = np.array([fold_to_36(c) for c in CHARACTERS])
_SAME_LETTER = _LETTERS[:, None] == _LETTERS
_SAME_SIZE = (np.abs(TOP - TOP[:, None]) < 0.3) & (np.abs(BOTTOM - BOTTOM[:, None]) < 0.3)
_AMBIGUOUS = np.isin(_LETTERS, list("COSUVWXZPKIJLMYFT"))
"""Letters that look alike in both cases."""


@dataclass(frozen=True)
class Rule:
    """A line's measure: the baseline is ``y = offset + slope · x``; ``x_height`` in pixels.

    ``capital`` is the height of capitals, digits and ascenders in x-heights: hands vary.
    """

    offset: float
    slope: float
    x_height: float
    capital: float = _CAPITAL

    def above(self, x: float, y: float) -> float:
        """Height of a point above the baseline, in x-heights."""
        return (self.offset + self.slope * x - y) / self.x_height


def measure(boxes: list[Box], probabilities: NDArray[np.float32]) -> Rule | None:
    """The line's measure, by the letters whose size is known whatever their case.

    Args:
        boxes: of the line's characters, in pixels.
        probabilities: float32 (N, classes + 1).

    Returns:
        ``None`` where no letter tells.
    """
    weight, top, bottom = _expectations(probabilities)
    if not (weight > 0.3).any():
        return None
    heights = np.array([box.height for box in boxes], float)
    x_height, capital = _proportions(heights, weight, top, bottom)
    xs = np.array([box.center[0] for box in boxes])
    base = np.array([box.bottom for box in boxes]) + bottom * x_height
    slope, offset = _robust_line(xs, base, weight + 1e-3, x_height)
    return Rule(offset, slope, x_height, capital)


def with_heights(
    boxes: list[Box], probabilities: NDArray[np.float32], rule: Rule
) -> NDArray[np.float32]:
    """Probabilities after looking at where each character stands on its line.

    The share of "not a character" stays as it is.
    """
    out = probabilities.astype(np.float64)
    known = 1 - out[:, -1:]
    out[:, :-1] *= _size_fit(boxes, rule)
    out[:, :-1] *= known / np.maximum(out[:, :-1].sum(axis=1, keepdims=True), 1e-30)
    return out.astype(np.float32)


def size_fits(
    boxes: list[Box], probabilities: NDArray[np.float32], rule: Rule
) -> NDArray[np.float64]:
    """How well each box, float64 (N,), has the size and place of what it is taken for.

    Logarithm of a density; about 0 where it has exactly those.
    """
    known = probabilities[:, :-1] / np.maximum(1 - probabilities[:, -1:], 1e-9)
    fit = (known * _size_fit(boxes, rule)).sum(axis=1)
    return np.asarray(np.log(np.maximum(fit, 0.1 * _OUTLIER)), np.float64)


def _size_fit(boxes: list[Box], rule: Rule) -> NDArray[np.float64]:
    """For each box and character, float64 (N, classes): how well size and place go together."""
    expected = np.where(TOP == _CAPITAL, rule.capital, TOP)
    ends = [
        (rule.above(box.center[0], box.y), rule.above(box.center[0], box.bottom)) for box in boxes
    ]
    top, bottom = np.array(ends).reshape(-1, 2, 1).transpose(1, 0, 2)
    distance = ((top - expected) ** 2 + (bottom - BOTTOM) ** 2) / (2 * _SPREAD**2)
    return np.asarray(np.exp(-distance) + _OUTLIER, np.float64)


def _proportions(
    heights: NDArray[np.float64],
    weight: NDArray[np.float64],
    top: NDArray[np.float64],
    bottom: NDArray[np.float64],
) -> tuple[float, float]:
    """The x-height in pixels and the height of capitals in x-heights.

    Where a line has both low and tall letters, their own proportion counts the more the more of
    them there are; elsewhere the usual one holds.
    """
    usual = heights / np.maximum(top - bottom, 0.3)
    tall = (top == _CAPITAL) & (bottom == 0) & (weight > 0)
    low = (top == 1.0) & (weight > 0)
    if weight[low].sum() < 1 or weight[tall].sum() < 1:
        return weighted_median(usual, weight), _CAPITAL
    x_height = weighted_median(usual[low], weight[low])
    own = weighted_median(heights[tall], weight[tall]) / x_height
    trust = weight[tall].sum() / (weight[tall].sum() + _USUAL_WEIGHT)
    return x_height, float(np.clip(trust * own + (1 - trust) * _CAPITAL, *_CAPITALS))


def _expectations(
    probabilities: NDArray[np.float32],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """How sure each character's size is (0–1), and its expected top and bottom."""
    characters = probabilities[:, :-1].astype(np.float64)
    best = characters.argmax(axis=1)
    same_letter, same_size = _SAME_LETTER[best], _SAME_SIZE[best]
    # What counts is the doubt about size, not about identity: 0 or O stand equally tall.
    alike = (characters * same_size).sum(axis=1)
    other_case = (characters * (same_letter & ~same_size)).sum(axis=1)
    share = alike / np.maximum(alike + other_case, 1e-9)
    ambiguous = _AMBIGUOUS[best] & (share < 0.95)
    weight = np.clip(alike * np.where(ambiguous, 0.0, share), 0, 1) ** 2
    return weight, TOP[best], BOTTOM[best]


def _robust_line(
    xs: NDArray[np.float64], ys: NDArray[np.float64], weights: NDArray[np.float64], unit: float
) -> tuple[float, float]:
    """Weighted straight line; points far off count little (iteratively reweighted, Huber 1964).

    The slope is drawn towards 0, which settles it where there are few points.
    """
    center = xs.mean()
    design = np.stack([xs - center, np.ones_like(xs)], axis=1)
    ridge = np.diag([0.2 * unit**2, 0.0])
    trust = weights.copy()
    slope = offset = 0.0
    for _ in range(4):
        normal = design.T @ (design * trust[:, None]) + ridge
        slope, offset = np.linalg.solve(normal, design.T @ (ys * trust))
        distance = np.abs(ys - slope * (xs - center) - offset) / unit
        trust = weights / np.maximum(distance / 0.15, 1.0)
    return float(slope), float(offset - slope * center)
