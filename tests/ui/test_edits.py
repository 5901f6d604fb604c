"""Corrections stay with their picture and their word, and each can be taken back and made again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import streamlit as st

from hwocr.corrections import AddWord, ChangeCharacter, ChangeWord, DeleteWord, MergeWords, Place
from hwocr.glyph import SIZE
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


def change(read: Reading, number: int, text: str) -> None:
    after = edits.applied(read)
    edits.make(read, ChangeWord(Place.of(after, after.words[number]), text))


def with_glyphs(of: Page) -> Page:
    """The page with a glyph of its own for each character: its number as a shade of grey."""
    shades = iter(range(1, 100))
    words = [
        replace(
            word,
            characters=tuple(
                replace(c, glyph=np.full((SIZE, SIZE), next(shades), np.uint8))
                for c in word.characters
            ),
        )
        for word in of.words
    ]
    return replace(of, lines=(Line(tuple(words), of.lines[0].box),))


def learned() -> list[tuple[int, str]]:
    return [(int(glyph[0, 0]), letter) for glyph, letter in edits.corrected_characters()]


def test_a_page_without_edits_is_as_it_was_read() -> None:
    read = reading(page("teh cat"))
    assert edits.applied(read) is read.page
    assert edits.position(read.key) == edits.changes(read.key) == 0


def test_changes_are_taken_back_and_made_again() -> None:
    read = reading(page("teh cat"))
    for number, text in ((0, "the"), (1, "car"), (1, "can")):
        change(read, number, text)
    texts = ["teh cat", "the cat", "the car", "the can"]
    for to in (3, 2, 0, 1, 3):
        edits.go(read.key, to)
        assert edits.applied(read).text == texts[to]
        assert (edits.position(read.key), edits.changes(read.key)) == (to, 3)
    for to, held in ((-1, 0), (9, 3)):
        edits.go(read.key, to)
        assert edits.position(read.key) == held


def test_a_new_change_takes_the_place_of_those_taken_back() -> None:
    read = reading(page("teh cat"))
    change(read, 0, "the")
    change(read, 1, "car")
    edits.go(read.key, 1)
    change(read, 1, "dog")
    assert edits.changes(read.key) == 2
    assert edits.applied(read).text == "the dog"


def test_one_word_can_be_as_it_was_read_and_that_too_is_taken_back() -> None:
    read = reading(page("teh cat"))
    change(read, 0, "the")
    change(read, 1, "can")
    edits.reset(read, edits.applied(read).words[0])
    assert edits.applied(read).text == "teh can"
    assert not edits.applied(read).words[0].corrected
    edits.go(read.key, 2)
    assert edits.applied(read).text == "the can"


def test_what_changes_nothing_is_not_taken_up() -> None:
    read = reading(page("teh cat"))
    edits.make(read, DeleteWord(Place(Box(300, 0, 9, 9), (400, 80), "dog")))
    edits.reset(read, read.page.words[0])
    assert edits.changes(read.key) == 0
    change(read, 0, "teh")
    assert edits.applied(read).words[0].corrected
    change(read, 0, "teh")
    assert edits.changes(read.key) == 1


def test_the_browser_sends_corrections_as_they_are_written_down() -> None:
    read = reading(page("teh cat"))
    place = {"box": [10, 10, 70, 40], "size": [400, 80], "text": "teh"}
    edits.make_from(read, {"kind": "change", "word": place, "text": "the"})
    assert edits.applied(read).text == "the cat"
    wrong = (None, {"kind": "change"}, {"kind": "change", "word": place, "text": " "})
    for data in wrong:
        edits.make_from(read, data)
    assert edits.changes(read.key) == 1


def test_edits_outlast_other_readings_of_the_same_picture() -> None:
    read = reading(page("teh cat"))
    change(read, 0, "the")
    assert edits.applied(reading(page("tea cat dog"))).text == "the cat dog"
    # Where the word is gone, nothing else is changed, and it comes back with its word.
    assert edits.applied(reading(page("tehcat"))).text == "tehcat"
    assert edits.applied(read).text == "the cat"


def test_the_word_of_the_latest_change_is_known() -> None:
    read = reading(page("c at dog"))
    assert edits.latest(read, edits.applied(read)) is None
    places = [Place.of(read.page, word) for word in read.page.words]
    edits.make(read, MergeWords(places[0], places[1]))
    assert edits.latest(read, edits.applied(read)) == (0, 0)
    change(read, 1, "pig")
    assert edits.latest(read, edits.applied(read)) == (0, 1)
    edits.make(read, DeleteWord(Place.of(edits.applied(read), edits.applied(read).words[1])))
    assert edits.latest(read, edits.applied(read)) is None
    edits.make(read, AddWord.of(read.page, Box(300, 10, 50, 40), "new"))
    assert edits.latest(read, edits.applied(read)) == (0, 1)


def test_pictures_do_not_share_edits() -> None:
    one, other = reading(page("teh"), "one"), reading(page("teh"), "other")
    change(one, 0, "the")
    assert edits.applied(other).text == "teh"
    assert edits.applied(one).text == "the"


def test_another_drawing_has_edits_of_its_own() -> None:
    read = reading(page("teh"))
    edits.follow(read.key, ["t", "e", "h"])
    change(read, 0, "the")
    for strokes in (["t", "e"], [], ["t", "e", "h", "more"]):
        edits.follow(read.key, strokes)
        assert edits.applied(read).text == "the"
    edits.follow(read.key, ["other"])
    assert edits.applied(read).text == "teh"
    change(read, 0, "tea")
    # The first one comes back, and then the second one.
    for strokes, text in ((["t"], "the"), (["other"], "tea")):
        edits.follow(read.key, strokes)
        assert edits.applied(read).text == text


def test_settled_characters_are_those_a_person_saw() -> None:
    read = reading(with_glyphs(page("teh cornb pig")))
    assert learned() == []
    change(read, 0, "the")
    change(read, 1, "comb")
    word = read.page.words[2]
    edits.make(read, ChangeCharacter(Place.of(read.page, word), word.characters[2].box, "q"))
    assert edits.applied(read).text == "the comb piq"
    # Nobody knows which ink of "rn" is the m's.
    assert learned() == [
        *zip((1, 2, 3), "the", strict=True),
        (4, "c"),
        (5, "o"),
        (8, "b"),
        (11, "q"),
    ]
    edits.go(read.key, 1)
    edits.applied(read)
    assert learned() == [(1, "t"), (2, "h"), (3, "e")]


def test_what_the_network_did_not_see_as_a_character_is_not_settled() -> None:
    read = page("ab")
    slices = tuple(replace(c, glyph=np.zeros((40, 9), np.uint8)) for c in read.characters)
    word = replace(read.words[0], mode="joined", characters=slices)
    joined = reading(replace(read, lines=(replace(read.lines[0], words=(word,)),)))
    change(joined, 0, "xy")
    edits.applied(joined)
    assert learned() == []


def test_settled_characters_outlast_their_drawing() -> None:
    read = reading(with_glyphs(page("ab")))
    for text in ("xy", "uv"):
        edits.follow(read.key, [text])
        change(read, 0, text)
        edits.applied(read)
    assert sorted(letter for _, letter in learned()) == list("uvxy")
    edits.follow(read.key, ["xy"])
    edits.applied(read)
    assert sorted(letter for _, letter in learned()) == list("uvxy")
