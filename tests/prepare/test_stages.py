from __future__ import annotations

import time

import numpy as np
import pytest

from hwocr import prepare as steps
from hwocr.arrays import Grey, Ink
from hwocr.prepare.stages import Stages
from tests.conftest import Draw

BLANK = np.full((2, 3, 3), 255, np.uint8)
LONG = 0.2
"""Seconds that a step is made to take."""


def test_a_step_that_is_taken_again_keeps_its_place_and_the_time_of_both() -> None:
    stages = Stages()
    for name in ("one", "two", "one"):
        time.sleep(0.01)
        stages.add(name, BLANK, f"Step {name}.", np.eye(3))
    one, two = stages.done
    assert (one.name, two.name) == ("one", "two")
    assert one.seconds >= 0.02
    assert two.seconds >= 0.01


def test_stages_follow_those_that_others_noted() -> None:
    first = Stages()
    first.add("one", BLANK, "One.", np.eye(3))
    second = Stages(first.done)
    second.add("two", BLANK, "Two.", np.eye(3))
    assert [stage.name for stage in second.done] == ["one", "two"]
    assert second.done[0] is first.done[0]


@pytest.mark.parametrize(
    ("step", "name"), [("paper_of", "cleaned"), ("without_rules", "rules"), ("find_paper", "paper")]
)
def test_time_is_told_where_it_is_spent(
    drawn: Draw, monkeypatch: pytest.MonkeyPatch, step: str, name: str
) -> None:
    usual = getattr(steps, step)

    def slow(*pictures: Grey | Ink) -> object:
        time.sleep(LONG)
        return usual(*pictures)

    monkeypatch.setattr(steps, step, slow)
    seconds = {stage.name: stage.seconds for stage in steps.prepare(drawn("HI")).stages}
    assert seconds[name] >= LONG
    assert max(seconds, key=seconds.__getitem__) == name


def test_stages_take_the_whole_time(drawn: Draw) -> None:
    picture = drawn("HELLO")

    def unaccounted() -> float:
        begun = time.perf_counter()
        stages = steps.prepare(picture).stages
        whole = time.perf_counter() - begun
        told = sum(stage.seconds for stage in stages)
        assert told <= whole
        return 1 - told / whole

    assert min(unaccounted() for _ in range(5)) < 0.1
