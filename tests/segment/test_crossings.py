from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from hwocr.arrays import Points
from hwocr.page import Box
from hwocr.segment.crossings import is_crossed
from hwocr.segment.layout import Component
from hwocr.strokes import render

Write = Callable[..., list[Points]]
HEIGHT, PEN = 60.0, 4.0


def crossed(word: list[Points], *extra: list[tuple[float, float]]) -> bool:
    strokes = [*word, *(np.array(stroke, np.float32) for stroke in extra)]
    right, bottom = np.concatenate(strokes).max(axis=0) + 20
    ink = render(strokes, (int(right), int(bottom)), PEN)
    return is_crossed(Component(Box(0, 0, ink.shape[1], ink.shape[0]), ink), HEIGHT, PEN)


@pytest.fixture
def word(strokes: Write) -> list[Points]:
    """A word from (50, 50) to about (370, 110)."""
    return strokes("GARDEN", height=HEIGHT, spacing=0.25)


def end(word: list[Points]) -> float:
    return float(np.concatenate(word)[:, 0].max())


@pytest.mark.parametrize("text", ["GARDEN", "HELLO", "EFFECT", "TITTLE", "ZEBRA", "888", "WWW"])
def test_plain_words_are_not_crossed(strokes: Write, text: str) -> None:
    assert not crossed(strokes(text, height=HEIGHT))


@pytest.mark.parametrize("rise", [-12.0, 0.0, 15.0])
def test_a_stroke_through_all_letters_crosses_the_word(word: list[Points], rise: float) -> None:
    assert crossed(word, [(40, 82 + rise), (end(word) + 8, 82 - rise)])


def test_two_strokes_cross_the_word(word: list[Points]) -> None:
    right = end(word) + 8
    assert crossed(word, [(40, 75), (right, 76)], [(42, 90), (right, 88)])


def test_an_underline_does_not(word: list[Points]) -> None:
    assert not crossed(word, [(40, 120), (end(word) + 8, 119)])


def test_a_line_above_does_not(word: list[Points]) -> None:
    assert not crossed(word, [(40, 42), (end(word) + 8, 41)])


def test_a_stroke_through_half_of_the_word_does_not(word: list[Points]) -> None:
    assert not crossed(word, [(40, 82), (end(word) / 2, 82)])


def test_a_dash_is_no_crossed_word() -> None:
    assert not crossed([], [(40, 80), (300, 80)])


def test_a_scribble_over_the_word_crosses_it(word: list[Points]) -> None:
    x = np.arange(45, end(word) + 5, 3.0)
    rows = np.where(np.arange(len(x)) % 2, 112, 48)
    assert crossed(word, list(zip(x.tolist(), rows.tolist(), strict=True)))


@pytest.mark.parametrize("text", ["TO", "TITTLE", "EFFECT", "ZEBRA", "TEETH"])
def test_a_thick_pen_does_not_cross_out_what_it_writes(strokes: Write, text: str) -> None:
    ink = render(strokes(text, height=HEIGHT), (900, 200), 0.2 * HEIGHT)
    word = Component(Box(0, 0, 900, 200), ink)
    assert not is_crossed(word, HEIGHT, 0.2 * HEIGHT)


def test_a_thick_pen_crosses_out(word: list[Points]) -> None:
    strike = np.array([(40, 84), (end(word) + 8, 80)], np.float32)
    ink = render([*word, strike], (500, 200), 0.18 * HEIGHT)
    assert is_crossed(Component(Box(0, 0, 500, 200), ink), HEIGHT, 0.18 * HEIGHT)
