"""What the figures of teaching are made of."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.hands import LEARNT, LETTERS, Shape, folded, hand_of, looks_like, some
from benchmarks.teaching import Result, figures
from hwocr.glyph import normalise
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network
from hwocr.strokes import render
from tests.letters import size_of, strokes_of


def _shape(writer: str, letter: str) -> Shape:
    count = LEARNT + 3
    return Shape(writer, letter, np.full((count, 28, 28, 1), ord(letter) / 255, np.float32))


def test_a_hand_learns_ten_of_each_letter_and_is_measured_on_the_rest() -> None:
    hand = hand_of("signs", [_shape("a", letter) for letter in "abc"])
    assert hand.examples.counts == {"a": LEARNT, "b": LEARNT, "c": LEARNT}
    assert hand.letters == "aaabbbccc"
    assert hand.glyphs.shape == (9, 28, 28, 1)
    assert hand.examples.glyphs[0, 0, 0] == 255 - ord("a")


def test_chance_draws_no_letter_twice() -> None:
    shapes = [_shape(writer, letter) for writer in "xyz" for letter in "abcdefg"]
    drawn = some(shapes, 3)
    assert len({shape.letter for shape in drawn}) == LETTERS
    assert [s.letter for s in some(shapes, 3)] == [s.letter for s in drawn]
    assert [s.letter for s in some(shapes, 4)] != [s.letter for s in drawn]


def test_what_the_base_loses_is_the_mean_of_all_hands() -> None:
    def result(after: float, base: float) -> Result:
        return Result(
            0.1, after, (0.9, 0.8), (0.01, 0.01), (base, 0.8), (0.01, 0.01, 0.05), 0.001, 40
        )

    shown = {f.what: f for f in figures("signs", [result(1.0, 0.898), result(0.9, 0.9)])}
    lost = next(f for what, f in shown.items() if "base accuracy lost" in what)
    assert abs(lost.value - 0.05) < 1e-9
    assert lost.met
    apart = next(f for what, f in shown.items() if "look like" in what)
    assert abs(apart.value - 0.1) < 1e-9
    mean = next(f for what, f in shown.items() if what == "… after, mean")
    assert mean.value == 0.95


def test_what_a_hand_looks_like_is_what_it_is_read_as_by_mistake() -> None:
    def drawn(letter: str) -> NDArray[np.float32]:
        strokes = [strokes_of(letter, height=100, seed=seed) for seed in range(LEARNT + 1)]
        return np.stack([normalise(render(s, size_of(s), 8)) for s in strokes])[..., None]

    hand = hand_of("signs", [Shape("x", "a", drawn("E")), Shape("x", "K", drawn("K"))])
    found = looks_like(Network(read_registry()["characters"]), hand)
    assert found.tolist() == folded("E").tolist()
