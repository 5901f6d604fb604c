"""Words put together from the letters of one writer: rare words, codes, numbers, capitals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hwocr.arrays import Points
from hwocr.training.data import is_validation_writer
from hwocr.training.hand import sample_hand, stand_up

Generator = np.random.Generator
Sample = list[Points]

_LEAST_KINDS = 30
"""A writer with fewer different characters cannot write words."""
_SPREAD = 0.15
"""Share of the words whose letters stand far apart."""
PLACES = {
    **dict.fromkeys(".", (0.12, -0.05)),
    **dict.fromkeys(",", (0.15, -0.35)),
    **dict.fromkeys(":", (0.85, 0.0)),
    **dict.fromkeys(";", (0.85, -0.35)),
    **dict.fromkeys("'\"", (1.8, 1.2)),
    **dict.fromkeys("-", (0.55, 0.45)),
    **dict.fromkeys("=", (0.8, 0.35)),
    **dict.fromkeys("+", (1.0, 0.1)),
    **dict.fromkeys("()/", (1.9, -0.4)),
    **dict.fromkeys("!?%&#@€", (1.7, 0.0)),
    **dict.fromkeys("$", (1.9, -0.2)),
}
"""Where marks stand: top and bottom above the baseline, in x-heights."""


@dataclass(frozen=True, eq=False)
class Letters:
    """Letters of each writer, and symbols of all."""

    writers: list[dict[str, list[Sample]]]
    symbols: dict[str, list[Sample]]

    @classmethod
    def load(cls, folder: Path, validation: bool = False) -> Letters:
        """Letters of UNIPEN's training writers (or the validation writers)."""
        people: dict[str, dict[str, list[Sample]]] = {}
        for text, writer, sample in _samples(folder, "unipen_strokes_train", validation):
            if text.isalnum() and np.ptp(np.concatenate(sample)[:, 1]) > 40:
                people.setdefault(writer, {}).setdefault(text, []).append(sample)
        writers = [kinds for kinds in people.values() if len(kinds) >= _LEAST_KINDS]
        return cls(writers, symbols_of(folder, validation))

    def able(self, text: str) -> list[dict[str, list[Sample]]]:
        """The writers who wrote all letters and digits of a text."""
        needed = {character for character in text if character.isalnum()}
        return [writer for writer in self.writers if writer.keys() >= needed]

    def write(self, text: str, rng: Generator) -> list[Points] | None:
        """One writer's strokes for a text, in x-heights; ``None`` if nobody has all its letters.

        Letters stand apart, touch or overlap a little; that varies from word to word.
        """
        if any(c not in self.symbols for c in text if not c.isalnum() and c != " "):
            return None
        able = self.able(text)
        if not able:
            return None
        writer = able[int(rng.integers(len(able)))]
        hand = sample_hand(rng)
        # Some people set every letter alone; their words stand the farther apart.
        gap = rng.uniform(0.3, 0.9) if rng.random() < _SPREAD else rng.uniform(-0.12, 0.3)
        # The samples' own slants stay; what the hand adds is small.
        strokes: list[Points] = []
        right = 0.0
        for character in text:
            if character == " ":
                right += rng.uniform(0.5, 1.2) + max(0.0, gap)
                continue
            if character.isalnum():
                samples = writer[character]
                placed = stand_up(character, samples[rng.integers(len(samples))], hand, rng)
            else:
                samples = self.symbols[character]
                placed = place_symbol(character, samples[rng.integers(len(samples))], rng)
            move = np.array([right, 0], np.float32)
            placed = tuple(stroke + move for stroke in placed)
            strokes += placed
            end = max(float(stroke[:, 0].max()) for stroke in placed)
            right = end + gap + rng.normal(0, 0.06) + (0.08 if not character.isalnum() else 0)
        return strokes


def symbols_of(folder: Path, validation: bool = False) -> dict[str, list[Sample]]:
    """Punctuation marks and symbols by UNIPEN's training writers (or the validation writers)."""
    symbols: dict[str, list[Sample]] = {}
    for name in ("unipen_strokes_train", "unipen_symbols_train"):
        for text, _, sample in _samples(folder, name, validation):
            if text in PLACES:
                symbols.setdefault(text, []).append(sample)
    return symbols


def _samples(folder: Path, name: str, validation: bool) -> Iterator[tuple[str, str, Sample]]:
    """Label, writer and strokes of every character in one file of one part of the writers."""
    with np.load(folder / "chars" / f"{name}.npz") as file:
        data = dict(file)
    ends = np.cumsum(data["stroke_len"].astype(np.int64))
    strokes = np.split(data["pts"].astype(np.float32), ends[:-1])
    last = 0
    for count, label, writer in zip(data["n_strokes"], data["y"], data["writer"], strict=True):
        first, last = last, last + int(count)
        sample = [stroke for stroke in strokes[first:last] if len(stroke)]
        if sample and is_validation_writer(str(writer)) == validation:
            yield str(label), str(writer), sample


def place_symbol(character: str, strokes: Sample, rng: Generator) -> tuple[Points, ...]:
    """A symbol at its place above the baseline y = 0, in x-heights, y downwards, x from 0."""
    ink = np.concatenate(strokes)
    low, size = ink.min(axis=0), np.maximum(np.ptp(ink, axis=0), 1)
    top, bottom = PLACES[character]
    tall = (top - bottom) * rng.uniform(0.8, 1.2)
    scale = tall / float(size[1])
    if character == ".":  # a dot may be a stroke in any direction
        scale = tall / float(size.max())
    elif size[0] > size[1]:  # flat symbols go by their width
        scale = min(scale, rng.uniform(0.5, 0.9) / float(size[0]))
    base = (top + bottom) / 2 + rng.normal(0, 0.08)
    middle = low + size / 2
    placed = [(stroke - middle) * scale - [0, base] for stroke in strokes]
    left = min(float(stroke[:, 0].min()) for stroke in placed)
    return tuple((stroke - [left, 0]).astype(np.float32) for stroke in placed)
