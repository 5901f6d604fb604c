from __future__ import annotations

import numpy as np
import pytest

from hwocr.arrays import Points
from hwocr.segment.bodies import body_height, height_by_pitch, inked_by, pitch_of
from hwocr.segment.contours import typical_height
from hwocr.segment.edges import find_edges
from hwocr.segment.parts import find_parts
from hwocr.strokes import render

BODY, PEN = 24.0, 3.0


def word(x: float, y: float, pitch: float, loop: float = 0.0) -> Points:
    """Small letters as a wave of eight arches around ``y``, the fourth one with a loop."""
    at = np.linspace(0, 8, 200)
    wave = y - BODY / 2 * np.cos(2 * np.pi * at)
    wave[(at > 3) & (at < 4)] += loop * np.sin(np.pi * (at[(at > 3) & (at < 4)] - 3))
    return np.stack([x + pitch * at, wave], 1).astype(np.float32)


def measured(words: list[Points]) -> float:
    size = np.concatenate(words).max(axis=0) + 40
    ink = render(words, (int(size[0]), int(size[1])), PEN)
    found = find_edges(ink)
    labels, parts = find_parts(found, ink)
    pitch = pitch_of(inked_by(labels, parts), found.stroke)
    return body_height(labels, parts, found.stroke, pitch, typical_height(parts, found.stroke))


@pytest.mark.parametrize("pitch", [22.0, 28.0, 44.0])
@pytest.mark.parametrize("loop", [0.0, 40.0, -50.0])
def test_neither_loops_nor_narrow_or_wide_letters_count(pitch: float, loop: float) -> None:
    words = [word(40, 80, pitch, loop), word(40, 200, pitch, loop)]
    assert measured(words) == pytest.approx(BODY, rel=0.25)


def test_lines_that_touch() -> None:
    words = [word(40, 80 + 45 * n, 28, 45) for n in range(5)]
    assert measured(words) < 1.3 * BODY


def test_bare_paper_has_no_height() -> None:
    assert body_height(np.zeros((9, 9), np.int32), [], 1.0, 0.0, 0.0) == 0
    assert pitch_of(np.zeros((9, 9), np.uint8), 1.0) == 0
    assert height_by_pitch(0.0, 5.0) == 5
