"""Pictures of single words with their texts, by writers whom no network was trained on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

import numpy as np

from hwocr.arrays import Picture, Points
from hwocr.strokes import render
from hwocr.training.context.texts import sample_text
from hwocr.training.data import data_folder
from hwocr.training.paper import sample_look, take
from hwocr.training.touching import compose, on_canvas
from hwocr.training.words.composed import Letters
from hwocr.training.words.sources import Crop, copiste, unipen_words

_TOUCHING = 0.6
"""Share of neighbours that touch, in every second composed word."""
_X_HEIGHTS = 28.0, 80.0
_HEIGHTS = 60.0, 160.0
"""Of a composed word's small letters, and of a whole word, in pixels."""
_PENS = 3.0, 9.0
_WIDEST = 1500.0
_X_HEIGHT = 0.5
"""Of a word's height, about."""


@dataclass(frozen=True, eq=False)
class Sample:
    """One word as it is drawn on a canvas.

    Attributes:
        strokes: float32 (N, 2) each, in pixels.
        size: width and height of the canvas.
        pen: its width in pixels.
        kind: word, code, number or name.
        touching: whether letters of a composed word touch.
    """

    strokes: tuple[Points, ...] = field(repr=False)
    size: tuple[int, int]
    pen: float
    text: str
    kind: str = "word"
    touching: bool = False

    @property
    def picture(self) -> Picture:
        """Black on white, RGB uint8 (H, W, 3)."""
        grey = np.rint(255 * (1 - render(self.strokes, self.size, self.pen))).astype(np.uint8)
        return np.repeat(grey[..., None], 3, axis=2)


def composed(seed: int) -> Sample:
    """A word of single letters, apart or touching; the same seed gives the same one.

    Raises:
        DataError: there is no data folder.
    """
    rng = np.random.default_rng([seed, 33])
    share = _TOUCHING if rng.random() < 0.5 else 0.0
    while True:
        kind, text = sample_text(rng)
        able = _letters().able(text)
        if able:
            break
    word = compose(text, able[int(rng.integers(len(able)))], rng, share)
    x_height = float(rng.uniform(*_X_HEIGHTS))
    pen = word.pen * x_height
    letters, size = on_canvas(word.letters, x_height, pen)
    strokes = tuple(chain.from_iterable(letters))
    return Sample(strokes, size, pen, text, kind, any(word.touches))


def written(start: int, stop: int) -> Iterator[Sample]:
    """Words of UNIPEN in an order that takes one of each writer, then a second one, …."""
    words = unipen_words(data_folder(), validation=True)
    for index in _by_turns(words.texts, words.writers)[start:stop]:
        rng = np.random.default_rng([index, 21])
        strokes = words.strokes(index)
        size = np.maximum(np.ptp(np.concatenate(strokes), axis=0), 1)
        scale = min(rng.uniform(*_HEIGHTS) / float(size[1]), _WIDEST / float(size[0]))
        pen = float(rng.uniform(*_PENS))
        (moved,), canvas = on_canvas([strokes], scale, pen)
        yield Sample(tuple(moved), canvas, pen, words.texts[index])


def photographed(sample: Sample, rng: np.random.Generator) -> Picture:
    """The same word on paper and before a camera."""
    ink = render(sample.strokes, sample.size, sample.pen)
    height = float(np.ptp(np.concatenate(sample.strokes)[:, 1]))
    look = replace(sample_look(_X_HEIGHT * max(height, 2 * sample.pen), rng), clean=False)
    return take(ink, look, rng)


def copied(start: int, stop: int) -> Iterator[Crop]:
    """Words of copiste in an order that takes one of each writer, then a second one, …."""
    crops = list(copiste(data_folder(), "words", validation=True))
    turns = _by_turns([crop.text for crop in crops], [crop.writer for crop in crops])
    yield from (crops[index] for index in turns[start:stop])


def _by_turns(texts: Sequence[str], writers: Sequence[str]) -> list[int]:
    own: dict[str, int] = {}
    turns: list[tuple[int, int, int]] = []
    for index in np.random.default_rng(0).permutation(len(texts)).tolist():
        if any(map(str.isalnum, texts[index])):
            turn = own.get(writers[index], 0)
            own[writers[index]] = turn + 1
            turns.append((turn, len(turns), index))
    return [index for *_, index in sorted(turns)]


@lru_cache(maxsize=1)
def _letters() -> Letters:
    return Letters.load(data_folder(), validation=True)
