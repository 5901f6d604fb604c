"""Networks exported for both runtimes; run as ``python -m benchmarks.runtime_networks FOLDER``.

A process of its own, so that nothing that is timed shares memory with TensorFlow.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import keras
import numpy as np
from keras import layers

from hwocr.glyph import SIZE
from hwocr.networks.characters import character_network
from hwocr.networks.classes import CLASS_COUNT

BATCHES = (1, 32, 256)
WIDTHS = (64, 128, 300)
_HEIGHT = 32


def lstm_network() -> keras.Model:
    """A small CNN and a bidirectional LSTM over pictures of any width."""
    picture = keras.Input((_HEIGHT, None, 1))
    x: Any = picture
    for channels in (32, 64, 96):
        x = layers.Conv2D(channels, 3, strides=2, padding="same", activation="relu")(x)
    x = layers.Permute((2, 1, 3))(x)
    x = layers.Reshape((-1, _HEIGHT // 8 * 96))(x)
    x = layers.Bidirectional(layers.LSTM(128, return_sequences=True))(x)
    return keras.Model(picture, layers.Dense(CLASS_COUNT)(x))


def export(folder: Path) -> None:
    """Write both networks in both forms, with inputs and the answers Keras gives to them."""
    rng = np.random.default_rng(0)
    glyphs = {f"{n}": rng.random((n, SIZE, SIZE, 1), np.float32) for n in BATCHES}
    words = {f"{w}": rng.random((1, _HEIGHT, w, 1), np.float32) for w in WIDTHS}
    for name, network, inputs in (
        ("characters", character_network(), glyphs),
        ("lstm", lstm_network(), words),
    ):
        arrays: dict[str, Any] = {f"x{key}": x for key, x in inputs.items()}
        arrays |= {f"y{key}": np.asarray(network(x, training=False)) for key, x in inputs.items()}
        np.savez(folder / f"{name}.npz", **arrays)
        network.export(str(folder / f"{name}.onnx"), format="onnx", verbose=False)
        network.export(str(folder / f"{name}.tflite"), format="litert", verbose=False)


if __name__ == "__main__":
    export(Path(sys.argv[1]))
