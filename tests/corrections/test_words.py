"""Words are split, merged, deleted and added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hwocr.corrections import AddWord, DeleteWord, MergeWords, NotThereError, Place, SplitWord
from hwocr.page import Box, Candidate, Line, Page, Word
from tests.ui.pages import page, stacked


def place(of: Page, word: int = 0) -> Place:
    return Place.of(of, of.words[word])


def test_a_word_is_split_at_the_ink() -> None:
    read = page("catdog")
    word = replace(read.words[0], candidates=(Candidate("catdog", 0.9),), raw="catdoq")
    read = replace(read, lines=(replace(read.lines[0], words=(word,)),))
    one, other = SplitWord(place(read), word.characters[3].box).on(read).words
    assert (one.text, other.text) == ("cat", "dog")
    assert (one.box, other.box) == (Box(10, 10, 70, 40), Box(85, 10, 70, 40))
    assert [c.crop for c in (*one.characters, *other.characters)] == [
        c.crop for c in word.characters
    ]
    # Neither the candidates nor the raw reading are of the parts, and nobody confirmed them.
    assert (one.candidates, one.raw, one.corrected, one.confidence) == ((), "", False, 0.9)


def test_a_word_is_not_split_before_its_first_character() -> None:
    read = page("cat")
    with pytest.raises(NotThereError, match="lies before"):
        SplitWord(place(read), read.characters[0].box).on(read)


def test_words_are_merged_and_split_again() -> None:
    read = page("cat dog pig")
    after = MergeWords(place(read), place(read, 1)).on(read)
    assert after.text == "catdog pig"
    word = after.words[0]
    assert word.box == Box(10, 10, 170, 40)
    assert word.confidence == pytest.approx(0.81)
    assert [c.text for c in word.characters] == list("catdog")
    again = SplitWord(place(after), word.characters[3].box).on(after)
    assert [w.box for w in again.words] == [w.box for w in read.words]


def test_only_neighbours_on_a_line_are_merged() -> None:
    read = stacked("cat dog pig", "hen")
    for pair in ((0, 2), (1, 0), (2, 3), (0, 0)):
        one, other = (place(read, number) for number in pair)
        with pytest.raises(NotThereError, match="does not follow"):
            MergeWords(one, other).on(read)


def test_a_crossed_out_neighbour_adds_ink_but_no_doubt() -> None:
    read = page("cat")
    crossed = Word("", Box(100, 10, 30, 40), 0.0, crossed_out=True)
    read = replace(read, lines=(Line((*read.words, crossed), read.lines[0].box),))
    word = MergeWords(place(read), place(read, 1)).on(read).words[0]
    assert (word.text, word.confidence, word.crossed_out) == ("cat", 0.9, False)
    assert word.box == Box(10, 10, 120, 40)


def test_a_deleted_word_leaves_no_empty_line() -> None:
    read = stacked("cat dog", "hen")
    without = DeleteWord(place(read, 1)).on(read)
    assert without.text == "cat\nhen"
    assert without.lines[0].box == read.words[0].box
    assert DeleteWord(place(read, 2)).on(read).text == "cat dog"


def test_a_missing_word_goes_where_it_lies() -> None:
    read = stacked("cat pig", "hen")
    gap = DeleteWord(place(read, 0)).on(read)
    assert AddWord.of(gap, Box(12, 12, 60, 30), "dog").on(gap).text == "dog pig\nhen"
    assert AddWord.of(read, Box(300, 12, 60, 30), "dog").on(read).text == "cat pig dog\nhen"
    between = AddWord.of(read, Box(82, 12, 20, 30), "&").on(read)
    assert between.text == "cat & pig\nhen"
    assert between.lines[0].box == read.lines[0].box


@pytest.mark.parametrize(
    ("y", "text"), [(200, "cat\nhen\nnew"), (60 + 10, "cat\nhen new"), (0, "new\ncat\nhen")]
)
def test_a_missing_line_goes_where_it_lies(y: int, text: str) -> None:
    read = stacked("cat", "hen")
    read = replace(
        read, lines=tuple(replace(line, words=_lowered(line.words, 50)) for line in read.lines)
    )
    lines = tuple(Line(line.words, line.words[0].box) for line in read.lines)
    read = replace(read, lines=lines)
    y += 50 * (y == 70)
    assert AddWord.of(read, Box(150, y, 60, 30), "new").on(read).text == text


def _lowered(words: tuple[Word, ...], by: int) -> tuple[Word, ...]:
    return tuple(replace(word, box=replace(word.box, y=word.box.y + by)) for word in words)


def test_a_missing_word_goes_into_its_column() -> None:
    left, right = stacked("cat", "dog"), stacked("hen", "pig", size=(800, 300))
    moved = tuple(
        Line(words, words[0].box, block=1)
        for line in right.lines
        for words in [tuple(replace(w, box=replace(w.box, x=w.box.x + 500)) for w in line.words)]
    )
    read = replace(right, lines=(*left.lines, *moved))
    assert AddWord.of(read, Box(600, 70, 60, 40), "&").on(read).text == "cat\ndog\nhen\npig &"
    low = AddWord.of(read, Box(510, 250, 60, 40), "ox").on(read)
    assert low.text == "cat\ndog\nhen\npig\nox"
    assert low.lines[-1].block == 1
    low = AddWord.of(read, Box(10, 250, 60, 40), "ox").on(read)
    assert (low.text, low.lines[2].block) == ("cat\ndog\nox\nhen\npig", 0)


def test_an_empty_page_gets_its_first_word() -> None:
    nothing = Page((), 100, 50)
    assert AddWord.of(nothing, Box(1, 2, 30, 40), "ox").on(nothing).text == "ox"


def test_what_was_read_in_pieces_is_replaced() -> None:
    read = page("c at pig")
    whole = Box.around(word.box for word in read.words[:2])
    after = AddWord.of(read, whole, "cat").on(read)
    assert after.text == "cat pig"
    assert [c.text for c in after.words[0].characters] == list("cat")
    assert all(c.corrected for c in after.words[0].characters)


def test_an_added_word_follows_the_size_of_the_picture() -> None:
    read = page("cat")
    added = AddWord(replace(read.words[0], text="dog"), (400, 80))
    half = Page((), 200, 40)
    assert added.on(half).words[0].box == Box(5, 5, 35, 20)
    assert added.on(half).characters[1].box == Box(18, 5, 10, 20)


def test_a_blank_word_is_not_added() -> None:
    with pytest.raises(ValueError, match="needs a text"):
        AddWord.of(page("cat"), Box(0, 0, 9, 9), " ")
