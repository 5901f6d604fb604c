from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from hwocr.glyph import SIZE
from hwocr.networks.classes import CHARACTERS
from hwocr.networks.registry import read_registry
from hwocr.networks.runtime import Network

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")


def test_what_is_published_can_be_loaded_and_computes_the_same(tmp_path: Path) -> None:
    import keras

    from hwocr.networks.characters import character_network
    from hwocr.training.compact import round_to_half
    from hwocr.training.publish import publish

    network = character_network()
    round_to_half(network)
    graph = publish(
        network,
        tmp_path,
        version=1,
        classes=CHARACTERS,
        temperature=1.25,
        metrics={"validation_emnist": 0.5},
    )
    entry = read_registry(tmp_path)["characters"]
    assert entry.path == graph == tmp_path / "characters.onnx"
    assert (entry.version, entry.classes, entry.temperature) == (1, CHARACTERS, 1.25)
    assert entry.input_shape == (SIZE, SIZE, 1)
    assert entry.metrics == {"validation_emnist": 0.5}
    glyphs = np.random.default_rng(0).random((3, SIZE, SIZE, 1)).astype(np.float32)
    expected = np.asarray(network(glyphs, training=False))
    assert np.abs(Network(entry).logits(glyphs) - expected).max() < 1e-4
    again = keras.saving.load_model(tmp_path / "characters.keras", compile=False)
    assert np.array_equal(np.asarray(again(glyphs, training=False)), expected)
