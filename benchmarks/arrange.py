"""Letters → words → lines → page, with bare paper guaranteed between any two letters.

Lengths are in x-heights until the page is scaled; y runs downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.writers import Writer
from hwocr.arrays import Points
from hwocr.training.hand import Hand, stand_up

_BIN = 0.06
"""Height and width of the bins in which distances are held, in x-heights."""
_NESTING = 0.35
"""How far a letter may reach over or under the one before it, in x-heights."""


@dataclass(frozen=True)
class Letter:
    """One character on the page: ``line`` and ``word`` count from 0, ``word`` within its line."""

    text: str
    line: int
    word: int
    strokes: tuple[Points, ...]

    @property
    def ink(self) -> Points:
        return np.concatenate(self.strokes)

    def moved(self, x: float, y: float) -> Letter:
        by = np.array([x, y], dtype=np.float32)
        return replace(self, strokes=tuple(stroke + by for stroke in self.strokes))

    def scaled(self, by: float, shift: Points) -> Letter:
        """First shifted, then scaled about the origin."""
        factor = np.float32(by)
        return replace(self, strokes=tuple((stroke + shift) * factor for stroke in self.strokes))

    def turned(self, degrees: float) -> Letter:
        """Turned about the origin; positive degrees let a line rise to the right."""
        angle = np.deg2rad(degrees)
        matrix = np.array(
            [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]], dtype=np.float32
        )
        return replace(self, strokes=tuple(stroke @ matrix for stroke in self.strokes))


def arrange(
    lines: list[list[str]], writer: Writer, hand: Hand, rng: np.random.Generator
) -> list[Letter]:
    """Place all letters of a page, its lines level but for small deviations each."""
    leading = rng.uniform(2.4, 3.6)
    page: list[Letter] = []
    for number, words in enumerate(lines):
        letters = _write_line(number, words, writer, hand, rng)
        tilt = float(np.clip(rng.normal(0, 0.6), -1.5, 1.5))
        indent = abs(rng.normal(0, 0.4)) + (rng.uniform(1, 3) if rng.random() < 0.15 else 0)
        letters = [letter.turned(tilt).moved(indent, number * leading) for letter in letters]
        drop = _drop_to_clear(page, letters, hand.pen + max(hand.pen, 0.25))
        page += [letter.moved(0, drop) for letter in letters]
    return page


def _write_line(
    number: int, words: list[str], writer: Writer, hand: Hand, rng: np.random.Generator
) -> list[Letter]:
    placed: list[Letter] = []
    right_end = 0.0
    waves, phase = rng.uniform(0, 0.08), rng.uniform(0, 6.3)
    for word_number, word in enumerate(words):
        if placed:
            right_end += hand.pen + hand.word_gap * rng.uniform(1.0, 1.6)
        word_start = len(placed)
        for character in word:
            samples = writer.samples[character]
            sample = samples[rng.integers(len(samples))]
            strokes = stand_up(character, sample, hand, rng)
            lift = waves * float(np.sin(phase + right_end / 6))
            letter = Letter(character, number, word_number, strokes).moved(0, lift)
            before = placed[max(word_start, len(placed) - 3) :]
            if before:
                gap = hand.pen + hand.letter_gap * rng.uniform(1.0, 1.5)
                x = max(_advance(before, letter, gap), right_end - _NESTING)
            else:
                x = right_end
            letter = letter.moved(x, 0)
            placed.append(letter)
            right_end = max(right_end, float(letter.ink[:, 0].max()))
    return placed


def _advance(before: list[Letter], letter: Letter, gap: float) -> float:
    """The smallest x at which ``letter`` (x from 0) keeps ``gap`` to the letters before it."""
    right = _profile([stroke for item in before for stroke in item.strokes], 1, +1)
    left = _profile(list(letter.strokes), 1, -1)
    reach = int(np.ceil(gap / _BIN))
    needed = [
        edge - left[row + shift] + gap
        for row, edge in right.items()
        for shift in range(-reach, reach + 1)
        if row + shift in left
    ]
    start = min(float(item.ink[:, 0].min()) for item in before)
    return max(needed, default=start)


def _drop_to_clear(page: list[Letter], letters: list[Letter], gap: float) -> float:
    """How far to lower a line so that it keeps ``gap`` to everything above it."""
    if not page:
        return 0.0
    bottom = _profile([stroke for item in page for stroke in item.strokes], 0, +1)
    top = _profile([stroke for item in letters for stroke in item.strokes], 0, -1)
    reach = int(np.ceil(gap / _BIN))
    needed = [
        edge - top[column + shift] + gap
        for column, edge in bottom.items()
        for shift in range(-reach, reach + 1)
        if column + shift in top
    ]
    return max(0.0, max(needed, default=0.0))


def _profile(strokes: list[Points], axis: int, sign: int) -> dict[int, float]:
    """For each bin along ``axis`` the ink's outermost place along the other axis.

    ``sign`` +1 takes the greatest, -1 the least.
    """
    ink = np.concatenate([_dense(stroke) for stroke in strokes])
    bins = np.floor(ink[:, axis] / _BIN).astype(int)
    profile: dict[int, float] = {}
    for place, value in zip(bins.tolist(), ink[:, 1 - axis].tolist(), strict=True):
        known = profile.get(place)
        if known is None or sign * value > sign * known:
            profile[place] = value
    return profile


def _dense(stroke: Points) -> NDArray[np.float64]:
    """The stroke with points at most half a bin apart."""
    steps = np.hypot(*np.diff(stroke, axis=0).T) if len(stroke) > 1 else np.zeros(0)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    places = np.linspace(0, along[-1], int(np.ceil(along[-1] / (_BIN / 2))) + 1)
    return np.stack([np.interp(places, along, stroke[:, axis]) for axis in (0, 1)], axis=1)
