"""Fits how ways of cutting a word are weighed against each other.

Words of one writer's letters are composed, some of which touch, and looked at as in reading. The
weights are those under which the true way of cutting is most probable among all (Lafferty,
McCallum, Pereira, "Conditional random fields", 2001).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from itertools import chain, pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from hwocr.arrays import Matrix
from hwocr.decode.lattice import Span, best_paths
from hwocr.decode.wholeness import Weights, scores
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network
from hwocr.prepare import prepare
from hwocr.reading.drawn import with_strokes
from hwocr.reading.separate import Looked, arc_features, line_height, line_rule, look
from hwocr.segment import segment
from hwocr.strokes import render
from hwocr.training.data import data_folder
from hwocr.training.logit import conditional_logit
from hwocr.training.touching import ComposedWord, compose, on_canvas
from hwocr.training.words.composed import Letters
from hwocr.training.words.vocabulary import word as any_word

_X_HEIGHTS = 28.0, 80.0
"""Pixels on the canvas."""
_SHARES = 0.0, 0.3, 0.6
"""Shares of letters that touch."""
_PAIRS, _NUMBERS = 0.3, 0.2
_DRAWN = 0.45
"""Share of the words whose strokes are known."""
_MIXED, _MOST = 3.0, 0.75
"""Ink of other letters in an atom, in squares of the pen, beside which it must hold such a share
of its own letter's, or the word teaches nothing."""
_PATHS = 60
"""Ways of cutting that the true one is compared with."""
_ROUNDS, _RIDGE = 3, 1e-3


@dataclass(frozen=True, eq=False)
class Example:
    """A word's hypotheses: those that are its letters, by their indices, are ``true``."""

    looked: Looked
    height: float
    true: tuple[int, ...]


def fit(folder: str | None, count: int, seed: int = 1) -> Weights:
    """Weights by so many words of training writers.

    Raises:
        DataError: there is no data folder.
    """
    letters = Letters.load(data_folder(folder))
    network = Network(read_registry(None)["characters"])
    found = list(examples(letters, network, count, np.random.default_rng(seed)))
    weights = Weights()
    for _ in range(_ROUNDS):
        choices = [(_choice(example, weights), 0) for example in found]
        fitted = conditional_logit(choices, astuple(weights), _RIDGE)
        weights = Weights(*fitted.round(2).tolist())
    return weights


def examples(
    letters: Letters, network: Network, count: int, rng: np.random.Generator
) -> Iterator[Example]:
    """Words whose true letters are among their hypotheses."""
    for _ in range(count):
        text = _text(rng)
        able = letters.able(text)
        if not able:
            continue
        touching = 1.0 if len(text) == 2 else float(rng.choice(_SHARES))
        word = compose(text, able[int(rng.integers(len(able)))], rng, touching)
        yield from _examples(word, float(rng.uniform(*_X_HEIGHTS)), rng.random() < _DRAWN, network)


def _text(rng: np.random.Generator) -> str:
    while True:
        text = any_word(rng)
        if rng.random() < _NUMBERS:
            text = "".join(rng.choice(list("0123456789"), size=int(rng.integers(2, 6))))
        if text.isascii() and text.isalnum() and len(text) > 1:
            break
    start = int(rng.integers(len(text) - 1))
    return text[start : start + 2] if rng.random() < _PAIRS else text


def _examples(
    word: ComposedWord, x_height: float, drawn: bool, network: Network
) -> Iterator[Example]:
    pen = word.pen * x_height
    moved, size = on_canvas(word.letters, x_height, pen)
    inks = np.stack([render(letter, size, pen) for letter in moved])
    owner = np.where(inks.max(axis=0) > 0.05, inks.argmax(axis=0), -1)
    grey = np.rint(255 * (1 - inks.max(axis=0))).astype(np.uint8)
    prepared = prepare(np.repeat(grey[:, :, None], 3, axis=2), {"paper", "rules"})
    lines = segment(prepared).lines
    if drawn:
        strokes = list(chain.from_iterable(moved))
        lines = with_strokes(lines, strokes, prepared.matrix)
    for line in lines:
        components = [region.components for region in line.words]
        usual = line_height(components)
        for looked in look(network, components, "all", usual):
            true = _true_path(looked, owner, prepared.matrix, pen)
            if true:
                yield Example(looked, usual, true)


def _true_path(
    looked: Looked, owner: NDArray[np.int_], matrix: Matrix, pen: float
) -> tuple[int, ...]:
    """The arcs that are letters, from left to right; none where atoms or arcs are no letters'."""
    letters = []
    for atom in looked.atoms:
        y, x = np.nonzero(atom.component.ink > 0.4)
        places = np.stack([x + atom.component.box.x, y + atom.component.box.y], axis=1) + 0.5
        if not len(places):
            return ()
        found = cv2.perspectiveTransform(places[None].astype(np.float64), matrix)[0].astype(int)
        inside = found.clip(0, np.array(owner.shape[::-1]) - 1)
        inked = owner[inside[:, 1], inside[:, 0]]
        counts = np.bincount(inked[inked >= 0], minlength=1)
        others = (counts.sum() - counts.max()) * abs(np.linalg.det(matrix[:2, :2])) / pen**2
        if not counts.any() or (others > _MIXED and counts.max() < _MOST * counts.sum()):
            return ()
        letters.append(int(counts.argmax()))
    borders = [0, *(np.flatnonzero(np.diff(letters)) + 1).tolist(), len(letters)]
    number = {(arc.start, arc.end): index for index, arc in enumerate(looked.arcs)}
    spans = list(pairwise(borders))
    whole = len(set(letters)) == len(spans) and all(span in number for span in spans)
    return tuple(number[span] for span in spans) if whole else ()


def _choice(example: Example, weights: Weights) -> NDArray[np.float64]:
    """The summed features of the true path, in the first row, and of its rivals."""
    looked, height = example.looked, example.height

    def paths(values: NDArray[np.float64], count: int) -> list[tuple[int, ...]]:
        scored = zip(looked.arcs, scores(values, weights).tolist(), strict=True)
        spans = [Span(arc.start, arc.end, score) for arc, score in scored]
        return [path.spans for path in best_paths(spans, count)]

    first = paths(arc_features(looked, None, height), 1)[0]
    values = arc_features(looked, line_rule([looked.chosen(first)]), height)
    rivals = [example.true, *(p for p in paths(values, _PATHS) if p != example.true)]
    return np.stack([values[list(path)].sum(axis=0) for path in rivals])
