from __future__ import annotations

import os
from math import prod

import numpy as np
import pytest

from hwocr.networks.classes import BLANK
from hwocr.networks.registry import models_folder, read_registry
from hwocr.networks.runtime import Network
from hwocr.wordimage import COLUMNS_PER_FRAME, HEIGHT

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@pytest.fixture(scope="module")
def network() -> Network:
    return Network(read_registry()["words"])


def some_images(count: int, width: int) -> np.ndarray:
    return np.random.default_rng(width).random((count, HEIGHT, width, 1)).astype(np.float32)


def test_the_definition_gives_frames_for_any_width() -> None:
    from hwocr.networks import words

    network = words.word_network()
    assert prod(columns for _, _, (_, columns) in words.STAGES) == COLUMNS_PER_FRAME
    assert network.count_params() < 3_000_000
    for width in (32, 80):
        logits = np.asarray(network(some_images(2, width)))
        assert logits.shape == (2, width // COLUMNS_PER_FRAME, BLANK + 1)
        assert np.isfinite(logits).all()


@pytest.mark.parametrize("width", [32, 112, 400])
def test_the_exported_graph_equals_the_keras_network(network: Network, width: int) -> None:
    import keras

    trained = keras.saving.load_model(models_folder() / "words.keras", compile=False)
    images = some_images(3, width)
    expected = np.asarray(trained(images, training=False))
    assert np.abs(network.logits(images) - expected).max() < 1e-3


def test_a_batch_gives_what_single_images_give(network: Network) -> None:
    images = some_images(5, 96)
    together = network.log_probabilities(images)
    assert together.shape == (5, 96 // COLUMNS_PER_FRAME, BLANK + 1)
    assert np.allclose(np.exp(together).sum(axis=2), 1, atol=1e-4)
    for i in (0, 4):
        alone = network.log_probabilities(images[i : i + 1])[0]
        assert np.allclose(together[i], alone, atol=1e-3)
