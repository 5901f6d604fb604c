"""The parts of the result that are HTML: complete, marked, and safe whatever the text is."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace

import numpy as np
import pytest

from hwocr.corrections import ChangeWord, Place, corrected
from hwocr.page import Box, Candidate, Character, Line, Page, Stage, Word
from hwocr.ui.characters import words_html
from hwocr.ui.pictures import decoded
from hwocr.ui.reading import STAGE_SIZE, Reading
from hwocr.ui.spots import spots_html
from hwocr.ui.stages import stages_html
from hwocr.ui.zoom import zoomable
from tests.ui.pages import page

NASTY = '<img src=x onerror="alert(1)">'


def listed(of: Page) -> str:
    return words_html(of, of)


def reading(of: Page) -> Reading:
    return Reading.of("x.png", "x", of, np.full((of.height, of.width, 3), 255, np.uint8))


def test_every_character_has_crop_prediction_bar_and_four_others() -> None:
    cards = listed(page("AB")).split('<li class="hw-character')[1:]
    assert len(cards) == 2
    for card, letter in zip(cards, "AB", strict=True):
        assert card.count('src="data:image/png;base64,') == 1
        assert f'<span class="hw-prediction">{letter}</span>' in card
        assert 'style="width:97%"' in card
        assert re.findall(r"<b>(.)</b> <span>([^<]+)</span>", card) == [
            ("N", "1.5 %"),
            ("M", "0.8 %"),
            ("K", "0.4 %"),
            ("X", "0.2 %"),
        ]


def test_only_unsure_characters_are_marked() -> None:
    cards = listed(page("ABC", unsure="B")).split('<li class="hw-character')[1:]
    assert ["hw-flag" in card for card in cards] == [False, True, False]
    assert ["hw-unsure" in card for card in cards] == [False, True, False]


def test_words_of_a_long_page_start_closed() -> None:
    assert len(re.findall("<details[^>]* open>", listed(page("one two")))) == 2
    assert "open" not in listed(page(" ".join("abcdefghi")))


def test_a_crossed_out_word_is_told_and_has_no_reading() -> None:
    box = Box(0, 0, 9, 9)
    crossed = Word("", box, 0.0, crossed_out=True)
    html = listed(Page((Line((crossed,), box),), 9, 9))
    assert "crossed out" in html
    assert "hw-flag" not in html
    assert "<details" not in html
    assert 'data-word="0-0"' in html


def test_a_character_without_a_crop_is_still_shown() -> None:
    html = listed(Page.from_dict(page("A").to_dict()))
    assert "hw-prediction" in html
    assert "<img" not in html


@pytest.mark.parametrize("shape", [(28, 28), (40, 9), (40, 70)])
def test_what_the_network_saw_lies_beside_the_crop(shape: tuple[int, int]) -> None:
    whole = page("A")
    seen = replace(whole.characters[0], glyph=np.zeros(shape, np.uint8))
    word = replace(whole.words[0], characters=(seen,))
    html = listed(replace(whole, lines=(Line((word,), word.box),)))
    crop, glyph = re.findall(
        r'<img class="hw-(\w+)-picture" src="data:image/png;base64,(\S+)"', html
    )
    assert (crop[0], glyph[0]) == ("crop", "glyph")
    assert decoded(b64decode(glyph[1])).shape == (*shape, 3)


@pytest.mark.parametrize(("mode", "told"), [("separate", "letter by letter"), ("joined", "as a w")])
def test_each_word_tells_how_it_was_read(mode: str, told: str) -> None:
    assert listed(page("ab cd", mode=mode)).count(f"90 % · read {told}") == 2


def test_other_readings_of_a_word_are_shown() -> None:
    whole = page("noon")
    readings = (("noon", 0.9), ("n<on", 0.06), ("moon", 0.02), ("mean", 0.004))
    word = replace(whole.words[0], candidates=tuple(Candidate(*r) for r in readings))
    html = listed(replace(whole, lines=(Line((word,), word.box),)))
    shown = html[html.index("hw-readings") :].partition("</ul>")[0]
    assert re.findall(r"<b>([^ ]+)</b> ([^<]+)", shown) == [("n&lt;on", "6.0 %"), ("moon", "2.0 %")]
    assert "hw-readings" not in listed(whole)


def test_a_word_that_the_dictionary_changed_shows_what_the_ink_says() -> None:
    whole = page("the cat")
    the, cat = (
        replace(word, raw=raw) for word, raw in zip(whole.words, ("tke", "cat"), strict=True)
    )
    html = listed(replace(whole, lines=(Line((the, cat), the.box),)))
    assert html.count("hw-origin") == 1
    assert "ink: <b>t<mark>k</mark>e</b> → dictionary: <b>t<mark>h</mark>e</b>" in html


def test_a_corrected_word_tells_what_was_read() -> None:
    read = page("teh cat")
    html = words_html(read, corrected(read, [ChangeWord(Place.of(read, read.words[0]), "the")]))
    first, second = html.split("<details")[1:]
    assert "was read teh" in first
    assert "hw-flag-corrected" in first
    assert "%" not in first
    assert first.count("hw-prediction") == 3
    assert "corrected" not in second


def test_a_corrected_character_can_be_asked_why_it_was_read_so() -> None:
    read = page("teh cat")
    glyph = np.zeros((28, 28), np.uint8)
    words = tuple(
        replace(word, characters=tuple(replace(c, glyph=glyph) for c in word.characters))
        for word in read.words
    )
    read = replace(read, lines=(replace(read.lines[0], words=words),))
    teh, cat = (Place.of(read, word) for word in words)
    html = words_html(read, corrected(read, [ChangeWord(teh, "the"), ChangeWord(cat, "coat")]))
    cards = html.split('<li class="hw-character')[1:]
    assert [re.findall(r'data-explain="(\S+)" aria-label="(.+?)"', card) for card in cards] == [
        [("0-0-0", "Why t?")],
        [("0-0-1", "Why e?")],
        [("0-0-2", "Why h?")],
        [],
        [],
        [("0-1-2", "Why a?")],
        [("0-1-3", "Why t?")],
    ]
    told = [re.findall(r"was read (.)<", card) for card in cards]
    assert told == [[], ["e"], ["h"], [], [], [], []]
    stops = [re.findall(r'tabindex="(\S+)"', card) for card in cards]
    assert stops == [["0"], ["-1"], ["-1"], [], [], ["0"], ["-1"]]


def test_every_word_has_a_spot_on_the_picture() -> None:
    whole = page("ab cd", size=(400, 80))
    sure, unsure = whole.words[0], replace(whole.words[1], confidence=0.1)
    html = spots_html(replace(whole, lines=(Line((sure, unsure), sure.box),)))
    assert re.findall(r'class="([^"]+)" tabindex="-1" data-word="(\S+)"', html) == [
        ("hw-spot", "0-0"),
        ("hw-spot hw-spot-unsure", "0-1"),
    ]
    assert "left:2.50%;top:12.50%;width:11.25%;height:50.00%" in html


def test_text_is_escaped() -> None:
    nasty = Character(NASTY, Box(0, 0, 9, 9), 0.9, (Candidate(NASTY, 0.9), Candidate("<b>", 0.1)))
    word = Word(NASTY, nasty.box, 0.9, characters=(nasty,))
    whole = Page((Line((word,), nasty.box),), 20, 20)
    assert "<img" not in listed(whole)
    assert "<b><b>" not in listed(whole)
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
    assert html.count("<p>Canny&#x27;s edges of the blurred ink: where") == 1
    assert html.count("<p>The picture as it came.</p>") == 1
    assert html.count("popover id=") == 2


def test_a_stage_without_a_picture_keeps_its_place() -> None:
    html = stages_html(reading(page().without_pictures()))
    assert "<img" not in html
    assert html.count('class="hw-stage"') == 2


def test_a_reading_keeps_no_large_picture() -> None:
    big = np.zeros((3000, 4000, 3), np.uint8)
    kept = Reading.of("x", "x", replace(page(), stages=(Stage("original", big, 0.1),)), big)
    assert kept.page.stages[0].image is None
    shot = kept.stages[0]
    assert shot is not None
    assert len(shot.large) + len(shot.small) + len(kept.picture) < STAGE_SIZE * STAGE_SIZE / 10


def test_stages_that_come_late_are_the_same() -> None:
    picture = np.full((80, 400, 3), 200, np.uint8)
    stages = (Stage("original", picture, 0.1), Stage("nothing", None, 0.1))
    shown = [
        Reading.of("x", "x", replace(page(), stages=stages), picture, late=late)
        for late in (False, True)
    ]
    assert list(shown[0].stages) == list(shown[1].stages) == list(shown[1].stages)
    assert (shown[1].stages[1], len(shown[1].stages)) == (None, 2)
    assert stages_html(shown[0]) == stages_html(shown[1])
