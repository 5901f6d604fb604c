from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hwocr.corrections import (
    ChangeCharacter,
    ChangeWord,
    Correction,
    DeleteCharacter,
    MergeWords,
    Place,
    SplitWord,
    corrected,
)
from hwocr.page import Page
from hwocr.ui.before import Before
from tests.ui import pages


def page(text: str) -> Page:
    """As a reader gives it: each character with what the network saw."""
    whole = pages.page(text)
    glyph = np.zeros((28, 28), np.uint8)
    words = tuple(
        replace(word, characters=tuple(replace(c, glyph=glyph) for c in word.characters))
        for word in whole.words
    )
    return replace(whole, lines=(replace(whole.lines[0], words=words),))


READ = page("c at dog")
C, AT, DOG = (Place.of(READ, word) for word in READ.words)


def test_a_word_whose_ink_was_read_is_found() -> None:
    before = Before(READ)
    merged, dog = corrected(READ, [ChangeWord(DOG, "hog"), MergeWords(C, AT)]).words
    assert before.word(dog) == READ.words[2]
    assert before.word(merged) is None


@pytest.mark.parametrize(
    ("correction", "found"),
    [
        (ChangeWord(DOG, "hog"), "c a t d o g"),
        (ChangeCharacter(DOG, READ.words[2].characters[1].box, "i"), "c a t d o g"),
        (ChangeWord(DOG, "dig"), "c a t d o g"),
        (ChangeWord(DOG, "doings"), "c a t d o - - - -"),
        (ChangeWord(DOG, "dg"), "c a t d g"),
        (DeleteCharacter(DOG, READ.words[2].characters[0].box), "c a t o g"),
        (MergeWords(C, AT), "c a t d o g"),
        (SplitWord(DOG, READ.words[2].characters[1].box), "c a t d o g"),
    ],
)
def test_a_character_keeps_what_was_read_of_its_ink(correction: Correction, found: str) -> None:
    before = Before(READ)
    texts = []
    for character in corrected(READ, [correction]).characters:
        origin = before.character(character)
        texts.append(origin[0].characters[origin[1]].text if origin else "-")
    assert " ".join(texts) == found


def test_without_ink_nothing_is_found() -> None:
    bare = pages.page("dog")
    assert Before(bare).character(bare.characters[0]) is None
