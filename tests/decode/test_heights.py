from __future__ import annotations

import numpy as np
import pytest

from hwocr.decode.heights import measure, with_heights
from hwocr.networks.classes import CHARACTERS, CLASS_COUNT
from hwocr.page import Box


def row(**shares: float) -> np.ndarray:
    out = np.zeros(CLASS_COUNT, np.float32)
    for name, share in shares.items():
        out[CHARACTERS.index(name)] = share
    return out


def line(slope: float = 0.0) -> tuple[list[Box], np.ndarray]:
    """The letters nOhoPp, x-height 20, baseline 100; shape leaves o, O, p and P open."""
    tops = {"n": 20, "O": 32, "h": 32, "o": 20, "P": 32, "p": 20}
    boxes = []
    for i, letter in enumerate("nOhoPp"):
        base = 100 + slope * (i * 30 + 10)
        bottom = base + (11 if letter == "p" else 0)
        boxes.append(
            Box(i * 30, round(base - tops[letter]), 20, round(bottom - base + tops[letter]))
        )
    return boxes, np.stack(
        [
            row(n=1),
            row(o=0.6, O=0.4),
            row(h=1),
            row(o=0.4, O=0.6),
            row(p=0.6, P=0.4),
            row(p=0.4, P=0.6),
        ]
    )


@pytest.mark.parametrize("slope", [0.0, 0.12, -0.12])
def test_case_follows_from_size_and_place(slope: float) -> None:
    boxes, probabilities = line(slope)
    rule = measure(boxes, probabilities)
    assert rule is not None
    assert rule.x_height == pytest.approx(20, rel=0.15)
    after = with_heights(boxes, probabilities, rule)
    assert "".join(CHARACTERS[i] for i in after[:, :-1].argmax(axis=1)) == "nOhoPp"
    assert np.allclose(after.sum(axis=1), 1, atol=1e-5)


def test_size_does_not_overrule_a_plain_shape() -> None:
    boxes, probabilities = line()
    probabilities[1] = row(a=0.999, A=0.001)
    rule = measure(boxes, probabilities)
    assert rule is not None
    after = with_heights(boxes, probabilities, rule)
    assert CHARACTERS[after[1, :-1].argmax()] == "a"


def test_letters_of_open_case_alone_tell_nothing() -> None:
    probabilities = np.stack([row(o=0.5, O=0.5), row(x=0.5, X=0.5)])
    assert measure([Box(0, 0, 20, 20), Box(30, 0, 20, 20)], probabilities) is None


def test_a_hand_with_low_capitals_is_measured_by_its_own() -> None:
    letters, tall = "nhnhnhnho", 25
    boxes = [
        Box(i * 30, 100 - (tall if letter == "h" else 20), 20, tall if letter == "h" else 20)
        for i, letter in enumerate(letters)
    ]
    boxes[-1] = Box(240, 75, 20, 25)
    rows = [row(n=1) if letter == "n" else row(h=1) for letter in letters[:-1]]
    probabilities = np.stack([*rows, row(o=0.6, O=0.4)])
    rule = measure(boxes, probabilities)
    assert rule is not None
    assert 1.25 <= rule.capital < 1.45
    after = with_heights(boxes, probabilities, rule)
    assert CHARACTERS[after[-1, :-1].argmax()] == "O"
