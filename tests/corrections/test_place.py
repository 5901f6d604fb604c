"""A word is found again where it was, whoever reads it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hwocr.corrections import NotThereError, Place
from hwocr.page import Box, Line, Page
from tests.ui.pages import page


def moved(of: Page, x: int = 0, y: int = 0, scale: float = 1.0, grown: int = 0) -> Page:
    """The page with its words elsewhere, wider, or everything at another scale."""

    def box(old: Box, more: int = 0) -> Box:
        values = (old.x + x, old.y + y, old.width + more, old.height)
        return Box(*(round(scale * value) for value in values))

    words = tuple(
        replace(
            word,
            box=box(word.box, grown),
            characters=tuple(replace(c, box=box(c.box)) for c in word.characters),
        )
        for word in of.words
    )
    size = round(scale * of.width), round(scale * of.height)
    return Page((Line(words, of.lines[0].box),), *size)


READ = page("teh cat")
TEH = Place.of(READ, READ.words[0])


@pytest.mark.parametrize("change", [{"x": 2}, {"x": -4, "y": 3}, {"scale": 0.5}, {"scale": 1.7}])
def test_a_word_that_was_read_anew_is_found(change: dict[str, float]) -> None:
    again = moved(page("tea cat"), **change)  # type: ignore[arg-type]
    assert TEH.find(again) == (0, 0)
    assert Place.of(READ, READ.words[1]).find(again) == (0, 1)
    for number, character in enumerate(READ.words[0].characters):
        assert TEH.character(character.box, again) == number


@pytest.mark.parametrize("change", [{"x": 20}, {"y": 30}, {"grown": 15}])
def test_another_word_is_not_taken_for_it(change: dict[str, int]) -> None:
    with pytest.raises(NotThereError, match="no word 'teh'"):
        TEH.find(moved(page("tea"), **change))


def test_a_word_that_reads_as_before_may_have_other_edges() -> None:
    wider = moved(page("teh"), grown=40)
    assert TEH.find(wider) == (0, 0)
    with pytest.raises(NotThereError):
        TEH.find(moved(wider, x=80))


def test_the_nearest_of_several_counts() -> None:
    word = READ.words[0]
    other = replace(word, box=replace(word.box, x=word.box.x + 4))
    both = replace(READ, lines=(Line((other, word), word.box),))
    assert TEH.find(both) == (0, 1)


def test_a_character_elsewhere_is_another_one() -> None:
    with pytest.raises(NotThereError, match="no character"):
        TEH.character(Box(22, 10, 20, 40), READ)


def test_a_character_of_a_word_that_reads_as_before_may_be_cut_elsewhere() -> None:
    wide = replace(READ.characters[1], box=Box(30, 10, 80, 40))
    for text, found in (("teh", True), ("tea", False)):
        word = replace(READ.words[0], text=text, characters=(READ.characters[0], wide))
        page = replace(READ, lines=(Line((word,), word.box),))
        if found:
            assert TEH.character(READ.characters[1].box, page) == 1
        else:
            with pytest.raises(NotThereError):
                TEH.character(READ.characters[1].box, page)


def test_a_drawing_with_more_room_keeps_its_pixels() -> None:
    for size in ((400, 160), (600, 80), (500, 400)):
        assert TEH.find(replace(READ, width=size[0], height=size[1])) == (0, 0)
