from __future__ import annotations

import numpy as np
import pytest

from hwocr.metrics import expected_calibration_error
from hwocr.networks.runtime import softmax
from hwocr.training.calibrate import fit_temperature


@pytest.mark.parametrize("true_temperature", [0.6, 1.0, 2.5])
def test_the_temperature_that_made_the_labels_is_found(true_temperature: float) -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(0, 2, (20000, 5)).astype(np.float32)
    shares = softmax(logits / np.float32(true_temperature))
    labels = (shares.cumsum(axis=1) > rng.random((20000, 1))).argmax(axis=1)
    allowed = np.eye(5, dtype=bool)[labels]
    found = fit_temperature([(logits, allowed)])
    assert found == pytest.approx(true_temperature, rel=0.05)
    calibrated = softmax(logits / np.float32(found))
    right = calibrated.argmax(axis=1) == labels
    assert expected_calibration_error(calibrated.max(axis=1), right) < 0.015
