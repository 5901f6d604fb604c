"""Real words as ink, by the hand that wrote them: what composed scenes are written with."""

from __future__ import annotations

import io
import zipfile
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from hwocr.arrays import Grey, Ink, Points
from hwocr.prepare import prepare
from hwocr.strokes import render
from hwocr.training.data import data_folder, is_validation_writer
from hwocr.training.words.labels import clean
from hwocr.training.words.sources import Written, unipen_words

_FEWEST = 40
"""Words that a hand needs for a page with few repeats."""
_TALL, _DOTTED, _DEEP, _COMMA = 0.8, 0.6, 0.65, 0.3
"""How far letters reach above the x-height and below the baseline, in x-heights."""
_NARROWEST, _WIDEST = 0.35, 2.2
"""Plausible widths of a character in x-heights; words beyond have wrong labels."""
_ENLARGED = 1.5
"""Crops are enlarged by no more than this: larger writing would be blurred."""
_DOTS = 2
"""Parts of a word beyond its letters: dots and accents; more come of torn ink."""
_SEEN = 0.3
"""Coverage from which ink counts when it is measured."""


@dataclass(frozen=True, eq=False)
class InkedWord:
    """A word's ink, cut to what is inked.

    Attributes:
        ink: float32 (H, W) in [0, 1].
        text: what it says.
        baseline: the row of ``ink`` that lies on the baseline.
    """

    ink: Ink = field(repr=False)
    text: str
    baseline: float


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
        if not _is_plausible(float(size[0]) * scale / x_height, self.texts[index]):
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
        ink = _crop_ink(self._names[index], len(self.texts[index]) + _DOTS)
        above, below = reach(self.texts[index])
        scale = x_height * (above + below) / ink.shape[0]
        if scale > _ENLARGED or ink.size < 100:
            return None
        if not _is_plausible(ink.shape[1] * scale / x_height, self.texts[index]):
            return None
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        sized = np.clip(cv2.resize(ink, None, fx=scale, fy=scale, interpolation=way), 0, 1)
        return InkedWord(sized.astype(np.float32), self.texts[index], above * x_height)


def reach(text: str) -> tuple[float, float]:
    """How far a word reaches above and below its baseline, in x-heights, by its letters."""
    tall = any(c.isupper() or c.isdigit() or c in "bdfhklß!?\"'()/&" for c in text)
    above = 1 + (_TALL if tall else _DOTTED if any(c in "tij" or c > "\xbf" for c in text) else 0)
    below = _DEEP if any(c in "gjpqyç" for c in text) else _COMMA if set(text) & set(",;") else 0
    return above, float(below)


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
    for row in _crops().read("labels.tsv").decode().splitlines()[1:]:
        name, label, writer, tier = row.split("\t")
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


def _is_plausible(width: float, text: str) -> bool:
    return _NARROWEST * len(text) < width < _WIDEST * len(text) + 1


@lru_cache(maxsize=1)
def _crops() -> zipfile.ZipFile:
    """Opened once: its list of contents is long."""
    return zipfile.ZipFile(data_folder() / "words" / "copiste_words.zip")


@lru_cache(maxsize=4096)
def _crop_ink(name: str, most: int) -> Ink:
    """The ink of a crop without its printed rule, cut to what is inked; empty if it is unclean.

    So it is where letters are cut off or the ink has more than ``most`` parts.
    """
    picture = np.asarray(Image.open(io.BytesIO(_crops().read(name))).convert("RGB"))
    ink = prepare(picture).ink
    solid = (ink > _SEEN).astype(np.uint8)
    long = cv2.morphologyEx(solid, cv2.MORPH_OPEN, np.ones((1, max(9, ink.shape[1] // 4))))
    rules = cv2.dilate(long, np.ones((5, 5), np.uint8)) > 0
    crossed = _crossed(np.asarray(solid, np.uint8), rules)
    ink = np.where(rules & ~crossed, np.float32(0), ink)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((ink > _SEEN).astype(np.uint8))
    area = stats[1:, cv2.CC_STAT_AREA]
    flat = stats[1:, cv2.CC_STAT_WIDTH] > 5 * stats[1:, cv2.CC_STAT_HEIGHT]
    rows = stats[1:, cv2.CC_STAT_TOP]
    at_edge = (rows == 0) | (rows + stats[1:, cv2.CC_STAT_HEIGHT] == ink.shape[0])
    dirt = (
        (area < 12) | (flat & (rows > 0.6 * ink.shape[0])) | (at_edge & (area < 0.1 * area.sum()))
    )
    kept = np.flatnonzero(~dirt) + 1
    if not 0 < len(kept) <= most:
        return np.zeros((1, 1), np.float32)
    near = cv2.dilate(np.isin(labels, kept).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    ink = np.where(near, ink, np.float32(0))
    ys, xs = np.nonzero(ink > _SEEN)
    if (xs.min() == 0) or (xs.max() == ink.shape[1] - 1):  # cut letters
        return np.zeros((1, 1), np.float32)
    return np.ascontiguousarray(ink[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1])


def _crossed(solid: Grey, rules: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Pixels of rules that a stroke crosses: there is ink close above and below."""
    rest = np.where(rules, 0, solid).astype(np.uint8)
    down, up = np.zeros((11, 3), np.uint8), np.zeros((11, 3), np.uint8)
    down[:6], up[5:] = 1, 1
    return np.asarray((cv2.dilate(rest, down) > 0) & (cv2.dilate(rest, up) > 0))
