from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from hwocr.arrays import Picture
from hwocr.page import Box, Candidate, Character, Line, Page, Stage, Word


def small_page() -> Page:
    candidates = (Candidate("A", 0.7), Candidate("4", 0.2))
    character = Character("A", Box(1, 2, 3, 4), 0.7, candidates, crop=np.zeros((4, 3), np.uint8))
    word = Word("A", Box(1, 2, 3, 4), 0.7, (Candidate("A", 0.7),), (character,))
    stage = Stage("original", np.zeros((9, 9, 3), np.uint8), 0.25, "As given.", np.eye(3) * 2)
    line = Line((word, word), Box(1, 2, 3, 4))
    return Page((line, line), 9, 9, (stage,), {"alphabet": "all"}, ("characters-1",))


def test_text_joins_words_and_lines() -> None:
    page = small_page()
    assert page.text == "A A\nA A"
    assert len(page.words) == len(page.characters) == 4
    assert page.seconds == 0.25


def test_crossed_out_words_and_their_lines_are_left_out_of_the_text() -> None:
    box = Box(0, 0, 9, 9)
    crossed = Word("", box, 0.0, crossed_out=True)
    word = Word("A", box, 0.9)
    page = Page((Line((word, crossed, word), box), Line((crossed,), box, 1)), 9, 9)
    assert page.text == "A A"
    assert not crossed.unsure
    again = Page.from_dict(json.loads(json.dumps(page.to_dict())))
    assert again == page
    assert [line.block for line in again.lines] == [0, 1]


def test_a_page_survives_json() -> None:
    page = small_page()
    again = Page.from_dict(json.loads(json.dumps(page.to_dict())))
    assert again == page
    assert again.stage("original").image is None
    assert np.array_equal(again.stage("original").matrix, np.eye(3) * 2)


def test_what_a_sheet_shows_is_kept_without_its_picture_but_not_in_json() -> None:
    box = Box(0, 0, 9, 9)
    sheet = Stage("glyphs", None, 0.1, cutouts=((box, box),))
    page = replace(small_page(), stages=(sheet,))
    assert page.without_pictures().stages[0].cutouts == ((box, box),)
    assert "cutouts" not in page.to_dict()["stages"][0]
    assert Page.from_dict(page.to_dict()).stages[0].cutouts is None


def test_words_keep_what_the_ink_alone_says() -> None:
    word = Word("house", Box(0, 0, 9, 9), 0.9, raw="hause")
    assert Word.from_dict(word.to_dict()).raw == "hause"
    older = {key: value for key, value in word.to_dict().items() if key != "raw"}
    assert Word.from_dict(older).raw == ""


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 99"):
        Page.from_dict({**small_page().to_dict(), "format": 99})


def test_without_pictures_keeps_the_rest() -> None:
    page = small_page().without_pictures()
    assert page.stages[0].image is None
    assert page.stages[0].description == "As given."
    assert page == small_page()


def test_an_unknown_stage_is_named_in_the_error() -> None:
    with pytest.raises(KeyError, match="no stage 'edges'"):
        small_page().stage("edges")


def test_words_must_be_surer_than_characters() -> None:
    box = Box(0, 0, 1, 1)
    assert Character("a", box, 0.49).unsure
    assert not Character("a", box, 0.5).unsure
    assert Word("a", box, 0.89).unsure
    assert not Word("a", box, 0.9).unsure


def test_unsure_words_can_be_marked_in_the_text() -> None:
    box = Box(0, 0, 1, 1)
    sure, unsure = Word("cat", box, 0.9), Word("hst", box, 0.2)
    page = Page(
        (Line((sure, unsure), box), Line((Word("", box, 0.0, crossed_out=True),), box)), 9, 9
    )
    assert page.text == "cat hst"
    assert page.marked() == "cat hst(?)"
    assert page.marked("*") == "cat hst*"
    words = page.to_dict()["lines"][0]["words"]
    assert [word["unsure"] for word in words] == [False, True]


def test_pages_of_earlier_versions_are_still_read() -> None:
    data = small_page().to_dict()
    for line in data["lines"]:
        for word in line["words"]:
            for name in ("raw", "corrected", "unsure"):
                del word[name]
    assert Page.from_dict(data) == small_page()


def test_box_arithmetic() -> None:
    a, b = Box(0, 0, 4, 4), Box(2, 2, 4, 4)
    assert a.intersection(b) == 4
    assert a.iou(b) == pytest.approx(4 / 28)
    assert a.iou(a) == 1
    assert Box(9, 9, 1, 1).iou(a) == 0
    assert Box.around([a, b]) == Box(0, 0, 6, 6)
    with pytest.raises(ValueError, match="no boxes"):
        Box.around([])


def test_a_box_maps_to_the_source_and_stays_within() -> None:
    double = np.diag([2.0, 2.0, 1.0])
    assert Box(1, 2, 3, 4).mapped(double, (100, 100)) == Box(2, 4, 6, 8)
    assert Box(1, 2, 30, 40).mapped(double, (20, 30)) == Box(2, 4, 18, 26)
    there = np.array([[0.3, 0.01, 5], [-0.02, 0.31, 7], [1e-5, 2e-5, 1]])
    box = Box(50, 60, 40, 30).mapped(there, (1000, 1000))
    back = box.mapped(np.linalg.inv(there), (1000, 1000))
    assert back.intersection(Box(50, 60, 40, 30)) == 40 * 30


def test_a_picture_may_be_drawn_when_it_is_asked_for() -> None:
    drawn = []

    def draw() -> Picture:
        drawn.append(1)
        return np.full((2, 3, 3), len(drawn), np.uint8)

    stage = Stage("edges", draw, 0.1)
    assert not drawn
    for number in (1, 2):
        image = stage.image
        assert image is not None
        assert (image == number).all()
    assert len(drawn) == 2
