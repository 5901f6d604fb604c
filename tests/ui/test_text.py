"""What the browser is told of the text, and which letters the dictionary changed."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import streamlit as st

from hwocr.corrections import AddWord, ChangeWord, Place, corrected
from hwocr.page import Box, Candidate, Line, Page, Word
from hwocr.ui.origin import differences, marked_html
from hwocr.ui.reading import Reading
from hwocr.ui.text import payload
from tests.ui.pages import page


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def reading(*words: Word) -> Reading:
    box = Box(0, 0, 9, 9)
    of = Page((Line(words, box),), 400, 80)
    return Reading.of("x.png", "x", of, np.full((80, 400, 3), 255, np.uint8))


def changed(of: Page, text: str) -> Page:
    return corrected(of, [ChangeWord(Place.of(of, of.words[0]), text)], strict=True)


def test_words_come_with_five_candidates() -> None:
    readings = [
        ("the", 0.7),
        ("teh", 0.2),
        ("tho", 0.04),
        ("tee", 0.02),
        ("she", 0.01),
        ("he", 0.0),
    ]
    word = replace(page("the").words[0], candidates=tuple(Candidate(*r) for r in readings))
    given = payload(reading(word), reading(word).page, "")
    shown = given["lines"][0][0]
    assert shown["candidates"][0] == ("the", "70 %", 0.7)
    assert [text for text, _, _ in shown["candidates"]] == ["the", "teh", "tho", "tee", "she"]
    assert shown["how"] == "90 % · read letter by letter"
    assert json.loads(json.dumps(given))["text"] == "the"


def test_states_are_told() -> None:
    first, second = page("teh cat").words
    crossed = Word("", Box(0, 0, 9, 9), 0.0, crossed_out=True)
    read = reading(first, replace(second, confidence=0.1), crossed)
    given = payload(read, changed(read.page, "the"), "(?)")
    states = [[w["corrected"], w["unsure"], w["crossed"]] for w in given["lines"][0]]
    assert states == [[True, False, False], [False, True, False], [False, False, True]]
    assert [w["read"] for w in given["lines"][0]] == ["teh", "cat", ""]
    assert [w["how"] for w in given["lines"][0]] == [
        "90 % · read letter by letter",
        "10 % · read letter by letter",
        "",
    ]
    assert given["text"] == "the cat(?)"


def test_places_and_characters_are_told() -> None:
    read = reading(*page("teh").words)
    shown = payload(read, read.page, "")["lines"][0][0]
    assert shown["place"] == {"box": [10, 10, 70, 40], "size": (400, 80), "text": "teh"}
    assert shown["characters"][1] == ("e", [35, 10, 20, 40], ["e", "N", "M", "K", "X"])


def test_a_word_that_was_not_read_cannot_be_as_it_was_read() -> None:
    read = reading(*page("teh cat").words)
    added = AddWord.of(read.page, Box(300, 10, 50, 40), "new")
    shown = payload(read, corrected(read.page, [added]), "")["lines"][0][2]
    assert (shown["read"], shown["how"], shown["corrected"]) == (None, "", True)


@pytest.mark.parametrize(
    ("raw", "origin"),
    [
        ("", None),
        ("the", {}),
        (
            "tke",
            {
                "ink": [("t", False), ("k", True), ("e", False)],
                "final": [("t", False), ("h", True), ("e", False)],
            },
        ),
    ],
)
def test_the_dictionarys_part_is_told(raw: str, origin: object) -> None:
    read = reading(replace(page("the").words[0], raw=raw))
    after = changed(read.page, "thy")
    for shown in (read.page, after):
        assert payload(read, shown, "")["lines"][0][0]["origin"] == origin


@pytest.mark.parametrize(
    ("one", "other", "marked"),
    [
        ("rnilk", "milk", "<mark>rn</mark>ilk|<mark>m</mark>ilk"),
        ("hose", "house", "hose|ho<mark>u</mark>se"),
        ("same", "same", "same|same"),
        ("<b>", "<i>", "&lt;<mark>b</mark>&gt;|&lt;<mark>i</mark>&gt;"),
    ],
)
def test_letters_that_differ_are_marked(one: str, other: str, marked: str) -> None:
    assert "|".join(map(marked_html, differences(one, other))) == marked
