"""Lines pasted together from scans of one writer's words: real pens, and known spaces."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hwocr.arrays import Ink
from hwocr.image import grey
from hwocr.training.words.scans import InkedWord, scan_ink, sized
from hwocr.training.words.sources import Crop, copiste

Generator = np.random.Generator

_FEWEST = 20
"""A writer with fewer words would repeat the same ones."""
_MOST_WORDS = 5
_X_HEIGHT = 24.0
"""Of the line, in pixels."""
_APART = 1.3
"""A space is wider than the gaps between the letters beside it, at least by this factor."""
_TORN = 1.5
"""A word with a wider gap inside, in x-heights, looks like two."""


@dataclass(frozen=True, eq=False)
class Pasted:
    """The scans of the words of each writer who wrote enough of them."""

    own: list[list[Crop]]

    @classmethod
    def load(cls, folder: Path, validation: bool = False) -> Pasted:
        """Words of copiste's training writers (or the validation writers)."""
        return cls.of(copiste(folder, "words", validation))

    @classmethod
    def of(cls, crops: Iterable[Crop]) -> Pasted:
        """Sort scans by who wrote them; what is no single word is left out."""
        own: dict[str, list[Crop]] = {}
        for crop in crops:
            if " " not in crop.text and any(map(str.isalnum, crop.text)):
                own.setdefault(crop.writer, []).append(crop)
        return cls([words for words in own.values() if len(words) >= _FEWEST])

    def write(self, rng: Generator) -> tuple[Ink, str] | None:
        """Ink of two to five words by one writer side by side, float32 (H, W), and the text.

        ``None`` where fewer than two of the words drawn by lot have clean ink.
        """
        crops = self.own[int(rng.integers(len(self.own)))]
        space = float(np.exp(np.clip(rng.normal(0.1, 0.35), -0.7, 0.9)))
        wanted = int(rng.integers(2, _MOST_WORDS + 1))
        placed: list[tuple[Ink, float, float]] = []
        texts: list[str] = []
        right = last = 0.0
        for index in rng.permutation(len(crops)):
            if len(texts) == wanted:
                break
            word = _word(crops[int(index)], rng)
            if word is None:
                continue
            if texts:
                gap = _X_HEIGHT * space * float(np.exp(rng.normal(0, 0.18)))
                right += max(gap, _APART * max(word.gap, last))
            top = rng.normal(0, 0.06) * _X_HEIGHT - word.baseline
            placed.append((word.ink, right, top))
            right, last = right + word.ink.shape[1], word.gap
            texts.append(word.text)
        return (_paste(placed), " ".join(texts)) if len(texts) > 1 else None


def _word(crop: Crop, rng: Generator) -> InkedWord | None:
    ink = scan_ink(grey(crop.picture), len(crop.text))
    if ink is None:
        return None
    word = sized(ink, crop.text, _X_HEIGHT, float(np.exp(rng.normal(0, 0.05))))
    return None if word is None or word.gap > _TORN * _X_HEIGHT else word


def _paste(placed: list[tuple[Ink, float, float]]) -> Ink:
    """Words at their places, left and top, on a sheet that just holds them."""
    edge = 3
    above = min(top for _, _, top in placed)
    places = [(round(left) + edge, round(top - above) + edge) for _, left, top in placed]
    inks = [ink for ink, _, _ in placed]
    width = max(x + ink.shape[1] for ink, (x, _) in zip(inks, places, strict=True)) + edge
    height = max(y + ink.shape[0] for ink, (_, y) in zip(inks, places, strict=True)) + edge
    sheet = np.zeros((height, width), np.float32)
    for ink, (x, y) in zip(inks, places, strict=True):
        place = sheet[y : y + ink.shape[0], x : x + ink.shape[1]]
        np.maximum(place, ink, out=place)
    return sheet
