"""A person's word counts, and everything else stays as it was read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hwocr.corrections import Correction, corrected
from hwocr.page import Box, Page, Word
from tests.ui.pages import page


def only_word(of: Page) -> Word:
    return of.lines[0].words[0]


def test_a_correction_carries_through_the_text_and_json() -> None:
    read = page("teh cat", unsure="e")
    after = corrected(read, [Correction(0, 0, "the")])
    assert read.text == "teh cat"
    assert after.text == "the cat"
    assert [word.corrected for word in after.words] == [True, False]
    assert [c.text for c in after.words[0].characters] == list("the")
    assert not after.words[0].unsure
    again = Page.from_dict(json.loads(json.dumps(after.to_dict())))
    assert (again.text, [word.corrected for word in again.words]) == ("the cat", [True, False])


def test_what_was_read_stays_with_the_word() -> None:
    read = page("teh")
    word = replace(only_word(read), raw="tch")
    read = replace(read, lines=(replace(read.lines[0], words=(word,)),))
    after = only_word(corrected(read, [Correction(0, 0, "the")]))
    assert (after.raw, after.box, after.candidates) == ("tch", word.box, word.candidates)
    assert after.mode == word.mode


def test_letters_of_one_length_keep_their_ink() -> None:
    read = page("teh")
    before, after = only_word(read), only_word(corrected(read, [Correction(0, 0, "tea")]))
    assert [c.box for c in after.characters] == [c.box for c in before.characters]
    assert after.characters[2].crop is before.characters[2].crop
    assert {c.confidence for c in after.characters} == {1.0}


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        # Characters are 20 wide, at 10, 35, 60, 85.
        ("comb", [(10, 20), (35, 20), (60, 45), (85 + 25, 20)]),
        ("cor", [(10, 20), (35, 20), (60, 20)]),
        ("cosrnb", [(10, 20), (35, 10), (45, 10), (60, 20), (85, 20), (110, 20)]),
        ("scornb", [(10, 10), (20, 10), (35, 20), (60, 20), (85, 20), (110, 20)]),
    ],
)
def test_ink_is_shared_out_among_new_letters(text: str, boxes: list[tuple[int, int]]) -> None:
    word = only_word(corrected(page("cornb"), [Correction(0, 0, text)]))
    assert "".join(c.text for c in word.characters) == text
    assert [(c.box.x, c.box.width) for c in word.characters] == boxes


def test_a_crossed_out_word_can_be_given_a_text() -> None:
    crossed = Word("", Box(0, 0, 30, 9), 0.0, crossed_out=True)
    read = page("cat")
    read = replace(read, lines=(replace(read.lines[0], words=(crossed,)),))
    after = corrected(read, [Correction(0, 0, "dog")])
    assert after.text == "dog"
    assert [c.box.x for c in after.characters] == [0, 10, 20]


def test_the_later_of_two_corrections_counts() -> None:
    both = [Correction(0, 0, "toe"), Correction(0, 0, "the")]
    assert corrected(page("teh"), both).text == "the"


def test_text_is_put_into_one_form() -> None:
    assert Correction(0, 0, "  to\tge  ther ").text == "to ge ther"
    assert Correction(0, 0, "e\N{COMBINING ACUTE ACCENT}").text == "é"


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_blank_correction_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="needs a text"):
        Correction(0, 0, text)


@pytest.mark.parametrize(("line", "word"), [(1, 0), (0, 2), (-1, 0), (0, -1)])
def test_a_word_that_is_not_there_is_refused(line: int, word: int) -> None:
    with pytest.raises(IndexError):
        corrected(page("teh cat"), [Correction(line, word, "the")])
