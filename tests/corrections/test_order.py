"""Words and lines are read in the order that a person gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hwocr.corrections import BreakLine, JoinLines, MoveLine, MoveWord, NotThereError, Place
from hwocr.page import Box, Page
from tests.ui.pages import stacked

READ = stacked("one two", "three", "four five")


def place(text: str, of: Page = READ) -> Place:
    return next(Place.of(of, word) for word in of.words if word.text == text)


@pytest.mark.parametrize(
    ("word", "to", "after", "text"),
    [
        ("one", "two", True, "two one\nthree\nfour five"),
        ("two", "one", False, "two one\nthree\nfour five"),
        ("two", "three", False, "one\ntwo three\nfour five"),
        ("four", "two", True, "one two four\nthree\nfive"),
        # The line that has lost its only word is gone.
        ("three", "four", False, "one two\nthree four five"),
        ("three", "two", True, "one two three\nfour five"),
        ("one", "two", False, "one two\nthree\nfour five"),
    ],
)
def test_a_word_moves(word: str, to: str, after: bool, text: str) -> None:
    page = MoveWord(place(word), place(to), after).on(READ)
    assert page.text == text
    for line in page.lines:
        assert line.box == Box.around(w.box for w in line.words)


@pytest.mark.parametrize(
    ("word", "to", "after", "text"),
    [
        ("two", "four", False, "three\none two\nfour five"),
        ("one", "five", True, "three\nfour five\none two"),
        ("five", "one", False, "four five\none two\nthree"),
        ("five", "one", True, "one two\nfour five\nthree"),
    ],
)
def test_a_line_moves(word: str, to: str, after: bool, text: str) -> None:
    assert MoveLine(place(word), place(to), after).on(READ).text == text


def test_a_moved_line_belongs_to_the_column_it_moves_to() -> None:
    lines = (*READ.lines[:2], replace(READ.lines[2], block=1))
    page = replace(READ, lines=lines)
    moved = MoveLine(place("one"), place("four"), after=True).on(page)
    assert [line.block for line in moved.lines] == [0, 1, 1]


def test_lines_are_parted_and_joined() -> None:
    parted = BreakLine(place("five")).on(READ)
    assert parted.text == "one two\nthree\nfour\nfive"
    assert parted.lines[3].box == place("five").box
    assert JoinLines(place("five", parted), place("four", parted)).on(parted) == READ
    joined = JoinLines(place("three"), place("two")).on(READ)
    assert joined.text == "one two three\nfour five"


def test_what_is_so_already_is_refused() -> None:
    for wrong in (
        MoveWord(place("one"), place("one")),
        MoveLine(place("one"), place("two")),
        BreakLine(place("four")),
        JoinLines(place("five"), place("four")),
    ):
        with pytest.raises(NotThereError):
            wrong.on(READ)
