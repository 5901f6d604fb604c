from __future__ import annotations

import numpy as np
import pytest

from hwocr.training.logit import conditional_logit


def test_the_weights_that_chose_are_found() -> None:
    rng = np.random.default_rng(0)
    truth = np.array([1.5, -0.7])
    choices = []
    for _ in range(3000):
        options = rng.normal(size=(4, 2))
        shares = np.exp(options @ truth)
        choices.append((options, int(rng.choice(4, p=shares / shares.sum()))))
    assert conditional_logit(choices, [0.0, 0.0], 1e-6) == pytest.approx(truth, abs=0.12)


def test_the_ridge_holds_back_what_decides_everything() -> None:
    always = [(np.array([[1.0], [0.0]]), 0)] * 10
    held = [float(conditional_logit(always, [1.0], ridge)[0]) for ridge in (1.0, 0.1, 0.01)]
    assert 0 < held[0] < held[1] < held[2] < 10
