"""Weights that take half the space without any loss between training and reading.

A convolution before a batch normalisation may be scaled at will, when the normalisation's mean
and variance are scaled along: the network computes the same, and trains on as before. The scale
chosen here makes the kernel equal, up to a power of two, to the one that the exported graph holds
after both are joined into one. Rounded to 16 bits, one and the same kernel then serves both.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np


def round_to_half(network: Any) -> None:
    """Bring a Keras network of plain layers into that form, in place.

    Raises:
        ValueError: a convolution without bias is not followed by its batch normalisation.
    """
    layers = network.layers
    for layer in layers:
        kind = type(layer).__name__
        if kind == "Conv2D":
            consumers = [node.operation for node in layer._outbound_nodes]
            if len(consumers) != 1 or type(consumers[0]).__name__ != "BatchNormalization":
                raise ValueError(f"{layer.name} is not followed by one batch normalisation alone")
            _join(layer, consumers[0])
        elif kind == "Dense":
            kernel, bias = layer.get_weights()
            layer.set_weights([_half(kernel), bias])
        elif kind == "Bidirectional":
            layer.set_weights([_half(w) if w.ndim > 1 else w for w in layer.get_weights()])


def _join(convolution: Any, normalisation: Any) -> None:
    (kernel,) = convolution.get_weights()
    gamma, beta, mean, variance = (np.asarray(w, np.float64) for w in normalisation.get_weights())
    epsilon = normalisation.epsilon
    folded = np.abs(gamma) / np.sqrt(variance + epsilon)
    folded = np.maximum(folded, 1e-12)
    # The new variance must stay above 0 next to epsilon, also where gamma is tiny.
    power = np.ones_like(gamma)
    while True:
        scale = folded * power
        moved = (variance + epsilon) * scale**2 - epsilon
        low = moved < epsilon
        if not low.any():
            break
        power[low] *= 2
    convolution.set_weights([_half(kernel * scale)])
    normalisation.set_weights([gamma, beta, mean * scale, moved])


def _half(values: Any) -> Any:
    return np.asarray(values, np.float16).astype(np.float32)


def deflate(path: Path) -> None:
    """Compress a ``.keras`` file in place; it stays a file that Keras loads."""
    with zipfile.ZipFile(path) as archive:
        parts = [(info.filename, archive.read(info)) for info in archive.infolist()]
    partial = path.with_name("partial-" + path.name)
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts:
            archive.writestr(
                zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)),
                data,
                zipfile.ZIP_DEFLATED,
                9,
            )
    partial.replace(path)
