from __future__ import annotations

import numpy as np

from hwocr.prepare.rim import without_edge, without_rim


def test_slivers_along_the_edge_go_and_writing_stays() -> None:
    ink = np.zeros((300, 400), np.float32)
    ink[100:140, 50:60] = 1
    written = ink.copy()
    ink[0, :350] = 0.8  # the edge of a table
    ink[:200, 398:] = 0.6  # a frame, round the corner too
    ink[296:299, 30:50] = 1
    np.testing.assert_array_equal(without_rim(ink), written)


def test_letters_that_reach_out_of_the_rim_stay_whole() -> None:
    ink = np.zeros((300, 400), np.float32)
    ink[0:30, 100:104] = 1
    ink[280:300, 10:40] = 0.9
    np.testing.assert_array_equal(without_rim(ink), ink)


def test_small_pictures_have_no_rim() -> None:
    ink = np.ones((3, 3), np.float32)
    np.testing.assert_array_equal(without_rim(ink), ink)


def test_fingers_on_the_edge_go_and_writing_near_it_stays() -> None:
    ink = np.zeros((300, 400), np.float32)
    ink[100:140, 50:60] = ink[20:40, 4:300] = 1
    written = ink.copy()
    ink[0:60, 320:330] = 0.7  # a clip
    ink[200:260, 370:] = 0.2  # the shadow of a finger
    np.testing.assert_array_equal(without_edge(ink), written)
    np.testing.assert_array_equal(without_edge(written), written)
