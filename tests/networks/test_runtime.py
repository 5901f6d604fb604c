from __future__ import annotations

import os

import numpy as np
import pytest

from hwocr.glyph import SIZE
from hwocr.networks.classes import CLASS_COUNT
from hwocr.networks.registry import models_folder, read_registry
from hwocr.networks.runtime import Network, log_softmax, softmax


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(read_registry()["characters"])


def some_glyphs(count: int) -> np.ndarray:
    return np.random.default_rng(5).random((count, SIZE, SIZE, 1)).astype(np.float32)


def test_the_exported_graph_equals_the_keras_network(network: Network) -> None:
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    trained = keras.saving.load_model(models_folder() / "characters.keras", compile=False)
    glyphs = some_glyphs(64)
    expected = np.asarray(trained(glyphs, training=False))
    assert np.abs(network.logits(glyphs) - expected).max() < 1e-4


def test_a_batch_gives_what_single_glyphs_give(network: Network) -> None:
    glyphs = some_glyphs(300)
    together = network.logits(glyphs)
    assert together.shape == (300, CLASS_COUNT)
    for i in (0, 127, 128, 299):
        assert np.allclose(together[i], network.logits(glyphs[i : i + 1])[0], atol=1e-4)


def test_no_glyphs_give_no_answers(network: Network) -> None:
    assert network.probabilities(some_glyphs(0)).shape == (0, CLASS_COUNT)


def test_probabilities_use_the_temperature(network: Network) -> None:
    glyphs = some_glyphs(4)
    expected = softmax(network.logits(glyphs) / np.float32(network.entry.temperature))
    assert np.allclose(network.probabilities(glyphs), expected, atol=1e-6)
    assert np.allclose(expected.sum(axis=1), 1, atol=1e-5)


def test_softmax_is_stable_for_large_logits() -> None:
    assert np.allclose(softmax(np.array([[1000.0, 1000.0]], np.float32)), 0.5)


def test_log_softmax_is_the_logarithm_of_softmax_and_stable() -> None:
    logits = np.random.default_rng(0).normal(0, 3, (2, 5, 7)).astype(np.float32)
    assert np.allclose(np.exp(log_softmax(logits)), softmax(logits), atol=1e-6)
    far = log_softmax(np.array([[1000.0, 0.0]], np.float32))
    assert far.tolist() == [[0.0, -1000.0]]
