from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hwocr.glyph import SIZE
from hwocr.training.compact import deflate, round_to_half

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


@pytest.fixture
def network() -> Any:
    """The character network with the weights and statistics of a trained one: nothing at rest."""
    from hwocr.networks.characters import character_network

    network = character_network()
    rng = np.random.default_rng(0)
    for layer in network.layers:
        if type(layer).__name__ == "BatchNormalization":
            gamma, beta, mean, variance = layer.get_weights()
            gamma = rng.normal(0.5, 0.4, gamma.shape)
            gamma[:3] = [0.0, 1e-4, -0.7]
            layer.set_weights(
                [
                    gamma,
                    rng.normal(0, 0.3, beta.shape),
                    rng.normal(0, 1, mean.shape),
                    rng.uniform(0.01, 9, variance.shape),
                ]
            )
    return network


def outputs(network: Any, training: bool = False) -> np.ndarray:
    glyphs = np.random.default_rng(1).random((32, SIZE, SIZE, 1)).astype(np.float32)
    return np.asarray(network(glyphs, training=training))


def test_rounding_keeps_what_the_network_computes(network: Any) -> None:
    before = outputs(network)
    round_to_half(network)
    after = outputs(network)
    assert np.abs(after - before).max() < 0.01 * np.abs(before).max()


def test_kernels_fit_into_half_precision(network: Any) -> None:
    round_to_half(network)
    for layer in network.layers:
        if type(layer).__name__ in ("Conv2D", "Dense"):
            kernel = layer.get_weights()[0]
            assert np.array_equal(kernel, kernel.astype(np.float16).astype(np.float32))


def test_the_exported_graph_is_half_as_large_and_equal(network: Any, tmp_path: Path) -> None:
    import onnxruntime

    from hwocr.training.export import export_graph

    round_to_half(network)
    path = tmp_path / "net.onnx"
    export_graph(network, path)
    assert path.stat().st_size < 2.2 * network.count_params()
    session = onnxruntime.InferenceSession(path)
    glyphs = np.random.default_rng(1).random((32, SIZE, SIZE, 1)).astype(np.float32)
    (found,) = session.run(None, {session.get_inputs()[0].name: glyphs})
    assert np.abs(found - outputs(network)).max() < 1e-4


def test_a_deflated_file_loads_and_is_smaller(network: Any, tmp_path: Path) -> None:
    import keras

    round_to_half(network)
    path = tmp_path / "net.keras"
    network.save(path)
    large = path.stat().st_size
    deflate(path)
    assert path.stat().st_size < 0.75 * large
    again = keras.saving.load_model(path, compile=False)
    assert np.array_equal(outputs(again), outputs(network))
