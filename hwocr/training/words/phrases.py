"""Lines put together from the words of one writer: joined writing with known spaces and marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Points
from hwocr.training.hand import Hand, extent, sample_hand
from hwocr.training.words.composed import PLACES, Sample, place_symbol, symbols_of
from hwocr.training.words.labels import is_plausible
from hwocr.training.words.sources import Written, unipen_words

Generator = np.random.Generator

_FEWEST = 20
"""A writer with fewer words would repeat the same ones."""
_MOST_WORDS = 5
_LONGEST = 16
"""Longer texts of one word are mostly wrong labels."""
_ACCENT = 0.35
"""How far an accent reaches above its letter, in x-heights."""
_APART = 1.15
"""A space is wider than the gaps between the letters beside it, at least by this factor."""
_ENDS, _AROUND = ",.,.,.!?:;-", (('"', '"'), ("(", ")"), ("'", "'"))
"""Marks that follow a word, by how often, and those that enclose it."""


@dataclass(frozen=True, eq=False)
class _Placed:
    """Strokes on the baseline y = 0, in x-heights, y downwards, x from 0."""

    strokes: list[Points]
    width: float
    gap: float


@dataclass(frozen=True, eq=False)
class Phrases:
    """The words of each writer, and symbols of all."""

    written: Written
    own: list[NDArray[np.intp]]
    symbols: dict[str, list[Sample]]

    @classmethod
    def load(cls, folder: Path, validation: bool = False) -> Phrases:
        """Words of UNIPEN's training writers (or the validation writers)."""
        written = unipen_words(folder, validation)
        own: dict[str, list[int]] = {}
        for index, (writer, text) in enumerate(zip(written.writers, written.texts, strict=True)):
            if " " not in text and len(text) <= _LONGEST and any(map(str.isalnum, text)):
                own.setdefault(writer, []).append(index)
        enough = [np.array(indices) for indices in own.values() if len(indices) >= _FEWEST]
        return cls(written, enough, symbols_of(folder, validation))

    def write(self, rng: Generator) -> tuple[list[Points], str] | None:
        """Strokes of two to five words by one writer, in x-heights, and the text.

        ``None`` where the words drawn by lot have no plausible labels.
        """
        indices = self.own[int(rng.integers(len(self.own)))]
        hand = sample_hand(rng)
        space = float(np.exp(np.clip(rng.normal(-0.1, 0.4), -1, 1)))
        strokes: list[Points] = []
        texts: list[str] = []
        right = last = 0.0
        for index in rng.choice(indices, int(rng.integers(2, _MOST_WORDS + 1)), replace=False):
            word = self._word(int(index), hand, rng)
            if word is None:
                continue
            if texts:
                wanted = space * float(np.exp(rng.normal(0, 0.18)))
                right += max(wanted, _APART * max(last, word.gap))
            base = rng.normal(0, 0.07)
            text = self.written.texts[index]
            marks: list[Points] = []
            if rng.random() < 0.25 and text[-1].isalnum():
                text, marks = self._marked(text, word.width, rng)
            # Marks that open before the word push it to the right.
            parts = [*word.strokes, *marks]
            left = min(float(stroke[:, 0].min()) for stroke in parts)
            strokes += [stroke + np.array([right - left, base], np.float32) for stroke in parts]
            right += max(float(stroke[:, 0].max()) for stroke in parts) - left
            last = word.gap
            texts.append(text)
        return (strokes, " ".join(texts)) if len(texts) > 1 else None

    def _word(self, index: int, hand: Hand, rng: Generator) -> _Placed | None:
        strokes, text = self.written.strokes(index), self.written.texts[index]
        ink = np.concatenate(strokes)
        low, size = ink.min(axis=0), np.maximum(np.ptp(ink, axis=0), 1)
        tops, bottoms = zip(*(_reach(character, hand) for character in text), strict=True)
        top, bottom = max(tops), min(bottoms)
        scale = (top - bottom) / float(size[1]) * float(np.exp(rng.normal(0, 0.06)))
        width = float(size[0]) * scale
        if not is_plausible(text, width):
            return None
        placed = [
            ((stroke - low) * scale - np.array([0, top])).astype(np.float32) for stroke in strokes
        ]
        return _Placed(placed, width, _widest_gap(placed))

    def _marked(self, text: str, width: float, rng: Generator) -> tuple[str, list[Points]]:
        """The text with a mark after it, or one on either side, and the marks' strokes."""
        beside = rng.uniform(0.05, 0.4)
        before, after = "", _ENDS[int(rng.integers(len(_ENDS)))]
        if rng.random() < 0.2:
            before, after = _AROUND[int(rng.integers(len(_AROUND)))]
        marks: list[Points] = []
        for mark, right in ((before, 0.0), (after, width)):
            if mark and mark in self.symbols:
                samples = self.symbols[mark]
                placed = place_symbol(mark, samples[int(rng.integers(len(samples)))], rng)
                end = max(float(stroke[:, 0].max()) for stroke in placed)
                x = right + beside if right else -beside - end
                marks += [stroke + np.array([x, 0], np.float32) for stroke in placed]
            elif mark:
                return text, []
        return before + text + after, marks


def _reach(character: str, hand: Hand) -> tuple[float, float]:
    """Top and bottom above the baseline, in x-heights."""
    if character in PLACES:
        return PLACES[character]
    top, bottom = extent(character, hand)
    return (top, bottom) if character.isascii() else (top + _ACCENT, bottom)


def _widest_gap(strokes: Sequence[Points]) -> float:
    """The widest bare strip between strokes, in their unit."""
    spans = sorted((float(s[:, 0].min()), float(s[:, 0].max())) for s in strokes)
    right, widest = spans[0][1], 0.0
    for first, last in spans[1:]:
        widest, right = max(widest, first - right), max(right, last)
    return widest
