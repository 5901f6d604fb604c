from __future__ import annotations

import numpy as np

from hwocr.page import Box, Character, Word
from hwocr.reading.regions import Source, longest
from hwocr.segment import Component, LineRegion, WordRegion

QUARTER = np.array([[0.0, -2.0, 400.0], [2.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
"""Turns clockwise by 90° and enlarges twice: (x, y) → (400 - 2y, 2x)."""


def test_boxes_go_to_the_source_through_a_turn() -> None:
    source = Source(QUARTER, (400, 600))
    assert source.box(Box(10, 20, 30, 40)) == Box(280, 20, 80, 60)


LETTERS = (Character("a", Box(10, 20, 10, 40), 0.9), Character("b", Box(30, 30, 10, 30), 0.8))


def test_a_word_is_as_large_as_its_characters() -> None:
    word = Source(QUARTER, (400, 600)).word(Word("ab", Box(10, 20, 30, 40), 0.7, (), LETTERS))
    assert [c.box for c in word.characters] == [Box(280, 20, 80, 20), Box(280, 60, 60, 20)]
    assert word.box == Box(280, 20, 80, 60)
    bare = Source(QUARTER, (400, 600)).word(Word("", Box(10, 20, 30, 40), 0.0))
    assert bare.box == Box(280, 20, 80, 60)


def test_strokes_that_lead_to_a_word_are_its_own_at_the_height_of_its_ends() -> None:
    word = Source(QUARTER, (400, 600)).word(Word("ab", Box(0, 0, 50, 99), 0.7, (), LETTERS))
    assert [c.box for c in word.characters] == [Box(280, 20, 80, 20), Box(280, 60, 60, 20)]
    assert word.box == Box(280, 0, 80, 100)


def test_the_longest_lines_are_told_by_their_numbers() -> None:
    def line(width: int) -> LineRegion:
        letter = Component(Box(0, 0, width, 9), np.ones((9, width), np.float32))
        return LineRegion((WordRegion((letter,)),), (9.0, 0.0))

    assert longest([line(width) for width in (30, 80, 10, 50, 40)]) == [1, 3, 4]
    assert longest([line(8)]) == [0]
    assert longest([]) == []
