"""ONNX Runtime beside LiteRT on the character network and on one with an LSTM."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.report import Section

_RUNTIMES = {"onnx": "ONNX Runtime", "litert": "LiteRT"}
_SUFFIXES = {"onnx": "onnx", "litert": "tflite"}
_INPUTS = {
    "characters": ("batch 1 / 32 / 256", "character network"),
    "lstm": ("width 64 / 128 / 300", "CNN + BiLSTM"),
}
_COLUMNS = (
    "network",
    "runtime",
    "open ms",
    "first answer ms",
    "inputs",
    "ms",
    "MB",
    "off Keras by",
)


def measure() -> Section:
    """Export both networks and run each in each runtime, every time in a fresh process."""
    rows = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        _python("benchmarks.runtime_networks", str(folder))
        for network, (inputs, title) in _INPUTS.items():
            for runtime, runtime_title in _RUNTIMES.items():
                path = folder / f"{network}.{_SUFFIXES[runtime]}"
                run = _python(
                    "benchmarks.runtime_probe",
                    runtime,
                    str(path),
                    str(folder / f"{network}.npz"),
                    check=False,
                )
                rows.append((title, runtime_title, *_cells(inputs, run)))
    notes = (
        "The character network with untrained weights; two threads; medians; MB is what opening "
        "the runtime and running the network add to a process that holds NumPy.",
        "The BiLSTM takes pictures of any width in one exported graph, as a word network must.",
    )
    return Section("Runtimes", _COLUMNS, tuple(rows), notes)


def _cells(inputs: str, run: subprocess.CompletedProcess[str]) -> tuple[str, ...]:
    if run.returncode:
        return "–", "–", inputs, f"cannot run: {_reason(run.stderr)}", "–", "–"
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    times = " / ".join(f"{value:.1f}" for value in found["times"].values())
    return (
        f"{found['open']:.0f}",
        f"{found['first']:.0f}",
        inputs,
        times,
        f"{found['memory']:.0f}",
        f"{found['difference']:.0e}",
    )


def _reason(errors: str) -> str:
    if "Select TensorFlow op" in errors:
        return "needs TensorFlow's own operations"
    return [line for line in errors.strip().splitlines() if line][-1][:80]


def _python(module: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        check=check,
        capture_output=True,
        text=True,
        env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"},
    )
