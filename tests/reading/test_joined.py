from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from hwocr.decode.language import Language, language_of
from hwocr.decode.rank import rank
from hwocr.decode.views import Views
from hwocr.networks.classes import WORD_CHARACTERS
from hwocr.page import Box
from hwocr.reading.joined import JoinedWord, as_one, in_parts, see_lines
from hwocr.segment import Component
from hwocr.strokes import render
from hwocr.wordimage import COLUMNS_PER_FRAME
from tests.decode.frames import frames_of
from tests.letters import size_of, strokes_of


@dataclass(frozen=True)
class Entry:
    classes: str = WORD_CHARACTERS


class Says:
    """A network that sees a given text in every image, its characters evenly spread."""

    entry = Entry()

    def __init__(self, *peaks: Any) -> None:
        self.peaks = peaks
        self.widths: list[int] = []

    def log_probabilities(self, batch: np.ndarray) -> np.ndarray:
        self.widths += [batch.shape[2]] * len(batch)
        count = batch.shape[2] // COLUMNS_PER_FRAME
        frames = frames_of(*self.peaks, gap=max(1, count // len(self.peaks) - 1))
        frames = np.concatenate([frames, np.repeat(frames[:1], count, axis=0)])[:count]
        return np.repeat(frames[None], len(batch), axis=0)


def component(text: str, x: int = 30, y: int = 12) -> Component:
    strokes = strokes_of(text, height=100)
    ink = render(strokes, size_of(strokes), 8)
    return Component(Box(x, y, ink.shape[1], ink.shape[0]), ink)


def see(
    network: Says, *pieces: Component, lexicon: Language | None = None
) -> list[list[JoinedWord]]:
    shades = [piece.ink for piece in pieces]
    lines = see_lines(network, pieces, shades, [()] * len(pieces), "all")  # type: ignore[arg-type]
    return [[s.spelled(rank(Views(s.evidence), lexicon)) for s in line] for line in lines]


def read(network: Says, *pieces: Component, lexicon: Language | None = None) -> list[Any]:
    return [[(w.word, w.trace) for w in line] for line in see(network, *pieces, lexicon=lexicon)]


def test_a_word_is_read_with_its_characters_in_order() -> None:
    (((word, trace),),) = read(Says(*"HELLO"), component("HELLO"))
    assert word.text == "HELLO"
    assert word.mode == "joined"
    assert word.confidence == word.candidates[0].probability > 0.5
    assert [c.text for c in word.characters] == list("HELLO")
    assert [span.text for span in trace.spans] == list("HELLO")
    assert len(trace.log_probabilities) * COLUMNS_PER_FRAME == trace.image.shape[1]
    lefts = [c.box.x for c in word.characters]
    assert lefts == sorted(lefts)


def test_boxes_are_in_working_pixels_and_within_the_word() -> None:
    piece = component("HELLO", x=30, y=12)
    (((word, _),),) = read(Says(*"HELLO"), piece)
    whole = piece.box
    assert word.box.intersection(whole) == word.box.area > 0.3 * whole.area
    for character in word.characters:
        assert character.box.intersection(word.box) == character.box.area > 0
        assert character.crop is not None
        assert character.glyph is not None
        assert character.crop.dtype == character.glyph.dtype == np.uint8


@pytest.mark.parametrize("peaks", ["  nunu", "nunu  "])
def test_a_word_holds_the_strokes_that_lead_to_its_characters(peaks: str) -> None:
    wave = [[(x, 60 + 25 * np.sin(x / 12)) for x in range(20, 480, 4)]]
    piece = Component(Box(30, 12, 500, 120), render(wave, (500, 120), 8))
    (((word, _),),) = read(Says(*(peak.strip() for peak in peaks)), piece)
    assert word.text == "nunu"
    characters = Box.around(character.box for character in word.characters)
    before, behind = characters.x - word.box.x, word.box.right - characters.right
    assert max(before, behind) > 15
    assert word.box.intersection(piece.box) == word.box.area


def test_a_stroke_far_from_a_word_is_not_its_own() -> None:
    wave = [(x, 60 + 25 * np.sin(x / 12)) for x in range(20, 280, 4)]
    ink = render([wave, [(420, 60), (470, 62)]], (500, 120), 8)
    (((word, _),),) = read(Says("n", "u", "n", "", "", ""), Component(Box(0, 0, 500, 120), ink))
    assert word.box.right < 400


def test_equal_widths_are_computed_together_and_nothing_is_padded() -> None:
    network = Says(*"AB")
    wide, narrow = component("HELLO"), component("HE")
    read(network, wide, narrow, wide)
    alone = Says(*"AB")
    read(alone, narrow)
    assert sorted(network.widths)[0] == alone.widths[0]
    assert len(set(network.widths)) == 2


def test_the_lexicon_settles_what_the_network_doubts() -> None:
    doubtful = Says("h", {"o": 0.55, "a": 0.45}, "n", "d")
    plain = read(doubtful, component("HAND"))[0][0][0]
    known = read(doubtful, component("HAND"), lexicon=language_of(["hand", "land"]))[0][0][0]
    assert plain.text == "hond"
    assert known.text == "hand"
    assert known.raw == plain.raw == "hond"


def test_a_network_that_sees_nothing_gives_no_words() -> None:
    assert read(Says("", ""), component("HE")) == [[]]


def test_spaces_part_words_each_with_its_own_place_and_trace() -> None:
    network = Says(*"I am")
    (line,) = see(network, component("HELLO"))
    first, second = line
    assert as_one([first.word]) is first.word
    assert (first.word.text, second.word.text) == ("I", "am")
    assert [c.text for c in second.word.characters] == ["a", "m"]
    assert first.word.box.right <= second.word.box.x + 8
    assert len(second.trace.log_probabilities) * COLUMNS_PER_FRAME == second.trace.image.shape[1]
    whole = as_one([item.word for item in line])
    assert whole.text == "I am"
    assert [c.text for c in whole.characters] == ["I", "a", "m"]
    assert whole.confidence == pytest.approx(first.word.confidence * second.word.confidence)


def test_a_doubtful_space_is_parted_too() -> None:
    (((word, _),),) = read(Says("I", {" ": 0.6, "": 0.4}, "a"), component("HELLO"))
    assert word.text == "I a"
    first, second = in_parts(word)
    assert (first.text, second.text) == ("I", "a")
    assert first.mode == second.mode == "joined"


@pytest.mark.parametrize("text", ["HE", "HELLO"])
def test_a_word_without_spaces_stays_whole(text: str) -> None:
    (((word, _),),) = read(Says(*text), component(text))
    assert in_parts(word) == [word]
