from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hwocr import Page, Reader
from hwocr.explain import explain
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network
from hwocr.page import Word
from tests.conftest import Draw, Write


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(read_registry()["characters"])


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def lone(reader: Reader, drawn: Draw) -> Word:
    """H, E, L, L and O, each named by itself."""
    return reader.using(mode="separate", alphabet="upper").read(drawn("HELLO")).words[0]


def test_an_h_is_told_from_an_a_by_its_upper_half(reader: Reader, lone: Word) -> None:
    told = reader.using(alphabet="upper").explain(lone, 0)
    assert told is not None
    assert (told.text, told.decided, told.alone[0].text) == ("H", "shape", "H")
    assert told.image.shape == told.support.heat.shape == (28, 28)
    assert told.support.heat.max() > 1
    assert told.support.strongest
    assert told.contrast is not None
    # What the crossbar and the stems say does not depend on bare paper.
    assert (
        np.abs(told.contrast.heat[told.image > 0.5]).mean()
        > 3 * np.abs(told.contrast.heat[:, :2]).mean()
    )


def test_hiding_what_tells_e_from_f_matters_most(network: Network, lone: Word) -> None:
    e = lone.characters[1]
    rest = tuple(c for c in e.candidates if c.text == "F") or e.candidates[1:2]
    asked = replace(e, candidates=(e.candidates[0], *rest))
    word = replace(lone, characters=(asked,))
    told = explain(word, 0, network, alphabet="EF")
    assert told is not None
    assert (told.text, told.rival) == ("E", "F")
    assert told.contrast is not None
    assert told.contrast.strongest.startswith("bottom")
    assert {c.text for c in told.alone[:2]} == {"E", "F"}


def test_what_place_and_neighbours_changed_is_told(network: Network, lone: Word) -> None:
    alone = explain(lone, 4, network, alphabet="O0")
    assert alone is not None
    shape = alone.alone[0].text
    other = "0" if shape == "O" else "O"
    o = lone.characters[4]
    settled = replace(o, text=other, candidates=tuple(replace(c, text=other) for c in o.candidates))
    told = explain(replace(lone, characters=(settled,)), 0, network, alphabet="O0")
    assert told is not None
    assert (told.decided, told.rival) == ("place", shape)
    forced = replace(settled, candidates=alone.alone)
    told = explain(replace(lone, characters=(forced,)), 0, network, alphabet="O0")
    assert told is not None
    assert told.decided == "word"


def test_a_character_of_joined_writing_is_explained_by_the_word_network(
    reader: Reader, written: Write
) -> None:
    word = reader.using(mode="joined").read(written("noon")).words[0]
    assert (word.text, word.mode) == ("noon", "joined")
    told = reader.explain(word, 1)
    assert told is not None
    assert (told.text, told.alone) == ("o", ())
    assert told.image.shape == told.support.heat.shape
    assert told.image.shape[0] == 40
    assert told.support.heat.max() > 0.5
    assert told.rival != "o"
    changed = reader.explain(replace(word, raw="naon"), 1)
    assert changed is not None
    assert (told.decided, changed.decided) == ("shape", "word")


def test_a_rival_can_be_named(reader: Reader, lone: Word, written: Write) -> None:
    told = reader.explain(lone, 0, "N")
    assert told is not None
    assert (told.text, told.rival) == ("H", "N")
    assert told.contrast is not None
    usual = reader.explain(lone, 0)
    assert usual is not None
    for unknown in ("H", "\u0416", "NN"):
        same = reader.explain(lone, 0, unknown)
        assert same is not None
        assert same.rival == usual.rival
    word = reader.using(mode="joined").read(written("noon")).words[0]
    joined = reader.explain(word, 0, "m")
    assert joined is not None
    assert joined.rival == "m"


def test_examples_come_with_both_readings(reader: Reader, lone: Word) -> None:
    told = reader.explain(lone, 2)
    assert told is not None
    assert len(told.alike) == len(told.rival_alike) == 3


def test_without_its_picture_nothing_is_explained(reader: Reader, lone: Word) -> None:
    page = Page.from_dict(reader.read(np.full((40, 40, 3), 255, np.uint8)).to_dict())
    assert page.words == ()
    bare = replace(lone, characters=tuple(replace(c, glyph=None) for c in lone.characters))
    assert reader.explain(bare, 0) is None
    with pytest.raises(IndexError):
        reader.explain(lone, 9)
