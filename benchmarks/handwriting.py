"""Real words as ink, by the hand that wrote them: what composed scenes are written with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from functools import lru_cache

import numpy as np

from benchmarks.crops import crop_ink, labels
from hwocr.arrays import Points
from hwocr.strokes import render
from hwocr.training.data import data_folder, is_validation_writer
from hwocr.training.words.labels import clean, is_plausible
from hwocr.training.words.scans import InkedWord, reach, sized
from hwocr.training.words.sources import Written, unipen_words

_FEWEST = 40
"""Words that a hand needs for a page with few repeats."""


class Hand(ABC):
    """All words of one writer."""

    def __init__(self, writer: str, texts: list[str]) -> None:
        self.writer = writer
        self.texts = texts

    largest = float("inf")
    """The x-height in pixels beyond which words would be blurred."""

    @abstractmethod
    def word(self, index: int, x_height: float, pen: float) -> InkedWord | None:
        """A word at that x-height; ``None`` where its ink and its text do not go together.

        Both lengths are in pixels; pictures of words keep the pen that wrote them.
        """


class StrokeHand(Hand):
    """A writer whose pen strokes are known."""

    def __init__(self, writer: str, written: Written, indices: list[int]) -> None:
        super().__init__(writer, [written.texts[index] for index in indices])
        self._written, self._indices = written, indices

    def word(self, index: int, x_height: float, pen: float) -> InkedWord | None:
        strokes = self._written.strokes(self._indices[index])
        every: Points = np.concatenate(strokes)
        above, below = reach(self.texts[index])
        size = np.maximum(np.ptp(every, axis=0), 1)
        scale = x_height * (above + below) / float(size[1])
        if not is_plausible(self.texts[index], float(size[0]) * scale / x_height):
            return None
        edge = 0.5 * pen + 2
        moved = [(stroke - every.min(axis=0)) * scale + edge for stroke in strokes]
        width, height = np.ceil(size * scale + 2 * edge).astype(int).tolist()
        ink = render([stroke.astype(np.float32) for stroke in moved], (width, height), pen)
        return InkedWord(ink, self.texts[index], edge + above * x_height)


class CropHand(Hand):
    """A writer of whom there are pictures of words."""

    def __init__(self, writer: str, names: list[str], texts: list[str]) -> None:
        super().__init__(writer, texts)
        self._names = names

    largest = 32.0

    def word(self, index: int, x_height: float, pen: float) -> InkedWord | None:
        ink = crop_ink(self._names[index], len(self.texts[index]))
        if ink is None:
            return None
        return sized(ink, self.texts[index], x_height)


@lru_cache(maxsize=1)
def stroke_hands() -> tuple[Hand, ...]:
    """UNIPEN writers whom training never saw.

    Raises:
        DataError: there is no data folder.
    """
    written = unipen_words(data_folder(), validation=True)
    own: dict[str, list[int]] = {}
    for index, (writer, text) in enumerate(zip(written.writers, written.texts, strict=True)):
        if _is_word(text):
            own.setdefault(writer, []).append(index)
    return tuple(
        StrokeHand(writer, written, indices)
        for writer, indices in sorted(own.items())
        if len(indices) >= _FEWEST
    )


@lru_cache(maxsize=1)
def crop_hands() -> tuple[Hand, ...]:
    """Writers of copiste whom training never saw.

    Raises:
        DataError: there is no data folder.
    """
    own: dict[str, list[tuple[str, str]]] = {}
    for name, label, writer, tier in labels():
        text = clean(label)
        if text and tier == "A" and _is_word(text) and is_validation_writer(writer):
            own.setdefault(writer, []).append((name, text))
    return tuple(
        CropHand(writer, [name for name, _ in words], [text for _, text in words])
        for writer, words in sorted(own.items())
        if len(words) >= _FEWEST
    )


def _is_word(text: str) -> bool:
    return " " not in text and any(map(str.isalnum, text)) and len(text) <= 16
