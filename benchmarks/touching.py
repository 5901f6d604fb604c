"""Separate letters that touch: how often they come apart, drawn and from pixels alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from rich.progress import track

from benchmarks.canvas import black_on_white
from benchmarks.report import Figure, Section
from benchmarks.scores import match
from benchmarks.text import frequency_list
from hwocr.arrays import Picture, Points
from hwocr.page import Box, Page
from hwocr.reader import Reader
from hwocr.strokes import render
from hwocr.training.data import data_folder
from hwocr.training.touching import ComposedWord, compose, on_canvas
from hwocr.training.words.composed import Letters

_HEIGHTS = 28.0, 80.0
"""x-heights on the canvas, in pixels."""
_TOUCHING = 0.6
"""Share of the neighbours in words that touch."""
_NUMBERS, _CAPITALS, _UPPER = 0.2, 0.15, 0.15
"""Shares of numbers, of words with a capital, and of words in capitals."""


@dataclass(frozen=True, eq=False)
class Drawing:
    """A composed word on a canvas.

    Attributes:
        letters: the strokes of each, float32 (N, 2) in pixels.
        size: width and height of the canvas.
        pen: in pixels.
        boxes: of the letters' ink.
        touches: for each letter but the first, whether it touches the one before.
    """

    text: str
    letters: tuple[tuple[Points, ...], ...] = field(repr=False)
    size: tuple[int, int]
    pen: float
    boxes: tuple[Box, ...]
    touches: tuple[bool, ...]

    @property
    def strokes(self) -> list[Points]:
        """All strokes, letter by letter."""
        return [stroke for letter in self.letters for stroke in letter]

    @property
    def picture(self) -> Picture:
        return black_on_white(render(self.strokes, self.size, self.pen))


@lru_cache(maxsize=1)
def _letters() -> Letters:
    return Letters.load(data_folder(), validation=True)


def drawing_of(word: ComposedWord, rng: np.random.Generator) -> Drawing:
    """A composed word at a random size."""
    x_height = float(rng.uniform(*_HEIGHTS))
    pen = word.pen * x_height
    moved, size = on_canvas(word.letters, x_height, pen)
    return Drawing(
        text=word.text,
        letters=tuple(map(tuple, moved)),
        size=size,
        pen=pen,
        boxes=tuple(_box(letter, pen) for letter in moved),
        touches=word.touches,
    )


def _box(strokes: Sequence[Points], pen: float) -> Box:
    every = np.concatenate(strokes)
    x, y = np.floor(every.min(axis=0) - pen / 2 + 0.5).astype(int).tolist()
    right, bottom = np.ceil(every.max(axis=0) + pen / 2 + 0.5).astype(int).tolist()
    return Box(x, y, right - x, bottom - y)


def pair(seed: int) -> Drawing:
    """Two neighbours of a word that touch, by a writer whom training never saw."""
    rng = np.random.default_rng([seed, 31])
    while True:
        text = _text(rng)
        samples = _writer(text, rng)
        if samples is None or len(text) < 2:
            continue
        start = int(rng.integers(len(text) - 1))
        word = compose(text[start : start + 2], samples, rng, touching=1.0)
        if all(word.touches):
            return drawing_of(word, rng)


def word(seed: int) -> Drawing:
    """A word of three letters or more, some of which touch."""
    rng = np.random.default_rng([seed, 32])
    while True:
        text = _text(rng)
        samples = _writer(text, rng)
        if samples is not None and len(text) > 2:
            return drawing_of(compose(text, samples, rng, _TOUCHING), rng)


def _text(rng: np.random.Generator) -> str:
    """A number, or a word drawn by the square root of its frequency."""
    kind = rng.random()
    if kind < _NUMBERS:
        return "".join(rng.choice(list("0123456789"), size=int(rng.integers(2, 6))))
    words, shares = _vocabulary()
    text = words[int(rng.choice(len(words), p=shares))]
    if kind < _NUMBERS + _UPPER:
        return text.upper()
    return text.capitalize() if kind < _NUMBERS + _UPPER + _CAPITALS else text


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[list[str], list[float]]:
    weights = np.sqrt([frequency for _, frequency in frequency_list()])
    return [text for text, _ in frequency_list()], (weights / weights.sum()).tolist()


def _writer(text: str, rng: np.random.Generator) -> dict[str, list[list[Points]]] | None:
    able = _letters().able(text)
    return able[int(rng.integers(len(able)))] if able else None


def separated(drawing: Drawing, page: Page) -> list[bool]:
    """For each pair of letters that touch, whether both were found, each by itself."""
    found = match(drawing.boxes, [character.box for character in page.characters])
    return [
        left in found and left + 1 in found
        for left, touching in enumerate(drawing.touches)
        if touching
    ]


def measure(count: int, first: int) -> Section:
    """Read pairs and words whose letters touch, drawn and as pictures.

    Args:
        count: pairs and words of each kind.
        first: the first seed.
    """
    seeds = range(first, first + count)
    by_letters, auto = Reader("separate"), Reader()
    no_words = by_letters.using(lexicon="none")  # two letters are seldom a word
    ways: dict[str, Callable[[Reader, Drawing], Page]] = {
        "drawn": lambda reader, d: reader.read_strokes(d.strokes, d.size, d.pen),
        "from pixels": lambda reader, d: reader.read(d.picture),
    }
    pairs, words = [pair(seed) for seed in seeds], [word(seed) for seed in seeds]
    figures = []
    for name, read in ways.items():
        aim = 0.95 if name == "drawn" else 0.85
        apart = [separated(d, read(no_words, d)) for d in track(pairs, f"Pairs, {name}")]
        figures.append(Figure(f"touching pairs apart, {name}", _share(apart), at_least=aim))
        pages = [read(by_letters, d) for d in track(words, f"Words, {name}")]
        apart = [separated(d, page) for d, page in zip(words, pages, strict=True)]
        figures.append(Figure(f"touching pairs in words apart, {name}", _share(apart)))
        for way, read_pages in (
            ("letter by letter", pages),
            ("auto", [read(auto, d) for d in track(words, f"Words, {name}, auto")]),
        ):
            right = [d.text == page.text for d, page in zip(words, read_pages, strict=True)]
            figures.append(Figure(f"words exactly right, {name}, {way}", float(np.mean(right))))
    touching = sum(sum(d.touches) for d in words)
    notes = [
        f"{count} pairs and {count} words of letters by UNIPEN writers whom training never saw, "
        f"placed so that inks touch or overlap slightly ({touching} such places in the words). "
        "A pair is apart if both letters' boxes were found (IoU ≥ .5).",
    ]
    return Section.of("Touching letters", figures, notes)


def _share(lists: Sequence[Sequence[bool]]) -> float:
    return float(np.mean([value for values in lists for value in values]))
