"""Corrections stay with their word, and each can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import streamlit as st

from hwocr.page import Box, Line, Page
from hwocr.ui import edits
from hwocr.ui.reading import Reading
from tests.ui.pages import page


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def reading(of: Page, key: str = "drawing") -> Reading:
    return Reading.of("drawing", key, of, np.full((of.height, of.width, 3), 255, np.uint8))


def moved(of: Page, x: int = 0, y: int = 0, scale: float = 1.0, grown: int = 0) -> Page:
    """The page with the first word elsewhere, wider, or everything at another scale."""

    def box(old: Box) -> Box:
        values = (old.x + x, old.y + y, old.width + grown, old.height)
        return Box(*(round(scale * value) for value in values))

    words = [replace(word, box=box(word.box)) for word in of.words]
    return replace(
        of,
        lines=(Line(tuple(words), of.lines[0].box),),
        width=round(scale * of.width),
        height=round(scale * of.height),
    )


def test_a_page_without_edits_is_as_it_was_read() -> None:
    read = reading(page("teh cat"))
    assert edits.applied(read) is read.page
    assert not edits.changes(read.key)


def test_changes_are_taken_back_one_by_one() -> None:
    read = reading(page("teh cat"))
    edits.change(read, 0, 0, "the")
    edits.change(read, 0, 1, "car")
    edits.change(read, 0, 1, "can")
    seen = []
    while count := edits.changes(read.key):
        seen.append(edits.applied(read).text)
        edits.undo(read.key, count - 1)
    assert seen == ["the can", "the car", "the cat"]
    assert edits.applied(read).text == "teh cat"
    edits.undo(read.key, -1)
    assert edits.applied(read).text == "teh cat"


def test_one_word_can_be_as_it_was_read_and_that_too_is_taken_back() -> None:
    read = reading(page("teh cat"))
    edits.change(read, 0, 0, "the")
    edits.change(read, 0, 1, "can")
    edits.change(read, 0, 0, None)
    assert edits.applied(read).text == "teh can"
    assert not edits.applied(read).words[0].corrected
    edits.undo(read.key, 2)
    assert edits.applied(read).text == "the can"
    edits.undo(read.key, 0)
    assert edits.applied(read).text == "teh cat"


@pytest.mark.parametrize(
    ("line", "word", "text"), [(0, 0, " "), (0, 0, ""), (3, 0, "a"), (0, 9, "a"), (-1, 0, "a")]
)
def test_what_cannot_be_is_not_taken_up(line: int, word: int, text: str) -> None:
    read = reading(page("teh cat"))
    edits.change(read, line, word, text)
    edits.change(read, 0, 1, None)
    assert not edits.changes(read.key)


def test_the_read_text_can_be_confirmed() -> None:
    read = reading(page("cat"))
    edits.change(read, 0, 0, "cat")
    assert edits.applied(read).words[0].corrected


@pytest.mark.parametrize("change", [{"x": 2}, {"x": -4, "y": 3}, {"scale": 0.5}, {"scale": 1.7}])
def test_an_edit_stays_where_its_word_is_read_anew(change: dict[str, float]) -> None:
    read = page("teh cat")
    edits.change(reading(read), 0, 0, "the")
    again = moved(read, **change)  # type: ignore[arg-type]
    assert edits.applied(reading(again)).words[0].text == "the"


@pytest.mark.parametrize("change", [{"x": 20}, {"y": 30}, {"grown": 15}])
def test_an_edit_does_not_go_to_another_word(change: dict[str, int]) -> None:
    edits.change(reading(page("teh")), 0, 0, "the")
    assert edits.applied(reading(moved(page("tea"), **change))).text == "tea"
    assert edits.applied(reading(page("teh"))).text == "the"


def test_a_word_that_reads_as_before_may_have_other_edges() -> None:
    edits.change(reading(page("teh")), 0, 0, "the")
    wider = moved(page("teh"), grown=40)
    assert edits.applied(reading(wider)).text == "the"
    assert edits.applied(reading(moved(wider, x=80))).text == "teh"


def test_more_writing_leaves_edits_alone() -> None:
    edits.change(reading(page("teh")), 0, 0, "the")
    assert edits.applied(reading(page("teh cat"))).text == "the cat"


def test_pictures_do_not_share_edits_and_forget_them() -> None:
    one, other = reading(page("teh"), "one"), reading(page("teh"), "other")
    edits.change(one, 0, 0, "the")
    assert edits.applied(other).text == "teh"
    edits.forget("one")
    assert edits.applied(one).text == "teh"
    edits.forget("never seen")
