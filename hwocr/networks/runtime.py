"""Runs an exported network with ONNX Runtime; neither TensorFlow nor Keras is needed."""

from __future__ import annotations

import os

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from hwocr.errors import ModelError
from hwocr.networks.head import Arrays
from hwocr.networks.registry import ModelEntry, verified_bytes
from hwocr.networks.taught import with_taught

SUPPORTED_VERSIONS = {"characters": (1,), "words": (1,)}
"""Versions of each network whose inputs and outputs this code knows."""
_CHUNK = 128
"""Samples computed at once; more need more memory and are no faster."""


class Network:
    """A network ready to compute; may be shared between threads."""

    def __init__(self, entry: ModelEntry, taught: Arrays | None = None) -> None:
        """Load the network that an entry describes.

        Args:
            entry: of the registry.
            taught: a second head for the character network, and its gate.

        Raises:
            ModelError: its file is missing or damaged, its version is unknown, or the
                taught arrays are damaged.
        """
        known = SUPPORTED_VERSIONS.get(entry.name, ())
        if entry.version not in known:
            raise ModelError(
                f"the network {entry.name!r} has version {entry.version}, this hwocr knows "
                f"{list(known)}; install the version that the models belong to"
            )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(2, os.cpu_count() or 1)
        # A thread that waits busily for the next run takes a core from what comes in between.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        # Keeping freed memory for later would hold the peak of the largest picture for good.
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self.entry = entry
        graph = verified_bytes(entry)
        if taught is not None:
            graph = with_taught(graph, taught)
        try:
            self._session = onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:
            raise ModelError(f"ONNX Runtime cannot load {entry.path.name}: {error}") from error
        self._input = self._session.get_inputs()[0].name

    def logits(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """The network's raw outputs.

        Args:
            samples: float32 (N, *entry.input_shape), N ≥ 0.

        Returns:
            float32 (N, outputs), or (N, T, outputs) of a network that looks along words.
        """
        outputs = len(self.entry.classes) + 1
        if not len(samples):
            return np.zeros((0, outputs), np.float32)
        parts = [
            self._session.run(None, {self._input: samples[start : start + _CHUNK]})[0]
            for start in range(0, len(samples), _CHUNK)
        ]
        return np.concatenate(parts)

    def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Calibrated probabilities, float32 (N, outputs): softmax of the logits at the
        temperature that makes them match how often they are right (Guo et al. 2017)."""
        return softmax(self.logits(samples) / np.float32(self.entry.temperature))

    def log_probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Logarithms of :meth:`probabilities`, of the same shape as the logits."""
        return log_softmax(self.logits(samples) / np.float32(self.entry.temperature))


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Softmax over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Logarithm of the softmax over the last axis, where that itself may be too small a number."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    shifted -= np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return np.asarray(shifted, np.float32)
