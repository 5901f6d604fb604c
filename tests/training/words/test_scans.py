from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.training.words.scans import reach, scan_ink


def scan(rule: int | None = None) -> np.ndarray:
    """Two letters, 40 wide and 30 high, on paper of grain; with a printed rule at that row."""
    rng = np.random.default_rng(0)
    picture = np.clip(rng.normal(238, 2, (80, 160)), 0, 255).astype(np.uint8)
    for left in (30, 80):
        cv2.ellipse(picture, (left + 20, 40), (18, 13), 0, 0, 360, 40, 3)
    if rule is not None:
        cv2.line(picture, (0, rule), (159, rule), 90, 2)
    return picture


def test_ink_is_cut_to_the_letters_and_the_rule_is_gone() -> None:
    without, ruled = scan_ink(scan(), 2), scan_ink(scan(rule=70), 2)
    assert without is not None
    assert ruled is not None
    assert without.shape == ruled.shape == pytest.approx((29, 89), abs=2)
    assert without.max() == pytest.approx(1, abs=0.05)
    np.testing.assert_allclose(ruled, without, atol=0.1)


def test_letters_that_touch_the_rule_are_left_out() -> None:
    assert scan_ink(scan(rule=53), 2) is None


def test_faint_and_torn_writing_is_left_out() -> None:
    faint = (230 + scan().astype(np.float32) / 30).astype(np.uint8)
    assert scan_ink(faint, 2) is None
    torn = scan()
    torn[:, ::6] = 238
    assert scan_ink(torn, 2) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("are", (1, 0)), ("he", (1.8, 0)), ("any", (1, 0.65)), ("so,", (1, 0.3)), ("in", (1.6, 0))],
)
def test_letters_tell_how_far_a_word_reaches(text: str, expected: tuple[float, float]) -> None:
    assert reach(text) == pytest.approx(expected)
