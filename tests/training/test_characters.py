from __future__ import annotations

import os
from itertools import pairwise

import numpy as np
import pytest

from hwocr.training.characters import learning_rate

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def test_the_rate_rises_and_falls_to_nothing() -> None:
    rates = [learning_rate(p, 1.0) for p in np.linspace(0, 1, 101)]
    assert rates[0] < 0.05
    assert max(rates) == pytest.approx(1, abs=0.01)
    assert np.argmax(rates) == 4
    assert rates[-1] == pytest.approx(0)
    assert all(a >= b for a, b in pairwise(rates[4:]))


def test_the_loss_of_a_label_with_open_case_asks_for_the_sum() -> None:
    from hwocr.training.characters import partial_label_loss

    logits = np.log(np.array([[0.2, 0.3, 0.5]], np.float32))
    either = np.array([[True, True, False]])
    exact = np.array([[False, False, True]])
    assert float(partial_label_loss(either, logits)) == pytest.approx(-np.log(0.5), rel=1e-5)
    assert float(partial_label_loss(exact, logits)) == pytest.approx(-np.log(0.5), rel=1e-5)
    everything = np.ones((1, 3), bool)
    assert float(partial_label_loss(everything, logits)) == pytest.approx(0, abs=1e-5)
