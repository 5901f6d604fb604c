"""From trained weights to the files in ``models/``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hwocr.networks.registry import models_folder, write_entry
from hwocr.training.compact import deflate
from hwocr.training.export import export_graph
from hwocr.training.learner import save_network


def publish(
    network: Any,
    models: str | os.PathLike[str] | None,
    *,
    version: int,
    classes: str,
    temperature: float,
    metrics: Mapping[str, float],
) -> Path:
    """Write a network's two files and its entry in the registry, all under its own name.

    The ``.keras`` file is to train on from, and for tests; the ``.onnx`` file is what reading runs.

    Args:
        network: in Keras, as :func:`hwocr.training.compact.round_to_half` leaves it.
        models: where to write; the folder that comes with hwocr for ``None``.
        version, classes, temperature, metrics: see :class:`hwocr.networks.registry.ModelEntry`.

    Returns:
        The exported graph's path.
    """
    folder = Path(models) if models is not None else models_folder()
    weights, graph = (folder / f"{network.name}.{ending}" for ending in ("keras", "onnx"))
    save_network(network, weights)
    deflate(weights)
    export_graph(network, graph)
    write_entry(
        network.name,
        {
            "file": graph.name,
            "version": version,
            "classes": classes,
            "input": list(network.input_shape[1:]),
            "temperature": temperature,
            "metrics": dict(metrics),
        },
        folder,
    )
    return graph
