"""A person's letters count, and everything else stays as it was read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hwocr.corrections import (
    ChangeCharacter,
    ChangeWord,
    DeleteCharacter,
    NotThereError,
    Place,
    corrected,
)
from hwocr.page import Box, Page, Word
from tests.ui.pages import page


def place(of: Page, word: int = 0) -> Place:
    return Place.of(of, of.words[word])


def changed(of: Page, text: str, word: int = 0) -> Page:
    return corrected(of, [ChangeWord(place(of, word), text)], strict=True)


def box(of: Page, number: int) -> Box:
    return of.words[0].characters[number].box


def test_a_correction_carries_through_the_text_and_json() -> None:
    read = page("teh cat", unsure="e")
    after = changed(read, "the")
    assert (read.text, after.text) == ("teh cat", "the cat")
    assert [word.corrected for word in after.words] == [True, False]
    assert [c.text for c in after.words[0].characters] == list("the")
    assert not after.words[0].unsure
    again = Page.from_dict(json.loads(json.dumps(after.to_dict())))
    assert (again.text, [word.corrected for word in again.words]) == ("the cat", [True, False])
    assert [c.corrected for c in again.characters] == 3 * [True] + 3 * [False]


def test_what_was_read_stays_with_the_word() -> None:
    read = page("teh")
    word = replace(read.words[0], raw="tch")
    read = replace(read, lines=(replace(read.lines[0], words=(word,)),))
    after = changed(read, "the").words[0]
    assert (after.raw, after.box, after.candidates) == ("tch", word.box, word.candidates)
    assert after.mode == word.mode


def test_letters_of_one_length_keep_their_ink() -> None:
    read = page("teh")
    before, after = read.words[0], changed(read, "tea").words[0]
    assert [c.box for c in after.characters] == [c.box for c in before.characters]
    assert after.characters[2].crop is before.characters[2].crop
    assert {c.confidence for c in after.characters} == {1.0}


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        # Characters are 20 wide, at 10, 35, 60, 85, 110.
        ("comb", [(10, 20), (35, 20), (60, 45), (85 + 25, 20)]),
        ("cor", [(10, 20), (35, 20), (60, 20)]),
        ("cosrnb", [(10, 20), (35, 10), (45, 10), (60, 20), (85, 20), (110, 20)]),
        ("scornb", [(10, 10), (20, 10), (35, 20), (60, 20), (85, 20), (110, 20)]),
    ],
)
def test_ink_is_shared_out_among_new_letters(text: str, boxes: list[tuple[int, int]]) -> None:
    word = changed(page("cornb"), text).words[0]
    assert "".join(c.text for c in word.characters) == text
    assert [(c.box.x, c.box.width) for c in word.characters] == boxes


def test_a_crossed_out_word_can_be_given_a_text() -> None:
    crossed = Word("", Box(0, 0, 30, 9), 0.0, crossed_out=True)
    read = page("cat")
    after = changed(replace(read, lines=(replace(read.lines[0], words=(crossed,)),)), "dog")
    assert after.text == "dog"
    assert [c.box.x for c in after.characters] == [0, 10, 20]


def test_the_later_of_two_corrections_counts() -> None:
    read = page("teh")
    both = [ChangeWord(place(read), text) for text in ("toe", "the")]
    assert corrected(read, both).text == "the"


def test_text_is_put_into_one_form() -> None:
    assert ChangeWord(place(page("x")), "  to\tge  ther ").text == "to ge ther"
    assert ChangeWord(place(page("x")), "e\N{COMBINING ACUTE ACCENT}").text == "é"


@pytest.mark.parametrize("text", ["", " \n"])
def test_a_blank_text_is_refused(text: str) -> None:
    read = page("teh")
    with pytest.raises(ValueError, match="needs a text"):
        ChangeWord(place(read), text)
    with pytest.raises(ValueError, match="needs a text"):
        ChangeCharacter(place(read), box(read, 0), text)


def test_a_word_that_is_not_there_is_left_out_or_refused() -> None:
    read = page("teh cat")
    elsewhere = ChangeWord(Place(Box(300, 10, 50, 40), (400, 80), "cat"), "dog")
    assert corrected(read, [elsewhere]) == read
    with pytest.raises(NotThereError, match="no word 'cat'"):
        corrected(read, [elsewhere], strict=True)


def test_the_word_follows_its_character() -> None:
    read = page("tch cat", unsure="c")
    after = corrected(read, [ChangeCharacter(place(read), box(read, 1), "e")], strict=True)
    word = after.words[0]
    assert (after.text, word.corrected, word.confidence) == ("teh cat", True, 1.0)
    assert [c.corrected for c in word.characters] == [False, True, False]
    assert word.characters[1].crop is read.characters[1].crop
    assert not word.characters[1].unsure


def test_a_character_may_be_several() -> None:
    read = page("mow")
    after = corrected(read, [ChangeCharacter(place(read), box(read, 0), "r n")], strict=True)
    assert after.text == "rnow"
    assert [(c.text, c.box.x, c.box.width) for c in after.characters[:2]] == [
        ("r", 10, 10),
        ("n", 20, 10),
    ]


def test_spaces_that_a_person_typed_stay_where_characters_change() -> None:
    read = page("intheend")
    typed = changed(read, "in the end")
    fixed = [ChangeCharacter(place(typed), box(typed, 2), "T")]
    assert corrected(typed, fixed, strict=True).text == "in The end"
    gone = corrected(typed, [DeleteCharacter(place(typed), box(typed, 7))], strict=True)
    assert gone.text == "in the en"


def test_a_text_that_its_characters_do_not_spell_is_spelled_anew() -> None:
    read = page("teh")
    word = replace(read.words[0], text="the end")
    read = replace(read, lines=(replace(read.lines[0], words=(word,)),))
    assert corrected(read, [ChangeCharacter(place(read), box(read, 0), "T")]).text == "Teh"


def test_a_character_that_is_none_goes_with_its_ink() -> None:
    read = page("cat'")
    after = corrected(read, [DeleteCharacter(place(read), box(read, 3))], strict=True)
    assert after.text == "cat"
    assert after.words[0].box == Box(10, 10, 70, 40)
    assert after.lines[0].box == Box(10, 10, 70, 40)


def test_the_last_character_takes_the_word_and_the_line() -> None:
    read = page("a cat")
    after = corrected(read, [DeleteCharacter(place(read), box(read, 0))], strict=True)
    assert after.text == "cat"
    alone = page("a")
    assert corrected(alone, [DeleteCharacter(place(alone), box(alone, 0))], strict=True).lines == ()


def test_a_character_that_is_not_there_is_refused() -> None:
    read = page("cat")
    with pytest.raises(NotThereError, match="no character"):
        ChangeCharacter(place(read), Box(20, 10, 22, 40), "x").on(read)
