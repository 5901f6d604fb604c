"""A character network with a taught head beside its own, and the gate between both.

The gate looks how much a glyph's features are like those of a taught example. Where they are alike,
the taught head names the glyph; everywhere else the network's own does, so that what was taught
costs nothing there. Features are compared by the cosine in their principal components, each scaled
to the same variance (whitening): so what all ink has in common does not count.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hwocr.errors import ModelError
from hwocr.networks import head
from hwocr.networks.head import CHANNELS, SIDE, Arrays, features_of, parsed, places

COMPONENTS = 128
"""Principal components in which features are compared."""
MOST_EXAMPLES = 2000
"""That a gate may hold."""
ALIKE = 0.45
"""Cosine at which both heads count the same; chosen on hands of training's writers."""
STEEPNESS = 40.0
"""How fast the gate opens beyond that, in 1 / cosine."""
ANY = -1
"""Stands for a length that is not fixed."""
GATE: Mapping[str, tuple[tuple[int, ...], type]] = {
    "gate.projection": ((CHANNELS * SIDE * SIDE, COMPONENTS), np.float16),
    "gate.middle": ((COMPONENTS,), np.float32),
    "gate.examples": ((ANY, COMPONENTS), np.float16),
}
"""Shape and dtype of the gate's arrays: a glyph's features, flat, times ``projection`` less
``middle`` are its components; ``examples`` are those of the taught ones, each of length 1."""
SHAPES = {**head.SHAPES, **GATE}
"""Those of all arrays that teaching makes."""


def check(arrays: Arrays) -> None:
    """Refuse what is no taught head with its gate.

    Raises:
        ModelError: an array is missing, too many, of another shape or dtype, or not finite.
    """
    if set(arrays) != set(SHAPES):
        raise ModelError(f"the taught layers are {sorted(SHAPES)}, not {sorted(arrays)}")
    for name, (shape, dtype) in SHAPES.items():
        array = arrays[name]
        fits = len(array.shape) == len(shape) and all(
            found == wanted or (wanted == ANY and 1 <= found <= MOST_EXAMPLES)
            for found, wanted in zip(array.shape, shape, strict=True)
        )
        if not fits or array.dtype != dtype:
            raise ModelError(
                f"{name} is {array.dtype} {array.shape}, it should be {np.dtype(dtype)} {shape}"
            )
        if not np.isfinite(array).all():
            raise ModelError(f"{name} has values that are no numbers")


def gate_of(usual: NDArray[np.float16], examples: NDArray[np.float16]) -> dict[str, NDArray[Any]]:
    """The gate that opens to what is like ``examples``.

    Args:
        usual: features of usual letters, (M, SIDE, SIDE, CHANNELS), M > COMPONENTS; their principal
            components are taken.
        examples: features of the taught ones, (N, SIDE, SIDE, CHANNELS).

    Returns:
        The arrays of :data:`GATE`.
    """
    flat = _flat(usual)
    mean = flat.mean(axis=0)
    flat -= mean
    # Of the smaller of the two products; the components follow from either.
    variances, vectors = np.linalg.eigh(flat @ flat.T / np.float32(len(flat)))
    strongest = slice(-1, -COMPONENTS - 1, -1)
    scales = variances[strongest] * np.float32(len(flat)) ** 0.5
    projection = (flat.T @ (vectors[:, strongest] / scales)).astype(np.float16)
    exact = projection.astype(np.float32)
    middle = mean @ exact
    parts = _flat(examples) @ exact - middle
    parts /= np.maximum(np.linalg.norm(parts, axis=1, keepdims=True), 1e-9)
    return {
        "gate.projection": projection,
        "gate.middle": middle.astype(np.float32),
        "gate.examples": parts.astype(np.float16),
    }


def _flat(features: NDArray[np.float16]) -> NDArray[np.float32]:
    """Float32 (N, CHANNELS · SIDE · SIDE), in the order of the exported graph."""
    turned = features.transpose(0, 3, 1, 2)
    return turned.reshape(len(turned), -1).astype(np.float32)


def with_taught(graph: bytes, arrays: Arrays) -> bytes:
    """The graph with a second, taught head and the gate.

    Raises:
        ModelError: the graph is not built as expected, or an array is missing or of another shape.
    """
    from onnx import helper, numpy_helper

    check(arrays)
    model = parsed(graph)
    inner, end = model.graph, features_of(model.graph)
    out = inner.output[0].name
    tensors = {place: name for name, place in places(inner).items()}
    casts = [n for n in inner.node if n.op_type == "Cast" and n.input[0] in tensors]
    first = 1 + next(i for i, node in enumerate(inner.node) if end in node.output)
    nodes = [*casts, *(node for node in inner.node[first:] if node not in casts)]
    renamed = {name: f"taught/{name}" for node in nodes for name in node.output}
    renamed |= {place: f"taught/{place}" for place in tensors}
    for node in nodes:
        twin = inner.node.add()
        twin.CopyFrom(node)
        twin.name = ""
        twin.input[:] = [renamed.get(name, name) for name in node.input]
        twin.output[:] = [renamed[name] for name in node.output]
    next(node for node in inner.node if out in node.output).output[:] = ["gate/before"]
    stored = {renamed[place]: arrays[name] for place, name in tensors.items()}
    stored |= {
        "gate/projection": arrays["gate.projection"].astype(np.float32),
        "gate/middle": arrays["gate.middle"],
        "gate/examples": arrays["gate.examples"].T.astype(np.float32),
        "gate/alike": np.array(ALIKE, np.float32),
        "gate/steepness": np.array(STEEPNESS, np.float32),
    }
    inner.initializer.extend(
        numpy_helper.from_array(np.ascontiguousarray(array), name) for name, array in stored.items()
    )
    steps: tuple[tuple[str, tuple[str, ...], str, dict[str, Any]], ...] = (
        ("Flatten", (end,), "gate/flat", {}),
        ("MatMul", ("gate/flat", "gate/projection"), "gate/projected", {}),
        ("Sub", ("gate/projected", "gate/middle"), "gate/components", {}),
        ("LpNormalization", ("gate/components",), "gate/direction", {"axis": 1, "p": 2}),
        ("MatMul", ("gate/direction", "gate/examples"), "gate/likeness", {}),
        ("ReduceMax", ("gate/likeness",), "gate/most", {"axes": [1], "keepdims": 1}),
        ("Sub", ("gate/most", "gate/alike"), "gate/beyond", {}),
        ("Mul", ("gate/beyond", "gate/steepness"), "gate/scaled", {}),
        ("Sigmoid", ("gate/scaled",), "gate/open", {}),
        ("Sub", (renamed[out], "gate/before"), "gate/change", {}),
        ("Mul", ("gate/change", "gate/open"), "gate/changed", {}),
        ("Add", ("gate/before", "gate/changed"), out, {}),
    )
    for kind, inputs, output, options in steps:
        inner.node.append(helper.make_node(kind, inputs, [output], **options))
    return bytes(model.SerializeToString())
