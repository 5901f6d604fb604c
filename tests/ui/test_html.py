"""The parts of the result that are HTML: complete, marked, and safe whatever the text is."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from hwocr.page import Box, Candidate, Character, Line, Page, Stage, Word
from hwocr.ui.characters import words_html
from hwocr.ui.messages import plain, sentence
from hwocr.ui.reading import STAGE_SIZE, Reading
from hwocr.ui.stages import stages_html
from hwocr.ui.zoom import zoomable
from tests.ui.pages import page

NASTY = '<img src=x onerror="alert(1)">'


def reading(of: Page) -> Reading:
    return Reading.of("x.png", of, np.full((of.height, of.width, 3), 255, np.uint8))


def test_every_character_has_crop_prediction_bar_and_four_others() -> None:
    cards = words_html(page("AB")).split('<li class="hw-character')[1:]
    assert len(cards) == 2
    for card, letter in zip(cards, "AB", strict=True):
        assert 'src="data:image/png;base64,' in card
        assert f'<span class="hw-prediction">{letter}</span>' in card
        assert 'style="width:97%"' in card
        assert re.findall(r"<b>(.)</b> <span>([^<]+)</span>", card) == [
            ("N", "1.5 %"),
            ("M", "0.8 %"),
            ("K", "0.4 %"),
            ("X", "0.2 %"),
        ]


def test_only_unsure_characters_are_marked() -> None:
    cards = words_html(page("ABC", unsure="B")).split('<li class="hw-character')[1:]
    assert ["hw-flag" in card for card in cards] == [False, True, False]
    assert ["hw-unsure" in card for card in cards] == [False, True, False]


def test_words_of_a_long_page_start_closed() -> None:
    assert words_html(page("one two")).count('<details class="hw-word" open>') == 2
    assert "open" not in words_html(page(" ".join("abcdefghi")))


def test_a_character_without_a_crop_is_still_shown() -> None:
    html = words_html(Page.from_dict(page("A").to_dict()))
    assert "hw-prediction" in html
    assert "<img" not in html


def test_text_is_escaped() -> None:
    nasty = Character(NASTY, Box(0, 0, 9, 9), 0.9, (Candidate(NASTY, 0.9), Candidate("<b>", 0.1)))
    word = Word(NASTY, nasty.box, 0.9, characters=(nasty,))
    whole = Page((Line((word,), nasty.box),), 20, 20)
    assert "<img" not in words_html(whole)
    assert "<b><b>" not in words_html(whole)
    stage = Stage(NASTY, np.zeros((9, 9, 3), np.uint8), 0.1, NASTY)
    shown = stages_html(reading(replace(whole, stages=(stage,))))
    assert 'onerror="' not in shown
    assert "<script" not in zoomable("a", "b", "c", "<script>", "<script>")


def test_the_strip_names_times_and_explains_each_stage() -> None:
    html = stages_html(reading(page()))
    assert re.findall(r"<strong>(\d\. \w+)</strong> <span[^>]*>([^<]+)<", html) == [
        ("1. Original", "0.4 ms"),
        ("2. Edges", "12 ms"),
    ]
    assert html.count("<p>Where dark meets light.</p>") == 1
    assert html.count("popover id=") == 2


def test_a_stage_without_a_picture_keeps_its_place() -> None:
    html = stages_html(reading(page().without_pictures()))
    assert "<img" not in html
    assert html.count('class="hw-stage"') == 2


def test_a_reading_keeps_no_large_picture() -> None:
    big = np.zeros((3000, 4000, 3), np.uint8)
    kept = Reading.of("x", replace(page(), stages=(Stage("original", big, 0.1),)), big)
    assert kept.page.stages[0].image is None
    shot = kept.stages[0]
    assert shot is not None
    assert len(shot.large) + len(shot.small) + len(kept.picture) < STAGE_SIZE * STAGE_SIZE / 10


def test_markdown_in_names_is_shown_as_it_is() -> None:
    assert plain("a_b*c[1].png") == r"a\_b\*c\[1\].png"
    assert sentence("too large: send less") == "Too large: send less."
    assert sentence("Really?") == "Really?"
