"""Corrections are written down, and what was not written that way is refused."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from hwocr import corrections as c
from hwocr.errors import CorrectionsError
from hwocr.page import Box
from tests.ui.pages import stacked

READ = stacked("cat dog", "hen")
CAT, DOG, HEN = (c.Place.of(READ, word) for word in READ.words)
LETTER = READ.characters[1].box
ALL: list[c.Correction] = [
    c.ChangeWord(CAT, "Käse"),
    c.ChangeCharacter(CAT, LETTER, "o"),
    c.DeleteCharacter(CAT, LETTER),
    c.SplitWord(CAT, LETTER),
    c.MergeWords(CAT, DOG),
    c.DeleteWord(HEN),
    c.AddWord(replace(READ.words[0], text="cot"), (400, 300)),
    c.AddWord.of(READ, Box(1, 2, 3, 4), "x y"),
    c.MoveWord(CAT, HEN, after=True),
    c.MoveLine(HEN, CAT),
    c.BreakLine(DOG),
    c.JoinLines(HEN, DOG),
]


def test_every_kind_comes_back_as_it_was() -> None:
    data = json.loads(json.dumps(c.to_dict(ALL)))
    assert {entry["kind"] for entry in data["corrections"]} == set(c.KINDS)
    again = c.from_dict(data)
    assert c.to_dict(again) == data
    assert list(again[:6]) == ALL[:6]


@pytest.mark.parametrize("correction", ALL, ids=lambda made: type(made).__name__)
def test_a_record_does_what_the_corrections_did(correction: c.Correction) -> None:
    def after(made: c.Correction) -> dict[str, Any]:
        return c.corrected(READ, [made], strict=True).to_dict()

    (again,) = c.from_dict(json.loads(json.dumps(c.to_dict([correction]))))
    assert after(again) == after(correction) != READ.to_dict()


GOOD = c.to_dict([c.MoveWord(CAT, HEN), c.AddWord(READ.words[0], (400, 300))])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("format", 99),
        ("corrections", None),
        ("corrections", [1]),
        ("corrections 0 kind", "explode"),
        ("corrections 0 kind", ["move"]),
        ("corrections 0 word", "cat"),
        ("corrections 0 word box", [1, 2, 3]),
        ("corrections 0 word box 0", "1"),
        ("corrections 0 word box 0", -1),
        ("corrections 0 word box 0", 1.5),
        ("corrections 0 word box 0", True),
        ("corrections 0 word box 0", 10**12),
        ("corrections 0 word size", [0, 10]),
        ("corrections 0 word text", 3),
        ("corrections 0 after", "yes"),
        ("corrections 1 word", CAT.text),
        ("corrections 1 word box 3", None),
        ("corrections 1 word confidence", float("nan")),
        ("corrections 1 word confidence", "1"),
        ("corrections 1 word mode", "guessed"),
        ("corrections 1 word raw", None),
        ("corrections 1 word characters 0 box", {}),
        ("corrections 1 word characters 0 text", []),
        ("corrections 1 word characters 0 candidates 0", ["a"]),
    ],
)
def test_what_is_no_record_is_refused(path: str, value: Any) -> None:
    data = copy.deepcopy(GOOD)
    part: Any = data
    *steps, last = [int(step) if step.isdigit() else step for step in path.split()]
    for step in steps:
        part = part[step]
    part[last] = value
    with pytest.raises(CorrectionsError):
        c.from_dict(data)


@pytest.mark.parametrize(
    "data", [None, [], "x", {}, {"format": 1}, {"format": 1, "corrections": 3}]
)
def test_other_data_are_refused(data: object) -> None:
    with pytest.raises(CorrectionsError):
        c.from_dict(data)


def test_a_missing_field_is_refused() -> None:
    data = copy.deepcopy(GOOD)
    del data["corrections"][0]["to"]
    with pytest.raises(CorrectionsError, match="'to'"):
        c.from_dict(data)
