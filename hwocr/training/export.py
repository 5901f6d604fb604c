"""From a trained Keras network to the graph that reading runs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

_EXAMPLE = 64
"""Any length stands for a side that varies."""
_LARGE = 1000
"""Constants with more values than this are stored in 16 bits where that loses nothing."""


def export_graph(network: Any, path: Path) -> None:
    """Write a Keras network as ONNX; constants that fit into 16 bits without loss are stored so.

    Raises:
        ModuleNotFoundError: the ``train`` extra is not installed.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    # Keras exports a network only after its first call.
    sample = [side or _EXAMPLE for side in network.input_shape[1:]]
    network(np.zeros((1, *sample), np.float32))
    network.export(path, format="onnx", verbose=False)
    _store_in_half(path)


def _store_in_half(path: Path) -> None:
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    model = onnx.load(path)
    graph = model.graph
    casts = []
    for tensor in graph.initializer:
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < _LARGE:
            continue
        values = numpy_helper.to_array(tensor)
        # Folding leaves rounding of the last float32 bits: a millionth is no loss.
        half = values.astype(np.float16)
        if np.abs(half.astype(np.float32) - values).max() > 2e-6 * np.abs(values).max():
            continue
        name = tensor.name
        tensor.CopyFrom(numpy_helper.from_array(half, name + "/half"))
        casts.append(helper.make_node("Cast", [name + "/half"], [name], to=TensorProto.FLOAT))
    for node in reversed(casts):
        graph.node.insert(0, node)
    onnx.checker.check_model(model)
    onnx.save(model, path)
