"""Teaching: what a head is taught it knows, and the rest stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from hwocr.errors import PersonalError
from hwocr.glyph import normalise
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network
from hwocr.personal import Examples
from hwocr.strokes import render
from hwocr.training.personal.head import Pace
from hwocr.training.personal.lesson import Lesson
from hwocr.training.personal.measure import share_right
from hwocr.training.personal.samples import bent_examples, bent_usual, exact
from hwocr.training.personal.teach import teach
from hwocr.training.personal.usual import UsualLetters
from tests.letters import size_of, strokes_of

QUICK = Pace(own_glyphs=240, usual_glyphs=600, steps=40, own=16, usual=48)


def _mirrored(letters: str, count: int, first: int = 0) -> Examples:
    """``count`` examples of each letter, drawn as in a mirror."""
    pairs = []
    for letter in letters:
        for seed in range(first, first + count):
            strokes = strokes_of(letter, height=100, seed=seed)
            ink = render(strokes, size_of(strokes), 8)
            glyph = normalise(ink)[:, ::-1]
            pairs.append((np.rint(255 * (1 - glyph)).astype(np.uint8), letter))
    return Examples.of(pairs)


def test_a_taught_hand_is_read_and_usual_letters_still_are() -> None:
    entry = read_registry()["characters"]
    shares: list[float] = []
    personal = teach(_mirrored("RK", 8), report=shares.append, pace=QUICK)
    taught, others = personal.network(entry), _mirrored("RK", 6, first=100)
    assert share_right(Network(entry), exact(others), others.letters) <= 0.6
    assert share_right(taught, exact(others), others.letters) >= 0.9
    assert personal.letters == "KR"
    assert personal.effect.held_out == 2
    assert len(personal.layers["gate.examples"]) == 16
    assert personal.effect.usual_after >= personal.effect.usual_before - 0.03
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_too_few_examples_are_refused() -> None:
    with pytest.raises(PersonalError, match="least"):
        teach(_mirrored("R", 4))


def test_bent_examples_show_every_letter_equally_often() -> None:
    examples = _mirrored("R", 7).joined(_mirrored("K", 1))
    glyphs, classes = bent_examples(examples, 20, np.random.default_rng(0))
    assert glyphs.shape == (20, 28, 28, 1)
    assert glyphs.max() <= 1
    # K may be k as well, R is not shaped like r.
    assert classes.sum(axis=0)[classes.any(axis=0)].tolist() == [10, 10, 10]


def test_usual_glyphs_come_from_chance_alone() -> None:
    usual = UsualLetters.load()
    learnt, held_out = usual.split()
    assert set(learnt.fonts).isdisjoint(held_out.fonts)
    assert len(learnt.letters) + len(held_out.letters) == len(usual.inks)
    one, again = (bent_usual(learnt, 30, np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(one, again)
    assert (one.max(axis=(1, 2, 3)) > 0.5).mean() > 0.9


def test_usual_letters_are_read_well() -> None:
    _, held_out = UsualLetters.load().split()
    network = Network(read_registry()["characters"])
    assert share_right(network, held_out.glyphs, held_out.letters) > 0.8


def test_a_lesson_can_be_stopped_and_another_begins_then() -> None:
    lesson = Lesson(_mirrored("RK", 8))
    with pytest.raises(PersonalError, match="somebody else"):
        Lesson(_mirrored("RK", 8))
    lesson.stop()
    lesson.wait()
    assert not lesson.running
    assert (lesson.personal, lesson.error) == (None, None)
    refused = Lesson(_mirrored("R", 2))
    refused.wait()
    assert refused.error is not None
    assert (refused.error.code, refused.error.values) == ("too_few_examples", {"least": 5})
    assert refused.personal is None


def test_all_examples_have_a_quarter_of_the_steps_in_the_end() -> None:
    pace = Pace.for_examples(50)
    assert (pace.steps, pace.last.steps) == (300, 75)
    assert replace(pace.last, steps=300, own_glyphs=3000) == pace


def test_pace_can_stand_still() -> None:
    still = teach(_mirrored("RK", 5), pace=replace(QUICK, rate=0.0))
    assert still.effect.usual_after == still.effect.usual_before
