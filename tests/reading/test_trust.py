from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from hwocr.decode.evidence import Frames
from hwocr.decode.language import language_of
from hwocr.decode.lattice import Lattice, Path
from hwocr.decode.rank import Ranking
from hwocr.networks.classes import CHARACTERS, WORD_CHARACTERS
from hwocr.page import Box, Character, Word
from hwocr.reading.joined import JoinedWord
from hwocr.reading.trust import Seen, pair_up, sure_letters, trust
from tests.decode.frames import frames_of

ENGLISH = language_of("english")


@dataclass
class Separate:
    """A word that was read letter by letter, its letters side by side."""

    word: Word
    lattice: Lattice
    is_drawn: bool = False

    def spelled(self, text: str) -> tuple[Character, ...]:
        if self.lattice.path_of(text) is None:
            return ()
        box = self.word.box
        return tuple(
            Character(c, Box(box.x + 10 * i, box.y, 10, box.height), 0.3)
            for i, c in enumerate(text)
        )


@dataclass
class Sighted:
    """A word that was seen as a whole."""

    box: Box
    evidence: Frames

    def holds(self, text: str) -> bool:
        return bool(self.evidence.log_likelihoods([text])[0] > -np.inf)

    def spelled(self, ranking: Ranking) -> JoinedWord:
        best = ranking.candidates[0]
        trace: Any = object()
        word = Word(best.text, self.box, best.probability, ranking.candidates, mode="joined")
        return JoinedWord(word, trace)


def letters(text: str, x: int = 0, width: int = 40, share: float = 0.9) -> Any:
    rows = np.full((len(text), len(CHARACTERS) + 1), 1e-6, np.float32)
    for row, character in zip(rows, text, strict=True):
        row[CHARACTERS.index(character)] = share
        row[-1] = 1 - share
    lattice = Lattice((Path(tuple(range(len(text))), -0.01),), (rows,))
    return Separate(Word(text, Box(x, 0, width, 20), 0.5), lattice)


def whole(*peaks: Any, x: int = 0, width: int = 40) -> Any:
    return Sighted(Box(x, 0, width, 20), Frames(frames_of(*peaks), WORD_CHARACTERS))


def test_both_ways_decide_together_and_letters_are_shown_where_they_are_apart() -> None:
    read = Seen(letters("SEAT"), whole(*"SEAT")).read(ENGLISH)
    assert read.word.text == read.word.raw == "SEAT"
    assert read.word.mode == "separate"
    assert [c.text for c in read.word.characters] == list("SEAT")
    assert read.trace is not None
    for character in read.word.characters:
        assert character.confidence >= read.word.confidence
        assert character.candidates[0].text == character.text


def test_strokes_make_a_view_of_its_own() -> None:
    seen = Seen(letters("SEAT"), whole(*"SEAT"))
    drawn = Seen(replace(letters("SEAT"), is_drawn=True), whole(*"SEAT"))
    assert (seen.views.kind, drawn.views.kind) == ("both", "drawn")
    assert drawn.read(ENGLISH).word.confidence != seen.read(ENGLISH).word.confidence


def test_letters_that_were_cut_wrong_are_not_shown() -> None:
    read = Seen(letters("mm", share=0.2), whole(*"minimum")).read(ENGLISH)
    assert read.word.text == "minimum"
    assert read.word.mode == "joined"


def test_letters_of_a_part_do_not_speak_for_the_whole() -> None:
    parts = [letters("LONG", width=80), letters("I", x=85, width=10)]
    (seen,) = pair_up(parts, [whole(*"LONGJ", width=100)])
    assert seen.separate is None
    assert seen.read(ENGLISH).word.text.startswith("LONG")
    assert len(seen.read(ENGLISH).word.text) == 5


def test_punctuation_can_be_read_as_a_whole_only() -> None:
    read = Seen(letters("830"), whole(*"8:30")).read(ENGLISH)
    assert read.word.text == "8:30"
    assert read.word.mode == "joined"


@pytest.mark.parametrize("language", [ENGLISH, None])
def test_one_way_alone_is_enough(language: Any) -> None:
    assert Seen(letters("word"), None).read(language).word.mode == "separate"
    assert Seen(None, whole(*"word")).read(language).word.text == "word"


def test_words_of_the_same_ink_are_paired() -> None:
    separate, sights = [letters("7"), letters("o", x=50)], [whole("T", x=2), whole("o", x=51)]
    found = [(seen.separate, seen.sight) for seen in pair_up(separate, sights)]
    assert found == list(zip(separate, sights, strict=True))


def test_words_seen_as_a_whole_count_where_the_two_cut_differently() -> None:
    (seen,) = pair_up([letters("in"), letters("to", x=50)], [whole(*"into", width=90)])
    assert seen.separate is None
    assert seen.read(ENGLISH).word.text == "into"


def test_groups_of_digits_stay_apart_but_letters_do_not() -> None:
    groups = [letters("0271"), letters("828", x=55)]
    found = pair_up(groups, [whole(*"0271828", width=100)])
    assert [seen.separate for seen in found] == groups
    doubtful = pair_up(groups, [whole(*"0271", {" ": 0.6, "8": 0.1}, *"828", width=100)])
    assert [seen.separate for seen in doubtful] == groups
    amount = [letters("TEA"), letters("40", x=65)]
    found = pair_up(amount, [whole(*"TEA4o", width=100)])
    assert [seen.separate for seen in found] == amount
    (seen,) = pair_up([letters("A"), letters("B", x=55)], [whole(*"AB", width=100)])
    assert seen.separate is None


def test_one_way_alone_gives_its_line() -> None:
    words = [letters("a")]
    assert [seen.separate for seen in pair_up(words, [])] == words
    assert [seen.sight is not None for seen in pair_up([], [whole("a")])] == [True]


def test_trust_and_sure_letters_count_letters() -> None:
    box = Box(0, 0, 9, 9)
    lines = [[Word("ab", box, 0.5)], [Word("c", box, 1.0), Word("", box, 0.0)]]
    assert sure_letters(lines) == 2
    assert trust(lines) == pytest.approx(2 / 3)
    assert trust([]) == 1
