"""Seams run where letters meet."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from hwocr.arrays import Ink
from hwocr.page import Box
from hwocr.segment import Component
from hwocr.segment.cuts import cut, find_seams

_PEN = 6


def _rings(*centres: int, radius: int = 30) -> Ink:
    """Rings side by side, as of o's, float32."""
    sheet = np.zeros((2 * radius + 20, max(centres) + radius + 20), np.uint8)
    for x in centres:
        cv2.circle(sheet, (x, radius + 10), radius, 255, _PEN, cv2.LINE_AA)
    return (sheet / 255).astype(np.float32)


@pytest.mark.parametrize("apart", [63, 60, 57])
def test_rings_that_touch_are_cut_between(apart: int) -> None:
    ink = _rings(40, 40 + apart)
    seams = find_seams(ink, _PEN, 6)
    cheapest = min(seams, key=lambda seam: seam.ink)
    assert abs(float(cheapest.columns[40]) - (40 + apart / 2)) < _PEN


def test_a_bar_over_a_letter_is_not_cut_off_from_its_stem() -> None:
    """The seam between a T and the o under its bar goes round the bar's end."""
    ink = np.zeros((90, 150), np.float32)
    ink[10 : 10 + _PEN, 10:110] = 1
    ink[10:80, 57 : 57 + _PEN] = 1
    ring = np.zeros(ink.shape, np.uint8)
    cv2.circle(ring, (88, 58), 22, 255, _PEN, cv2.LINE_AA)
    both = np.maximum(ink, ring / np.float32(255))
    seams = find_seams(both, _PEN, 6)
    parts = [cut(Component(Box(0, 0, 150, 90), both), [seam]) for seam in seams]
    right = [pieces[1][0].box for pieces in parts if len(pieces) == 2]
    assert any(box.y > 10 + _PEN and box.x < 70 and box.right > 105 for box in right)


def test_pieces_hold_all_ink_once_and_lie_in_order() -> None:
    ink = _rings(40, 100, 160)
    component = Component(Box(7, 5, ink.shape[1], ink.shape[0]), ink)
    seams = find_seams(ink, _PEN, 8)
    pieces = [piece for piece, _ in cut(component, seams)]
    assert len(pieces) == len(seams) + 1
    total = np.zeros_like(ink)
    for piece in pieces:
        box = piece.box
        total[box.y - 5 : box.bottom - 5, box.x - 7 : box.right - 7] += piece.ink
    np.testing.assert_allclose(total[ink > 0.1], ink[ink > 0.1])
    middles = [piece.box.center[0] for piece in pieces]
    assert middles == sorted(middles)


def test_no_more_seams_than_asked_for() -> None:
    assert len(find_seams(_rings(40, 100, 160), _PEN, 1)) == 1
