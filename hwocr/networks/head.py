"""The character network's last layers, which can be taught: taken out of the exported graph, and
the part of the graph that comes before them.

They are the last residual block and the layer that names. ONNX is imported only here and in
:mod:`hwocr.networks.taught`, and only when one of the functions is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.errors import ModelError
from hwocr.networks.classes import CLASS_COUNT

Arrays = Mapping[str, NDArray[Any]]
"""The head's weights by name, see :data:`SHAPES`."""

SIDE, CHANNELS = 4, 160
"""What comes into the head of a glyph: features (CHANNELS, SIDE, SIDE)."""
CLASSES = CLASS_COUNT
SHAPES: Mapping[str, tuple[tuple[int, ...], type]] = {
    "first.kernel": ((CHANNELS, CHANNELS, 3, 3), np.float16),
    "first.bias": ((CHANNELS,), np.float32),
    "second.kernel": ((CHANNELS, CHANNELS, 3, 3), np.float16),
    "second.bias": ((CHANNELS,), np.float32),
    "naming.kernel": ((CHANNELS, CLASSES), np.float16),
    "naming.bias": ((CLASSES,), np.float32),
}
"""Shape and dtype of each array: kernels of convolutions are (out, in, rows, columns)."""


def head_of(graph: bytes) -> dict[str, NDArray[Any]]:
    """The weights of the head of an exported character network.

    Raises:
        ModelError: the graph is not built as the head expects.
    """
    from onnx import numpy_helper

    model = parsed(graph)
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    return {
        name: np.array(numpy_helper.to_array(tensors[place]))
        for name, place in places(model.graph).items()
    }


def trunk_of(graph: bytes) -> bytes:
    """The part of the graph before the head: glyphs → float32 (N, CHANNELS, SIDE, SIDE)."""
    from onnx import TensorProto, helper

    model = parsed(graph)
    end = features_of(model.graph)
    kept = []
    for node in model.graph.node:
        kept.append(node)
        if end in node.output:
            break
    used = {name for node in kept for name in node.input}
    shape: list[str | int | None] = ["N", CHANNELS, SIDE, SIDE]
    trunk = helper.make_graph(
        kept,
        "trunk",
        list(model.graph.input),
        [helper.make_tensor_value_info(end, TensorProto.FLOAT, shape)],
        [tensor for tensor in model.graph.initializer if tensor.name in used],
    )
    opsets = list(model.opset_import)
    whole = helper.make_model(trunk, opset_imports=opsets, ir_version=model.ir_version)
    return bytes(whole.SerializeToString())


def parsed(graph: bytes) -> Any:
    """The ONNX model in an exported file."""
    import onnx

    return onnx.load_model_from_string(graph)


def features_of(graph: Any) -> str:
    """The name of what comes into the head."""
    return str(_weighted(graph)[0].input[0])


def places(graph: Any) -> dict[str, str]:
    """The head's arrays and the names of their initializers in the graph."""
    casts = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Cast"}
    first, second, product = _weighted(graph)
    adding = next(node for node in graph.node if product.output[0] in node.input)
    return {
        "first.kernel": casts[first.input[1]],
        "first.bias": first.input[2],
        "second.kernel": casts[second.input[1]],
        "second.bias": second.input[2],
        "naming.kernel": casts[product.input[1]],
        "naming.bias": adding.input[1],
    }


def _weighted(graph: Any) -> list[Any]:
    """The head's nodes: two convolutions and a product of matrices."""
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    products = [node for node in graph.node if node.op_type == "MatMul"]
    if len(convolutions) < 2 or len(products) != 1:
        raise ModelError("the character network is not built such that its last layers are known")
    return [*convolutions[-2:], products[0]]
