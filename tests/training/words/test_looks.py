from __future__ import annotations

import numpy as np
import pytest

from hwocr.training.words.looks import bend, draw, look
from tests.letters import strokes_of


def test_drawing_differs_with_chance_and_holds_all_strokes() -> None:
    strokes = strokes_of("HELLO", height=100)
    one, other = (draw(strokes, np.random.default_rng(seed)) for seed in (0, 1))
    assert one.shape != other.shape
    for ink in (one, other):
        assert ink.dtype == np.float32
        assert ink.max() > 0.9
        edges = np.concatenate([ink[0], ink[-1], ink[:, 0], ink[:, -1]])
        assert edges.max() < 0.05


def test_photographed_writing_is_found_again() -> None:
    rng = np.random.default_rng(0)
    ink = draw(strokes_of("HELLO", height=100), rng)
    found = [look(ink, None, np.random.default_rng(seed)) for seed in range(30)]
    photographed = [f for f in found if f is not ink]
    assert 8 <= len(photographed) <= 24
    inked = [float((f > 0.3).sum()) / float((ink > 0.3).sum()) for f in photographed]
    assert 0.6 < np.median(inked) < 2.2


def test_writing_is_photographed_from_afar_too() -> None:
    ink = draw(strokes_of("HELLO", height=100), np.random.default_rng(0))
    found = [look(ink, None, np.random.default_rng(seed)) for seed in range(30)]
    heights = np.array([f.shape[0] for f in found if f is not ink])
    # Either way there is paper around, so what is smaller than the drawing was taken from afar.
    assert (heights < 0.9 * ink.shape[0]).sum() >= 3
    assert (heights > ink.shape[0]).sum() >= 3


def test_bending_keeps_most_ink() -> None:
    ink = draw(strokes_of("HELLO", height=100), np.random.default_rng(0))
    bent = bend(ink, np.random.default_rng(3))
    assert bent.shape == ink.shape
    assert 0.8 < bent.sum() / ink.sum() < 1.2


def test_writing_that_the_camera_loses_stays_as_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    ink = draw(strokes_of("HELLO", height=100), np.random.default_rng(0))
    monkeypatch.setattr("hwocr.training.words.looks.ink_of_picture", lambda *_, **__: 0.02 * ink)
    assert all(look(ink, None, np.random.default_rng(seed)) is ink for seed in range(10))
