from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from hwocr.networks.words import word_network
from hwocr.training.learner import save_network
from hwocr.training.words import average as module
from hwocr.training.words.average import average
from hwocr.training.words.store import ROWS, measure, save


def a_store(folder: Path) -> None:
    rng = np.random.default_rng(0)
    images = [np.zeros((ROWS, 150), np.uint8) for _ in range(4)]
    for image in images:
        image[30:55, 20:130:9] = rng.integers(120, 255, (25, 13))
    folder.mkdir()
    save(folder / "unipen-0-0", [(image, "word", "ann") for image in images])
    measure(folder / "unipen-0-0.bin")


def test_weights_are_averaged_and_statistics_measured_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BATCHES", 3)
    monkeypatch.setattr(module, "_COLUMNS", 256)
    monkeypatch.setattr("hwocr.training.words.validation.load_checks", lambda _: {})
    monkeypatch.setattr("hwocr.training.words.validation.error_rates", lambda *_: {"mean": 0.5})
    a_store(tmp_path / "store")
    one, other = word_network(), word_network()
    save_network(one, tmp_path / "one.keras")
    save_network(other, tmp_path / "other.keras")
    said: list[str] = []
    path = average(tmp_path / "one.keras", tmp_path / "other.keras", tmp_path, report=said.append)
    assert said == ["{'mean': 0.5}"]
    mean = word_network()
    mean.load_weights(path)
    for own, first, second in zip(mean.weights, one.weights, other.weights, strict=True):
        values = np.asarray(own)
        if "moving" in own.path:
            assert not np.allclose(values, np.asarray(first))
        else:
            expected = (np.asarray(first) + np.asarray(second)) / 2
            np.testing.assert_allclose(values, expected, atol=1e-6)
