"""One runtime on one exported network, in a process of its own; prints JSON.

Run as ``python -m benchmarks.runtime_probe onnx|litert FILE INPUTS.npz``; the inputs' names start
with ``x`` and each has the network's own answer under the same name with ``y`` for ``x``.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import psutil
from numpy.typing import NDArray

Run = Callable[[NDArray[np.float32]], NDArray[np.float32]]
_REPEATS = 15


def open_onnx(path: str) -> Run:
    import onnxruntime

    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    return lambda x: np.asarray(session.run(None, {name: x})[0], dtype=np.float32)


def open_litert(path: str) -> Run:
    from ai_edge_litert.interpreter import Interpreter

    interpreter = Interpreter(path, num_threads=2)

    def run(x: NDArray[np.float32]) -> NDArray[np.float32]:
        detail: dict[str, Any] = interpreter.get_input_details()[0]
        if tuple(detail["shape"]) != x.shape:
            interpreter.resize_tensor_input(detail["index"], x.shape)
            interpreter.allocate_tensors()
        interpreter.set_tensor(detail["index"], x)
        interpreter.invoke()
        answer = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])
        return np.asarray(answer, dtype=np.float32)

    interpreter.allocate_tensors()
    return run


def probe(runtime: str, path: str, inputs: str) -> dict[str, Any]:
    """Times in milliseconds, memory in megabytes, and the largest difference of an output."""
    with np.load(inputs) as data:
        cases = {name[1:]: (data[name], data[f"y{name[1:]}"]) for name in data if name[0] == "x"}
    before = psutil.Process().memory_info().rss
    start = time.perf_counter()
    run = {"onnx": open_onnx, "litert": open_litert}[runtime](path)
    opened = time.perf_counter()
    run(next(iter(cases.values()))[0])
    first = time.perf_counter()
    times, difference = {}, 0.0
    for name, (x, expected) in cases.items():
        difference = max(difference, float(np.abs(run(x) - expected).max()))
        times[name] = median(_milliseconds(run, x) for _ in range(_REPEATS))
    return {
        "open": 1000 * (opened - start),
        "first": 1000 * (first - opened),
        "times": times,
        "memory": (psutil.Process().memory_info().rss - before) / 1e6,
        "difference": difference,
    }


def _milliseconds(run: Run, x: NDArray[np.float32]) -> float:
    start = time.perf_counter()
    run(x)
    return 1000 * (time.perf_counter() - start)


if __name__ == "__main__":
    print(json.dumps(probe(*sys.argv[1:4])))
