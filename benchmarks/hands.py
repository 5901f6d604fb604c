"""Oddly written characters by people whom training never saw: hands to teach.

A hand is five characters, each in :data:`LEARNT` examples to teach and others held out, of which
the network reads at most :data:`ODD` right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.writers import Strokes, validation_writers
from hwocr.glyph import SIZE, normalise
from hwocr.networks.classes import CHARACTERS, NOT_A_CHARACTER, fold_to_47
from hwocr.networks.runtime import Network
from hwocr.personal import Examples
from hwocr.prepare.crop import crop_ink
from hwocr.training.data import data_folder, is_validation_writer
from hwocr.training.personal.measure import FOLDED, answers, share_right
from hwocr.training.personal.samples import exact
from hwocr.training.validation import draw_character

LEARNT = 10
"""Examples of each character to teach."""
LETTERS = 5
"""Characters of a hand."""
ODD = 0.6
"""Share read right, at most, of what counts as oddly written."""
ALIKE = 0.3
"""Share of a character's examples read as another one, from which it looks like that."""
_LEAST, _MOST = LEARNT + 4, 40
"""Samples of a character by one writer: fewer do not tell, more only take time."""

_SIGNS = frozenset("!#$%&*+<=>?@")
"""Signs with a shape of their own; dots and ticks lose theirs with their size."""

Glyphs = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Shape:
    """One writer's way to write one character: glyphs float32 (N, SIZE, SIZE, 1)."""

    writer: str
    letter: str
    glyphs: Glyphs


@dataclass(frozen=True, eq=False)
class Hand:
    """Examples to teach, and glyphs with their letters to measure with."""

    kind: str
    examples: Examples
    glyphs: Glyphs
    letters: str


def mirrored(network: Network, count: int) -> list[Hand]:
    """Letters as in a mirror, as children and some left-handed people write them.

    Each hand is one writer's. Letters that in a mirror are another letter are left out.
    """
    found: dict[str, list[Shape]] = {}
    for shape in _shapes():
        turned = Shape(shape.writer, shape.letter, shape.glyphs[:, :, ::-1].copy())
        if _is_odd(network, turned) and not _is_another(network, turned):
            found.setdefault(shape.writer, []).append(turned)
    writers = [shapes for shapes in found.values() if len(shapes) >= LETTERS]
    return [hand_of("mirrored", some(shapes, n)) for n, shapes in enumerate(writers[:count])]


def signs(network: Network, count: int) -> list[Hand]:
    """Signs that writers draw, each meant as a letter: a hand that nobody else can read.

    Which letter is left to chance. Signs that look like a character are left out.
    """
    shapes = [shape for shape in _signs() if not _is_another(network, shape)]
    hands = []
    for number in range(count):
        names = np.random.default_rng(number).permutation(list(CHARACTERS[10:]))
        chosen = some(shapes, number)
        named = zip(chosen, names, strict=False)
        hands.append(hand_of("signs", [Shape(s.writer, str(n), s.glyphs) for s, n in named]))
    return hands


def misread(network: Network, count: int) -> list[Hand]:
    """Characters as they were written, of those writers that the network reads worst.

    Most look like another character: an l like a 1, an I like an l.
    """
    shapes = [shape for shape in _shapes() if _is_odd(network, shape)]
    return [hand_of("misread", some(shapes, number)) for number in range(count)]


KINDS: dict[str, Callable[[Network, int], list[Hand]]] = {
    "signs": signs,
    "mirrored": mirrored,
    "misread": misread,
}


def folded(letters: Sequence[str]) -> NDArray[np.int64]:
    """The number of each letter's class, of 47."""
    return np.array([FOLDED.index(fold_to_47(letter)) for letter in letters], np.int64)


def looks_like(network: Network, hand: Hand) -> NDArray[np.int64]:
    """Classes as which the network reads a good part of some character's examples, wrongly."""
    best, _ = answers(network, exact(hand.examples))
    truth = folded(hand.examples.letters)
    pairs = Counter(zip(truth.tolist(), best.tolist(), strict=True))
    wrong = [
        seen for (real, seen), times in pairs.items() if seen != real and times >= ALIKE * LEARNT
    ]
    return np.array(sorted(set(wrong)), np.int64)


def hand_of(kind: str, shapes: list[Shape]) -> Hand:
    learnt = [(shape.glyphs[i, :, :, 0], shape.letter) for shape in shapes for i in range(LEARNT)]
    examples = Examples.of((np.rint(255 * (1 - g)).astype(np.uint8), c) for g, c in learnt)
    rest = [shape.glyphs[LEARNT:] for shape in shapes]
    letters = "".join(s.letter * len(some) for s, some in zip(shapes, rest, strict=True))
    return Hand(kind, examples, np.concatenate(rest), letters)


def some(shapes: list[Shape], seed: int) -> list[Shape]:
    """As many as a hand has, drawn by chance, no letter twice."""
    chosen: dict[str, Shape] = {}
    for i in np.random.default_rng(seed).permutation(len(shapes)):
        chosen.setdefault(shapes[i].letter, shapes[i])
    return list(chosen.values())[:LETTERS]


def _is_odd(network: Network, shape: Shape) -> bool:
    return share_right(network, shape.glyphs, shape.letter * len(shape.glyphs)) <= ODD


def _is_another(network: Network, shape: Shape) -> bool:
    """Whether most samples look to the network like one and the same other character."""
    best = network.probabilities(shape.glyphs).argmax(axis=1)
    number, times = Counter(best.tolist()).most_common(1)[0]
    if number == NOT_A_CHARACTER or 2 * times <= len(best):
        return False
    return fold_to_47(CHARACTERS[number]) != fold_to_47(shape.letter)


def _shapes() -> Iterator[Shape]:
    """What validation writers wrote often enough."""
    for writer in validation_writers():
        for letter, samples in writer.samples.items():
            if len(samples) >= _LEAST:
                yield Shape(writer.name, letter, _glyphs(samples))


def _signs() -> Iterator[Shape]:
    """Signs by validation writers; their letter is the sign's name."""
    with np.load(data_folder() / "chars" / "unipen_symbols_train.npz") as data:
        points = data["pts"].astype(np.float32)
        ends = np.cumsum(data["stroke_len"].astype(np.int64))
        last = np.cumsum(data["n_strokes"].astype(np.int64))
        names = list(zip(data["writer"].tolist(), data["y"].tolist(), strict=True))
    strokes = np.split(points, ends[:-1])
    for name, times in Counter(names).items():
        if times >= _LEAST and name[1] in _SIGNS and is_validation_writer(name[0]):
            samples = [
                tuple(s for s in strokes[last[i - 1] if i else 0 : last[i]] if len(s))
                for i, other in enumerate(names)
                if other == name
            ]
            yield Shape(*name, _glyphs(samples))


def _glyphs(samples: list[Strokes] | tuple[Strokes, ...]) -> Glyphs:
    """The samples as reading sees them, in an order that is left to chance."""
    order = np.random.default_rng(len(samples)).permutation(len(samples))[:_MOST]
    inks = [np.rint(255 * (1 - draw_character(list(samples[i])))).astype(np.uint8) for i in order]
    return np.stack([normalise(crop_ink(ink)) for ink in inks]).reshape(-1, SIZE, SIZE, 1)
