from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hwocr.explain import Explanation
from hwocr.occlusion import HeatMap
from hwocr.page import Candidate
from hwocr.ui.why import explanation_html, sentence

INK = np.zeros((28, 28), np.float32)
HEAT = HeatMap(np.ones((28, 28), np.float32), "top_left", "")
PLAIN = HeatMap(np.zeros((28, 28), np.float32), "", "")
TOLD = Explanation(
    text="O",
    rival="0",
    image=INK,
    support=HEAT,
    contrast=PLAIN,
    alone=(Candidate("0", 0.7), Candidate("O", 0.3)),
    candidates=(Candidate("O", 0.9), Candidate("0", 0.1)),
    decided="place",
    alike=(INK, INK),
    rival_alike=(INK,),
)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ("shape", "Its shape alone says O (30 %)."),
        ("place", "rather be 0 (70 %; O: 30 %). Its size, its place on the line"),
        ("word", "Only the word as a whole makes it O."),
    ],
)
def test_one_sentence_says_what_decided(decided: str, expected: str) -> None:
    assert expected in sentence(replace(TOLD, decided=decided))


def test_a_character_of_a_joined_word_has_other_sentences_and_no_table() -> None:
    joined = replace(TOLD, alone=(), decided="word")
    assert "the dictionary makes it O" in sentence(joined)
    assert "<table" not in explanation_html(joined, "O")


def test_heat_is_told_in_words_too() -> None:
    html = explanation_html(TOLD, "O")
    assert "The ink at the top left speaks most for O." in html
    assert "No part of the ink tells O from 0" in html
    assert html.count("<figure>") == 2
    assert html.count('alt="O"') == 2
    assert html.count('alt="0"') == 1


def test_what_the_shape_says_stands_beside_what_came_of_it() -> None:
    rows = explanation_html(TOLD, "O").split("<tr")[2:]
    assert ["30 %" in rows[0], "90 %" in rows[0]] == [True, True]
    assert "hw-chosen" in rows[0]
    assert ["70 %" in rows[1], "10 %" in rows[1]] == [True, True]


def test_what_a_person_made_of_it_is_told() -> None:
    assert "It was read as O and changed to 0 by hand." in explanation_html(TOLD, "0")
    assert "by hand" not in explanation_html(TOLD, "O")


def test_without_a_rival_there_is_one_picture() -> None:
    html = explanation_html(replace(TOLD, rival="", contrast=None, rival_alike=()), "O")
    assert html.count("<figure>") == 1


def test_texts_are_escaped() -> None:
    html = explanation_html(replace(TOLD, text="<b>", rival="&"), "<i>")
    assert "<b><b>" not in html
    assert "<i>" not in html
    assert "&lt;b&gt;" in html
